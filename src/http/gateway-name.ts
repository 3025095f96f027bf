/** How requests name one gateway: an account's own by its key, a shared one as routes do, so that an own one of the same key does not hide it. */
import { z } from 'zod'
import { sharedPrefix } from '../store/routes.ts'

/** The path of whatever is done with one gateway. */
export const gatewayParams = z.object({
  key: z
    .string()
    .regex(/^(?:shared:)?[a-z0-9][a-z0-9-]{0,62}$/, 'is the key of a gateway, or `shared:` and the key of a shared one')
    .describe('Its key. `shared:<key>` is the shared one, also where the account has a gateway of its own by that key'),
})

/** `isSurelyShared`: an own gateway of that key is not the one that is meant. */
export type GatewayName = { key: string; isSurelyShared: boolean }

/** Takes a gateway's name apart. */
export function readGatewayName(name: string): GatewayName {
  const isSurelyShared = name.startsWith(sharedPrefix)
  return { key: isSurelyShared ? name.slice(sharedPrefix.length) : name, isSurelyShared }
}

/** The name of a gateway, as routes and the history have it. */
export function nameOfGateway({ key, isShared }: { key: string; isShared: boolean }): string {
  return isShared ? `${sharedPrefix}${key}` : key
}
