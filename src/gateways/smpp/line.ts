import type { Socket } from 'node:net'
import type { Health } from '../../core/adapter.ts'
import { fullStop } from '../../core/full-stop.ts'
import type { Instant } from '../../core/instant.ts'
import type { Dial } from '../../network/dial.ts'
import { type BindCommand, bindOf } from './bind.ts'
import { dialEndpoint } from './dial-endpoint.ts'
import { type Endpoint, EndpointOrder, endpointsOf, endpointWords } from './endpoints.ts'
import type { DataSm, DeliverSm } from './pdu.ts'
import { Retiring } from './retiring.ts'
import { Session } from './session.ts'
import { type SessionEnd, type SessionTimes, usualTimes } from './session-host.ts'
import type { SmppSettings } from './settings.ts'
import { status } from './status.ts'

export type LineTimes = SessionTimes & {
  connect: number
  /** The first reconnect comes after a random time up to this; the bound doubles with each failure. */
  reconnectFirst: number
  reconnectLongest: number
  /** After refused credentials: repeated wrong binds get an account locked. */
  credentials: number
  /** While bound elsewhere: how often the first endpoint is tried again. */
  goBack: number
  /** How long a session that was replaced lives on at least: parts that were told to wait go by it. */
  retire: number
}

export const usualLineTimes: LineTimes = {
  ...usualTimes,
  connect: 10_000,
  reconnectFirst: 1_000,
  reconnectLongest: 60_000,
  credentials: 15 * 60_000,
  goBack: 10 * 60_000,
  retire: 16_000,
}

/** The times of a gateway of these settings. */
export function lineTimesOf({ idleSeconds }: SmppSettings): LineTimes {
  return { ...usualLineTimes, idle: idleSeconds * 1_000 }
}

/** What the line needs and whom it tells. */
export type LineHost = {
  dial: Dial
  /** Monotonic milliseconds. */
  now(): number
  wallNow(): Instant
  random(): number
  log: { info(fields: object, words: string): void; warn(fields: object, words: string): void }
  came(pdus: readonly (DeliverSm | DataSm)[]): Promise<void>
  bound(): void
}

/** These answers to a bind will not change by trying again soon. */
const needsPerson: ReadonlySet<number> = new Set([
  status.bindFailed,
  status.wrongPassword,
  status.unknownSystemId,
  0x53,
])
/** The old connection may need minutes to end at the SMSC, so the wait begins at about half a minute. */
const failuresWhenAlreadyBound = 5
/** A session that lived this long was a good one: the next failure is a first one. */
const goodSessionMs = 30_000

/**
 * Keeps one bound session up: dials the endpoints in their order, binds, and after an end begins again, with full
 * jitter so that many gateways do not come back at once. A text goes by the session it was given to and by no other;
 * what that session leaves in doubt is never written to the next endpoint.
 */
export class Line {
  readonly #settings: SmppSettings
  readonly #times: LineTimes
  readonly #host: LineHost
  readonly #command: BindCommand
  readonly #order: EndpointOrder
  readonly #retiring: Retiring
  #session: Session | undefined
  #trial: Session | undefined
  #failures = 0
  #retry: NodeJS.Timeout | undefined
  #closed = false
  #closing: (() => void) | undefined
  #credentialsAgainAt: number | undefined
  #whyNotFirst = ''
  #health: Health

  constructor(settings: SmppSettings, times: LineTimes, host: LineHost, command: BindCommand) {
    this.#settings = settings
    this.#times = times
    this.#host = host
    this.#command = command
    this.#order = new EndpointOrder(endpointsOf(settings))
    this.#retiring = new Retiring(times, host.now)
    this.#health = { state: 'connecting', words: 'Connecting to the SMSC.', since: host.wallNow() }
    void this.#connect()
  }

  /** The session to write to, if one is bound. */
  get session(): Session | undefined {
    return this.#session?.isTaking ? this.#session : undefined
  }

  /** Where the SMSC refused our credentials: in how many milliseconds they are tried again. */
  get credentialsRefusedForMs(): number | undefined {
    return this.#credentialsAgainAt === undefined ? undefined : Math.max(0, this.#credentialsAgainAt - this.#host.now())
  }

  get health(): Health {
    return this.#health
  }

  /** Unbinds and does not come back. Resolves when the connection is gone. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#retry)
    this.#say('stopped', 'Closed.')
    this.#dropTrial()
    const session = this.#session
    const gone = session && new Promise<void>((resolve) => (this.#closing = resolve))
    session?.unbind()
    await Promise.all([gone, this.#retiring.close()])
  }

  async #connect(): Promise<void> {
    this.#credentialsAgainAt = undefined
    const endpoint = this.#order.current
    const socket = await this.#dial(endpoint)
    if (typeof socket === 'string') this.#again(endpoint, socket)
    else if (this.#closed) socket.destroy()
    else this.#session = this.#begin(socket, endpoint)
  }

  /** The socket, or why there is none. */
  async #dial(endpoint: Endpoint): Promise<Socket | string> {
    try {
      return await dialEndpoint(this.#settings, endpoint, this.#host.dial, this.#times.connect)
    } catch (error) {
      return fullStop(`The SMSC cannot be reached: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  #begin(socket: Socket, endpoint: Endpoint): Session {
    const openedAt = this.#host.now()
    const session: Session = new Session(socket, bindOf(this.#settings, this.#command), this.#times, {
      now: this.#host.now,
      came: this.#host.came,
      bound: () => this.#bound(session, endpoint),
      closed: (end) => this.#ended(session, endpoint, end, this.#host.now() - openedAt),
    })
    return session
  }

  #bound(session: Session, endpoint: Endpoint): void {
    if (session === this.#trial) this.#replaceBy(session)
    const at = endpointWords(endpoint)
    this.#host.log.info({ gateway: at, bind: this.#command }, 'smpp.bound')
    if (this.#order.isFirst) this.#say('ok', 'Bound.')
    else {
      this.#say(
        'degraded',
        `Bound to ${at}, because ${endpointWords(this.#order.first)} does not take us: ${this.#whyNotFirst} It is tried again after ${minutes(this.#goBackMs())}.`,
      )
      this.#host.log.warn({ gateway: at, why: this.#whyNotFirst, alarm: 'failed_over' }, 'smpp.failed_over')
      this.#goBackLater()
    }
    this.#host.bound()
  }

  #goBackLater(): void {
    // A try that outlived the session beside which it began may end while the next one waits already.
    clearTimeout(this.#retry)
    this.#retry = setTimeout(() => void this.#tryFirst(), this.#goBackMs())
  }

  #goBackMs(): number {
    return Math.max(this.#times.goBack, this.#order.firstLeftOutForMs(this.#host.now()))
  }

  /** Binds to the first endpoint beside the session that stands, so that no moment is without one. */
  async #tryFirst(): Promise<void> {
    const first = this.#order.first
    const socket = await this.#dial(first)
    const isWanted = !this.#closed && this.session !== undefined && !this.#order.isFirst && !this.#trial
    if (typeof socket === 'string') {
      if (isWanted) this.#goBackLater()
    } else if (isWanted) this.#trial = this.#begin(socket, first)
    else socket.destroy()
  }

  /** The session it was to replace is gone: the usual way back is shorter than two ways at once. */
  #dropTrial(): void {
    const trial = this.#trial
    this.#trial = undefined
    trial?.unbind()
  }

  #replaceBy(trial: Session): void {
    const before = this.#session
    this.#session = trial
    this.#trial = undefined
    this.#order.backToFirst()
    if (before) this.#retiring.add(before)
  }

  #ended(session: Session, endpoint: Endpoint, end: SessionEnd, livedMs: number): void {
    if (session === this.#trial) {
      this.#trial = undefined
      if (end.status !== undefined && needsPerson.has(end.status))
        this.#order.leaveOutFirst(this.#host.now(), this.#times.credentials)
      if (!this.#closed && this.session) this.#goBackLater()
      return
    }
    if (session !== this.#session) {
      this.#retiring.gone(session)
      return
    }
    this.#session = undefined
    this.#dropTrial()
    this.#closing?.()
    if (this.#closed) return
    clearTimeout(this.#retry)
    if (end.status !== undefined && needsPerson.has(end.status)) {
      this.#credentialsRefused(endpoint, end)
      return
    }
    if (livedMs > goodSessionMs) this.#failures = 0
    if (end.status === status.alreadyBound) this.#failures = Math.max(this.#failures, failuresWhenAlreadyBound)
    this.#again(endpoint, end.words, livedMs > goodSessionMs ? 'first' : 'next')
  }

  /** An endpoint that refuses our credentials is left alone; where all do, a person has to act. */
  #credentialsRefused(endpoint: Endpoint, end: SessionEnd): void {
    const now = this.#host.now()
    this.#order.leaveOut(now, this.#times.credentials)
    this.#host.log.warn(
      { gateway: endpointWords(endpoint), status: end.status, alarm: 'credentials_refused' },
      'smpp.bind_refused',
    )
    const until = this.#order.allLeftOutUntil(now)
    if (until === undefined) {
      this.#again(endpoint, end.words)
      return
    }
    this.#say(
      'stopped',
      `${end.words} Check the system id, the password and the system type. It is tried again in ${minutes(until - now)}.`,
    )
    this.#credentialsAgainAt = until
    this.#retry = setTimeout(() => {
      this.#order.restart(this.#host.now())
      void this.#connect()
    }, until - now)
  }

  /** Tries again: after a good session from the first endpoint on, else the next one; through the list, with growing pauses. */
  #again(endpoint: Endpoint, words: string, from: 'first' | 'next' = 'next'): void {
    if (this.#closed) return
    if (this.#order.isFirst) this.#whyNotFirst = words
    if (from === 'first') this.#order.restart(this.#host.now())
    const isThrough = from === 'first' || this.#order.next(this.#host.now()) === 'through'
    const longest = isThrough
      ? Math.min(this.#times.reconnectLongest, this.#times.reconnectFirst * 2 ** Math.min(this.#failures, 10))
      : this.#times.reconnectFirst
    if (isThrough) this.#failures++
    const wait = Math.round(this.#host.random() * longest)
    const next = this.#order.current === endpoint ? 'Trying again.' : `Trying ${endpointWords(this.#order.current)}.`
    this.#say('down', `${words} ${next}`)
    this.#host.log.warn({ gateway: endpointWords(endpoint), why: words, retryMs: wait }, 'smpp.down')
    this.#retry = setTimeout(() => void this.#connect(), wait)
  }

  #say(state: Health['state'], words: string): void {
    const since =
      this.#health.state === state && this.#health.since !== undefined ? this.#health.since : this.#host.wallNow()
    this.#health = { state, words, since }
  }
}

function minutes(ms: number): string {
  const count = Math.max(1, Math.round(ms / 60_000))
  return count === 1 ? '1 minute' : `${count} minutes`
}
