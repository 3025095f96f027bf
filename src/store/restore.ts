/**
 * Puts a backup into an empty database: all of it or nothing, in one transaction. Its own schema is made first, its rows are read into that,
 * and then the migrations that came later are applied to them. What waited then is put before a person in the same transaction.
 */
import { createHash } from 'node:crypto'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import {
  BackupError,
  type BackupReader,
  backupFormat,
  damaged,
  fileEnd,
  type Heading,
  heading,
  incomplete,
  readBackup,
  tableEnd,
  tableLine,
} from './backup-file.ts'
import { copyIn } from './copy.ts'
import { type Held, holdWhatWaits } from './hold-what-waits.ts'
import { withLoneClient } from './lone-client.ts'
import { MigrationError, makeSchema } from './migrate.ts'
import {
  copyTarget,
  isSealed,
  noPartOfAnExtension,
  quoted,
  readTables,
  settleSession,
  type TableColumns,
} from './table-columns.ts'

export type Restored = Pick<Heading, 'takenAt' | 'version' | 'sealedWith'> & {
  tables: number
  rows: number
  /** Tables of the backup that are none of ours. */
  leftOut: string[]
  /** Migrations applied to the restored rows, where the backup is of an older version. */
  applied: string[]
  /** Names of accounts whose opt-outs cannot be read without the lost key: they send nothing until a person has seen to it. */
  switchedOff: string[]
  held: Held
}

export type RestoreOptions = {
  /** The id of the key that this installation has. */
  keyId: string | undefined
  /** The key is lost: gateways and sources lose their secrets, and the gateways wait. */
  forgetSecrets: boolean
  /** All rows are there, and will be for good: what it cannot do keeps them out. */
  beforeCommit?(): void
}

/** `packed` is the file as it lies on the disk. Rejects with a BackupError that says what to do; then the database is as it was. */
export async function restoreBackup(
  url: string,
  packed: NodeJS.ReadableStream,
  options: RestoreOptions,
): Promise<Restored> {
  return await withLoneClient({ connectionString: url, application_name: 'aftercall/restore' }, async (client) => {
    await settleSession(client)
    await demandEmpty(client)
    await client.query('begin')
    const restored = await restoreAll(client, readBackup(unpack(packed)), options)
    options.beforeCommit?.()
    await client.query('commit')
    // Without it the first minutes are slower, and no more.
    await client.query('analyze').catch(() => undefined)
    return restored
  })
}

async function demandEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select relname::text as name from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')
       and ${noPartOfAnExtension('pg_class.oid')} limit 1`,
  )
  if (rows[0])
    throw new BackupError(
      'not_empty',
      `The database to restore into is not empty: it has a table "${rows[0].name}". Nothing was changed. Restore into a folder that is not there yet (--into), or name an empty database in DATABASE_URL.`,
    )
}

async function* unpack(packed: NodeJS.ReadableStream): AsyncIterable<Buffer> {
  const gunzip = createGunzip()
  packed.once('error', (error) => gunzip.destroy(error))
  packed.pipe(gunzip)
  let isBegun = false
  try {
    for await (const block of gunzip) {
      isBegun = true
      yield block as Buffer
    }
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (!code.startsWith('Z_')) throw error
    if (code === 'Z_BUF_ERROR') throw incomplete()
    throw isBegun ? damaged('it cannot be unpacked', error) : notABackup(error)
  }
}

function notABackup(cause?: unknown): BackupError {
  return new BackupError('not_a_backup', 'This is not a backup of Aftercall. Nothing was restored.', cause)
}

async function restoreAll(client: pg.Client, file: BackupReader, options: RestoreOptions): Promise<Restored> {
  const about = await readHeading(file)
  demandKey(about, options)
  const schema = await makeSchemaOf(client, about)
  const sum = await fill(client, file, await readTables(client))
  const applied = await schema.applyRest()
  const switchedOff = options.forgetSecrets ? await forgetSecrets(client) : []
  const held = await holdWhatWaits(client, about.takenAt)
  const { takenAt, version, sealedWith } = about
  return { takenAt, version, sealedWith, ...sum, applied, switchedOff, held }
}

async function readHeading(file: BackupReader): Promise<Heading> {
  const about = await file.line(heading, 'its heading').catch((error: unknown) => {
    throw error instanceof BackupError && error.code === 'damaged' ? notABackup(error) : error
  })
  if (!about) throw incomplete()
  if (about.format > backupFormat) throw tooNew(about, 'in a form that this version does not know')
  return about
}

function tooNew({ version }: Heading, how: string, cause?: unknown): BackupError {
  const remedy = 'Restore it with that version or a newer one.'
  return new BackupError(
    'newer',
    `The backup was written by Aftercall ${version}, ${how}. Nothing was restored. ${remedy}`,
    cause,
  )
}

async function makeSchemaOf(client: pg.Client, about: Heading): ReturnType<typeof makeSchema> {
  try {
    return await makeSchema(client, about.schema)
  } catch (error) {
    const isNewer = error instanceof MigrationError && error.code === 'newer'
    throw isNewer ? tooNew(about, 'with a newer schema than this version has', error) : error
  }
}

function demandKey({ sealedWith }: Heading, { keyId, forgetSecrets: mayForget }: RestoreOptions): void {
  if (mayForget || sealedWith.every((id) => id === keyId)) return
  const have = keyId === undefined ? 'no key is here' : `the key here is ${keyId}`
  throw new BackupError(
    'no_key',
    `The secrets in this backup were sealed with the key ${sealedWith.join(', ')}, and ${have}. Nothing was restored. ` +
      'Give the key that was kept apart from the backup: --secret-key-file FILE, or SECRET_KEY in the environment. ' +
      'Is it lost, --forget-secrets restores everything but the secrets: gateways then wait until theirs are entered again.',
  )
}

/** Every table that the schema of the backup has must be in the file, with as many rows as it says, and at its end what it comes to. */
async function fill(
  client: pg.Client,
  file: BackupReader,
  tables: readonly TableColumns[],
): Promise<{ tables: number; rows: number; leftOut: string[] }> {
  const missing = new Map(tables.map((one) => [one.table, one]))
  const sum = { tables: 0, rows: 0, leftOut: [] as string[] }
  for (;;) {
    const line = await file.line(tableLine.or(fileEnd), 'the next table')
    if (!line) throw incomplete()
    if (!('table' in line)) {
      if (line.sha256 !== file.digestBeforeLine()) throw damaged('what it holds is not what was written')
      if (line.rows !== sum.rows || line.tables !== sum.tables || missing.size > 0)
        throw damaged(`tables are missing (${[...missing.keys()].slice(0, 5).join(', ')})`)
      if (await file.line(fileEnd.loose(), 'its end')) throw damaged('something stands behind its end')
      return sum
    }
    const known = missing.get(line.table)
    if (known && line.columns.some((column) => !known.columns.includes(column)))
      throw new BackupError(
        'foreign_column',
        `Its table "${line.table}" has columns that are none of Aftercall's (${line.columns.filter((column) => !known.columns.includes(column)).join(', ')}). Nothing was restored. Take those columns out where the backup was made, and make another.`,
      )
    missing.delete(line.table)
    // Somebody's own table in the same schema is read through, and left out.
    sum.rows += known ? await fillTable(client, file, line) : await passOver(file, line.table)
    if (!known) sum.leftOut.push(line.table)
    sum.tables += 1
  }
}

async function fillTable(client: pg.Client, file: BackupReader, table: TableColumns): Promise<number> {
  const hash = createHash('sha256')
  // What a migration put there by itself comes from the backup.
  await client.query(`delete from ${quoted(table.table)}`)
  const rows = await copyIn(client, `copy ${copyTarget(table)} from stdin`, hashed(file.rows(), hash)).catch(
    (error: unknown) => {
      // What the file holds is no row of this table; the database's own words may quote it, and are left out.
      if (/^22|^23/.test((error as { code?: string }).code ?? ''))
        throw damaged(`rows of "${table.table}" cannot be read`)
      throw error
    },
  )
  await demandEnd(file, table.table, { rows, hash })
  return rows
}

async function passOver(file: BackupReader, table: string): Promise<number> {
  const hash = createHash('sha256')
  let rows = 0
  for await (const block of hashed(file.rows(), hash)) for (const octet of block) if (octet === 0x0a) rows += 1
  await demandEnd(file, table, { rows, hash })
  return rows
}

async function demandEnd(
  file: BackupReader,
  table: string,
  { rows, hash }: { rows: number; hash: ReturnType<typeof createHash> },
): Promise<void> {
  const end = await file.line(tableEnd, `the end of "${table}"`)
  if (!end) throw incomplete()
  if (end.rows !== rows || end.sha256 !== hash.digest('hex')) throw damaged(`rows of "${table}" were changed`)
}

async function* hashed(blocks: AsyncIterable<Buffer>, hash: ReturnType<typeof createHash>): AsyncIterable<Buffer> {
  for await (const block of blocks) {
    hash.update(block)
    yield block
  }
}

async function forgetSecrets(client: pg.Client): Promise<string[]> {
  // A gateway that cannot sign in would refuse everything; paused, its texts wait.
  await client.query('update gateway set paused_at = coalesce(paused_at, clock_timestamp()) where secrets is not null')
  for (const { table, columns } of await readTables(client))
    for (const column of columns.filter(isSealed))
      await client.query(`update ${quoted(table)} set ${quoted(column)} = null where ${quoted(column)} is not null`)
  // Opted-out numbers are kept as hashes under the lost key: nobody could be told apart from those any more.
  const { rows } = await client.query<{ name: string }>(
    'update account set is_on = false, config_version = config_version + 1 where has_opt_outs returning name',
  )
  return rows.map((one) => one.name)
}
