/**
 * Writes everything that the database holds into one file, as it stood at one moment, while the program goes on. One snapshot, one table
 * after the other, never more than a few blocks in memory.
 */
import { createHash } from 'node:crypto'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { BackupError, backupFormat, type Heading } from './backup-file.ts'
import { copyOut } from './copy.ts'
import { withLoneClient } from './lone-client.ts'
import { readApplied } from './migrate.ts'
import { copyTarget, isSealed, quoted, readTables, settleSession, type TableColumns } from './table-columns.ts'

export type BackupMade = Pick<Heading, 'takenAt' | 'sealedWith'> & { tables: number; rows: number }

// PostgreSQL gives rows faster than zlib's own level 6 packs them; this one is a few per cent larger and takes half the time.
const packing = { level: 3 }

/** By this name the server’s own views show its connection. */
export const backupName = 'aftercall/backup'

/** Writes the backup to `to` and ends it. `version` is this program's. */
export async function writeBackup(url: string, to: Writable, options: { version: string }): Promise<BackupMade> {
  return await withLoneClient({ connectionString: url, application_name: backupName }, async (client) => {
    await settleSession(client)
    const tables = await openSnapshot(client)
    const made = { ...(await readHeading(client, tables, options.version)), tables: tables.length, rows: 0 }
    await pipeline(Readable.from(linesOf(client, tables, made)), createGzip(packing), to)
    return { takenAt: made.takenAt, sealedWith: made.sealedWith, tables: made.tables, rows: made.rows }
  })
}

/**
 * The tables are held against changes of their form before the snapshot is taken: a LOCK takes none, and a table that is rewritten between the
 * two would look empty to it.
 */
async function openSnapshot(client: pg.Client): Promise<TableColumns[]> {
  for (let tried = 1; ; tried++) {
    const tables = await readTables(client)
    if (!tables.some(({ table }) => table === 'message'))
      throw new BackupError('not_a_backup', 'This database holds no Aftercall: there is nothing to back up.')
    await client.query('begin isolation level repeatable read read only')
    await client.query(`lock table ${tables.map(({ table }) => quoted(table)).join(', ')} in access share mode`)
    if (JSON.stringify(await readTables(client)) === JSON.stringify(tables)) return tables
    await client.query('rollback')
    if (tried === 5)
      throw new BackupError(
        'in_use',
        'The tables are being changed, by a newer version that starts. Back up when it runs.',
      )
  }
}

async function readHeading(client: pg.Client, tables: readonly TableColumns[], version: string): Promise<Heading> {
  const { rows } = await client.query<{ at: Date; postgres: string }>(
    `select clock_timestamp() as at, current_setting('server_version') as postgres`,
  )
  const [now] = rows as [{ at: Date; postgres: string }]
  return {
    aftercall: 'backup',
    format: backupFormat,
    version,
    takenAt: now.at.toISOString(),
    postgres: now.postgres.split(' ')[0] ?? now.postgres,
    schema: await readApplied(client),
    sealedWith: await readKeyIds(client, tables),
  }
}

// Behind the first byte, which says how it is sealed, stand four with the id of the key (seal.ts).
async function readKeyIds(client: pg.Client, tables: readonly TableColumns[]): Promise<string[]> {
  const found = new Set<string>()
  for (const { table, columns } of tables)
    for (const column of columns.filter(isSealed)) {
      const { rows } = await client.query<{ id: string }>(
        `select distinct encode(substring(${quoted(column)} from 2 for 4), 'hex') as id from ${quoted(table)} where ${quoted(column)} is not null`,
      )
      for (const { id } of rows) found.add(id)
    }
  return [...found].sort()
}

/** The text of the file; counts the rows into `made`. */
async function* linesOf(
  client: pg.Client,
  tables: readonly TableColumns[],
  made: Heading & { tables: number; rows: number },
): AsyncIterable<Buffer> {
  const whole = createHash('sha256')
  const said = (bytes: Buffer) => {
    whole.update(bytes)
    return bytes
  }
  const { tables: count, rows: _, ...heading } = made
  yield said(lineOf(heading))
  for (const table of tables) {
    const own = createHash('sha256')
    let rows = 0
    yield said(lineOf(table))
    for await (const block of copyOut(client, `copy ${copyTarget(table)} to stdout`)) {
      own.update(block)
      rows += linesIn(block)
      yield said(block)
    }
    yield said(Buffer.concat([Buffer.from('\\.\n'), lineOf({ rows, sha256: own.digest('hex') })]))
    made.rows += rows
  }
  yield lineOf({ tables: count, rows: made.rows, sha256: whole.digest('hex') })
}

const lineOf = (value: object): Buffer => Buffer.from(`${JSON.stringify(value)}\n`)

function linesIn(block: Buffer): number {
  let count = 0
  for (let at = block.indexOf(10); at >= 0; at = block.indexOf(10, at + 1)) count += 1
  return count
}
