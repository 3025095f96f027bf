/** Sender ids, as registered. */
import type { Configuration } from '../core/configuration.ts'
import type { Runner } from './database.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'
import { newId } from './uuid.ts'

export type HeaderFields = NonNullable<Configuration['headers']>[number]
export type StoredHeader = HeaderFields & { id: string }

const read = statement(
  'config_read_headers',
  { id: 'uuid', key: 'text', header: 'text', entity_id: 'text?' },
  'select id, key, header, entity_id from header where account_id = $1 and retired_at is null order by id',
)

export async function readHeaders(tx: Runner, accountId: string): Promise<StoredHeader[]> {
  return (await tx.run(read, [accountId])).map(({ entity_id, ...row }) => ({ ...row, entityId: entity_id }))
}

const write = statement(
  'config_write_headers',
  {},
  `insert into header (account_id, id, key, header, entity_id)
   select $1::uuid, u.* from (select * from unnest($2::uuid[], $3::text[], $4::text[], $5::text[])) u
   on conflict (account_id, key) do update set header = excluded.header, entity_id = excluded.entity_id, retired_at = null`,
)

export async function writeHeaders(tx: Runner, accountId: string, headers: readonly HeaderFields[]): Promise<void> {
  await tx.run(write, [
    accountId,
    ...columnsOf(headers, [newId, (one) => one.key, (one) => one.header, (one) => one.entityId]),
  ])
}

export const retireHeaders = statement(
  'config_retire_headers',
  {},
  'update header set retired_at = clock_timestamp() where account_id = $1 and key = any($2::text[]) and retired_at is null',
)
