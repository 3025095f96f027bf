import type { Session } from './session.ts'

/**
 * Sessions that were replaced: nothing new goes by them, but answers, receipts and parts that were told to wait still
 * do. Each is unbound when nothing of it is open.
 */
export class Retiring {
  readonly #times: { response: number; retire: number }
  readonly #now: () => number
  readonly #timers = new Map<Session, NodeJS.Timeout>()
  #emptied: (() => void) | undefined

  constructor(times: { response: number; retire: number }, now: () => number) {
    this.#times = times
    this.#now = now
  }

  add(session: Session): void {
    const since = this.#now()
    const { response, retire } = this.#times
    const look = () => {
      const aged = this.#now() - since
      if ((aged >= retire && session.isIdle) || aged >= retire + response) session.unbind()
    }
    this.#timers.set(session, setInterval(look, Math.min(250, retire)))
  }

  /** The session has ended. */
  gone(session: Session): void {
    clearInterval(this.#timers.get(session))
    this.#timers.delete(session)
    if (this.#timers.size === 0) this.#emptied?.()
  }

  /** Unbinds them all now. Resolves when they are gone. */
  close(): Promise<void> {
    if (this.#timers.size === 0) return Promise.resolve()
    return new Promise((resolve) => {
      this.#emptied = resolve
      for (const session of this.#timers.keys()) session.unbind()
    })
  }
}
