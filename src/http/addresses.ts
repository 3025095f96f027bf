/** Who a webhook's address belongs to, remembered for a few seconds: on this node until it is changed, on others a little longer. */
import type { Database } from '../store/database.ts'
import { findGatewayByToken, type GatewayCallback } from '../store/gateways.ts'
import type { Seal } from '../store/seal.ts'
import { findSourceByToken, type SourceWebhook } from '../store/sources.ts'
import { rememberFor } from './memory.ts'

export type Addresses = {
  source(token: string): Promise<SourceWebhook | undefined>
  gateway(token: string): Promise<GatewayCallback | undefined>
  /** Something of a source or gateway was changed here. */
  changed(): void
}

const rememberMs = 5_000
const longestToken = 100

export function createAddresses(db: Database, seal: Seal): Addresses {
  const sources = rememberFor<SourceWebhook>(rememberMs, 10_000)
  const gateways = rememberFor<GatewayCallback>(rememberMs, 1_000)
  return {
    source: async (token) =>
      token.length > longestToken ? undefined : await sources.get(token, () => findSourceByToken(db, seal, token)),
    gateway: async (token) =>
      token.length > longestToken ? undefined : await gateways.get(token, () => findGatewayByToken(db, seal, token)),
    changed: () => {
      sources.clear()
      gateways.clear()
    },
  }
}
