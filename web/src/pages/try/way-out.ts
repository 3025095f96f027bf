import { failureOf } from '../../api/failure-of.ts'
import { firstWayOut, useGateways, useRoutes } from '../../api/setup.ts'

/** Where texts of this account go. Until it is known, nobody may take them for made up. */
export type WayOut = { is: 'asked' | 'none' | 'sandbox' } | { is: 'real'; gateway: string }

export function useWayOut(): { way: WayOut; failure: unknown } {
  const asked = [useRoutes(), useGateways()] as const
  const [{ data: routes }, { data: gateways }] = asked
  if (routes === undefined || gateways === undefined) return { way: { is: 'asked' }, failure: failureOf(...asked) }
  const first = routes[0]?.gateway
  if (first === undefined) return { way: { is: 'none' }, failure: null }
  const gateway = firstWayOut(gateways, routes)
  const way: WayOut = gateway?.kind === 'sandbox' ? { is: 'sandbox' } : { is: 'real', gateway: gateway?.title ?? first }
  return { way, failure: null }
}
