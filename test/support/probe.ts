/** A gateway kind for tests of the engine: it journals every submission before it answers, and answers as told. All nodes of a test share one. */
import { z } from 'zod'
import type { Reason } from '../../src/core/reasons.ts'
import type { Can, Gateway, GatewayIo, GatewayKind, Outcome, Receipt, Submission } from '../../src/gateways/gateway.ts'

export type Behaviour =
  | { is: 'accept'; afterMs?: number; receiptFirst?: boolean }
  | { is: 'refuse'; retry: 'never' | { afterMs: number }; reason?: Reason }
  /** No answer: doubt after `timeoutMs`; with `lateMs` the answer comes after all. */
  | { is: 'silent'; timeoutMs: number; lateMs?: number }
  /** It could not be written for its own sake: nothing of it left. */
  | { is: 'unsent' }
  /** Nothing comes until the gateway closes or the test says so. */
  | { is: 'hold' }

export type Journalled = Submission & { at: number; id: string }

export class Probe {
  readonly journal: Journalled[] = []
  window = 10
  /** What this gateway can, where it differs from the usual. */
  can: Partial<Can> = {}
  behave: (submission: Submission, nth: number) => Behaviour = () => ({ is: 'accept' })
  /** The id that the answer names, for the n-th submission. */
  idOf: (nth: number, id: string) => string = (_, id) => id
  /** Runs right before a submission is taken; the row must say `sending` by then. */
  taking: ((submission: Submission) => void) | undefined
  readonly #open = new Set<ProbeGateway>()

  readonly kind: GatewayKind = {
    kind: 'probe',
    title: 'Probe',
    about: 'For tests.',
    settings: z.strictObject({}),
    can: () => ({
      batch: 1,
      refEcho: 'none',
      lookUp: 'none',
      receiptKey: 'id',
      receipts: 'stream',
      perPartReceipts: true,
      maxParts: 6,
      window: this.window,
      oneNode: false,
      replies: false,
      dlt: { is: 'ids_and_chain' },
      ...this.can,
    }),
    open: (_settings, io) => {
      const gateway = new ProbeGateway(this, io)
      this.#open.add(gateway)
      return gateway
    },
  }

  /** Two gateways of a test are of two kinds. */
  constructor(kind = 'probe') {
    this.kind.kind = kind
  }

  /** How often each number was written to. */
  times(): Map<string, number> {
    const times = new Map<string, number>()
    for (const { to } of this.journal) times.set(to, (times.get(to) ?? 0) + 1)
    return times
  }

  /** Sends a receipt through some open gateway. */
  async receipt(
    of: { id: string; to?: string },
    state: Receipt['state'] = 'delivered',
    more: Partial<Receipt> = {},
  ): Promise<void> {
    const [gateway] = this.#open
    if (!gateway) throw new Error('no gateway is open')
    await gateway.io.came({ receipts: [receiptOf(of, state, more)], replies: [], ignored: 0 })
  }

  closed(gateway: ProbeGateway): void {
    this.#open.delete(gateway)
  }
}

export function receiptOf(
  of: { id: string; to?: string },
  state: Receipt['state'],
  more: Partial<Receipt> = {},
): Receipt {
  const to = of.to === undefined ? {} : { to: of.to as NonNullable<Receipt['to']> }
  return {
    key: { id: of.id },
    state,
    final: state !== 'sent',
    raw: { code: state },
    at: 1_764_000_000_000,
    ...to,
    ...more,
  }
}

class ProbeGateway implements Gateway {
  readonly io: GatewayIo
  readonly #probe: Probe
  readonly #underWay = new Map<string, (outcome: Outcome) => void>()
  #used = 0
  #isClosed = false

  constructor(probe: Probe, io: GatewayIo) {
    this.#probe = probe
    this.io = io
  }

  slots(): number {
    return this.#isClosed ? 0 : this.#probe.window - this.#used
  }

  reserve(count: number) {
    if (count > this.slots()) return null
    this.#used += count
    let left = count
    const release = () => {
      this.#used -= left
      if (left > 0) this.io.freed()
      left = 0
    }
    return {
      count,
      release,
      take: () => {
        left = 0
      },
    }
  }

  submit: Gateway['submit'] = (batch, places, deadline, done) => {
    ;(places as ReturnType<ProbeGateway['reserve']>)?.take()
    for (const submission of batch) {
      const finish = (outcome: Outcome) => {
        if (!this.#underWay.delete(submission.attempt)) return
        this.#used -= submission.parts
        done(outcome)
        this.io.freed()
      }
      this.#underWay.set(submission.attempt, finish)
      if (deadline.expired()) finish(notSent(submission.attempt, 'message'))
      else if (this.#isClosed) finish(notSent(submission.attempt, 'gateway'))
      else this.#write(submission, finish)
    }
  }

  #write(submission: Submission, finish: (outcome: Outcome) => void): void {
    const { attempt, to } = submission
    const nth = this.#probe.journal.filter((one) => one.to === to).length + 1
    const { length } = this.#probe.journal
    const id = this.#probe.idOf(length + 1, `${attempt.slice(-14)}-${length}`)
    this.#probe.taking?.(submission)
    this.#probe.journal.push({ ...submission, at: Date.now(), id })
    const how = this.#probe.behave(submission, nth)
    const accepted: Outcome = { attempt, is: 'accepted', keys: [{ id }], raw: { status: 0 } }
    if (how.is === 'accept') {
      if (how.receiptFirst)
        void this.io.came({ receipts: [receiptOf({ id, to }, 'delivered')], replies: [], ignored: 0 })
      setTimeout(() => finish(accepted), how.afterMs ?? 0)
    } else if (how.is === 'refuse') {
      setImmediate(() =>
        finish({
          attempt,
          is: 'refused',
          reason: how.reason ?? 'throttled',
          retry: how.retry,
          proof: 'said_no',
          scope: 'message',
          raw: { code: '88' },
        }),
      )
    } else if (how.is === 'unsent') {
      setImmediate(() => finish(notSent(attempt, 'message')))
    } else if (how.is === 'silent') {
      setTimeout(() => finish({ attempt, is: 'unclear', why: 'timeout', raw: {} }), how.timeoutMs)
      if (how.lateMs !== undefined) setTimeout(() => this.io.late(accepted), how.lateMs)
    }
  }

  health() {
    return { state: 'ok' as const, words: 'Open.' }
  }

  close: Gateway['close'] = (deadline) =>
    new Promise((resolve) => {
      this.#isClosed = true
      const end = () => {
        for (const [attempt, finish] of this.#underWay) finish({ attempt, is: 'unclear', why: 'cut', raw: {} })
        this.#probe.closed(this)
        resolve()
      }
      const look = () => (this.#underWay.size === 0 || this.io.now() >= deadline ? end() : void setTimeout(look, 10))
      look()
    })
}

/** What a gateway says of a text of which no octet left: for the text's own sake, or because the gateway is away. */
export const notSent = (attempt: string, scope: 'message' | 'gateway'): Outcome => ({
  attempt,
  is: 'refused',
  reason: 'not_sent',
  retry: { afterMs: 0 },
  proof: 'not_sent',
  scope,
  raw: {},
})
