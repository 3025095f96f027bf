/**
 * A database for a test file: `const database = await testDatabase()`. One server runs for the whole test run, started by whoever needs
 * it first; each database is a copy of one that was migrated once.
 */
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { chooseAccount } from '../../src/store/embedded-postgres-account.ts'
import { packagedPostgres, usableBinaries } from '../../src/store/embedded-postgres-binaries.ts'
import { giveTo } from '../../src/store/embedded-postgres-place.ts'
import { initialise, launch, urlOf } from '../../src/store/embedded-postgres-server.ts'
import { migrate } from '../../src/store/migrate.ts'

/** The environment variable in which the global setup names this run's folder. */
export const runFolderVariable = 'AFTERCALL_TEST_POSTGRES'

export type TestDatabase = { url: string; drop(): Promise<void> }
type Server = { socketFolder: string; password: string }

const template = 'aftercall_template'
const port = 5432

// Nothing here must survive a crash of the machine, and much of it is made and thrown away.
const fast = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  autovacuum_naptime: '10s',
  timezone: 'UTC',
}

/** A database of this test's own, at the newest schema. Call `drop` in `afterAll`. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = await sharedServer()
  const name = `test_${randomBytes(6).toString('hex')}`
  await administer(server, `create database ${name} template ${template}`)
  return { url: address(server, name), drop: () => administer(server, `drop database if exists ${name} with (force)`) }
}

/** An empty database, without any table: for tests of the migrations themselves. */
export async function emptyTestDatabase(): Promise<TestDatabase> {
  const server = await sharedServer()
  const name = `test_${randomBytes(6).toString('hex')}`
  await administer(server, `create database ${name} template template0`)
  return { url: address(server, name), drop: () => administer(server, `drop database if exists ${name} with (force)`) }
}

/** The npm package with the PostgreSQL that TEST_POSTGRES asks for: 18 (ours) or 15 (the oldest that is promised). */
export function testedPostgres(): string {
  const version = process.env['TEST_POSTGRES'] || '18'
  if (version === '18') return packagedPostgres()
  const folder = fileURLToPath(new URL(`../../tools/test/node_modules/postgres-${version}`, import.meta.url))
  if (!existsSync(folder))
    throw new Error(`PostgreSQL ${version} is not here: npm ci in tools/test installs 15 on linux-x64`)
  return folder
}

// Workers are processes of their own: the first one to make the folder starts the server, the others wait for its note.
async function sharedServer(): Promise<Server> {
  const folder = process.env[runFolderVariable]
  if (!folder)
    throw new Error('testDatabase() works inside a vitest run: test/support/global-setup.ts makes its folder')
  const note = path.join(folder, 'server.json')
  if (!existsSync(note) && isFirst(folder)) {
    const outcome = await startServer(folder).catch((error: Error) => ({ failed: error.stack ?? error.message }))
    writeFileSync(`${note}.new`, JSON.stringify(outcome), { mode: 0o600 })
    renameSync(`${note}.new`, note)
  }
  while (!existsSync(note)) await setTimeout(20)
  const outcome = JSON.parse(readFileSync(note, 'utf8')) as Server | { failed: string }
  if ('failed' in outcome) throw new Error(`the test server did not start: ${outcome.failed}`)
  return outcome
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(path.join(folder, 'starting'))
    return true
  } catch {
    return false
  }
}

async function startServer(folder: string): Promise<Server> {
  // The server's user passes through; what is inside is closed.
  chmodSync(folder, 0o711)
  const cluster = path.join(folder, 'cluster')
  const account = chooseAccount(cluster)
  const binaries = await usableBinaries(testedPostgres(), account, folder)
  const server: Server = { socketFolder: path.join(folder, 'socket'), password: randomBytes(12).toString('hex') }
  mkdirSync(server.socketFolder, { mode: 0o700 })
  giveTo(account, server.socketFolder)
  await initialise({ binaries, account, cluster, password: server.password })
  const listening = { socketFolder: server.socketFolder, port }
  await launch({ binaries, account, cluster, logFile: path.join(folder, 'server.log'), listening, settings: fast })
  await administer(server, `create database ${template} template template0`)
  await migrate(address(server, template))
  return server
}

function address(server: Server, database: string): string {
  return urlOf({ socketFolder: server.socketFolder, port }, server.password, database)
}

async function administer(server: Server, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: address(server, 'postgres') })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
