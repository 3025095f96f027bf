/**
 * Reads every statement that store declares: each is prepared on the migrated schema, its result columns are compared with the declared row
 * type, and one that reads or writes a tenant table without the account must say why.
 */
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/support/postgres.ts'
import { declaredStatements, type Statement } from './statement.ts'

const folder = new URL('.', import.meta.url)
const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))

/** Tables without an account in front, each with the reason why. Any other table is a tenant's. */
const installationTables: Record<string, string> = {
  submission: 'a receipt names no account: its key leads to one',
  receipt: 'a receipt names no account',
  gateway: 'shared ones belong to nobody',
  node: 'a running process',
  source_token: 'a webhook’s address names no account',
  api_key: 'looked up before any account is known',
  login_link: 'looked up before any account is known',
  login_session: 'looked up before any account is known',
  migration: 'the schema itself',
  installation: 'one row for all',
}

/** Statements that need both what lies by accounts and what lies by receipt keys; a distributed PostgreSQL has to bring rows together for them. */
const acrossKeys: Record<string, string> = {
  adoption_candidates: 'how many parts of a text have an id; asked only for a receipt that nobody knows',
  clear_texts_over: 'the beginning of a text that its receipt quotes goes with the text',
  delete_calls_over: 'submissions and receipts go with their call, in one transaction',
  find_submissions: 'a receipt names no account: its submission leads to the text',
  pulses_of_calls: 'a live page shows receipts as they come; asked only while somebody watches',
}

/** Statements that lock rows of several accounts, or of none, each found by its own key; past one server they need one statement an account. */
const locksOfSeveral: Record<string, string> = {
  find_waiting_receipts: 'receipts of one gateway, which belong to no account, in the order of the keys',
  gate_lock_callers:
    'a batch of permits with a cap of texts or hardly room in the loop guard, in the order of the keys',
  lock_waiting_receipts: 'receipts under one key of one gateway, which belong to no account',
  look_later: 'receipts, which belong to no account; what is held is passed over',
  usage_free_accounts: 'asked only after a batch waited for one of its accounts in vain',
  usage_lock_accounts: 'a batch of permits with a quota or a spend stop, in the order of the keys',
}

/** What Describe says of a statement's result; node-postgres has no call for it, so this speaks the protocol through its queue. */
class Describe {
  readonly text: string
  readonly done: Promise<{ name: string; oid: number }[]>
  #fields: { name: string; oid: number }[] = []
  #error: Error | undefined
  #end: (() => void) | undefined

  constructor(text: string) {
    this.text = text
    this.done = new Promise((resolve, reject) => {
      this.#end = () => (this.#error ? reject(this.#error) : resolve(this.#fields))
    })
  }

  submit(connection: {
    parse(query: { name: string; text: string; types: number[] }): void
    describe(what: { type: 'S'; name: string }): void
    sync(): void
  }): void {
    connection.parse({ name: '', text: this.text, types: [] })
    connection.describe({ type: 'S', name: '' })
    connection.sync()
  }

  handleRowDescription(message: { fields: { name: string; dataTypeID: number }[] }): void {
    this.#fields = message.fields.map(({ name, dataTypeID }) => ({ name, oid: dataTypeID }))
  }

  handleError(error: Error): void {
    this.#error = error
    this.#end?.()
  }

  handleReadyForQuery(): void {
    this.#end?.()
  }
}

const typeNames: Record<string, string> = {
  'timestamp with time zone': 'timestamptz',
  'timestamp with time zone[]': 'timestamptz[]',
}

let database: TestDatabase
let client: pg.Client
let tables: { name: string; key: string[][] }[]
let statements: readonly Statement[]

async function readTables(): Promise<typeof tables> {
  const { rows } = await client.query(
    `select c.relname as name, (select array_agg(a.attname::text order by k.n) from unnest(i.indkey) with ordinality k(attnum, n)
       join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum) as columns
     from pg_class c join pg_index i on i.indrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and i.indisunique`,
  )
  const byName = new Map<string, string[][]>()
  for (const row of rows) byName.set(row.name, [...(byName.get(row.name) ?? []), row.columns])
  return [...byName].map(([name, key]) => ({ name, key }))
}

beforeAll(async () => {
  for (const file of files) await import(new URL(file, folder).href)
  statements = declaredStatements()
  database = await testDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
  tables = await readTables()
})

afterAll(async () => {
  await client?.end()
  await database?.drop()
})

/** Every place where a statement names a table, with the alias it gets there and whether rows are put into it. */
function mentions(text: string): { table: string; alias: string; isInsert: boolean }[] {
  const names = new Set(tables.map((one) => one.name))
  const words =
    /\b(from|join|update|into|delete from)\s+(\w+)(?:\s+(?:as\s+)?(?!set\b|where\b|on\b|join\b|left\b|order\b|limit\b|cross\b|group\b|for\b)(\w+))?/gi
  return [...text.matchAll(words)]
    .filter(([, , table = '']) => names.has(table))
    .map(([, word = '', table = '', alias]) => ({
      table,
      alias: alias ?? table,
      isInsert: word.toLowerCase() === 'into',
    }))
}

/** Whether rows of this table are found, or made, by their account. */
function carriesAccount(text: string, { table, alias, isInsert }: ReturnType<typeof mentions>[number]): boolean {
  if (isInsert) return new RegExp(`into\\s+${table}(?:\\s+as\\s+\\w+)?\\s*\\([^)]*\\baccount_id\\b`, 'i').test(text)
  return new RegExp(
    `(?:\\b${alias}\\.|(?<![.\\w]))account_id\\s*=|=\\s*(?:any\\()?${alias}\\.account_id\\b|\\(${alias}\\.account_id|using\\s*\\(\\s*account_id`,
    'i',
  ).test(text)
}

/** Whether the account comes from outside: a parameter, a row of parameters, or an inserted row; not from another table alone. */
function isAnchored(text: string): boolean {
  return /account_id\s*=\s*(?:\$|any\(\$|\w+\.(?!account_id)\w+)|\binsert\s+into\b/i.test(text)
}

describe('statements', () => {
  it('are all seen: as many are declared as the sources say', () => {
    const inSources = files
      .filter((file) => file !== 'statement.ts')
      .map((file) => readFileSync(new URL(file, folder), 'utf8').match(/\bstatement\(\s*'/g)?.length ?? 0)
      .reduce((sum, count) => sum + count, 0)
    expect(statements.length).toBe(inSources)
    expect(statements.length).toBeGreaterThan(60)
  })

  it('are prepared by the database, and give the columns that their row types say', async () => {
    const wrong: string[] = []
    for (const one of statements) {
      const query = new Describe(one.text)
      void client.query(query as unknown as pg.QueryConfig)
      try {
        const fields = await query.done
        const types = new Map(
          (
            await client.query('select oid, format_type(oid, null) as name from unnest($1::oid[]) as t(oid)', [
              fields.map((field) => field.oid),
            ])
          ).rows.map((row) => [row.oid, row.name as string]),
        )
        const found = fields
          .map(({ name, oid }) => `${name} ${typeNames[types.get(oid) ?? ''] ?? types.get(oid)}`)
          .sort()
        const declared = Object.entries(one.columns)
          .map(([name, type]) => `${name} ${type.replace('?', '')}`)
          .sort()
        if (found.join() !== declared.join()) wrong.push(`${one.name} declares [${declared}] and gives [${found}]`)
      } catch (error) {
        wrong.push(`${one.name}: ${(error as Error).message}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('carry the account wherever they touch a tenant’s table, or say why not', () => {
    const wrong = statements
      .filter((one) => one.acrossAccounts === undefined)
      .flatMap((one) =>
        mentions(one.text)
          .filter((place) =>
            installationTables[place.table] !== undefined
              ? isFoundFirst(one.text)
              : !(isAnchored(one.text) && carriesAccount(one.text, place)),
          )
          .map(({ table }) => `${one.name} touches ${table} without its account`),
      )
    expect(wrong).toEqual([])
  })

  // Nearly always nothing is due, and the index of what is due is empty: a plan made then looked for each of a hundred keys through a whole backlog later.
  it('find texts by the index of their keys, also when planned while nothing is due', async () => {
    await client.query(
      `insert into message (account_id, id, call_id, recipient, number, state, template_id, template_version, header, gateway_id, valid_until, created_at)
       select $1, gen_random_uuid(), gen_random_uuid(), 'caller', '+919812345678', 'delivered', $1, 1, 'TESTER', $1, now(), now() from generate_series(1, 5000)`,
      [randomUUID()],
    )
    await client.query('analyze')
    await client.query('set plan_cache_mode = force_generic_plan')
    const keyed = statements.filter(
      ({ text }) => /\bmessage m\b/.test(text) && text.includes('m.account_id = u.a and m.id = u.i'),
    )
    expect(keyed.length).toBeGreaterThan(8)
    const wrong: string[] = []
    for (const { name, text } of keyed) {
      const parameters = Math.max(...[...text.matchAll(/\$(\d+)/g)].map(([, n]) => Number(n)))
      await client.query(`prepare planned as ${text}`)
      const { rows } = await client.query(`explain execute planned(${Array(parameters).fill('null').join()})`)
      await client.query('deallocate planned')
      const plan = rows.map((row) => row['QUERY PLAN'] as string)
      const scans = plan.filter((line) => /Scan.* on message m\b/.test(line))
      if (scans.length === 0 || scans.some((line) => !line.includes('message_pkey')))
        wrong.push(`${name}: ${scans.join()}`)
    }
    await client.query('reset plan_cache_mode')
    expect(wrong).toEqual([])
  })

  it('find the account of a link in a text by an index', async () => {
    const { text } = statements.find((one) => one.name === 'find_accounts_by_tail')!
    await client.query('set enable_seqscan = off')
    const { rows } = await client.query(`explain ${text.replace('$1', `'0123456789'`)}`)
    await client.query('reset enable_seqscan')
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('account_tail')
  })

  // A distributed PostgreSQL sends a statement to where its rows lie: it takes locks in one place only, and joins what lies together.
  it('lock rows of one account only, or stand in the list with the reason', () => {
    const locking = statements.filter((one) => /\bfor (no key )?update\b/i.test(one.text))
    expect(locking.length).toBeGreaterThan(0)
    const wrong = locking.filter((one) => !/\baccount_id\s*=\s*\$\d/.test(one.text))
    expect(wrong.map((one) => one.name).sort()).toEqual(Object.keys(locksOfSeveral))
  })

  it('join what lies by accounts with what lies by receipt keys only where the list says why', () => {
    const across = statements.filter((one) => {
      const places = mentions(one.text).filter((place) => !place.isInsert)
      const isByKey = (table: string) => table === 'submission' || table === 'receipt'
      return (
        places.some(({ table }) => isByKey(table)) &&
        places.some(({ table }) => installationTables[table] === undefined)
      )
    })
    expect(across.map((one) => one.name).sort()).toEqual(Object.keys(acrossKeys).sort())
  })

  it('give no reason where none is needed', () => {
    const idle = statements.filter((one) => {
      if (one.acrossAccounts === undefined) return false
      const places = mentions(one.text)
      return (
        places.length > 0 &&
        isAnchored(one.text) &&
        places.every((place) => installationTables[place.table] === undefined && carriesAccount(one.text, place))
      )
    })
    expect(idle.map((one) => one.name)).toEqual([])
  })

  it('touch tables that the schema has, and at least twenty of them', () => {
    expect(new Set(statements.flatMap((one) => mentions(one.text).map(({ table }) => table))).size).toBeGreaterThan(20)
  })
})

/** An installation table that leads a statement (nothing of a tenant brought it there) needs a reason, unless the rows are asked for by their own account. */
function isFoundFirst(text: string): boolean {
  const tenant = mentions(text).some((one) => installationTables[one.table] === undefined && carriesAccount(text, one))
  return !tenant && !/\b(owner_)?account_id\s*=/.test(text)
}

describe('tables', () => {
  it('have the account first in every unique key, or stand in the list of those that cannot', () => {
    const wrong = tables
      .filter(({ name }) => installationTables[name] === undefined)
      .flatMap(({ name, key }) =>
        key.filter((columns) => columns[0] !== 'account_id').map((columns) => `${name} (${columns})`),
      )
    expect(wrong).toEqual([])
    expect(tables.length).toBeGreaterThan(25)
  })

  it('that stand in the list exist', () => {
    const names = new Set(tables.map((one) => one.name))
    expect(Object.keys(installationTables).filter((name) => !names.has(name))).toEqual([])
  })
})
