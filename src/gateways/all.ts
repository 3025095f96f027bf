import type { GatewayKind } from './gateway.ts'
import { kannel } from './kannel.ts'
import { sandbox } from './sandbox.ts'
import { smpp } from './smpp/smpp.ts'

/** Every kind of gateway. A new one is its file, its fixtures and a line here. */
export const gatewayKinds: readonly GatewayKind[] = [smpp, kannel, sandbox]
