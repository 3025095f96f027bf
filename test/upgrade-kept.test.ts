/**
 * A database as an early version left it, with texts in every state: kept in `kept/` as that version's own backup wrote it. Today's version takes it over and goes
 * on sending, nothing twice; the early one refuses what it then finds; and restored from the backup, what waited waits for a person.
 */
import { cpSync, createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { copyIn } from '../src/store/copy.ts'
import { migrate } from '../src/store/migrate.ts'
import { restoreBackup } from '../src/store/restore.ts'
import { startNode, type TestNode } from './support/engine-rig.ts'
import { emptyTestDatabase, type TestDatabase } from './support/postgres.ts'
import { Probe } from './support/probe.ts'

const kept = fileURLToPath(new URL('kept/schema-0005.gz', import.meta.url))
const migrations = fileURLToPath(new URL('../migrations', import.meta.url))

let database: TestDatabase
let sql: pg.Client
let folder: string
let probe: Probe
let node: TestNode | undefined
beforeEach(async () => {
  database = await emptyTestDatabase()
  sql = new pg.Client({ connectionString: database.url })
  await sql.connect()
  folder = mkdtempSync(path.join(tmpdir(), 'aftercall-kept-'))
  probe = new Probe()
})
afterEach(async () => {
  await node?.stop()
  node = undefined
  await sql.end()
  await database.drop()
  rmSync(folder, { recursive: true })
})

/** The early version's schema and rows, as if its process had just been killed. */
async function asItWas(): Promise<void> {
  const [first = '', ...lines] = gunzipSync(readFileSync(kept)).toString().split('\n')
  const { schema, takenAt } = JSON.parse(first) as { schema: { name: string }[]; takenAt: string }
  for (const { name } of schema) cpSync(path.join(migrations, name), path.join(folder, name))
  await migrate(database.url, { folder })
  for (let at = 0; at < lines.length; at++) {
    const { table, columns } = JSON.parse(lines[at] || '{}') as { table?: string; columns?: string[] }
    if (table === undefined || columns === undefined) continue
    const end = lines.indexOf('\\.', at)
    const rows = lines.slice(at + 1, end).map((line) => `${line}\n`)
    await sql.query(`delete from "${table}"`)
    await copyIn(sql, `copy "${table}" (${columns.join(', ')}) from stdin`, blocks(rows))
    at = end + 1
  }
  // However old the file is by now: what it holds happened a moment ago, and the leases of the killed process are over.
  const instants = ['created_at', 'permitted_at', 'answered_at', 'due_at', 'watch_at']
  const later = instants.map((one) => `${one} = ${one} + (clock_timestamp() - $1::timestamptz)`)
  await sql.query(`update message set ${later.join(', ')}`, [takenAt])
  await sql.query(`update message set watch_at = clock_timestamp() - interval '10 seconds' where state = 'sending'`)
}

async function* blocks(rows: string[]): AsyncIterable<Buffer> {
  yield Buffer.from(rows.join(''))
}

const startToday = async (): Promise<TestNode> => {
  const { rows } = await sql.query('select account_id from account')
  return await startNode({ url: database.url, heard: () => undefined }, [probe.kind], rows[0].account_id)
}

async function states(): Promise<Record<string, number>> {
  const { rows } = await sql.query(
    `select state || coalesce('(' || doubt || ')', '') as state, count(*)::int as count from message group by 1 order by 1`,
  )
  return Object.fromEntries(rows.map((row) => [row.state, row.count]))
}

async function numbersIn(state: string): Promise<string[]> {
  return (await sql.query('select number from message where state = $1 order by 1', [state])).rows.map(
    (row) => row.number,
  )
}

/** Every row of these tables, as far as the early version knew its columns. */
async function told(columns: Record<string, string>): Promise<unknown[]> {
  const found: unknown[] = []
  for (const [table, names] of Object.entries(columns))
    found.push((await sql.query(`select ${names} from "${table}" order by 1, 2`)).rows)
  return found
}

async function columnsOf(tables: string[]): Promise<Record<string, string>> {
  const { rows } = await sql.query(
    `select table_name, string_agg(quote_ident(column_name), ', ' order by ordinal_position) as names from information_schema.columns
     where table_schema = 'public' and table_name = any($1) group by 1`,
    [tables],
  )
  return Object.fromEntries(rows.map((row) => [row.table_name, row.names]))
}

const early = { sent: 4, rejected: 4, delivered: 4, undelivered: 4 }

it('today’s version takes the database over as it is and goes on sending: what waited goes once, and nothing else', async () => {
  await asItWas()
  expect(await states()).toEqual({ ...early, 'unconfirmed(timeout)': 4, sending: 4, queued: 8 })
  const [queued, sent] = [await numbersIn('queued'), await numbersIn('sent')]
  const columns = await columnsOf(['call', 'message', 'attempt', 'submission', 'receipt', 'rule_set'])
  const before = await told(columns)
  expect((await migrate(database.url)).length).toBeGreaterThan(5)
  expect(await told(columns)).toEqual(before)

  node = await startToday()
  await expect
    .poll(states, { timeout: 30_000 })
    .toEqual({ ...early, sent: 12, 'unconfirmed(timeout)': 4, 'unconfirmed(lease_over)': 4 })
  expect(probe.journal.map((one) => one.to).sort()).toEqual(queued)
  // A call of before is known, a new one is taken, and a receipt finds a text of before.
  const { rows } = await sql.query('select source_call_id, caller, ended_at from call order by id limit 1')
  const again = {
    sourceCallId: rows[0].source_call_id,
    caller: rows[0].caller,
    endedAt: rows[0].ended_at.toISOString(),
  }
  expect(await node.accept(again)).toMatchObject({ outcome: 'known' })
  expect(await node.accept()).toMatchObject({ outcome: 'new' })
  const { rows: keys } = await sql.query(
    'select s.receipt_key from submission s join message m on m.account_id = s.account_id and m.id = s.message_id where m.number = $1',
    [sent[0]],
  )
  await probe.receipt({ id: keys[0].receipt_key.replace(/^i:/, ''), to: sent[0] ?? '' })
  await expect.poll(async () => (await states())['delivered'], { timeout: 20_000 }).toBe(5)
  await expect.poll(() => probe.journal.length, { timeout: 20_000 }).toBe(queued.length + 1)
  expect([...probe.times().values()].filter((times) => times !== 1)).toEqual([])
}, 90_000)

it('the early version refuses it afterwards and changes nothing, and today’s goes on', async () => {
  await asItWas()
  await migrate(database.url)
  node = await startToday()
  await expect.poll(() => probe.journal.length, { timeout: 30_000 }).toBe(8)
  await node.stop()
  const columns = await columnsOf(['call', 'message', 'attempt', 'submission', 'receipt', 'migration'])
  const before = await told(columns)
  await expect(migrate(database.url, { folder })).rejects.toMatchObject({ name: 'MigrationError', code: 'newer' })
  expect(await told(columns)).toEqual(before)
  node = await startToday()
  expect(await node.accept()).toMatchObject({ outcome: 'new' })
  await expect.poll(() => probe.journal.length, { timeout: 20_000 }).toBe(9)
}, 90_000)

it('restored by today’s version, what waited then waits for a person, and calls go on', async () => {
  const restored = await restoreBackup(database.url, createReadStream(kept), { keyId: undefined, forgetSecrets: false })
  expect(restored.held).toEqual({ queued: 8, sending: 4, unconfirmed: 4 })
  expect(restored.applied.length).toBeGreaterThan(5)
  node = await startToday()
  // One that ended before the restore would wait, too.
  expect(await node.accept({ endedAt: new Date().toISOString() })).toMatchObject({ outcome: 'new' })
  await expect.poll(() => probe.journal.length, { timeout: 20_000 }).toBe(1)
  expect((await states())['unconfirmed(restored)']).toBe(16)
}, 90_000)
