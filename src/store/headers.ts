/** Sender ids, as registered. */
import type { Configuration } from '../core/configuration.ts'
import type { HeaderClass, HeaderStatus } from '../core/dlt.ts'
import type { Runner } from './database.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'
import { newId } from './uuid.ts'

export type HeaderFields = NonNullable<Configuration['headers']>[number]
export type StoredHeader = HeaderFields & { id: string }

const read = statement(
  'config_read_headers',
  { id: 'uuid', key: 'text', header: 'text', entity_id: 'text?', class: 'text?', status: 'text', countries: 'text?' },
  'select id, key, header, entity_id, class, status, countries from header where account_id = $1 and retired_at is null order by id',
)

export async function readHeaders(tx: Runner, accountId: string): Promise<StoredHeader[]> {
  return (await tx.run(read, [accountId])).map(({ entity_id, ...row }) => ({
    id: row.id,
    key: row.key,
    header: row.header,
    entityId: entity_id,
    class: row.class as HeaderClass | null,
    status: row.status as HeaderStatus,
    countries: row.countries === null ? {} : (JSON.parse(row.countries) as HeaderFields['countries']),
  }))
}

const write = statement(
  'config_write_headers',
  {},
  `insert into header (account_id, id, key, header, entity_id, class, status, countries)
   select $1::uuid, u.* from (select * from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])) u
   on conflict (account_id, key) do update set header = excluded.header, entity_id = excluded.entity_id, class = excluded.class,
     status = excluded.status, countries = excluded.countries, retired_at = null`,
)

// The gate reads it with the account's row, so that it costs nothing where every header is active.
const noteStopped = statement(
  'note_stopped_headers',
  {},
  `update account set stopped_headers = (select array_agg(s.header) from (
     select h.header from header h where h.account_id = $1 and h.retired_at is null group by h.header having bool_and(h.status <> 'active')) s)
   where account_id = $1`,
)

export async function writeHeaders(tx: Runner, accountId: string, headers: readonly HeaderFields[]): Promise<void> {
  await tx.run(write, [
    accountId,
    ...columnsOf(headers, [
      newId,
      (one) => one.key,
      (one) => one.header,
      (one) => one.entityId,
      (one) => one.class,
      (one) => one.status,
      (one) => (Object.keys(one.countries).length === 0 ? null : JSON.stringify(one.countries)),
    ]),
  ])
  await tx.run(noteStopped, [accountId])
}

export const retireHeaders = statement(
  'config_retire_headers',
  {},
  'update header set retired_at = clock_timestamp() where account_id = $1 and key = any($2::text[]) and retired_at is null',
)
