/** Gateways as configuration: an account's own, and the installation's shared ones. What sends reads them in gateway-rows.ts. */
import type { Configuration } from '../core/configuration.ts'
import { giveUpAfterMs } from '../core/delivery.ts'
import type { Database, Runner } from './database.ts'
import type { Seal } from './seal.ts'
import { openSecrets, openToken, type Settings, sealSecrets, sealToken } from './secrets.ts'
import { statement } from './statement.ts'
import { hashToken, newToken } from './tokens.ts'
import { newId } from './uuid.ts'

type Section = NonNullable<Configuration['gateways']>[number]
/** A gateway with its secrets as they are: inside the program only. */
export type GatewayFields = Omit<Section, 'secrets' | 'settings'> & {
  settings: Settings
  secrets: Record<string, string>
}
export type StoredGateway = GatewayFields & { id: string }

const installation = 'an installation table'

const columns = {
  id: 'uuid',
  owner_account_id: 'uuid?',
  key: 'text',
  title: 'text',
  kind: 'text',
  settings: 'text',
  secrets: 'bytea?',
  is_paused: 'boolean',
  rather_twice: 'boolean',
} as const
const list =
  'gateway_id as id, owner_account_id, key, title, kind, settings, secrets, paused_at is not null as is_paused, rather_twice'

const readOwn = statement(
  'config_read_gateways',
  columns,
  `select ${list} from gateway where owner_account_id = $1 and retired_at is null order by gateway_id`,
  { acrossAccounts: installation },
)

const readShared = statement(
  'config_read_shared_gateways',
  columns,
  `select ${list} from gateway where owner_account_id is null and retired_at is null order by gateway_id`,
  { acrossAccounts: installation },
)

type Row = {
  id: string
  key: string
  title: string
  kind: string
  settings: string
  secrets: Buffer | null
  is_paused: boolean
  rather_twice: boolean
}

function fieldsOf(seal: Seal, row: Row): StoredGateway {
  const { id, key, title, kind } = row
  return {
    id,
    key,
    title,
    kind,
    settings: JSON.parse(row.settings) as Settings,
    secrets: openSecrets(seal, 'gateway', row),
    paused: row.is_paused,
    ratherTwice: row.rather_twice,
  }
}

export async function readAccountGateways(tx: Runner, seal: Seal, accountId: string): Promise<StoredGateway[]> {
  return (await tx.run(readOwn, [accountId])).map((row) => fieldsOf(seal, row))
}

/** What an account may know of a shared gateway, and its kind for whoever shows it. */
export type SharedGateway = { id: string; key: string; title: string; kind: string; paused: boolean }

export async function readSharedGateways(tx: Runner): Promise<SharedGateway[]> {
  return (await tx.run(readShared, [])).map((row) => ({
    id: row.id,
    key: row.key,
    title: row.title,
    kind: row.kind,
    paused: row.is_paused,
  }))
}

/** The shared ones as the operator sees them. */
export async function readInstallationGateways(tx: Runner, seal: Seal): Promise<StoredGateway[]> {
  return (await tx.run(readShared, [])).map((row) => fieldsOf(seal, row))
}

const insert = statement(
  'config_insert_gateway',
  {},
  `insert into gateway (gateway_id, owner_account_id, key, title, kind, settings, secrets, token_hash, token_sealed, paused_at, rather_twice)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, case when $10 then clock_timestamp() end, $11)`,
  { acrossAccounts: installation },
)

// The version tells the sender to open the gateway anew, which cuts its line: only for what the line depends on.
const update = statement(
  'config_update_gateway',
  {},
  `update gateway set title = $3, kind = $4, settings = $5, secrets = $6, rather_twice = $8,
     paused_at = case when $7 then coalesce(paused_at, clock_timestamp()) end,
     version = version + case when kind <> $4 or settings <> $5 or $9 then 1 else 0 end
   where gateway_id = $1 and owner_account_id is not distinct from $2 and retired_at is null`,
  { acrossAccounts: installation },
)

export type GatewayWriting = { tx: Runner; seal: Seal; owner: string | null }

/** Adds those whose key is not among `before`, changes the others. `owner` null: shared. */
export async function writeGateways(
  { tx, seal, owner }: GatewayWriting,
  gateways: readonly GatewayFields[],
  before: readonly StoredGateway[],
): Promise<void> {
  for (const one of gateways) {
    const known = before.find((old) => old.key === one.key)
    if (known) {
      const isSecretNew = JSON.stringify(known.secrets) !== JSON.stringify(one.secrets)
      const secrets = sealSecrets(seal, 'gateway', known.id, one.secrets)
      await tx.run(update, [
        known.id,
        owner,
        one.title,
        one.kind,
        JSON.stringify(one.settings),
        secrets,
        one.paused,
        one.ratherTwice,
        isSecretNew,
      ])
    } else await insertGateway({ tx, seal, owner }, one)
  }
}

async function insertGateway({ tx, seal, owner }: GatewayWriting, one: GatewayFields): Promise<string> {
  const id = newId()
  const token = newToken()
  await tx.run(insert, [
    id,
    owner,
    one.key,
    one.title,
    one.kind,
    JSON.stringify(one.settings),
    sealSecrets(seal, 'gateway', id, one.secrets),
    hashToken(token),
    sealToken(seal, 'gateway', id, token),
    one.paused,
    one.ratherTwice,
  ])
  return id
}

// Its texts that wait are stopped by the sweep, and receipts of those that went still come.
const retire = statement(
  'config_retire_gateways',
  {},
  `update gateway set retired_at = clock_timestamp()
   where owner_account_id is not distinct from $1 and key = any($2::text[]) and retired_at is null`,
  { acrossAccounts: installation },
)

export async function retireGateways(tx: Runner, owner: string | null, keys: readonly string[]): Promise<void> {
  await tx.run(retire, [owner, keys])
}

const lockShared = statement(
  'lock_shared_gateways',
  { locked: 'text' },
  `select pg_advisory_xact_lock(8480, 2)::text as locked`,
  {
    acrossAccounts: installation,
  },
)

/** Whoever changes shared gateways does so alone. */
export async function lockSharedGateways(tx: Runner): Promise<void> {
  await tx.run(lockShared, [])
}

/** Makes a shared gateway of this key unless there is one. */
export async function ensureSharedGateway(db: Database, seal: Seal, gateway: GatewayFields): Promise<string> {
  return await db.transaction('console', async (tx) => {
    await lockSharedGateways(tx)
    const known = (await readSharedGateways(tx)).find((one) => one.key === gateway.key)
    return known?.id ?? (await insertGateway({ tx, seal, owner: null }, gateway))
  })
}

// One that was removed is told what became of its texts for as long as anybody waits for it.
const findByToken = statement(
  'find_gateway_by_token',
  { gateway_id: 'uuid', kind: 'text', settings: 'text', secrets: 'bytea?' },
  `select gateway_id, kind, settings, secrets from gateway
   where token_hash = $1 and (retired_at is null or retired_at > clock_timestamp() - make_interval(secs => $2))`,
  { acrossAccounts: 'a callback names no account: its token leads to the gateway' },
)

const readToken = statement(
  'read_gateway_token',
  { token_sealed: 'bytea?' },
  'select token_sealed from gateway where gateway_id = $1',
  { acrossAccounts: installation },
)

/** The token in a gateway's callback address. */
export async function tokenOfGateway(db: Database, seal: Seal, gatewayId: string): Promise<string | null> {
  const [row] = await db.console.run(readToken, [gatewayId])
  return row ? openToken(seal, 'gateway', gatewayId, row.token_sealed) : null
}

export type GatewayCallback = { gatewayId: string; kind: string; settings: Settings }

/** The gateway that this callback address belongs to. */
export async function findGatewayByToken(
  db: Database,
  seal: Seal,
  token: string,
): Promise<GatewayCallback | undefined> {
  const [row] = await db.intake.run(findByToken, [hashToken(token), giveUpAfterMs / 1000])
  if (!row) return undefined
  const settings = {
    ...(JSON.parse(row.settings) as Settings),
    ...openSecrets(seal, 'gateway', { id: row.gateway_id, secrets: row.secrets }),
  }
  return { gatewayId: row.gateway_id, kind: row.kind, settings }
}

const pause = statement(
  'pause_gateway',
  { gateway_id: 'uuid' },
  `update gateway set paused_at = case when $3 then coalesce(paused_at, clock_timestamp()) end
   where owner_account_id is not distinct from $1 and key = $2 and retired_at is null returning gateway_id`,
  { acrossAccounts: installation },
)

/** Pauses or resumes; false when there is no such gateway. */
export async function pauseGateway(tx: Runner, owner: string | null, key: string, isPaused: boolean): Promise<boolean> {
  return (await tx.run(pause, [owner, key, isPaused])).length > 0
}
