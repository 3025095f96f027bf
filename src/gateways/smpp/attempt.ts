import { isIndian } from '../../core/countries/packs.ts'
import type { Outcome, WriteDeadline } from '../gateway.ts'
import { answerWithIds } from './ask-about.ts'
import type { Message } from './message.ts'
import { canonicalId, type IdForm } from './message-id.ts'
import { tags } from './pdu.ts'
import type { Exchange, ExchangeEnd } from './pending.ts'
import type { Group } from './session-host.ts'
import { joinParts, type PartEnd, type Refusals } from './verdicts.ts'

/**
 * A throttled part whose siblings were accepted is repeated for this long after the first write, inside every lease.
 */
const repeatForMs = 15_000

/** What all attempts of a gateway share. */
export type AttemptHost = {
  refusals: Refusals
  idForm: IdForm
  /** Whether the ids are kept as the SMSC wrote them, to ask about them later. */
  keepsIds: boolean
  /** Monotonic milliseconds. */
  now(): number
  accepted(): void
  /** Answers how long to wait. */
  throttled(): number
  timedOut(): void
  /** The attempt has its outcome and needs its places no more. */
  finished(attempt: Attempt): void
  late(outcome: Outcome): void
}

/**
 * What the submissions of one call share: the session they go by, until when they may be written, and who hears of the
 * one outcome.
 */
export type Way = { session: { submit(group: Group): void }; deadline: WriteDeadline; done(outcome: Outcome): void }

/**
 * One submission on its way: writes its parts together, gathers what comes of each, and gives the one outcome. What
 * comes after that (an answer past its time) is judged again and told as late.
 */
export class Attempt implements Group {
  readonly exchanges: readonly Exchange[]
  readonly #id: string
  readonly #message: Message
  readonly #way: Way
  readonly #host: AttemptHost
  readonly #ends: (PartEnd | undefined)[]
  #open: number
  #startedAt = 0
  #laterMs = 1_000
  #isDone = false
  /** Its time to write was over: nothing of it left, which says nothing of the SMSC. */
  #isLate = false
  #repeat: NodeJS.Timeout | undefined

  constructor(id: string, message: Message, way: Way, host: AttemptHost) {
    this.#id = id
    this.#way = way
    this.#host = host
    this.#message = message
    this.#ends = message.pieces.map(() => undefined)
    this.#open = message.pieces.length
    this.exchanges = message.pieces.map((part, i) => ({
      fields: message.fields,
      part,
      settle: (end) => this.#settled(i, end),
    }))
  }

  /** How many places it takes: one for each PDU. */
  get places(): number {
    return this.exchanges.length
  }

  start(): void {
    this.#startedAt = this.#host.now()
    this.#way.session.submit(this)
  }

  mayWrite(): boolean {
    this.#isLate = this.#way.deadline.expired()
    return !this.#isLate
  }

  /** Ends it now: what has no answer yet is doubt. */
  giveUp(): void {
    clearTimeout(this.#repeat)
    for (let i = 0; i < this.places; i++) this.#ends[i] ??= { is: 'unclear', why: 'timeout' }
    this.#finish()
  }

  #settled(index: number, end: ExchangeEnd): void {
    if (this.#isDone && end.is !== 'answered') return
    const after = this.#judge(end)
    // A part that was given up as timed out and is answered after all does not count again.
    if (this.#ends[index] === undefined) this.#open--
    this.#ends[index] = after
    if (this.#isDone) this.#tellLate()
    else if (this.#open === 0 && !this.#repeatsThrottled()) this.#finish()
  }

  #judge(end: ExchangeEnd): PartEnd {
    if (end.is === 'answered') return this.#judgeAnswer(end.answer)
    if (end.is === 'not_written') return end
    if (end.is === 'timeout') this.#host.timedOut()
    return { is: 'unclear', why: end.is }
  }

  #judgeAnswer(answer: (ExchangeEnd & { is: 'answered' })['answer']): PartEnd {
    if (answer.status === 0 && answer.command !== 'generic_nack') {
      this.#host.accepted()
      const { messageId } = answer
      if (messageId)
        return { is: 'accepted', id: canonicalId(messageId, this.#host.idForm, 'answer'), written: messageId }
      return { is: 'unclear', why: 'unreadable', code: 0, said: 'accepted without a message id' }
    }
    const code = answer.status
    const info = 'tlvs' in answer ? answer.tlvs.find((tlv) => tlv.tag === tags.additionalStatusInfo) : undefined
    const said = info === undefined ? {} : { said: info.value.toString('latin1', 0, 200) }
    const { india, abroad } = this.#host.refusals
    const refusal = (isIndian(`+${this.#message.fields.dest}`) ? india : abroad).get(code)
    if (refusal?.reason === 'throttled') this.#laterMs = this.#host.throttled()
    if (refusal) return { is: 'refused', refusal, code, ...said }
    return { is: 'unclear', why: 'server_error', code, ...said }
  }

  /**
   * Where some parts were accepted and all others only throttled, the others go again alone: same reference, same
   * session.
   */
  #repeatsThrottled(): boolean {
    if (this.places === 1) return false
    const again = this.#ends.flatMap((end, i) => (end?.is === 'refused' && end.refusal.retry === 'later' ? [i] : []))
    const taken = this.#ends.filter((end) => end?.is === 'accepted').length
    if (taken === 0 || again.length === 0 || taken + again.length < this.places) return false
    if (this.#host.now() + this.#laterMs > this.#startedAt + repeatForMs) return false
    this.#repeat = setTimeout(() => this.#writeAgain(again), this.#laterMs)
    return true
  }

  #writeAgain(parts: readonly number[]): void {
    const exchanges = parts.map((i) => this.#again(i))
    for (const i of parts) this.#ends[i] = undefined
    this.#open = parts.length
    this.#way.session.submit({ exchanges, mayWrite: () => this.#host.now() < this.#startedAt + repeatForMs })
  }

  /** The exchange of a part once more. Not written again leaves its refusal as it was. */
  #again(index: number): Exchange {
    const { fields, part, settle } = this.exchanges[index] as Exchange
    const before = this.#ends[index]
    return {
      fields,
      part,
      settle: (end) => {
        if (end.is !== 'not_written') settle(end)
        else {
          this.#ends[index] = before
          this.#open--
          if (this.#open === 0) this.#finish()
        }
      },
    }
  }

  #finish(): void {
    if (this.#isDone) return
    this.#isDone = true
    this.#host.finished(this)
    this.#way.done(this.#outcome())
  }

  /** Of several parts the late truth is told when nothing is missing any more. */
  #tellLate(): void {
    if (this.#ends.some((end) => end?.is === 'unclear' && end.why === 'timeout')) return
    this.#host.late(this.#outcome())
  }

  #outcome(): Outcome {
    const outcome = joinParts(this.#id, this.#ends as PartEnd[], this.#laterMs)
    if (this.#isLate && outcome.is === 'refused') return { ...outcome, scope: 'message' }
    if (outcome.is !== 'accepted') return outcome
    const ids = this.#host.keepsIds ? this.#ends.flatMap((end) => (end?.is === 'accepted' ? end.written : [])) : []
    return { ...outcome, parts: this.#message.parts, ...(ids.length > 0 ? { raw: answerWithIds(ids) } : {}) }
  }
}
