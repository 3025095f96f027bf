/** The configured gateways as the sender reads them. */
import type { Database } from './database.ts'
import { statement } from './statement.ts'

const allGateways = statement(
  'all_gateways',
  {
    gateway_id: 'uuid',
    owner_account_id: 'uuid?',
    key: 'text',
    title: 'text',
    kind: 'text',
    settings: 'text',
    secrets: 'bytea?',
    token_sealed: 'bytea?',
    is_paused: 'boolean',
    rather_twice: 'boolean',
    version: 'integer',
  },
  `select gateway_id, owner_account_id, key, title, kind, settings, secrets, token_sealed, paused_at is not null as is_paused, rather_twice, version
   from gateway where retired_at is null order by created_at`,
  { acrossAccounts: 'an installation table' },
)

export type GatewayRow = {
  gatewayId: string
  ownerAccountId: string | null
  key: string
  title: string
  kind: string
  settings: string
  secrets: Buffer | null
  tokenSealed: Buffer | null
  isPaused: boolean
  ratherTwice: boolean
  version: number
}

/** Every gateway of the installation that is not retired. */
export async function readGateways(db: Database): Promise<GatewayRow[]> {
  return (await db.health.run(allGateways, [])).map((row) => ({
    gatewayId: row.gateway_id,
    ownerAccountId: row.owner_account_id,
    key: row.key,
    title: row.title,
    kind: row.kind,
    settings: row.settings,
    secrets: row.secrets,
    tokenSealed: row.token_sealed,
    isPaused: row.is_paused,
    ratherTwice: row.rather_twice,
    version: row.version,
  }))
}
