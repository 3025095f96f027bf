/** The gateway and the network behind it, in process: it journals what it takes, and answers, falls silent, refuses and reports as the seed says. */
import { z } from 'zod'
import type { Can, Gateway, GatewayIo, GatewayKind, Outcome, Receipt, Submission } from '../../src/gateways/gateway.ts'
import { notSent } from '../support/probe.ts'
import { draw } from '../torture/draw.ts'
import type { Schedule } from './schedule.ts'
import { type Actor, as } from './virtual-time.ts'

export type Taken = { at: number; to: string; message: string; attempt: number; by: string; accepted: boolean }
export type Reported = { to: string; message: string; state: 'delivered' | 'undelivered'; stored: boolean }

type Fate = {
  accepts: boolean
  answer: 'at once' | 'never' | 'too late' | 'some parts' | 'for now' | 'for now, too late' | 'for good'
  receipt: null | 'delivered' | 'undelivered'
  times: number
  receiptAfterMs: number
}

const responseMs = 2_000
const window = 3

/** What becomes of the n-th submission to a number. */
function fateOf(seed: number, to: string, nth: number): Fate {
  const share = draw(seed, 'fate', to, nth)
  const told = draw(seed, 'receipt', to, nth)
  const receipt = told < 0.65 ? 'delivered' : told < 0.8 ? 'undelivered' : null
  const when = draw(seed, 'when', to, nth)
  const taken = {
    accepts: true,
    answer: 'at once',
    receipt,
    times: told < 0.2 ? 2 : 1,
    // Before the answer, right behind it, or long after.
    receiptAfterMs: when < 0.3 ? 0 : when * 4_000,
  } as const
  const refused = { ...taken, accepts: false, receipt: null }
  if (share < 0.08) return { ...refused, answer: 'for now' }
  if (share < 0.12) return { ...refused, answer: 'for now, too late' }
  if (share < 0.15) return { ...refused, answer: 'for good' }
  if (share < 0.19) return { ...refused, answer: 'never' }
  if (share < 0.25) return { ...taken, answer: 'never' }
  if (share < 0.31) return { ...taken, answer: 'too late' }
  if (share < 0.34) return { ...taken, answer: 'some parts', receipt: null }
  return taken
}

export class Network {
  readonly taken: Taken[] = []
  readonly reported: Reported[] = []
  readonly kind: GatewayKind
  readonly #schedule: Schedule
  readonly #seed: number
  /** The network is never killed. */
  readonly #itself: Actor = { name: 'network', life: 'live', skewMs: 0 }
  readonly #gateways = new Set<PlayedGateway>()

  constructor(schedule: Schedule, seed: number) {
    this.#schedule = schedule
    this.#seed = seed
    const can: Can = {
      batch: 1,
      refEcho: 'none',
      lookUp: 'none',
      receiptKey: draw(seed, 'key') < 0.3 ? 'ref' : 'id',
      receipts: 'stream',
      perPartReceipts: true,
      maxParts: 1,
      window,
      oneNode: false,
      replies: false,
      dlt: { is: 'ids_and_chain' },
    }
    this.kind = {
      kind: 'played',
      title: 'Played',
      about: 'For tests.',
      settings: z.strictObject({}),
      can: () => can,
      open: (_, io) => {
        const gateway = new PlayedGateway(this, io, this.#actorOfNow)
        this.#gateways.add(gateway)
        return gateway
      },
    }
  }

  #actorOfNow: Actor = this.#itself
  /** Gateways that are opened by this code belong to this actor. */
  openedBy(actor: Actor): GatewayKind {
    return {
      ...this.kind,
      open: (settings, io) => {
        this.#actorOfNow = actor
        return this.kind.open(settings, io)
      },
    }
  }

  /** Takes a text from a line: what it says is written down before anybody hears of it. */
  take(submission: Submission, from: PlayedGateway, end: (outcome: Outcome) => void): void {
    const { attempt: name, to, ref } = submission
    const [message = '', attempt] = name.split(':')
    const nth = this.taken.filter((one) => one.to === to).length
    const { accepts, answer, receipt, times, receiptAfterMs } = fateOf(this.#seed, to, nth)
    const id = `${message.slice(-12)}-${attempt}-${nth}`
    this.taken.push({
      at: this.#schedule.now(),
      to,
      message,
      attempt: Number(attempt),
      by: from.actor.name,
      accepted: accepts,
    })
    for (let n = 0; receipt !== null && n < times; n++) {
      const one: Reported = { to, message, state: receipt, stored: false }
      this.reported.push(one)
      const key = this.kind.can({}).receiptKey === 'ref' ? { ref } : { id }
      this.#after(receiptAfterMs + n * 300, () => void this.#report(one, key))
    }
    const lateMs = responseMs * (1.2 + 3 * draw(this.#seed, 'late', to, nth))
    const accepted: Outcome = { attempt: name, is: 'accepted', keys: [{ id }], raw: { status: 0 } }
    const refused = (retry: 'never' | { afterMs: number }): Outcome => ({
      attempt: name,
      is: 'refused',
      reason: retry === 'never' ? 'number_invalid' : 'throttled',
      retry,
      proof: 'said_no',
      scope: 'message',
      raw: { code: '88' },
    })
    const answers: Record<Fate['answer'], () => void> = {
      'at once': () => from.hears(5, () => end(accepted)),
      never: () => undefined,
      'too late': () => from.hears(lateMs, () => from.io.late(accepted)),
      'for now, too late': () => from.hears(lateMs, () => from.io.late(refused({ afterMs: 0 }))),
      'some parts': () =>
        from.hears(5, () => end({ attempt: name, is: 'unclear', why: 'some_parts', keys: [{ id }], raw: {} })),
      'for now': () => from.hears(5, () => end(refused({ afterMs: 200 + nth * 400 }))),
      'for good': () => from.hears(5, () => end(refused('never'))),
    }
    answers[answer]()
  }

  #after(ms: number, run: () => void): void {
    as(this.#itself, () => void setTimeout(run, ms))
  }

  /** To any process that lives, until one has stored it. */
  async #report(one: Reported, key: Receipt['key']): Promise<void> {
    const again = () => this.#after(400, () => void this.#report(one, key))
    await this.#schedule.gate(this.#itself, `receipt for ${one.to}`)
    const open = [...this.#gateways].filter((gateway) => gateway.actor.life === 'live' && !gateway.isClosed)
    if (open.length === 0) return again()
    const receipt: Receipt = {
      key,
      to: one.to as NonNullable<Receipt['to']>,
      state: one.state,
      final: true,
      at: 1_764_000_000_000,
      raw: { code: one.state },
    }
    const { actor, io } = this.#schedule.oneOf(open)
    const stored = as(actor, () => io.came({ receipts: [receipt], replies: [], ignored: 0 }))
    let isStored = false
    const settled = stored.then(
      () => {
        isStored = true
      },
      () => undefined,
    )
    // A process that died never answers: as with a cut line, it is told again.
    await Promise.race([settled, new Promise<void>((resolve) => this.#after(6_000, resolve))])
    one.stored ||= isStored
    if (!isStored) again()
  }

  /** Every line of a process is cut: what was answered and not read is lost. */
  cut(actor: Actor): number {
    let cut = 0
    for (const gateway of this.#gateways) if (gateway.actor === actor) cut += gateway.cut()
    return cut
  }

  forget(actor: Actor): void {
    for (const gateway of this.#gateways) if (gateway.actor === actor) this.#gateways.delete(gateway)
  }
}

class PlayedGateway implements Gateway {
  readonly io: GatewayIo
  readonly actor: Actor
  isClosed = false
  readonly #network: Network
  readonly #underWay = new Map<string, (outcome: Outcome) => void>()
  #used = 0
  #line = {}

  constructor(network: Network, io: GatewayIo, actor: Actor) {
    this.#network = network
    this.io = io
    this.actor = actor
  }

  slots(): number {
    return this.isClosed ? 0 : window - this.#used
  }

  reserve(count: number) {
    if (count > this.slots()) return null
    this.#used += count
    let left = count
    return {
      count,
      release: () => {
        this.#used -= left
        if (left > 0) this.io.freed()
        left = 0
      },
      take: () => {
        left = 0
      },
    }
  }

  submit: Gateway['submit'] = (batch, places, deadline, done) => {
    ;(places as ReturnType<PlayedGateway['reserve']>)?.take()
    for (const submission of batch) {
      const { attempt } = submission
      const end = (outcome: Outcome) => {
        if (!this.#underWay.delete(attempt)) return
        this.#used -= 1
        done(outcome)
        this.io.freed()
      }
      this.#underWay.set(attempt, end)
      if (deadline.expired()) end(notSent(attempt, 'message'))
      else if (this.isClosed) end(notSent(attempt, 'gateway'))
      else {
        this.#network.take(submission, this, end)
        as(this.actor, () => setTimeout(() => end({ attempt, is: 'unclear', why: 'timeout', raw: {} }), responseMs))
      }
    }
  }

  /** An answer comes over the line as it is now; a line that was cut meanwhile brings none. */
  hears(afterMs: number, what: () => void): void {
    const line = this.#line
    as(this.actor, () => void setTimeout(() => line === this.#line && what(), afterMs))
  }

  cut(): number {
    this.#line = {}
    const ends = [...this.#underWay]
    for (const [attempt, end] of ends) as(this.actor, () => end({ attempt, is: 'unclear', why: 'cut', raw: {} }))
    return ends.length
  }

  health() {
    return { state: 'ok' as const, words: 'Open.' }
  }

  async close(): Promise<void> {
    this.isClosed = true
    this.cut()
  }
}
