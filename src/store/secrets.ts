/** The secret halves of settings: sealed beside the open half, and put together again for whoever opens a gateway or reads a source. */
import type { Json } from '../core/adapter.ts'
import type { Database } from './database.ts'
import type { Seal } from './seal.ts'
import { statement } from './statement.ts'

export type Settings = { [name: string]: Json }
type SealedRow = { id: string; settings: string; secrets: Buffer | null }

const placeOf = {
  gateway: (id: string) => `gateway.secrets ${id}`,
  source: (id: string) => `source.secrets ${id}`,
} as const
export type SecretOwner = keyof typeof placeOf

export function sealSecrets(
  seal: Seal,
  owner: SecretOwner,
  id: string,
  secrets: Record<string, string>,
): Buffer | null {
  return Object.keys(secrets).length === 0 ? null : seal.seal(JSON.stringify(secrets), placeOf[owner](id))
}

export function openSecrets(
  seal: Seal,
  owner: SecretOwner,
  row: Pick<SealedRow, 'id' | 'secrets'>,
): Record<string, string> {
  return row.secrets === null
    ? {}
    : (JSON.parse(seal.open(row.secrets, placeOf[owner](row.id))) as Record<string, string>)
}

/** Settings as the kind's schema reads them, secrets included. */
export function wholeSettings(seal: Seal, owner: SecretOwner, row: SealedRow): Settings {
  return { ...(JSON.parse(row.settings) as Settings), ...openSecrets(seal, owner, row) }
}

/** Tokens are shown to their owners again, so they are sealed beside their hash. */
export function sealToken(seal: Seal, owner: SecretOwner, id: string, token: string): Buffer {
  return seal.seal(token, `${owner}.token ${id}`)
}

export function openToken(seal: Seal, owner: SecretOwner, id: string, sealed: Buffer | null): string | null {
  return sealed === null ? null : seal.open(sealed, `${owner}.token ${id}`)
}

const anySealed = statement(
  'any_sealed',
  { id: 'uuid', token_sealed: 'bytea' },
  'select gateway_id as id, token_sealed from gateway where token_sealed is not null order by created_at limit 1',
  { acrossAccounts: 'an installation table' },
)

/** Opens something that was sealed, at the start: throws KeyDoesNotFit before anything is written with the wrong key. */
export async function checkSeal(db: Database, seal: Seal): Promise<void> {
  const [row] = await db.console.run(anySealed, [])
  if (row) openToken(seal, 'gateway', row.id, row.token_sealed)
}
