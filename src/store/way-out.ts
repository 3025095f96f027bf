/** The gateway that an account's texts leave by, and what it passes on of their DLT ids. */
import type { WayOut } from '../core/dlt-travel.ts'
import type { Runner } from './database.ts'
import { type GatewayFields, readAccountGateways, readInstallationGateways } from './gateways.ts'
import { type RouteFields, readRoutes, sharedPrefix } from './routes.ts'
import type { Seal } from './seal.ts'
import type { KindChecks } from './settings-problems.ts'

type At = { db: Runner; seal: Seal; kinds: KindChecks }

/** What a gateway passes on of DLT ids; undefined where it cannot be opened. */
export const passedBy = (kinds: KindChecks, { kind, settings, secrets }: GatewayFields) =>
  kinds.gateway(kind)?.dlt({ ...settings, ...secrets })

/** By the account as it is given; undefined where its texts have no way out, or its gateway cannot be opened. */
export async function wayOutOf(
  at: At,
  { routes, gateways }: { routes: readonly RouteFields[]; gateways: readonly GatewayFields[] },
): Promise<WayOut | undefined> {
  const gateway = routes[0]?.gateway
  if (gateway === undefined) return undefined
  const found = gateway.startsWith(sharedPrefix)
    ? (await readInstallationGateways(at.db, at.seal)).find((one) => `${sharedPrefix}${one.key}` === gateway)
    : gateways.find((one) => one.key === gateway)
  const dlt = found && passedBy(at.kinds, found)
  return found && dlt && { gateway, title: found.title, dlt }
}

/** By the account as it stands. */
export async function readWayOut(at: At, accountId: string): Promise<WayOut | undefined> {
  const routes = await readRoutes(at.db, accountId)
  return await wayOutOf(at, { routes, gateways: await readAccountGateways(at.db, at.seal, accountId) })
}
