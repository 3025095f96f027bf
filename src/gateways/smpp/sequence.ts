import { maxSequence } from './pdu.ts'

/** Sequence numbers: 1 to 0x7FFFFFFF, then 1 again (5.1.4), without those that still wait for an answer. */
export class SequenceNumbers {
  #last: number

  constructor(last = 0) {
    this.#last = last
  }

  next(isTaken: (sequence: number) => boolean): number {
    do this.#last = this.#last === maxSequence ? 1 : this.#last + 1
    while (isTaken(this.#last))
    return this.#last
  }
}
