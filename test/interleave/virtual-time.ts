/**
 * Clocks, timers and chance of the processes that are played in this one. What runs as an actor reads the schedule's time and draws from its seed; everything
 * else (the test runner, the database driver) goes on as ever. The program needs no switch for it: the globals are replaced while a schedule runs.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

/** A process that is played here: its code runs `as` it, and with it end its timers. */
export type Actor = {
  name: string
  life: 'live' | 'frozen' | 'dead'
  /** By how much its wall clock is wrong. */
  skewMs: number
}

export type Timekeeper = {
  now(): number
  random(actor: Actor): number
  addTimer(actor: Actor, afterMs: number, run: () => void): object
  removeTimer(timer: object): void
}

const contexts = new AsyncLocalStorage<{ actor: Actor; isReal: boolean }>()
let keeper: Timekeeper | undefined

export const as = <T>(actor: Actor, work: () => T): T => contexts.run({ actor, isReal: false }, work)
/** Work of an actor that is done by the real world, with its clocks: the driver's. */
export const really = <T>(actor: Actor, work: () => T): T => contexts.run({ actor, isReal: true }, work)

const real = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setImmediate: globalThis.setImmediate,
  Date: globalThis.Date,
  now: performance.now.bind(performance),
  random: Math.random,
}
export const realTimeout = (ms: number) => new Promise<void>((resolve) => real.setTimeout(resolve, ms))
export const realTurn = () => new Promise<void>((resolve) => real.setImmediate(resolve))
export const realNow = real.now

/** Whose time it is, if anybody's. */
function played(): { actor: Actor; keeper: Timekeeper } | undefined {
  const context = contexts.getStore()
  return keeper && context && !context.isReal ? { actor: context.actor, keeper } : undefined
}

class PlayedDate extends real.Date {
  constructor(...given: unknown[]) {
    super(...((given.length === 0 ? [PlayedDate.now()] : given) as [number]))
  }

  static override now(): number {
    const one = played()
    return one ? Math.floor(one.keeper.now() + one.actor.skewMs) : real.Date.now()
  }
}

function setPlayedTimeout(run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): unknown {
  const one = played()
  if (!one) return real.setTimeout(run, ms, ...args)
  const timer = one.keeper.addTimer(one.actor, ms, () => run(...args))
  return Object.assign(timer, { ref: () => timer, unref: () => timer, hasRef: () => true })
}

/** From now on actors have this time; the answer puts the real one back. */
export function installTime(time: Timekeeper): () => void {
  keeper = time
  const setImmediatePlayed = (run: (...args: unknown[]) => void, ...args: unknown[]) =>
    played() ? setPlayedTimeout(run, 0, ...args) : real.setImmediate(run, ...args)
  Object.assign(globalThis, {
    Date: PlayedDate,
    setTimeout: setPlayedTimeout,
    setImmediate: setImmediatePlayed,
    clearTimeout: (timer: unknown) => {
      if (typeof timer === 'object' && timer !== null) time.removeTimer(timer)
      real.clearTimeout(timer as NodeJS.Timeout)
    },
  })
  performance.now = () => played()?.keeper.now() ?? real.now()
  Math.random = () => {
    const one = played()
    return one ? one.keeper.random(one.actor) : real.random()
  }
  return () => {
    keeper = undefined
    Object.assign(globalThis, {
      Date: real.Date,
      setTimeout: real.setTimeout,
      setImmediate: real.setImmediate,
      clearTimeout: real.clearTimeout,
    })
    performance.now = real.now
    Math.random = real.random
  }
}
