/** What sources call a department, a DID or a user, and which of ours that is. Names that nobody knows yet stand here without a target. */
import type { Configuration } from '../core/configuration.ts'
import { normaliseExternal, type UnknownName } from '../core/facts.ts'
import type { Instant } from '../core/instant.ts'
import { type Database, type Runner, timestampOrNull } from './database.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'

type Section = NonNullable<Configuration['sources']>[number]
export type MappingFields = Section['mappings'][number]
export type MappingKind = MappingFields['kind']

// One table of targets for the three kinds: a mapping is of one kind, so exactly one of them can match.
const targets = `
   left join department d on m.kind = 'department' and d.account_id = m.account_id and d.id = m.target_id and d.retired_at is null
   left join did n on m.kind = 'did' and n.account_id = m.account_id and n.id = m.target_id and n.retired_at is null
   left join account_user p on m.kind = 'user' and p.account_id = m.account_id and p.id = m.target_id and p.retired_at is null`

const readMapped = statement(
  'config_read_mappings',
  { source_id: 'uuid', kind: 'text', external: 'text', target: 'text' },
  `select m.source_id, m.kind, m.external, coalesce(d.key, n.key, p.key) as target from mapping m ${targets}
   where m.account_id = $1 and coalesce(d.key, n.key, p.key) is not null order by m.source_id, m.kind, m.external`,
)

/** The mappings with a target, by source id. */
export async function readMappings(tx: Runner, accountId: string): Promise<Map<string, MappingFields[]>> {
  const bySource = new Map<string, MappingFields[]>()
  for (const row of await tx.run(readMapped, [accountId])) {
    const one = { kind: row.kind as MappingKind, external: row.external, to: row.target }
    const ofSource = bySource.get(row.source_id) ?? []
    ofSource.push(one)
    bySource.set(row.source_id, ofSource)
  }
  return bySource
}

// What stays mapped keeps when it was seen, and how it was written.
const clear = statement(
  'config_clear_mappings',
  {},
  `delete from mapping where account_id = $1 and source_id = $2 and target_id is not null
     and not exists (select 1 from unnest($3::text[], $4::text[]) as t(k, e) where t.k = mapping.kind and t.e = mapping.external)`,
)

const write = statement(
  'config_write_mappings',
  {},
  `insert into mapping as m (account_id, source_id, kind, external, shown, target_id)
   select $1::uuid, $2::uuid, u.k, u.e, u.s, coalesce(d.id, n.id, p.id)
   from (select * from unnest($3::text[], $4::text[], $5::text[], $6::text[]) as t(k, e, s, target)) u
   left join department d on u.k = 'department' and d.account_id = $1 and d.key = u.target
   left join did n on u.k = 'did' and n.account_id = $1 and n.key = u.target
   left join account_user p on u.k = 'user' and p.account_id = $1 and p.key = u.target
   on conflict (account_id, source_id, kind, external) do update set target_id = excluded.target_id
   where m.target_id is distinct from excluded.target_id`,
)

/** After the users, departments and DIDs they lead to. */
export async function writeMappings(
  tx: Runner,
  accountId: string,
  sourceId: string,
  mappings: readonly MappingFields[],
): Promise<void> {
  const kind = (one: MappingFields) => one.kind
  const external = (one: MappingFields) => normaliseExternal(one.external)
  await tx.run(clear, [accountId, sourceId, ...columnsOf(mappings, [kind, external])])
  await tx.run(write, [
    accountId,
    sourceId,
    ...columnsOf(mappings, [kind, external, (one) => one.external, (one) => one.to]),
  ])
}

// By when a name was first seen: when it was seen last changes, and a name that a call says meanwhile would leap over the end of a page.
const readPage = statement(
  'list_mappings',
  {
    source_id: 'uuid',
    source: 'text',
    kind: 'text',
    external: 'text',
    shown: 'text',
    target: 'text?',
    first_seen_at: 'timestamptz',
    last_seen_at: 'timestamptz',
  },
  `select m.source_id, s.key as source, m.kind, m.external, m.shown, coalesce(d.key, n.key, p.key) as target,
     date_trunc('milliseconds', m.first_seen_at) as first_seen_at, m.last_seen_at
   from mapping m join source s on s.account_id = m.account_id and s.id = m.source_id and s.retired_at is null ${targets}
   where m.account_id = $1 and (not $2 or coalesce(d.key, n.key, p.key) is null)
     and ($3::timestamptz is null or (date_trunc('milliseconds', m.first_seen_at), m.source_id, m.kind, m.external) < ($3, $4::uuid, $5, $6))
   order by date_trunc('milliseconds', m.first_seen_at) desc, m.source_id desc, m.kind desc, m.external desc limit $7`,
)

/** Where a name stands in the list. */
export type MappingPlace = { firstSeenAt: Instant; sourceId: string; kind: MappingKind; external: string }

export type MappingView = MappingPlace & {
  source: string
  shown: string
  to: string | null
  lastSeenAt: Instant
}

/** The newest names first, from `after` on; only those without a target when `unmapped`. */
export async function listMappings(
  db: Database,
  accountId: string,
  { unmapped, limit, after }: { unmapped: boolean; limit: number; after: MappingPlace | undefined },
): Promise<MappingView[]> {
  const rows = await db.console.run(readPage, [
    accountId,
    unmapped,
    timestampOrNull(after?.firstSeenAt ?? null),
    after?.sourceId ?? null,
    after?.kind ?? null,
    after?.external ?? null,
    limit,
  ])
  return rows.map((row) => ({
    sourceId: row.source_id,
    source: row.source,
    kind: row.kind as MappingKind,
    external: row.external,
    shown: row.shown,
    to: row.target,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
  }))
}

// A source that makes up names without end fills no table: past a thousand unknown ones only known rows are touched, and none is written that is fresh.
const note = statement(
  'note_unknown_names',
  {},
  `insert into mapping as m (account_id, source_id, kind, external, shown)
   select $1::uuid, $2::uuid, u.k, u.e, u.s from (select * from unnest($3::text[], $4::text[], $5::text[]) as t(k, e, s) order by k, e) u
   left join mapping h on h.account_id = $1 and h.source_id = $2 and h.kind = u.k and h.external = u.e
   where h.last_seen_at < clock_timestamp() - interval '1 minute' or h.external is null
     and (select count(*) from mapping o where o.account_id = $1 and o.source_id = $2 and o.target_id is null) < 1000
   order by u.k, u.e
   on conflict (account_id, source_id, kind, external) do update set last_seen_at = clock_timestamp(), shown = excluded.shown
   where m.last_seen_at < clock_timestamp() - interval '1 minute'`,
)

/** Lists names that a call used and nobody knows, to be mapped. */
export async function noteUnknownNames(
  db: Database,
  accountId: string,
  sourceId: string,
  names: readonly UnknownName[],
): Promise<void> {
  const unique = [...new Map(names.map((one) => [`${one.kind} ${one.external}`, one])).values()]
  if (unique.length === 0) return
  await db.console.run(note, [
    accountId,
    sourceId,
    ...columnsOf(unique, [(one) => one.kind, (one) => one.external, (one) => one.shown]),
  ])
}
