/** Texts in which the accounts take turns: each take gives one of every account before it gives a second of any. */
export class Turns<Text extends { accountId: string }> {
  /** Put back: they have had their turn, and come before all others. */
  #first: Text[] = []
  readonly #byAccount = new Map<string, Text[]>()
  #size = 0

  get size(): number {
    return this.#size
  }

  add(texts: readonly Text[]): void {
    for (const one of texts) {
      const known = this.#byAccount.get(one.accountId)
      if (known) known.push(one)
      else this.#byAccount.set(one.accountId, [one])
    }
    this.#size += texts.length
  }

  addFirst(texts: readonly Text[]): void {
    this.#first = [...texts, ...this.#first]
    this.#size += texts.length
  }

  take(limit: number): Text[] {
    const taken = this.#first.splice(0, limit)
    for (const [accountId, texts] of this.#byAccount) {
      if (taken.length >= limit) break
      const one = texts.shift()
      if (one) taken.push(one)
      // Behind all the others now, where this walk comes to it again: who was served last is served last again.
      this.#byAccount.delete(accountId)
      if (texts.length > 0) this.#byAccount.set(accountId, texts)
    }
    this.#size -= taken.length
    return taken
  }

  clear(): void {
    this.#first = []
    this.#byAccount.clear()
    this.#size = 0
  }
}
