import type { Outcome, WriteDeadline } from '../gateway.ts'
import { canonicalId, type IdForm } from './message-id.ts'
import { type MessageBody, tags } from './pdu.ts'
import type { Exchange, ExchangeEnd } from './pending.ts'
import type { Group } from './session.ts'
import { joinParts, type PartEnd, type Refusal } from './verdicts.ts'

/** A throttled part whose siblings were accepted is repeated for this long after the first write, inside every lease. */
const repeatForMs = 15_000

/** What an attempt needs of the gateway it goes by. */
export type AttemptHost = {
  refusals: ReadonlyMap<number, Refusal>
  idForm: IdForm
  /** Monotonic milliseconds. */
  now(): number
  /** Hands parts to the session the attempt began on. */
  write(group: Group): void
  accepted(): void
  /** Answers how long to wait. */
  throttled(): number
  timedOut(): void
  /** The one outcome; its places are free. */
  done(outcome: Outcome): void
  late(outcome: Outcome): void
}

/**
 * One submission on its way: writes its parts together, gathers what comes of each, and gives the one outcome. What comes after that (an answer past
 * its time) is judged again and told as late.
 */
export class Attempt {
  readonly #id: string
  readonly #messages: readonly MessageBody[]
  readonly #deadline: WriteDeadline
  readonly #host: AttemptHost
  readonly #ends: (PartEnd | undefined)[]
  #open: number
  #startedAt = 0
  #laterMs = 1_000
  #isDone = false
  #repeat: NodeJS.Timeout | undefined

  constructor(id: string, messages: readonly MessageBody[], deadline: WriteDeadline, host: AttemptHost) {
    this.#id = id
    this.#messages = messages
    this.#deadline = deadline
    this.#host = host
    this.#ends = messages.map(() => undefined)
    this.#open = messages.length
  }

  get parts(): number {
    return this.#messages.length
  }

  start(): void {
    this.#startedAt = this.#host.now()
    this.#host.write({
      exchanges: this.#messages.map((_, i) => this.#exchange(i)),
      mayWrite: () => !this.#deadline.expired(),
    })
  }

  /** Ends it now: what has no answer yet is doubt. */
  giveUp(): void {
    clearTimeout(this.#repeat)
    for (let i = 0; i < this.#ends.length; i++) this.#ends[i] ??= { is: 'unclear', why: 'timeout' }
    this.#finish()
  }

  #exchange(index: number): Exchange {
    const message = this.#messages[index] as MessageBody
    return { message, settle: (end) => this.#settled(index, end) }
  }

  #settled(index: number, end: ExchangeEnd): void {
    if (this.#isDone && end.is !== 'answered') return
    const before = this.#ends[index]
    const after = this.#partEnd(end)
    this.#ends[index] = after
    if (after.is === 'accepted') this.#host.accepted()
    if (after.is === 'refused' && after.refusal.reason === 'throttled') this.#laterMs = this.#host.throttled()
    if (end.is === 'timeout') this.#host.timedOut()
    // A part that was given up as timed out and is answered after all does not count again.
    if (before === undefined) this.#open--
    if (this.#isDone) this.#tellLate()
    else if (this.#open === 0 && !this.#repeatsThrottled()) this.#finish()
  }

  #partEnd(end: ExchangeEnd): PartEnd {
    if (end.is === 'not_written') return end
    if (end.is !== 'answered') return { is: 'unclear', why: end.is }
    const { answer } = end
    if (answer.status === 0 && answer.command !== 'generic_nack') {
      if (answer.messageId) return { is: 'accepted', id: canonicalId(answer.messageId, this.#host.idForm, 'answer') }
      return { is: 'unclear', why: 'unreadable', code: 0, said: 'accepted without a message id' }
    }
    const said =
      'tlvs' in answer
        ? answer.tlvs.find((tlv) => tlv.tag === tags.additionalStatusInfo)?.value.toString('latin1', 0, 200)
        : undefined
    const words = said === undefined ? {} : { said }
    const refusal = this.#host.refusals.get(answer.status)
    if (refusal) return { is: 'refused', refusal, code: answer.status, ...words }
    return { is: 'unclear', why: 'server_error', code: answer.status, ...words }
  }

  /** Where some parts were accepted and all others only throttled, the others go again alone: same reference, same session. */
  #repeatsThrottled(): boolean {
    const left = this.#host.now() - this.#startedAt
    const again = this.#ends.flatMap((end, i) => (end?.is === 'refused' && end.refusal.retry === 'later' ? [i] : []))
    const taken = this.#ends.filter((end) => end?.is === 'accepted').length
    if (taken === 0 || again.length === 0 || taken + again.length < this.parts || left + this.#laterMs > repeatForMs)
      return false
    this.#repeat = setTimeout(() => this.#writeAgain(again), this.#laterMs)
    return true
  }

  #writeAgain(parts: readonly number[]): void {
    const until = this.#startedAt + repeatForMs
    const exchanges = parts.map((i) => {
      const before = this.#ends[i]
      const { message, settle } = this.#exchange(i)
      // Not written again leaves the refusal as it was.
      return { message, settle: (end: ExchangeEnd) => (end.is === 'not_written' ? this.#keep(i, before) : settle(end)) }
    })
    for (const i of parts) this.#ends[i] = undefined
    this.#open = parts.length
    this.#host.write({ exchanges, mayWrite: () => this.#host.now() < until })
  }

  #keep(index: number, end: PartEnd | undefined): void {
    this.#ends[index] = end
    if (--this.#open === 0) this.#finish()
  }

  #finish(): void {
    if (this.#isDone) return
    this.#isDone = true
    this.#host.done(this.#outcome())
  }

  #tellLate(): void {
    // Of several parts the late truth is told when it is whole: every part answered, or all that were asked.
    if (this.#ends.some((end) => end?.is === 'unclear' && end.why === 'timeout')) return
    this.#host.late(this.#outcome())
  }

  #outcome(): Outcome {
    return { attempt: this.#id, ...joinParts(this.#ends as PartEnd[], this.#laterMs) } as Outcome
  }
}
