/** Sources as configuration: phone systems, each with an address of its own that can be taken back. */
import type { Configuration } from '../core/configuration.ts'
import type { Instant } from '../core/instant.ts'
import type { Database, Runner } from './database.ts'
import { readMappings, writeMappings } from './mappings.ts'
import type { Seal } from './seal.ts'
import { openSecrets, openToken, type Settings, sealSecrets, sealToken } from './secrets.ts'
import { statement } from './statement.ts'
import { hashToken, newToken } from './tokens.ts'
import { newId } from './uuid.ts'

type Section = NonNullable<Configuration['sources']>[number]
/** A source with its secrets as they are: inside the program only. */
export type SourceFields = Omit<Section, 'secrets' | 'settings'> & {
  settings: Settings
  secrets: Record<string, string>
}
export type StoredSource = SourceFields & { id: string; token: string | null; lastReportAt: Instant | null }

/** Calls posted to the API come from this one. Every account has it; it cannot be removed, and takes no webhooks. */
export const apiSource = { key: 'api', kind: 'api', name: 'API' } as const

const read = statement(
  'config_read_sources',
  {
    id: 'uuid',
    key: 'text',
    name: 'text',
    kind: 'text',
    settings: 'text',
    secrets: 'bytea?',
    token_sealed: 'bytea?',
    last_report_at: 'timestamptz?',
  },
  `select id, key, name, kind, settings, secrets, token_sealed, last_report_at
   from source where account_id = $1 and retired_at is null order by id`,
)

export async function readSources(tx: Runner, seal: Seal, accountId: string): Promise<StoredSource[]> {
  const mappings = await readMappings(tx, accountId)
  return (await tx.run(read, [accountId])).map(({ token_sealed, last_report_at, ...row }) => ({
    ...row,
    settings: JSON.parse(row.settings) as Settings,
    secrets: openSecrets(seal, 'source', row),
    mappings: mappings.get(row.id) ?? [],
    token: openToken(seal, 'source', row.id, token_sealed),
    lastReportAt: last_report_at,
  }))
}

const upsert = statement(
  'config_write_source',
  { id: 'uuid' },
  `insert into source (account_id, id, key, name, kind, settings) values ($1, $2, $3, $4, $5, $6)
   on conflict (account_id, key) do update set name = excluded.name, kind = excluded.kind, settings = excluded.settings, retired_at = null
   returning id`,
)

// In a second step: the secrets are bound to the row's id, which a revived key brings along.
const setSecrets = statement(
  'config_set_source_secrets',
  {},
  'update source set secrets = $3 where account_id = $1 and id = $2',
)

const setToken = statement(
  'set_source_token',
  {},
  'update source set token_hash = $3, token_sealed = $4 where account_id = $1 and id = $2',
)
const insertToken = statement(
  'insert_source_token',
  {},
  'insert into source_token (token_hash, account_id, source_id) values ($1, $2, $3)',
  {
    acrossAccounts: 'a webhook names no account: its token leads to one',
  },
)
const revokeTokens = statement(
  'revoke_source_tokens',
  {},
  'update source_token set revoked_at = clock_timestamp() where account_id = $1 and source_id = any($2::uuid[]) and revoked_at is null',
)

/** Adds and changes, mappings included. A new or revived source gets a new address. */
export async function writeSources(
  { tx, seal, accountId }: { tx: Runner; seal: Seal; accountId: string },
  sources: readonly SourceFields[],
  before: readonly StoredSource[],
): Promise<void> {
  for (const one of sources) {
    const known = before.find((old) => old.key === one.key)
    const [row] = await tx.run(upsert, [
      accountId,
      known?.id ?? newId(),
      one.key,
      one.name,
      one.kind,
      JSON.stringify(one.settings),
    ])
    if (!row) continue
    await tx.run(setSecrets, [accountId, row.id, sealSecrets(seal, 'source', row.id, one.secrets)])
    await writeMappings(tx, accountId, row.id, one.mappings)
    if (!known && one.kind !== apiSource.kind) await giveNewToken(tx, seal, accountId, row.id)
  }
}

/** Gives the source a new address; the old one stops at once. */
export async function giveNewToken(tx: Runner, seal: Seal, accountId: string, sourceId: string): Promise<string> {
  const token = newToken()
  await tx.run(revokeTokens, [accountId, [sourceId]])
  await tx.run(insertToken, [hashToken(token), accountId, sourceId])
  await tx.run(setToken, [accountId, sourceId, hashToken(token), sealToken(seal, 'source', sourceId, token)])
  return token
}

const retire = statement(
  'config_retire_sources',
  { id: 'uuid' },
  `update source set retired_at = clock_timestamp(), token_hash = null, token_sealed = null
   where account_id = $1 and key = any($2::text[]) and retired_at is null returning id`,
)

export async function retireSources(tx: Runner, accountId: string, keys: readonly string[]): Promise<void> {
  const retired = await tx.run(retire, [accountId, keys])
  await tx.run(revokeTokens, [accountId, retired.map((row) => row.id)])
}

const findByToken = statement(
  'find_source_by_token',
  { account_id: 'uuid', source_id: 'uuid', kind: 'text', settings: 'text', secrets: 'bytea?', country: 'text' },
  `select t.account_id, t.source_id, s.kind, s.settings, s.secrets, a.country
   from source_token t join source s on s.account_id = t.account_id and s.id = t.source_id join account a on a.account_id = t.account_id
   where t.token_hash = $1 and t.revoked_at is null and s.retired_at is null`,
  { acrossAccounts: 'a webhook names no account: its token leads to one' },
)

/** `country`: the account's, where numbers without a country code are at home. */
export type SourceWebhook = { accountId: string; sourceId: string; kind: string; settings: Settings; country: string }

/** The source that this address belongs to. */
export async function findSourceByToken(db: Database, seal: Seal, token: string): Promise<SourceWebhook | undefined> {
  const [row] = await db.intake.run(findByToken, [hashToken(token)])
  if (!row) return undefined
  const { account_id, source_id, kind, secrets, country } = row
  const settings = {
    ...(JSON.parse(row.settings) as Settings),
    ...openSecrets(seal, 'source', { id: source_id, secrets }),
  }
  return { accountId: account_id, sourceId: source_id, kind, settings, country }
}

const find = statement(
  'find_source',
  { id: 'uuid' },
  'select id from source where account_id = $1 and key = $2 and retired_at is null',
)

/** The id of one of the account's sources; undefined where there is none of that key, or none any more. */
export async function findSource(db: Database, accountId: string, key: string): Promise<string | undefined> {
  return (await db.intake.run(find, [accountId, key]))[0]?.id
}
