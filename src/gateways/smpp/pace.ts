/** How hard the rate is cut by a throttling answer, how it comes back, and how long nothing is written. */
const cut = 0.5
const recoveryPerSecond = 0.05
/**
 * Where no rate is set and the first throttling answer finds hardly any traffic: it says little of what the SMSC would
 * take.
 */
const leastCeiling = 10
const firstPauseMs = 1_000
const longestPauseMs = 60_000

/**
 * How many texts a second. A token bucket a tenth of a second deep: an SMSC counts whole seconds, so a burst of a full
 * second at its edge would be twice what it allows. A throttling answer halves the rate and stops the bind for a moment
 * (1 s, doubled up to 60 s while it goes on); the rate then comes back by 5 % a second. Without a set rate there is no
 * limit until the first throttling answer says that there is one.
 *
 * A text of several parts may take the bucket below nothing, or at a small rate it would never find enough.
 */
export class Pace {
  readonly #perSecond: number | undefined
  readonly #now: () => number
  #ceiling: number
  #rate: number
  #tokens: number
  #at: number
  #pausedUntil = 0
  #pauseMs = 0
  #second = { at: 0, taken: 0, takenBefore: 0 }

  /** `now` in monotonic milliseconds. */
  constructor(perSecond: number | undefined, now: () => number) {
    this.#perSecond = perSecond
    this.#now = now
    this.#ceiling = this.#rate = perSecond ?? Number.POSITIVE_INFINITY
    this.#tokens = this.#depth()
    this.#at = now()
  }

  /** Texts that may go now. */
  get tokens(): number {
    this.#refill()
    if (this.#at < this.#pausedUntil) return 0
    return Math.max(0, Math.floor(this.#tokens))
  }

  /** Texts a second at this moment; Infinity without a limit. */
  get rate(): number {
    this.#refill()
    return this.#rate
  }

  take(count: number): void {
    this.#refill()
    this.#tokens -= count
    this.#count(count)
  }

  giveBack(count: number): void {
    this.#refill()
    this.#tokens = Math.min(this.#depth(), this.#tokens + count)
  }

  /** Milliseconds until at least one text may go; 0 when one may now. */
  get waitMs(): number {
    this.#refill()
    const paused = Math.max(0, this.#pausedUntil - this.#at)
    const empty = this.#tokens >= 1 ? 0 : ((1 - this.#tokens) / this.#rate) * 1_000
    return Math.ceil(Math.max(paused, empty))
  }

  /**
   * The SMSC said that it was too fast. Answers how long to wait before the next text. Several such answers of one
   * burst count once.
   */
  throttled(): number {
    this.#refill()
    if (this.#at < this.#pausedUntil) return this.#pausedUntil - this.#at
    if (this.#rate === Number.POSITIVE_INFINITY)
      this.#rate = this.#ceiling = Math.max(leastCeiling, this.#second.taken, this.#second.takenBefore)
    this.#rate = Math.max(1, this.#rate * cut)
    this.#tokens = Math.min(this.#tokens, this.#depth())
    this.#pauseMs = Math.min(longestPauseMs, this.#pauseMs * 2 || firstPauseMs)
    this.#pausedUntil = this.#at + this.#pauseMs
    return this.#pauseMs
  }

  /** The SMSC took a text: the next throttling pauses briefly again. */
  accepted(): void {
    this.#pauseMs = 0
  }

  #refill(): void {
    const now = this.#now()
    const seconds = (now - this.#at) / 1_000
    if (seconds <= 0) return
    this.#at = now
    if (this.#rate < this.#ceiling && now >= this.#pausedUntil) this.#recover(seconds)
    this.#tokens = Math.min(this.#depth(), this.#tokens + this.#rate * seconds)
  }

  #recover(seconds: number): void {
    this.#rate = Math.min(this.#ceiling, this.#rate + this.#ceiling * recoveryPerSecond * seconds)
    if (this.#rate === this.#ceiling && this.#perSecond === undefined)
      this.#rate = this.#ceiling = Number.POSITIVE_INFINITY
  }

  #depth(): number {
    return Math.max(1, this.#rate / 10)
  }

  #count(taken: number): void {
    const second = Math.floor(this.#at / 1_000)
    const { at } = this.#second
    if (second !== at) this.#second = { at: second, taken: 0, takenBefore: second === at + 1 ? this.#second.taken : 0 }
    this.#second.taken += taken
  }
}
