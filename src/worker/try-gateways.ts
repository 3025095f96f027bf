/** Looking at a gateway's settings, and sending one text to try them: each over a connection of its own, beside the lanes. */
import type { Check } from '../core/adapter.ts'
import type { Came, GatewayIo, GatewayKind, Receipt, Traced, TryOut, TryOutResult } from '../gateways/gateway.ts'
import type { Database } from '../store/database.ts'
import { receiptsOfTrial, type TrialReceipt } from '../store/gateway-trials.ts'

type Options = {
  db: Database
  kinds: readonly GatewayKind[]
  /** Settings as their kind reads them, secrets included; throws where they do not fit. */
  parsed(kind: string, settings: unknown): unknown
  /** What a shared gateway, or one of an account, may reach. */
  io(isShared: boolean): Pick<GatewayIo, 'http' | 'dial' | 'now'>
  /** Receipts that came for texts of the gateway itself. */
  record(gatewayId: string, came: Came): Promise<void>
}

type Gateway = { kind: string; settings: unknown; isShared: boolean }

export type TryGateways = {
  checkGateway(gateway: Gateway): Promise<Check[]>
  tryGateway(gateway: Gateway & { id: string }, text: TryOut): Promise<(TryOutResult & { lines: Traced[] }) | undefined>
}

/** What comes is the gateway's own doing: a trial shows as much as somebody reads. */
const mostLines = 500
const mostDetails = 60
const longestWords = 600

const cutLine = (line: Traced): Traced => ({
  ...line,
  words: line.words.slice(0, longestWords),
  details: line.details.slice(0, mostDetails).map((one) => one.slice(0, longestWords)),
})

export function createTryGateways({ db, kinds, parsed, io, record }: Options): TryGateways {
  const kindOf = (kind: string) => kinds.find((one) => one.kind === kind)
  return {
    checkGateway: async ({ kind, settings, isShared }) =>
      (await kindOf(kind)?.check?.(parsed(kind, settings), io(isShared))) ?? [],
    tryGateway: async ({ id, kind, settings, isShared }, text) => {
      const tryOut = kindOf(kind)?.tryOut
      if (!tryOut) return undefined
      const lines: Traced[] = []
      const tell = (line: Traced) => {
        if (lines.length < mostLines) lines.push(cutLine(line))
      }
      const others = (came: Came) => record(id, came)
      const elsewhere = async (ids: readonly string[]) => (await receiptsOfTrial(db, id, ids)).map(asReceipt)
      return { ...(await tryOut(parsed(kind, settings), { ...io(isShared), tell, others, elsewhere }, text)), lines }
    },
  }
}

function asReceipt({ id, state, final, submittedAt, raw }: TrialReceipt): Receipt {
  return { key: { id }, state, final, ...(submittedAt === null ? {} : { submittedAt }), raw }
}
