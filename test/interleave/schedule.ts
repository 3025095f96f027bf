/**
 * The schedule: every effect that somebody awaits waits here as well, and one at a time is let go, in an order drawn from the seed. When nothing waits, time
 * passes. What is let go is waited for until it has come to its next effect, or waits for a lock that another holds; and who waits for one is woken alone, when
 * everybody else is at rest. So a seed always gives the same run.
 */
import { createHash } from 'node:crypto'
import { type Actor, as, installTime, really, realNow, realTimeout, realTurn, type Timekeeper } from './virtual-time.ts'

type Gate = { actor: Actor; words: string; notBefore: number; go: () => void }
type Timer = { actor: Actor; at: number; nth: number; run: () => void }
/** A piece of work of the real world; it rests while actors' code runs inside it. */
export type Effect = { rests(): void; goesOn(): void; ends(): void }

export type ScheduleWith = {
  seed: number
  startsAt: number
  /** Tells the database what time it is. */
  tellTime(now: number): Promise<void>
  /** How many of the works under way wait for each other's locks or connections, or are held. */
  stuck(): Promise<number>
  /** Holds all that wait for locks: whoever is given one does nothing yet. */
  holdWaiters(): Promise<void>
  /** Of those that are held, what lets each go on that has its lock by now, in the order in which they began to wait. */
  woken(): Promise<(() => void)[]>
  letAllGoOn(): void
  /** Right before an effect is let go: what is to happen to its actor at that very moment. */
  before?(actor: Actor, words: string): Promise<void> | undefined
  /** How much longer an effect of this actor takes than it must. */
  delayOf?(actor: Actor): number
}

/** How often time passes although there is something to do. */
const impatience = 0.04

export class Schedule implements Timekeeper {
  readonly trace: string[] = []
  readonly #with: ScheduleWith
  readonly #timers = new Set<Timer>()
  readonly #gates: Gate[] = []
  readonly #uninstall: () => void
  #now: number
  #told = 0
  readonly #drawn = new Map<string, number>()
  #nth = 0
  #underWay = 0
  /** As many as waited for each other when it was last looked. */
  #stuck = 0
  #changes = 0
  #changed: () => void = () => undefined

  constructor(given: ScheduleWith) {
    this.#with = given
    this.#now = given.startsAt
    this.#uninstall = installTime(this)
  }

  now = () => this.#now

  /**
   * From 0 up to, not including, 1: the next of the seed's numbers. Every actor has a row of its own, so that two who go on at the same moment draw the same
   * whoever is first.
   */
  random = (actor?: Actor): number => {
    const row = actor?.name ?? ''
    const nth = this.#drawn.get(row) ?? 0
    this.#drawn.set(row, nth + 1)
    const words = `${this.#with.seed} ${row} ${nth}`
    return createHash('md5').update(words).digest().readUInt32BE(0) / 2 ** 32
  }

  between = (least: number, most: number) => Math.floor(least + this.random() * (most - least + 1))
  oneOf = <T>(from: readonly T[]): T => from[this.between(0, from.length - 1)] as T

  addTimer(actor: Actor, afterMs: number, run: () => void): object {
    const timer: Timer = { actor, at: this.#now + Math.max(0, afterMs), nth: this.#nth++, run }
    this.#timers.add(timer)
    return timer
  }

  removeTimer(timer: object): void {
    this.#timers.delete(timer as Timer)
  }

  /** Resolves when it is this effect's turn. Of a dead actor it never is. */
  gate(actor: Actor, words: string): Promise<void> {
    return new Promise((go) => {
      this.#gates.push({ actor, words, notBefore: this.#now + (this.#with.delayOf?.(actor) ?? 0), go })
    })
  }

  begin(): Effect {
    let runs = true
    this.#underWay += 1
    const set = (to: boolean) => {
      if (runs !== to) this.#underWay += to ? 1 : -1
      runs = to
      this.#changes += 1
      this.#changed()
    }
    return { rests: () => set(false), goesOn: () => set(true), ends: () => set(false) }
  }

  /** Something that the real world does for an actor. */
  async really<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    const effect = this.begin()
    try {
      return await really(actor, work)
    } finally {
      effect.ends()
    }
  }

  /** Ends an actor at once: nothing of it goes on. */
  end(actor: Actor): void {
    actor.life = 'dead'
    for (const timer of this.#timers) if (timer.actor === actor) this.#timers.delete(timer)
    const left = this.#gates.filter((one) => one.actor !== actor)
    this.#gates.splice(0, this.#gates.length, ...left)
  }

  /** Runs until `isOver`, or until nothing can happen any more, or for so long. */
  async runUntil(isOver: () => boolean, mostMs: number): Promise<'over' | 'nothing_left' | 'too_long'> {
    const givingUpAt = this.#now + mostMs
    await this.#settle()
    while (!isOver()) {
      if (this.#now > givingUpAt) return 'too_long'
      if (!(await this.#step())) return 'nothing_left'
    }
    return 'over'
  }

  close(): void {
    this.#uninstall()
  }

  /** Effects that nobody has let go, for whoever wonders why a run does not end. */
  waits(): string {
    return this.#gates.map(({ actor, words }) => `${actor.name} ${words}`).join(', ')
  }

  /** What the order was, in short. */
  fingerprint(): string {
    return createHash('sha256').update(this.trace.join('\n')).digest('hex').slice(0, 16)
  }

  async #step(): Promise<boolean> {
    if (this.#stuck === 0) return await this.#act()
    await this.#with.holdWaiters()
    const isDone = await this.#act()
    await this.#wakeInTurn()
    return isDone
  }

  /** What was done may have freed what others wait for: who of them goes on first is the seed's to say, and not the server's, and whoever freed it has gone on. */
  async #wakeInTurn(): Promise<void> {
    for (;;) {
      const woken = await this.#with.woken()
      if (woken.length === 0) break
      this.oneOf(woken)()
      await this.#settle()
      await this.#with.holdWaiters()
    }
    this.#with.letAllGoOn()
  }

  async #act(): Promise<boolean> {
    // Several may have come to their effects at once: their order here must not depend on which was the first.
    const open = this.#gates
      .filter((one) => one.actor.life === 'live' && one.notBefore <= this.#now)
      .toSorted((a, b) => compare(a.actor.name, b.actor.name) || compare(a.words, b.words))
    const timer = this.#nextTimer()
    if (open.length > 0 && !(timer && this.random() < impatience)) await this.#letGo(this.oneOf(open))
    else if (!(await this.#passTime(timer))) return false
    await this.#settle()
    return true
  }

  async #letGo(gate: Gate): Promise<void> {
    await this.#with.before?.(gate.actor, gate.words)
    const at = this.#gates.indexOf(gate)
    if (gate.actor.life !== 'live' || at < 0) return
    this.#gates.splice(at, 1)
    if (this.random() < 0.3) this.#now += this.between(1, 4)
    this.#note(gate.actor, gate.words)
    await this.#tellTime()
    gate.go()
  }

  async #passTime(timer: Timer | undefined): Promise<boolean> {
    const late = this.#gates.filter((one) => one.actor.life === 'live').map((one) => one.notBefore)
    const next = Math.min(timer?.at ?? Number.POSITIVE_INFINITY, ...late.filter((at) => at > this.#now))
    if (next === Number.POSITIVE_INFINITY) return false
    this.#now = Math.max(this.#now, next)
    if (timer && timer.at <= this.#now) {
      this.#timers.delete(timer)
      this.#note(timer.actor, 'timer')
      as(timer.actor, timer.run)
    }
    return true
  }

  #nextTimer(): Timer | undefined {
    let first: Timer | undefined
    for (const one of this.#timers) {
      if (one.actor.life !== 'live') continue
      if (!first || (one.at - first.at || compare(one.actor.name, first.actor.name) || one.nth - first.nth) < 0)
        first = one
    }
    return first
  }

  #note(actor: Actor, words: string): void {
    this.trace.push(`${((this.#now - this.#with.startsAt) / 1000).toFixed(3).padStart(8)} ${actor.name}: ${words}`)
  }

  async #tellTime(): Promise<void> {
    const now = Math.floor(this.#now)
    if (now === this.#told) return
    this.#told = now
    await this.#with.tellTime(now)
  }

  /** Until everything that was let go has come to its next effect, or waits for what another actor holds. */
  async #settle(): Promise<void> {
    const givingUpAt = realNow() + 20_000
    for (let waited = false; ; waited = true) {
      await realTurn()
      await realTurn()
      if (this.#underWay === 0) {
        this.#stuck = 0
        return
      }
      const [changes, underWay] = [this.#changes, this.#underWay]
      // What ended while it was looked has yet to come to its next effect.
      if ((waited || underWay <= this.#stuck) && (await this.#with.stuck()) >= underWay && changes === this.#changes) {
        this.#stuck = underWay
        return
      }
      const changed = new Promise<void>((resolve) => {
        this.#changed = resolve
      })
      await Promise.race([changed, realTimeout(waited ? 5 : 10)])
      if (realNow() > givingUpAt) throw new Error(`an effect does not end: ${this.trace.at(-1)}`)
    }
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
