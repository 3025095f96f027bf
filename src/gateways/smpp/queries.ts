import type { QueryAnswer } from './pdu.ts'

type Open = { writtenAt: number; settle(answer: QueryAnswer | undefined): void }

/** The query_sm of one session that have no answer yet. Each is settled once: by its answer, or by nothing. */
export class Queries {
  readonly #bySequence = new Map<number, Open>()

  has(sequence: number): boolean {
    return this.#bySequence.has(sequence)
  }

  add(sequence: number, writtenAt: number): Promise<QueryAnswer | undefined> {
    return new Promise((settle) => void this.#bySequence.set(sequence, { writtenAt, settle }))
  }

  settle(sequence: number, answer: QueryAnswer | undefined): void {
    const open = this.#bySequence.get(sequence)
    this.#bySequence.delete(sequence)
    open?.settle(answer)
  }

  expire(until: number): void {
    for (const [sequence, { writtenAt }] of this.#bySequence) if (writtenAt <= until) this.settle(sequence, undefined)
  }
}
