/**
 * What the HTTP room is handed by main: the steps that decide or touch the outside world. Plain reading and writing goes to the store; what
 * only needs the database (settling, resending, cancelling by hand) is called in the pipeline directly.
 */
import type { Check, Health } from '../core/adapter.ts'
import type { Readiness } from '../core/readiness.ts'
import type { Came, Traced, TryOut, TryOutResult } from '../gateways/gateway.ts'
import type { AcceptCalls } from '../pipeline/accept-calls.ts'
import type { ConfirmOptOuts } from '../pipeline/confirm-opt-outs.ts'
import type { ExplainCalls } from '../pipeline/explain-calls.ts'
import type { TryOnHistory } from '../pipeline/try-on-history.ts'
import type { ProgramFigures } from './program-figures.ts'

export type Services = {
  /** Resolves after the commit that holds the call; rejects with NotAccepted when nothing was kept and the sender must repeat. */
  accept: AcceptCalls['accept']
  /** Calls between socket and commit, for admission. */
  waiting: AcceptCalls['waiting']
  explain: ExplainCalls
  tryOnHistory: TryOnHistory
  /** Receipts and replies that a gateway pushed. Resolves after the durable write; rejects where not all was stored. */
  recordReceipts(gatewayId: string, came: Came): Promise<void>
  confirmOptOuts: ConfirmOptOuts
  /** What an open gateway says of itself; undefined while this process has not opened it. */
  gatewayHealth(gatewayId: string): { health: Health; underWay: number; slots: number } | undefined
  /** Credentials, reach, clock: the kind's own checks, by settings that include the secrets. A kind without checks answers none. */
  checkGateway(gateway: { kind: string; settings: unknown; isShared: boolean }): Promise<Check[]>
  /** One text over a connection of its own, with all that it carries; undefined where the kind has no such thing. */
  tryGateway(
    gateway: { id: string; kind: string; settings: unknown; isShared: boolean },
    text: TryOut,
  ): Promise<TriedOut | undefined>
  /** A gateway was added, changed, paused or removed: look at the table now. */
  gatewaysChanged(): Promise<void>
  /** Something was queued that may be due (a resend by hand). */
  wake(): void
  /** What this process counts, for the metrics and the status; gathered each time. */
  figures(): ProgramFigures
  /** Whether this process takes calls: the database answers, the disk has room, it is not stopping. `words` say what is wrong. */
  readiness(): Readiness
}

/** How a try-out ended, and every line that its connection carried. */
export type TriedOut = TryOutResult & { lines: Traced[] }
