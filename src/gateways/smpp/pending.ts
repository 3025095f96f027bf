import type { MessageAnswer, MessageFields, ShortMessage } from './pdu.ts'

/** The answer to a submit: its own, or a generic_nack in its place. */
export type SubmitAnswer = MessageAnswer | { command: 'generic_nack'; status: number }

/**
 * What came of one submit_sm. After `timeout` an `answered` may still follow, once, while the session lives; nothing
 * follows the others.
 */
export type ExchangeEnd =
  | { is: 'answered'; answer: SubmitAnswer }
  | { is: 'timeout' }
  | { is: 'cut' }
  | { is: 'not_written' }

/** One submit_sm and who waits for its answer. */
export type Exchange = { fields: MessageFields; part: ShortMessage; settle(end: ExchangeEnd): void }

type Pending = { exchange: Exchange; writtenAt: number; ordinal: number; isLate: boolean }

/** Timed out submits kept for an answer that comes late. */
const maxLate = 10_000

/**
 * The submits of one session that have no answer yet, by sequence number, oldest first. One that timed out is kept:
 * while the session lives its answer may still come. `ordinal` is its place among all requests written, so that an
 * answer to a later one shows that the peer has read it.
 */
export class PendingSubmits {
  readonly #bySequence = new Map<number, Pending>()
  #lateCount = 0

  has(sequence: number): boolean {
    return this.#bySequence.has(sequence)
  }

  add(sequence: number, exchange: Exchange, writtenAt: number, ordinal: number): void {
    this.#bySequence.set(sequence, { exchange, writtenAt, ordinal, isLate: false })
  }

  /** Settles one by its answer. Says its ordinal, or undefined where nothing of this number was asked. */
  answer(sequence: number, answer: SubmitAnswer): number | undefined {
    const pending = this.#bySequence.get(sequence)
    if (!pending) return undefined
    this.#bySequence.delete(sequence)
    if (pending.isLate) this.#lateCount--
    pending.exchange.settle({ is: 'answered', answer })
    return pending.ordinal
  }

  /** The oldest that is not yet late. */
  oldest(): { writtenAt: number; ordinal: number } | undefined {
    for (const pending of this.#bySequence.values()) if (!pending.isLate) return pending
    return undefined
  }

  /** Settles as timed out what was written at or before `until`. Says the highest ordinal among them, 0 for none. */
  expire(until: number): number {
    let highest = 0
    for (const pending of this.#bySequence.values()) {
      if (pending.isLate) continue
      if (pending.writtenAt > until) break
      pending.isLate = true
      this.#lateCount++
      highest = pending.ordinal
      pending.exchange.settle({ is: 'timeout' })
    }
    if (this.#lateCount > maxLate) this.#forgetOldest()
    return highest
  }

  /** The session is over: no answer can come. */
  cutAll(): void {
    for (const pending of this.#bySequence.values()) if (!pending.isLate) pending.exchange.settle({ is: 'cut' })
    this.#bySequence.clear()
    this.#lateCount = 0
  }

  #forgetOldest(): void {
    for (const [sequence, pending] of this.#bySequence) {
      if (this.#lateCount <= maxLate) return
      if (!pending.isLate) continue
      this.#bySequence.delete(sequence)
      this.#lateCount--
    }
  }
}
