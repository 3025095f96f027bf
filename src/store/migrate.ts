/**
 * Brings a database to the schema of this program: plain .sql files in name order, forward only, all of them in one transaction. Any
 * number of nodes may start at once; each file is applied once.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { distribute } from './distribute.ts'
import { withLoneClient } from './lone-client.ts'
import { settleSession } from './table-columns.ts'

const folderOfProgram = fileURLToPath(new URL('../../migrations/', import.meta.url))
// Any number will do; every node must take the same.
const advisoryKey = 4_806_212_027
const lockNotAvailable = '55P03'

export const migrationFaults = ['changed', 'newer', 'too_old_server', 'tables_held'] as const
export type MigrationFault = (typeof migrationFaults)[number]

/** Why the database was left as it was; the message says what to do. */
export class MigrationError extends Error {
  override name = 'MigrationError'
  readonly code: MigrationFault

  constructor(code: MigrationFault, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

export type Migration = { name: string; checksum: string; sql: string }

function tablesHeld(cause: unknown): MigrationError {
  const words = 'The tables are held by others, so the migrations could not be applied, and nothing was changed.'
  const remedy = 'Stop every program on this database, and wait for a backup that is being written; then start again.'
  return new MigrationError('tables_held', `${words} ${remedy}`, cause)
}

/** Applies what is missing and answers the names of what it applied. */
export async function migrate(url: string, options: { folder?: string } = {}): Promise<string[]> {
  const files = await readMigrations(options.folder ?? folderOfProgram)
  return await withLoneClient({ connectionString: url, application_name: 'aftercall/migrate' }, async (client) => {
    await demandServer(client)
    await settleSession(client)
    for (let tried = 1; ; tried++) {
      try {
        return await applyMissing(client, files)
      } catch (error) {
        await client.query('rollback').catch(() => undefined)
        if ((error as { code?: string }).code !== lockNotAvailable) throw error
        if (tried === 60) throw tablesHeld(error)
        await setTimeout(500)
      }
    }
  })
}

/** Names of the migrations that this database lacks; reads only. */
export async function missingMigrations(client: pg.Client): Promise<string[]> {
  const files = await readMigrations(folderOfProgram)
  await demandServer(client)
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('migration') is not null as there`)
  const applied = rows[0]?.there ? await readApplied(client) : []
  return whatIsMissing(files, applied).map((file) => file.name)
}

/** The migrations that a database has, by name. */
export async function readApplied(client: pg.Client): Promise<{ name: string; checksum: string }[]> {
  return (await client.query<{ name: string; checksum: string }>('select name, checksum from migration order by name'))
    .rows
}

async function applyMissing(client: pg.Client, files: readonly Migration[]): Promise<string[]> {
  await client.query('begin')
  // For another node that migrates just now, however long that takes.
  await client.query(`set local lock_timeout = 0`)
  await client.query('select pg_advisory_xact_lock($1)', [advisoryKey])
  // A change of a table waits for its readers, and all later readers wait behind it: better to give up soon and come again.
  await client.query(`set local lock_timeout = '2s'`)
  await makeMigrationTable(client)
  const missing = whatIsMissing(files, await readApplied(client))
  for (const file of missing) await apply(client, file)
  await distribute(client)
  await client.query('commit')
  return missing.map((file) => file.name)
}

async function makeMigrationTable(client: pg.Client): Promise<void> {
  await client.query(`create table if not exists migration (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`)
}

/** In the caller's transaction, on a database without tables: the schema after these migrations, and how to go on from there to this program's. */
export async function makeSchema(
  client: pg.Client,
  wanted: readonly Pick<Migration, 'name' | 'checksum'>[],
  folder = folderOfProgram,
): Promise<{ applyRest(): Promise<string[]> }> {
  await demandServer(client)
  const files = await readMigrations(folder)
  const rest = whatIsMissing(files, wanted)
  await makeMigrationTable(client)
  for (const file of files) if (!rest.includes(file)) await apply(client, file)
  return {
    applyRest: async () => {
      for (const file of rest) await apply(client, file)
      return rest.map((file) => file.name)
    },
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  if (names.length === 0) throw new Error(`no migrations in ${folder}`)
  return Promise.all(
    names.map(async (name) => {
      // A checkout on Windows may have turned the line ends; that is not a change.
      const sql = (await readFile(path.join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

function whatIsMissing(
  files: readonly Migration[],
  applied: readonly { name: string; checksum: string }[],
): Migration[] {
  const known = new Map(files.map((file) => [file.name, file]))
  for (const { name, checksum } of applied) {
    const file = known.get(name)
    if (!file) {
      const remedy =
        'Nothing was changed. Start the version of Aftercall that applied it, or a newer one; how to go back is said in docs/operating/upgrading.md.'
      throw new MigrationError(
        'newer',
        `The database has a newer schema than this program: ${name} is not known here. ${remedy}`,
      )
    }
    if (file.checksum !== checksum) {
      const remedy = 'Put the file back as it was and write a new migration for the change.'
      throw new MigrationError('changed', `Migration ${name} was changed after it had been applied. ${remedy}`)
    }
  }
  const done = new Set(applied.map((one) => one.name))
  return files.filter((file) => !done.has(file.name))
}

async function apply(client: pg.Client, file: Migration): Promise<void> {
  try {
    await client.query(file.sql)
  } catch (error) {
    ;(error as Error).message = `migration ${file.name}: ${(error as Error).message}`
    throw error
  }
  await client.query('insert into migration (name, checksum) values ($1, $2)', [file.name, file.checksum])
}

async function demandServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: number; text: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as text`,
  )
  const [server] = rows
  if (server && server.number < 150_000) {
    throw new MigrationError('too_old_server', `The server is PostgreSQL ${server.text}; Aftercall needs 15 or newer.`)
  }
}
