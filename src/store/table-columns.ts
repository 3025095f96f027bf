/** What a backup has to know of the tables: their names, the columns that can be copied, and which of these hold sealed secrets. */
import type pg from 'pg'
import { neverInBackups } from './backup-file.ts'

export type TableColumns = { table: string; columns: string[] }

/** SQL: whether a relation is nobody's extension's: such come with the extension, and go with it. */
export const noPartOfAnExtension = (oid: string): string =>
  `not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = ${oid} and d.deptype = 'e')`

/** Every table of the schema that goes into a backup, by name; somebody's own is left out by whoever restores it. */
export async function readTables(client: pg.Client): Promise<TableColumns[]> {
  const { rows } = await client.query<TableColumns>(
    `select c.relname::text as table, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and ${noPartOfAnExtension('c.oid')}
     group by 1 order by 1`,
  )
  return rows.filter(({ table }) => !neverInBackups.includes(table))
}

/** Sealed values are in columns of these names, everywhere. */
export const isSealed = (column: string): boolean => column === 'secrets' || column.endsWith('_sealed')

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

export const copyTarget = ({ table, columns }: TableColumns): string =>
  `${quoted(table)} (${columns.map(quoted).join(', ')})`

/** Values read as they were written, whatever the server's own settings are; and nothing is cut short for taking long. */
export async function settleSession(client: pg.Client): Promise<void> {
  await client.query(
    `set client_encoding = 'UTF8'; set datestyle = 'ISO'; set timezone = 'UTC'; set extra_float_digits = 3;
     set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set lock_timeout = '30s'`,
  )
  // Servers from 17 on know it.
  await client.query(
    `select set_config('transaction_timeout', '0', false) from pg_settings where name = 'transaction_timeout'`,
  )
}
