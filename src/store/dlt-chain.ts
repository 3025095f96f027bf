/** The chain of telemarketers between an entity and the operator, in the form in which a route sends it. */
import { createHash } from 'node:crypto'
import type { ChainMode } from '../core/dlt.ts'

export type Chain = { telemarketer?: string; chainHash?: string }

/**
 * `telemarketers` joined by commas, the entity's own first and who delivers last. The hash is SHA-256 in lower-case hex over all ids, the entity's first,
 * joined by single commas (the operators' chain-hash manual). Only who hands texts to an operator hashes; towards others the ids go as they are.
 */
export function chainOf(entity: string, telemarketers: string | null, mode: ChainMode): Chain {
  if (!telemarketers || mode === 'none') return {}
  if (mode === 'ids') return { telemarketer: telemarketers }
  const chainHash = createHash('sha256').update(`${entity},${telemarketers}`).digest('hex')
  return { telemarketer: telemarketers, chainHash }
}
