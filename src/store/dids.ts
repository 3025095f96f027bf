import type { Configuration } from '../core/configuration.ts'
import type { Runner } from './database.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'
import { newId } from './uuid.ts'

export type DidFields = NonNullable<Configuration['dids']>[number]
export type NamedDid = { key: string; number: string; name: string; language: string | null; lines: number }
export type StoredDid = NamedDid & { id: string }

const read = statement(
  'config_read_dids',
  { id: 'uuid', key: 'text', number: 'text', name: 'text', language: 'text?', lines: 'integer' },
  'select id, key, number, name, language, lines from did where account_id = $1 and retired_at is null order by id',
)

export async function readDids(tx: Runner, accountId: string): Promise<StoredDid[]> {
  return await tx.run(read, [accountId])
}

const write = statement(
  'config_write_dids',
  {},
  `insert into did (account_id, id, key, number, name, language, lines)
   select $1::uuid, u.* from (select * from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::integer[])) u
   on conflict (account_id, key) do update set number = excluded.number, name = excluded.name, language = excluded.language, lines = excluded.lines,
     retired_at = null`,
)

export async function writeDids(tx: Runner, accountId: string, dids: readonly NamedDid[]): Promise<void> {
  await tx.run(write, [
    accountId,
    ...columnsOf(dids, [
      newId,
      (one) => one.key,
      (one) => one.number,
      (one) => one.name,
      (one) => one.language,
      (one) => one.lines,
    ]),
  ])
}

export const retireDids = statement(
  'config_retire_dids',
  {},
  'update did set retired_at = clock_timestamp() where account_id = $1 and key = any($2::text[]) and retired_at is null',
)
