/**
 * What every gateway shares that makes one request for each submission: the window, the rate, exactly one outcome each, and a clean close. The kind
 * brings `exchange`, which makes the one request and says what came of it; nothing here repeats anything.
 */
import type { Health } from '../core/adapter.ts'
import type { Gateway, GatewayIo, Outcome, Places, RefusalScope, Submission, WriteDeadline } from './gateway.ts'

/** Makes the one request of a submission. Must ask `write.expired()` in the turn of its first byte. Its outcome may come after a close; it is then told as late. */
export type SendOne = (submission: Submission, write: WriteDeadline) => Promise<Outcome>

/** How many parts may be under way at once, and how many may begin in a second. */
export type Limits = { window: number; perSecond?: number | undefined }

type Told = { done(outcome: Outcome): void; submission: Submission }

/** A gateway on top of `exchange`; `health` is asked when the console wants to know. */
export function oneByOne(
  io: Pick<GatewayIo, 'now' | 'late' | 'freed' | 'log'>,
  limits: Limits,
  exchange: SendOne,
  health: () => Health,
): Gateway {
  const underWay = new Map<string, Told>()
  const pace = new Pace(limits.perSecond, io.freed)
  let used = 0
  let closed = false
  let drained: (() => void) | undefined

  const giveBack = (count: number) => {
    if (count <= 0) return
    used -= count
    io.freed()
  }
  const settle = (outcome: Outcome) => {
    const told = underWay.get(outcome.attempt)
    if (!told) return io.late(outcome)
    underWay.delete(outcome.attempt)
    if (outcome.is === 'refused' && outcome.scope === 'gateway' && typeof outcome.retry === 'object')
      pace.pause(outcome.retry.afterMs)
    told.done(outcome)
    giveBack(told.submission.parts)
    if (underWay.size === 0) drained?.()
  }
  const slots = () => (closed ? 0 : Math.max(0, Math.min(limits.window - used, pace.free())))

  return {
    slots,
    reserve(count) {
      // A text of several parts needs room in the window for all of them, but takes the pace into debt: it can never begin in pieces.
      if (slots() < 1 || count > limits.window - used) return null
      used += count
      pace.take(count)
      return new Reserved(count, giveBack)
    },
    submit(batch, places, write, done) {
      const needed = batch.reduce((sum, one) => sum + one.parts, 0)
      const given = places instanceof Reserved ? places.surrender() : 0
      used += needed - given
      if (given > needed) io.freed()
      for (const submission of batch) {
        underWay.set(submission.attempt, { done, submission })
        const asked = closed
          ? Promise.resolve(notSent(submission, 'the gateway was being closed'))
          : attempt(exchange, submission, write)
        void asked.then(settle)
      }
    },
    health,
    async close(deadline) {
      closed = true
      if (underWay.size > 0) await waitFor((whenDrained) => (drained = whenDrained), deadline - io.now())
      for (const { submission } of [...underWay.values()])
        settle({
          attempt: submission.attempt,
          is: 'unclear',
          why: 'timeout',
          raw: { words: 'the program stopped before the answer' },
        })
    },
  }
}

/** The outcome of a submission of which surely nothing left; `gateway` as scope puts the whole gateway off for that long. */
export function notSent(
  submission: Submission,
  words: string,
  by: { afterMs: number; scope: RefusalScope } = { afterMs: 1_000, scope: 'message' },
): Outcome {
  const { attempt } = submission
  const { afterMs, scope } = by
  return {
    attempt,
    is: 'refused',
    reason: 'not_sent',
    retry: { afterMs },
    proof: 'not_sent',
    scope,
    raw: { words: words.slice(0, 500) },
  }
}

/** A throw inside an adapter is a fault of ours after which nobody knows whether the text went: doubt, not a refusal. */
async function attempt(exchange: SendOne, submission: Submission, write: WriteDeadline): Promise<Outcome> {
  if (write.expired()) return notSent(submission, 'the time to write was over')
  try {
    return await exchange(submission, write)
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    return {
      attempt: submission.attempt,
      is: 'unclear',
      why: 'unreadable',
      raw: { code: 'adapter_failed', words: words.slice(0, 500) },
    }
  }
}

function waitFor(start: (done: () => void) => void, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.max(0, ms))
    start(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}

class Reserved implements Places {
  readonly count: number
  private left: number
  private readonly giveBack: (count: number) => void

  constructor(count: number, giveBack: (count: number) => void) {
    this.count = this.left = count
    this.giveBack = giveBack
  }

  /** The submission takes over what is left. */
  surrender(): number {
    const { left } = this
    this.left = 0
    return left
  }

  release(): void {
    this.giveBack(this.surrender())
  }
}

/**
 * Texts a second, as one moment: when the next part may begin. At most a tenth of a second's worth may begin together. By the monotonic clock: a wall
 * clock that is put back by an hour would keep everything from beginning for that hour.
 */
class Pace {
  private readonly intervalMs: number
  private readonly freed: () => void
  private nextAt = 0
  private wake: NodeJS.Timeout | undefined

  constructor(perSecond: number | undefined, freed: () => void) {
    this.intervalMs = perSecond === undefined ? 0 : 1_000 / perSecond
    this.freed = freed
  }

  free(): number {
    const ahead = Math.max(0, this.nextAt - performance.now())
    if (this.intervalMs === 0) return ahead > 0 ? 0 : Number.POSITIVE_INFINITY
    return Math.max(0, Math.floor((Math.max(100, this.intervalMs) - ahead) / this.intervalMs))
  }

  take(count: number): void {
    if (this.intervalMs > 0) this.waitUntil(Math.max(this.nextAt, performance.now()) + count * this.intervalMs)
  }

  /** The peer asked for a pause. */
  pause(ms: number): void {
    this.waitUntil(Math.max(this.nextAt, performance.now() + ms))
  }

  private waitUntil(at: number): void {
    this.nextAt = at
    clearTimeout(this.wake)
    this.wake = setTimeout(this.freed, Math.max(1, at - performance.now()))
    this.wake.unref()
  }
}
