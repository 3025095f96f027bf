import type { GatewayKind } from './gateway.ts'
import { sandbox } from './sandbox.ts'

/** Every kind of gateway. A new one is its file, its fixtures and a line here. */
export const gatewayKinds: readonly GatewayKind[] = [sandbox]
