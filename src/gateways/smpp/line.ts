import type { Socket } from 'node:net'
import type { Health } from '../../core/adapter.ts'
import type { Instant } from '../../core/instant.ts'
import type { Dial } from '../../network/dial.ts'
import type { DataSm, DeliverSm } from './pdu.ts'
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
}

export const usualLineTimes: LineTimes = {
  ...usualTimes,
  connect: 10_000,
  reconnectFirst: 1_000,
  reconnectLongest: 60_000,
  credentials: 15 * 60_000,
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
 * Keeps one bound session up: dials, binds, and after an end dials again, with full jitter so that many gateways do not
 * come back at once.
 */
export class Line {
  readonly #settings: SmppSettings
  readonly #times: LineTimes
  readonly #host: LineHost
  #session: Session | undefined
  #failures = 0
  #retry: NodeJS.Timeout | undefined
  #closed = false
  #closing: (() => void) | undefined
  #credentialsAgainAt: number | undefined
  #health: Health

  constructor(settings: SmppSettings, times: LineTimes, host: LineHost) {
    this.#settings = settings
    this.#times = times
    this.#host = host
    this.#health = { state: 'connecting', words: 'Connecting to the SMSC.', since: host.wallNow() }
    void this.#connect()
  }

  /** The session to write to, if one is bound. */
  get session(): Session | undefined {
    return this.#session?.state === 'bound' ? this.#session : undefined
  }

  /** Where the SMSC refused our credentials: in how many milliseconds they are tried again. */
  get credentialsRefusedForMs(): number | undefined {
    return this.#credentialsAgainAt === undefined ? undefined : Math.max(0, this.#credentialsAgainAt - this.#host.now())
  }

  get health(): Health {
    return this.#health
  }

  /** Unbinds and does not come back. Resolves when the connection is gone. */
  close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#retry)
    this.#say('stopped', 'Closed.')
    const session = this.#session
    if (!session) return Promise.resolve()
    return new Promise((resolve) => {
      this.#closing = resolve
      session.unbind()
    })
  }

  async #connect(): Promise<void> {
    this.#credentialsAgainAt = undefined
    const { host, port, tls } = this.#settings
    let socket: Socket
    try {
      socket = await this.#host.dial({ host, port, tls, connectTimeoutMs: this.#times.connect })
    } catch (error) {
      return this.#again(`The SMSC cannot be reached: ${error instanceof Error ? error.message : String(error)}.`)
    }
    if (this.#closed) return void socket.destroy()
    const openedAt = this.#host.now()
    this.#session = new Session(socket, bindOf(this.#settings), this.#times, {
      now: this.#host.now,
      came: this.#host.came,
      bound: () => this.#bound(),
      closed: (end) => this.#ended(end, this.#host.now() - openedAt),
    })
  }

  #bound(): void {
    this.#say('ok', 'Bound.')
    this.#host.log.info({ gateway: this.#settings.host }, 'smpp.bound')
    this.#host.bound()
  }

  #ended(end: SessionEnd, livedMs: number): void {
    this.#session = undefined
    this.#closing?.()
    if (this.#closed) return
    if (end.status !== undefined && needsPerson.has(end.status)) {
      this.#waitForPerson(end)
      return
    }
    if (livedMs > goodSessionMs) this.#failures = 0
    if (end.status === status.alreadyBound) this.#failures = Math.max(this.#failures, failuresWhenAlreadyBound)
    this.#again(end.words)
  }

  #waitForPerson(end: SessionEnd): void {
    const minutes = Math.round(this.#times.credentials / 60_000)
    this.#say(
      'stopped',
      `${end.words} Check the system id, the password and the system type. It is tried again in ${minutes} minutes.`,
    )
    this.#host.log.warn(
      { gateway: this.#settings.host, status: end.status, alarm: 'credentials_refused' },
      'smpp.bind_refused',
    )
    this.#credentialsAgainAt = this.#host.now() + this.#times.credentials
    this.#retry = setTimeout(() => void this.#connect(), this.#times.credentials)
  }

  #again(words: string): void {
    if (this.#closed) return
    const longest = Math.min(
      this.#times.reconnectLongest,
      this.#times.reconnectFirst * 2 ** Math.min(this.#failures, 10),
    )
    this.#failures++
    const wait = Math.round(this.#host.random() * longest)
    this.#say('down', `${words} Trying again.`)
    this.#host.log.warn({ gateway: this.#settings.host, why: words, retryMs: wait }, 'smpp.down')
    this.#retry = setTimeout(() => void this.#connect(), wait)
  }

  #say(state: Health['state'], words: string): void {
    const since =
      this.#health.state === state && this.#health.since !== undefined ? this.#health.since : this.#host.wallNow()
    this.#health = { state, words, since }
  }
}

/** The bind of these settings; version 3.4, whose PDUs we speak. */
export function bindOf(settings: SmppSettings): ConstructorParameters<typeof Session>[1] {
  const { systemId, password, systemType, addressRange } = settings
  return {
    command: 'bind_transceiver',
    systemId,
    password,
    systemType,
    interfaceVersion: 0x34,
    addrTon: 0,
    addrNpi: 0,
    addressRange,
  }
}
