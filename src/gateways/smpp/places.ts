import type { Places } from '../gateway.ts'

/** The window: how many parts may be reserved or under way at once. */
export class Window {
  readonly size: number
  #used = 0

  constructor(size: number) {
    this.size = size
  }

  get free(): number {
    return this.size - this.#used
  }

  get used(): number {
    return this.#used
  }

  /**
   * Takes `count` places. The caller has looked that they are there. `cameBack` hears of places that come back unused.
   */
  reserve(count: number, cameBack: (count: number) => void): ReservedPlaces {
    this.#used += count
    return new ReservedPlaces(count, (unused) => {
      this.giveBack(unused)
      cameBack(unused)
    })
  }

  giveBack(count: number): void {
    this.#used -= count
  }
}

/**
 * Places that are reserved and not yet used. What is used is given back by whoever used it; `release` gives the rest
 * back, once.
 */
export class ReservedPlaces implements Places {
  readonly count: number
  #left: number
  readonly #giveBack: (count: number) => void

  constructor(count: number, giveBack: (count: number) => void) {
    this.count = this.#left = count
    this.#giveBack = giveBack
  }

  /** Uses `count` of them, or says that there are not so many. */
  use(count: number): boolean {
    if (count > this.#left) return false
    this.#left -= count
    return true
  }

  release(): void {
    const unused = this.#left
    this.#left = 0
    if (unused > 0) this.#giveBack(unused)
  }
}
