/** Another version of the program on the same data: a newer one goes on with them, an older one leaves them alone, and neither loses anything. */
import {
  chmodSync,
  cpSync,
  createReadStream,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeBackup } from '../src/store/backup.ts'
import { chooseAccount } from '../src/store/embedded-postgres-account.ts'
import { packagedPostgres, usableBinaries } from '../src/store/embedded-postgres-binaries.ts'
import { giveTo } from '../src/store/embedded-postgres-place.ts'
import { initialise, launch, stopServer, urlOf } from '../src/store/embedded-postgres-server.ts'
import { migrate } from '../src/store/migrate.ts'
import { restoreBackup } from '../src/store/restore.ts'
import { accountDocument, rule } from './support/account-document.ts'
import { missedCall, someCaller } from './support/call.ts'
import { emptyTestDatabase, type TestDatabase } from './support/postgres.ts'
import { startTestProgram } from './support/program.ts'

const migrations = fileURLToPath(new URL('../migrations', import.meta.url))

let database: TestDatabase
let folder: string
let sql: pg.Client
beforeEach(async () => {
  database = await emptyTestDatabase()
  folder = mkdtempSync(path.join(tmpdir(), 'aftercall-upgrade-'))
  sql = new pg.Client({ connectionString: database.url })
  await sql.connect()
})
afterEach(async () => {
  await sql.end()
  await database.drop()
  rmSync(folder, { recursive: true })
})

/** Everything in the database, without what a start itself writes. */
async function contents(): Promise<Record<string, unknown[]>> {
  const { rows } = await sql.query(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not in ('node', 'api_key') order by 1`,
  )
  const found: Record<string, unknown[]> = {}
  for (const { name } of rows) found[name] = (await sql.query(`select t::text from "${name}" t order by 1`)).rows
  return found
}

describe('a newer version', () => {
  test.each(
    readdirSync(migrations)
      .sort()
      .map((name, at) => [name, at] as const),
  )('starts on the schema as it was before %s, and takes calls', async (_name, at) => {
    for (const name of readdirSync(migrations).sort().slice(0, at))
      cpSync(path.join(migrations, name), path.join(folder, name))
    if (at > 0) await migrate(database.url, { folder })
    const program = await startTestProgram({ database, sandboxSpeed: 20 })
    const account = await program.account(accountDocument([rule('missed')]))
    const id = await account.accepted(missedCall({ caller: someCaller('842') }))
    expect((await account.settled(id)).messages).toMatchObject([{ state: 'delivered' }])
    await program.stop()
  })
})

describe('an older version', () => {
  test('refuses a schema that it does not know, says what to do, changes nothing; and the newer one goes on', async () => {
    const program = await startTestProgram({ database, sandboxSpeed: 20 })
    const account = await program.account(accountDocument([rule('missed')]))
    const id = await account.accepted(missedCall({ caller: someCaller('842') }))
    const told = (await account.settled(id)).messages
    const before = await contents()
    const names = readdirSync(migrations).sort()
    for (const name of names.slice(0, -1)) cpSync(path.join(migrations, name), path.join(folder, name))
    await expect(migrate(database.url, { folder })).rejects.toMatchObject({
      name: 'MigrationError',
      code: 'newer',
      message: expect.stringMatching(new RegExp(`${names.at(-1)}.*Nothing was changed.*upgrading\\.md`)),
    })
    expect(await contents()).toEqual(before)
    await program.restart()
    expect((await account.call(id)).messages).toEqual(told)
    await program.stop()
  })
})

describe('data of another major version of PostgreSQL', () => {
  test('written by one come into the other by a backup, whole', async () => {
    const before = await startOtherMajor(folder)
    await migrate(before.url)
    const old = new pg.Client({ connectionString: before.url })
    await old.connect()
    await old.query(
      `insert into caller (account_id, number, calls, misses, texts)
       select gen_random_uuid(), '+9198' || n, n, array[now(), now() - n * interval '1 microsecond'], repeat('é', n) from generate_series(1, 2000) n`,
    )
    const read = async (client: pg.Client) =>
      (await client.query('select c::text from caller c order by number')).rows.map((row) => row.c)
    const rows = await read(old)
    await old.end()
    const file = path.join(folder, 'fifteen.gz')
    await writeBackup(before.url, createWriteStream(file), { version: 'test' })
    await before.stop()
    await restoreBackup(database.url, createReadStream(file), { keyId: undefined, forgetSecrets: false })
    expect(await read(sql)).toEqual(rows)
    expect(rows).toHaveLength(2000)
  })
})

/** A server of the oldest major version that is promised, or of ours where the suite itself runs on that. */
async function startOtherMajor(base: string): Promise<{ url: string; stop(): Promise<void> }> {
  chmodSync(base, 0o711)
  const cluster = path.join(base, 'other')
  const account = chooseAccount(cluster)
  const fifteen = fileURLToPath(new URL('../tools/test/node_modules/postgres-15', import.meta.url))
  const binaries = await usableBinaries(
    process.env['TEST_POSTGRES'] === '15' ? packagedPostgres() : fifteen,
    account,
    base,
  )
  const listening = { socketFolder: path.join(base, 'socket'), port: 5432 }
  mkdirSync(listening.socketFolder, { mode: 0o700 })
  giveTo(account, listening.socketFolder)
  await initialise({ binaries, account, cluster, password: 'secret' })
  const logFile = path.join(base, 'server.log')
  const { pid } = await launch({ binaries, account, cluster, logFile, listening, settings: { fsync: 'off' } })
  return { url: urlOf(listening, 'secret', 'postgres'), stop: () => stopServer(pid, cluster) }
}
