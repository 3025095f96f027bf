/** A backup is everything or it is refused: what was written comes back, and a file that is not whole puts nothing into the database. */
import { randomBytes } from 'node:crypto'
import { cpSync, createReadStream, createWriteStream, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyTestDatabase, type TestDatabase, testDatabase } from '../../test/support/postgres.ts'
import { writeBackup } from './backup.ts'
import { migrate } from './migrate.ts'
import { type RestoreOptions, restoreBackup } from './restore.ts'
import { openSeal } from './seal.ts'

const seal = openSeal(randomBytes(32).toString('hex'))
const migrations = fileURLToPath(new URL('../../migrations', import.meta.url))
const version = '1.2.3'
const withKey: RestoreOptions = { keyId: seal.keyId, forgetSecrets: false }
const accountId = '01900000-0000-7000-8000-000000000001'

let folder: string
let file: string
let source: TestDatabase
let sql: pg.Client

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** Every row of every table, as text. */
async function contents(client: pg.Client): Promise<Record<string, string[]>> {
  const { rows: tables } = await client.query(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  )
  const found: Record<string, string[]> = {}
  for (const { name } of tables)
    found[name] = (await client.query(`select t::text as row from "${name}" t order by 1`)).rows.map((one) => one.row)
  return found
}

const texts = ['a\tb\nc\\d\\.\n\\.\n', '\\N', '', 'आपका फोन', '😀 \u0001', '\r\n', '\\.']

async function fillSource(): Promise<void> {
  await sql.query(
    `insert into account (account_id, key, name, zone, has_opt_outs) values ($1, 'a', $2, 'Asia/Kolkata', true)`,
    [accountId, texts[0]],
  )
  for (const [n, text] of texts.entries())
    await sql.query(
      `insert into caller (account_id, number, calls, misses, texts, language) values ($1, $2, $3, $4, $5, $6)`,
      [
        accountId,
        `+91980000000${n}`,
        2 ** 40 + n,
        n % 2 === 0 ? [] : [new Date(), new Date(0)],
        text,
        n === 1 ? null : text,
      ],
    )
  await sql.query(
    `insert into gateway (gateway_id, key, title, kind, secrets, token_sealed) values (gen_random_uuid(), 'g', 'G', 'kannel', $1, $2)`,
    [seal.seal('password', 'here'), seal.seal('token', 'there')],
  )
  for (const [n, state] of ['queued', 'sending', 'unconfirmed', 'sent', 'delivered'].entries())
    await sql.query(
      `insert into message (account_id, id, call_id, recipient, number, state, template_id, template_version, header, body, parts, due_at, watch_at,
         doubt, attempt, created_at)
       values ($1, gen_random_uuid(), gen_random_uuid(), 'caller', $2, $3, gen_random_uuid(), 1, 'H', $4, 1, $5, $6, $7, $8, now() - interval '9 days')`,
      [
        accountId,
        `+91980000010${n}`,
        state,
        texts[n],
        state === 'queued' ? new Date() : null,
        ['sending', 'unconfirmed', 'sent'].includes(state) ? new Date() : null,
        state === 'unconfirmed' ? 'timeout' : null,
        state === 'queued' ? 0 : 1,
      ],
    )
  await sql.query(`insert into login_session (token_hash, role, expires_at) values ('\\x01', 'operator', now())`)
  await sql.query(
    `insert into node (owner, host, pid, started_at, seen_at) values (gen_random_uuid(), 'h', 1, now(), now())`,
  )
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'aftercall-backup-'))
  file = path.join(folder, 'backup.gz')
  source = await testDatabase()
  sql = await connect(source.url)
  await fillSource()
  await writeBackup(source.url, createWriteStream(file), { version })
})

afterAll(async () => {
  await sql.end()
  await source.drop()
  rmSync(folder, { recursive: true })
})

/** Restores these bytes into an empty database and hands that to `look`. */
async function restoring<T>(
  bytes: Buffer,
  options: RestoreOptions,
  look: (target: pg.Client) => Promise<T>,
): Promise<T> {
  const target = await emptyTestDatabase()
  const client = await connect(target.url)
  try {
    await restoreBackup(target.url, Readable.from([bytes]), options)
    return await look(client)
  } finally {
    await client.end()
    await target.drop()
  }
}

describe('a backup', () => {
  it('comes back row for row, but for who was signed in, which processes ran, and what waited', async () => {
    const before = await contents(sql)
    const target = await emptyTestDatabase()
    const client = await connect(target.url)
    const restored = await restoreBackup(target.url, createReadStream(file), withKey)
    const after = await contents(client)
    expect(restored).toMatchObject({
      version,
      sealedWith: [seal.keyId],
      applied: [],
      held: { queued: 1, sending: 1, unconfirmed: 1 },
    })
    expect(Object.keys(after)).toEqual(Object.keys(before))
    expect([after['node'], after['login_session'], after['installation']?.length]).toEqual([[], [], 1])
    for (const name of ['message', 'node', 'login_session', 'installation', 'migration']) {
      delete before[name]
      delete after[name]
    }
    expect(after).toEqual(before)
    expect(restored.rows).toBeGreaterThan(texts.length)
    const { rows } = await client.query(
      `select state, doubt, due_at, attempt, body, watch_at > now() + interval '71 hours' as is_given_time from message order by number`,
    )
    expect(rows).toEqual([
      { state: 'unconfirmed', doubt: 'restored', due_at: null, attempt: 0, body: texts[0], is_given_time: true },
      { state: 'unconfirmed', doubt: 'restored', due_at: null, attempt: 1, body: texts[1], is_given_time: true },
      { state: 'unconfirmed', doubt: 'restored', due_at: null, attempt: 1, body: texts[2], is_given_time: true },
      { state: 'sent', doubt: null, due_at: null, attempt: 1, body: texts[3], is_given_time: false },
      { state: 'delivered', doubt: null, due_at: null, attempt: 1, body: texts[4], is_given_time: null },
    ])
    await client.end()
    await target.drop()
  })

  it('is one moment: what commits while it is written is in it whole or not at all', async () => {
    const busy = await testDatabase()
    const client = await connect(busy.url)
    let writing = true
    const move = async () => {
      for (let n = 0; writing; n++) {
        await client.query('begin')
        await client.query(`insert into notice (account_id, kind, subject, detail) values ($1, 'x', $2, '')`, [
          accountId,
          `n${n}`,
        ])
        await client.query(
          `insert into audit (account_id, id, who, what, subject) values ($1, gen_random_uuid(), 'w', 'x', $2)`,
          [accountId, `n${n}`],
        )
        await client.query('commit')
      }
    }
    const moving = move()
    await new Promise((resolve) => setTimeout(resolve, 100))
    const to = path.join(folder, 'busy.gz')
    await writeBackup(busy.url, createWriteStream(to), { version })
    writing = false
    await moving
    await client.end()
    await busy.drop()
    const pairs = await restoring(readFileSync(to), withKey, async (target) => {
      const { rows } = await target.query(
        `select count(*)::int as all, count(n.subject)::int as notices, count(a.subject)::int as audits
         from notice n full join audit a on a.subject = n.subject`,
      )
      return rows[0]
    })
    expect(pairs.all).toBeGreaterThan(10)
    expect([pairs.notices, pairs.audits]).toEqual([pairs.all, pairs.all])
  })

  it('can be read by zcat: a heading, tables with their rows, and a line that sums up', () => {
    const lines = gunzipSync(readFileSync(file)).toString().split('\n')
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      aftercall: 'backup',
      format: 1,
      version,
      sealedWith: [seal.keyId],
    })
    expect(JSON.parse(lines.at(-2) ?? '')).toMatchObject({ tables: expect.any(Number), rows: expect.any(Number) })
    expect(lines.at(-1)).toBe('')
  })

  it('of a schema that has columns or sequences which COPY would miss does not exist: there are none', async () => {
    const { rows } = await sql.query(
      `select c.relname, a.attname from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
       where c.relnamespace = 'public'::regnamespace and (c.relkind in ('S', 'v', 'm') or a.attidentity <> '' or a.attgenerated <> '')`,
    )
    expect(rows).toEqual([])
  })
})

describe('a restore is refused', () => {
  const whole = () => readFileSync(file)
  const refused = (bytes: Buffer, options = withKey) =>
    restoring(bytes, options, async () => 'restored').catch((error) => error)
  const changed = (how: (text: string) => string) => gzipSync(how(gunzipSync(whole()).toString()))

  it('into a database that has a table, and leaves that alone', async () => {
    const before = await contents(sql)
    await expect(restoreBackup(source.url, createReadStream(file), withKey)).rejects.toMatchObject({
      code: 'not_empty',
    })
    expect(await contents(sql)).toEqual(before)
  })

  it('where the file was cut off anywhere, or any byte of it was turned; and then the database is as empty as before', async () => {
    const bytes = whole()
    const whatWasWritten = gunzipSync(bytes)
    const target = await emptyTestDatabase()
    const client = await connect(target.url)
    const spoilt = fc.oneof(
      fc.integer({ min: 0, max: bytes.length - 1 }).map((length) => bytes.subarray(0, length)),
      fc.tuple(fc.integer({ min: 10, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
        const copy = Buffer.from(bytes)
        copy[at] = (copy[at] ?? 0) ^ by
        return copy
      }),
    )
    await fc.assert(
      fc.asyncProperty(spoilt, async (given) => {
        // Where the packed bytes end inside a byte, its other bits say nothing.
        fc.pre(!unpacksTo(given, whatWasWritten))
        const error = await restoreBackup(target.url, Readable.from([given]), withKey).then(
          () => 'restored',
          (one) => one,
        )
        expect(error).toMatchObject({
          name: 'BackupError',
          code: expect.stringMatching(/^(damaged|incomplete|not_a_backup)$/),
        })
        expect(await contents(client)).toEqual({})
      }),
      { numRuns: 40 },
    )
    await client.end()
    await target.drop()
  })

  it('where rows were changed inside, though it unpacks', async () => {
    expect(await refused(changed((text) => text.replace('Asia/Kolkata', 'Asia/Karachi')))).toMatchObject({
      code: 'damaged',
    })
    expect(await refused(changed((text) => text.replace(/^.*980000010.*\n/m, '')))).toMatchObject({ code: 'damaged' })
    expect(await refused(changed((text) => text.replace('"takenAt":"2', '"takenAt":"1')))).toMatchObject({
      code: 'damaged',
    })
    expect(
      await refused(changed((text) => text.replace(/^\{"table":"caller"[\s\S]*?\n\\\.\n.*\n/m, ''))),
    ).toMatchObject({
      code: 'damaged',
    })
    expect(await refused(changed((text) => `${text}{"more":1}\n`))).toMatchObject({ code: 'damaged' })
  })

  it('where it is no backup at all', async () => {
    for (const other of [Buffer.from('hello'), gzipSync('hello\n'), gzipSync('{"aftercall":"export"}\n')])
      expect(await refused(other)).toMatchObject({ code: 'not_a_backup' })
    expect(await refused(Buffer.alloc(0))).toMatchObject({ code: 'incomplete' })
  })

  it('where it is of a newer schema or a newer format, and says which version to take', async () => {
    const newer = changed((text) => text.replace('"schema":[', '"schema":[{"name":"9999_later.sql","checksum":"x"},'))
    expect(await refused(newer)).toMatchObject({
      code: 'newer',
      message: expect.stringContaining(`Aftercall ${version}`),
    })
    expect(await refused(changed((text) => text.replace('"format":1', '"format":2')))).toMatchObject({ code: 'newer' })
  })

  it('without the key that its secrets are sealed with, unless the person says that they are lost', async () => {
    for (const keyId of [undefined, 'ffffffff'])
      expect(await refused(whole(), { keyId, forgetSecrets: false })).toMatchObject({
        code: 'no_key',
        message: expect.stringContaining(seal.keyId),
      })
    const found = await restoring(whole(), { keyId: undefined, forgetSecrets: true }, async (target) => ({
      gateways: (await target.query('select secrets, token_sealed, paused_at is not null as paused from gateway')).rows,
      // Who opted out was known by that key alone.
      accounts: (await target.query('select has_opt_outs, is_on from account')).rows,
    }))
    expect(found).toEqual({
      gateways: [{ secrets: null, token_sealed: null, paused: true }],
      accounts: [{ has_opt_outs: true, is_on: false }],
    })
  })
})

function unpacksTo(bytes: Buffer, expected: Buffer): boolean {
  try {
    return gunzipSync(bytes).equals(expected)
  } catch {
    return false
  }
}

it('a backup of an older version is brought to this version’s schema, in the same transaction', async () => {
  const all = readdirSync(migrations).sort()
  const older = path.join(folder, 'older')
  cpSync(migrations, older, { recursive: true })
  rmSync(path.join(older, all.at(-1) ?? ''))
  const [from, target] = [await emptyTestDatabase(), await emptyTestDatabase()]
  await migrate(from.url, { folder: older })
  const client = await connect(from.url)
  await client.query(`insert into account (account_id, key, name, zone) values ($1, 'a', 'A', 'UTC')`, [accountId])
  const to = path.join(folder, 'older.gz')
  await writeBackup(from.url, createWriteStream(to), { version: '1.0.0' })
  const restored = await restoreBackup(target.url, createReadStream(to), withKey)
  expect(restored).toMatchObject({ version: '1.0.0', applied: [all.at(-1)] })
  expect(await migrate(target.url)).toEqual([])
  await client.end()
  await from.drop()
  await target.drop()
})

it('a table of somebody’s own is left out by a restore and named, and keeps nothing of ours from coming back', async () => {
  const [from, target] = [await testDatabase(), await emptyTestDatabase()]
  const client = await connect(from.url)
  await client.query(`insert into account (account_id, key, name, zone) values ($1, 'a', 'A', 'UTC')`, [accountId])
  await client.query(`create table message_before as select n, E'two\nlines' as words from generate_series(1, 3) n`)
  const to = path.join(folder, 'foreign.gz')
  await writeBackup(from.url, createWriteStream(to), { version })
  expect(await restoreBackup(target.url, createReadStream(to), withKey)).toMatchObject({ leftOut: ['message_before'] })
  await client.query('alter table account add column note_of_ours text')
  const wider = path.join(folder, 'wider.gz')
  await writeBackup(from.url, createWriteStream(wider), { version })
  const other = await emptyTestDatabase()
  await expect(restoreBackup(other.url, createReadStream(wider), withKey)).rejects.toMatchObject({
    code: 'foreign_column',
    message: expect.stringContaining('note_of_ours'),
  })
  await client.end()
  for (const one of [from, target, other]) await one.drop()
})
