/**
 * Whether the peer is there. After silence, or where a submit is unanswered for half its time, an enquire_link asks;
 * after so many unanswered ones in a row the link is dead. TCP's own keep-alive asks a kernel, not the SMSC.
 */
export class LinkWatch {
  readonly #times: { idle: number; enquire: number; misses: number }
  #heardAt: number
  #asked: { sequence: number; at: number } | undefined
  #missed = 0

  constructor(times: { idle: number; enquire: number; misses: number }, now: number) {
    this.#times = times
    this.#heardAt = now
  }

  heard(now: number): void {
    this.#heardAt = now
  }

  /** What to do now. `isAnxious`: there is a reason to ask although the line is not silent. */
  judge(now: number, isAnxious: boolean): 'ask' | 'dead' | 'wait' {
    if (this.#asked) {
      if (now - this.#asked.at < this.#times.enquire) return 'wait'
      this.#asked = undefined
      this.#missed++
      return this.#missed >= this.#times.misses ? 'dead' : 'ask'
    }
    return isAnxious || now - this.#heardAt >= this.#times.idle ? 'ask' : 'wait'
  }

  asked(sequence: number, now: number): void {
    this.#asked = { sequence, at: now }
  }

  /** An answer of this number came; says whether it was asked for. */
  answered(sequence: number): boolean {
    if (sequence !== this.#asked?.sequence) return false
    this.#asked = undefined
    this.#missed = 0
    return true
  }
}
