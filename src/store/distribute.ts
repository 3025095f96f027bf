/**
 * Past one server: where the database has the Citus extension, the tables are spread over its nodes. Everything of an account lies together, by `account_id`;
 * what a gateway tells names no account, so submissions and receipts lie by their key. What belongs to the installation, or must be unique across accounts
 * (names, tokens), is small and is whole on every node.
 */
import type pg from 'pg'

/** Where a table belongs: by this column, or, with null, whole on every node. */
export type Placement = { table: string; column: string | null }

// A unique key can be kept by one node only if it holds the column by which rows are spread.
const placements = `
  select c.relname as table, case
    when c.relname in ('submission', 'receipt') then 'receipt_key'
    when a.attnum is not null and not exists (
      select 1 from pg_index i where i.indrelid = c.oid and i.indisunique and not a.attnum = any(i.indkey::int2[])
    ) then 'account_id'
  end as column
  from pg_class c
  left join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id' and not a.attisdropped
  where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname <> 'migration'
  order by c.relname`

/** Where the tables of this schema belong. Read from the catalogue, so a new table is placed by its keys. */
export async function readPlacements(client: pg.Client): Promise<Placement[]> {
  return (await client.query<Placement>(placements)).rows
}

/** Spreads the tables that are not spread yet; nothing where there is no Citus. Rows that are there already go along. */
export async function distribute(client: pg.Client): Promise<void> {
  const { rows: citus } = await client.query(`select 1 from pg_extension where extname = 'citus'`)
  if (citus.length === 0) return
  const { rows } = await client.query<{ table: string }>(
    'select logicalrelid::regclass::text as table from pg_dist_partition',
  )
  const placed = new Set(rows.map((row) => row.table))
  for (const { table, column } of await readPlacements(client)) {
    if (placed.has(table)) continue
    if (column === null) await client.query('select create_reference_table($1)', [table])
    else await client.query('select create_distributed_table($1, $2)', [table, column])
  }
}
