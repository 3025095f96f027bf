import { failureOf } from '../../api/failure-of.ts'
import { useGateways, useRoutes } from '../../api/setup.ts'

/** Where texts of this account go. Until it is known, nobody may take them for made up. */
export type WayOut = { is: 'asked' | 'none' | 'sandbox' } | { is: 'real'; gateway: string }

export function useWayOut(): { way: WayOut; failure: unknown } {
  const asked = [useRoutes(), useGateways()] as const
  const [{ data: routes }, { data: gateways }] = asked
  if (routes === undefined || gateways === undefined) return { way: { is: 'asked' }, failure: failureOf(...asked) }
  const key = routes[0]?.gateway.replace(/^shared:/, '')
  if (key === undefined) return { way: { is: 'none' }, failure: null }
  const gateway = gateways.find((one) => one.key === key)
  const way: WayOut = gateway?.kind === 'sandbox' ? { is: 'sandbox' } : { is: 'real', gateway: gateway?.title ?? key }
  return { way, failure: null }
}
