/** What gateways are called in metrics: their keys, made different where two accounts chose the same, and never more than a dashboard can hold. */
import type { GatewayFigures } from '../../pipeline/sender-figures.ts'

/** Each label is a series of its own for as long as the metrics are kept: what is beyond counts together. */
const mostLabels = 100
export const everythingElse = 'other'

type Named = Pick<GatewayFigures, 'gatewayId' | 'key' | 'ownerAccountId'>

/** By gateway id. Shared gateways come first, then the oldest. */
export function gatewayLabels(gateways: readonly Named[]): (gatewayId: string) => string {
  const sharedFirst = [...gateways].sort(
    (a, b) => Number(a.ownerAccountId !== null) - Number(b.ownerAccountId !== null),
  )
  const labels = new Map<string, string>()
  const taken = new Set([everythingElse])
  for (const { gatewayId, key } of sharedFirst.slice(0, mostLabels)) {
    // The end of an id is random; its beginning is a time.
    const label = taken.has(key) ? `${key}-${gatewayId.slice(-6)}` : key
    taken.add(label)
    labels.set(gatewayId, label)
  }
  return (gatewayId) => labels.get(gatewayId) ?? everythingElse
}
