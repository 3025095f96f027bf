/** What gateways may dial: the operator's may reach the private networks that are allowed, and those of accounts only where the operator lets them. */
import { createDialler, type Dial } from './dial.ts'
import { createHttp } from './http.ts'

export type GatewayNetwork = { dial: Dial; http: ReturnType<typeof createHttp> }

/** Answers the network for the gateways of the installation (`isShared`) and for those of accounts. */
export function openGatewayNetworks({
  allowPrivate,
  of,
}: {
  allowPrivate: readonly string[]
  of: 'everybody' | 'operator'
}): (isShared: boolean) => GatewayNetwork {
  const shared = openNetwork(allowPrivate)
  const own = of === 'everybody' ? shared : openNetwork([])
  return (isShared) => (isShared ? shared : own)
}

function openNetwork(allowPrivate: readonly string[]): GatewayNetwork {
  const dial = createDialler({ allowPrivate })
  return { dial, http: createHttp(dial) }
}
