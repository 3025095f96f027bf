import type { Health } from '../../core/adapter.ts'
import type { Instant } from '../../core/instant.ts'
import type { Reason } from '../../core/reasons.ts'
import type {
  Found,
  Gateway,
  GatewayIo,
  LookedUp,
  Outcome,
  Places,
  RefusalScope,
  Submission,
  WriteDeadline,
} from '../gateway.ts'
import { askAbout } from './ask-about.ts'
import { Attempt, type AttemptHost, type Way } from './attempt.ts'
import { bindsOf } from './bind.ts'
import { inboundReader } from './inbound.ts'
import { Line, type LineTimes, lineTimesOf } from './line.ts'
import { messageBuilder } from './message.ts'
import { Pace } from './pace.ts'
import type { DataSm, DeliverSm } from './pdu.ts'
import { ReservedPlaces, Window } from './places.ts'
import { codesOf } from './receipt-reasons.ts'
import type { SmppSettings } from './settings.ts'
import { refusalsOf } from './verdicts.ts'

/** Opens a gateway: it binds at once and keeps itself bound. `times` are for tests. */
export function openSmpp(settings: SmppSettings, io: GatewayIo, times: LineTimes = lineTimesOf(settings)): Gateway {
  return new SmppGateway(settings, io, times)
}

class SmppGateway implements Gateway {
  readonly #settings: SmppSettings
  readonly #io: GatewayIo
  readonly #host: AttemptHost
  readonly #build: ReturnType<typeof messageBuilder>
  readonly #window: Window
  readonly #pace: Pace
  /** What texts go by: a transceiver, or a transmitter. */
  readonly #line: Line
  /** Where binds are separate: what receipts come by, besides. It comes and goes on its own. */
  readonly #receiver: Line | undefined
  readonly #read: ReturnType<typeof inboundReader>
  readonly #open = new Set<Attempt>()
  /**
   * Long texts to one number are told apart by this; only as many numbers as may be put together at once are
   * remembered.
   */
  readonly #references = new Map<string, number>()
  /** Answers fail to come: until one does, one text at a time is risked. */
  #isWary = false
  #isClosing = false
  #freedDue = false
  #wake: NodeJS.Timeout | undefined
  #drained: (() => void) | undefined

  constructor(settings: SmppSettings, io: GatewayIo, times: LineTimes) {
    this.#settings = settings
    this.#io = io
    this.#host = this.#hostOfAttempts()
    this.#build = messageBuilder(settings, (dest) => this.#reference(dest))
    this.#window = new Window(settings.window)
    this.#pace = new Pace(settings.perSecond, monotonicNow)
    this.#read = inboundReader({
      idForm: settings.messageIds,
      idFrom: settings.receiptIdFrom,
      receiptZone: settings.receiptZone,
      codes: codesOf(settings),
      gsmOctets: settings.gsmOctets,
    })
    const host = {
      dial: io.dial,
      now: monotonicNow,
      wallNow: io.now,
      random: io.random,
      log: io.log,
      came: (pdus: readonly (DeliverSm | DataSm)[]) => this.#came(pdus),
    }
    const [sending, receiving] = bindsOf(settings)
    this.#line = new Line(settings, times, { ...host, bound: () => this.#freed() }, sending)
    this.#receiver = receiving && new Line(settings, times, { ...host, bound: () => undefined }, receiving)
  }

  slots(): number {
    if (this.#isClosing || !this.#line.session?.isWritable) return 0
    const free = this.#isWary ? Math.min(1, 1 - this.#window.used) : this.#window.free
    return Math.max(0, Math.min(free, this.#pace.tokens))
  }

  reserve(places: number): Places | null {
    const free = this.slots()
    // A text of several parts needs room in the window for all of them, but only one token: it may take the pace into
    // debt.
    if (free === 0 || places > this.#window.free || (this.#isWary && this.#window.used > 0)) return null
    this.#pace.take(places)
    return this.#window.reserve(places, (unused) => {
      this.#pace.giveBack(unused)
      this.#freed()
    })
  }

  submit(
    batch: readonly Submission[],
    places: Places,
    deadline: WriteDeadline,
    done: (outcome: Outcome) => void,
  ): void {
    const session = this.#isClosing ? undefined : this.#line.session
    const now = this.#io.now()
    for (const submission of batch) {
      const unsent = session ? tooLate(submission, now) : this.#notBound(submission)
      if (unsent) done(unsent)
      else if (session) this.#begin(submission, places, now, { session, deadline, done })
    }
    places.release()
  }

  async lookUp(about: LookedUp, deadline: Instant): Promise<Found> {
    const session = this.#isClosing ? undefined : this.#line.session
    return this.#settings.query && session
      ? askAbout(this.#settings, session, about, () => this.#io.now() >= deadline)
      : { is: 'cannot_tell' }
  }

  health(): Health {
    const health = this.#line.health
    if (health.state !== 'ok' && health.state !== 'degraded') return health
    const receiving = this.#receiver?.health
    if (receiving && receiving.state !== 'ok' && receiving.state !== 'degraded')
      return {
        state: 'degraded',
        words: `Bound for texts, but not for receipts, which wait at the SMSC meanwhile. ${receiving.words}`,
      }
    if (this.#isWary)
      return {
        state: 'degraded',
        words: 'Bound, but answers do not come. One text at a time is risked until one does.',
      }
    if (this.#pace.rate < (this.#settings.perSecond ?? Number.POSITIVE_INFINITY)) {
      return {
        state: 'degraded',
        words: `Bound, slowed down to ${Math.round(this.#pace.rate)} texts a second because the SMSC asked for it.`,
      }
    }
    return health
  }

  async close(deadline: Instant): Promise<void> {
    this.#isClosing = true
    clearTimeout(this.#wake)
    await this.#drain(deadline)
    for (const attempt of this.#open) attempt.giveUp()
    // Receipts come in until the very last.
    await this.#line.close()
    await this.#receiver?.close()
  }

  #notBound({ attempt }: Submission): Outcome {
    const afterMs = this.#line.credentialsRefusedForMs
    if (afterMs === undefined)
      return { attempt, ...refusedUnsent('not_sent', 'The connection was lost before the text was written.') }
    return { attempt, ...refusedUnsent('credentials_refused', this.health().words, { afterMs }) }
  }

  #begin(submission: Submission, places: Places, now: Instant, way: Way): void {
    const { attempt: id } = submission
    const built = this.#build(submission, now)
    if ('impossible' in built) {
      way.done({ attempt: id, ...refusedUnsent(built.impossible, built.words, 'never') })
    } else if (!(places instanceof ReservedPlaces && places.use(built.pieces.length))) {
      way.done({
        attempt: id,
        ...refusedUnsent('not_sent', 'Fewer places were reserved than the text has parts.'),
        scope: 'message',
      })
    } else {
      const attempt = new Attempt(id, built, way, this.#host)
      this.#open.add(attempt)
      attempt.start()
    }
  }

  #hostOfAttempts(): AttemptHost {
    const { treatAsRefused, doubtCodes, messageIds, query } = this.#settings
    return {
      refusals: refusalsOf({
        treatAsRefused: treatAsRefused.map(Number),
        doubtCodes: doubtCodes.map(Number),
        codes: codesOf(this.#settings),
      }),
      idForm: messageIds,
      keepsIds: query,
      now: monotonicNow,
      accepted: () => {
        this.#isWary = false
        this.#pace.accepted()
      },
      throttled: () => this.#pace.throttled(),
      timedOut: () => {
        this.#isWary = true
      },
      finished: (attempt) => {
        this.#open.delete(attempt)
        this.#window.giveBack(attempt.places)
        this.#freed()
        if (this.#open.size === 0) this.#drained?.()
      },
      late: (outcome) => this.#io.late(outcome),
    }
  }

  #came(pdus: readonly (DeliverSm | DataSm)[]): Promise<void> {
    const came = this.#read(pdus, this.#io.now())
    if (came.receipts.length === 0 && came.replies.length === 0) return Promise.resolve()
    return this.#io.came(came)
  }

  #reference(dest: string): number {
    const before = this.#references.get(dest)
    const next = before === undefined ? Math.floor(this.#io.random() * 65_536) : (before + 1) & 0xffff
    this.#references.delete(dest)
    this.#references.set(dest, next)
    if (this.#references.size > 4_096) this.#references.delete(this.#references.keys().next().value ?? '')
    return next
  }

  /** Tells the sender once a turn, and later when places are free that only the pace holds back. */
  #freed(): void {
    if (this.#freedDue || this.#isClosing) return
    this.#freedDue = true
    setImmediate(() => {
      this.#freedDue = false
      if (this.slots() > 0) this.#io.freed()
      else this.#wakeWhenPaceAllows()
    })
  }

  #wakeWhenPaceAllows(): void {
    const waitMs = this.#pace.waitMs
    clearTimeout(this.#wake)
    if (waitMs > 0 && !this.#isClosing) this.#wake = setTimeout(() => this.#freed(), waitMs)
  }

  #drain(deadline: Instant): Promise<void> {
    if (this.#open.size === 0) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, deadline - this.#io.now()))
      this.#drained = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}

function tooLate({ attempt, validUntil }: Submission, now: Instant): Outcome | undefined {
  if (validUntil > now) return undefined
  return {
    attempt,
    ...refusedUnsent('not_sent', 'The validity was over before the text was written.'),
    scope: 'message',
  }
}

const scopes: Partial<Record<Reason, RefusalScope>> = {
  header_refused: 'header',
  not_sent: 'gateway',
  credentials_refused: 'account',
}

function refusedUnsent(reason: Reason, words: string, retry: 'never' | { afterMs: number } = { afterMs: 1_000 }) {
  return {
    is: 'refused',
    reason,
    retry,
    proof: 'not_sent',
    scope: scopes[reason] ?? 'message',
    raw: { words },
  } as const
}

function monotonicNow(): number {
  return performance.now()
}
