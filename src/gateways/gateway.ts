/**
 * The gateway contract. A gateway kind is one file, its fixtures and one line in all.ts. It describes its own settings as a Zod
 * schema, from which the API validates and the console draws the form, and opens connections that take submissions and give
 * exactly one outcome each: accepted, refused or unclear. Nothing is retried inside an adapter once bytes are out.
 */
import type { z } from 'zod'
import type { Authentication, Check, Health, Http, Preset, RawAnswer, RawRequest, Reply } from '../core/adapter.ts'
import type { ReceiptState } from '../core/delivery.ts'
import type { DltPassed } from '../core/dlt.ts'
import type { Instant } from '../core/instant.ts'
import type { PhoneNumber } from '../core/phone-number.ts'
import type { Doubt, Reason } from '../core/reasons.ts'
import type { Dial } from '../network/dial.ts'

/** One text for one number, with the one permit to write it. */
export type Submission = {
  /** Identifies this attempt in outcomes: `<message uuid>:<attempt>`. */
  attempt: string
  /** Our reference, new for each attempt: 26 characters of 0-9a-z. */
  ref: string
  to: PhoneNumber
  header: string
  text: string
  encoding: 'gsm' | 'ucs2'
  parts: number
  /** The network must not deliver after this. */
  validUntil: Instant
  /** Only of texts to India. */
  dlt?: { entity: string; template: string; category: string; telemarketer?: string; chainHash?: string }
}

/** By what a receipt may name the attempt; any one may be all there is. `part`, from 1, of which part of the text it is, where each part has a key of its own. */
export type ReceiptKey = { id?: string; batch?: string; ref?: string; part?: number }

export type RefusalScope = 'message' | 'number' | 'template' | 'header' | 'account' | 'gateway'

/** What became of one submission. Exactly one per submission, by its deadline. */
export type Outcome = { attempt: string; raw: RawAnswer } & (
  | { is: 'accepted'; keys: ReceiptKey[]; parts?: number }
  | {
      is: 'refused'
      reason: Reason
      /** `never`: for good. `afterMs`: for now, not before that long. `other_route`: for good here; another gateway might take it. Only answers on the kind's allow-list of definite refusals may say so. */
      retry: 'never' | { afterMs: number } | 'other_route'
      proof: 'not_sent' | 'said_no'
      scope: RefusalScope
    }
  | { is: 'unclear'; why: Exclude<Doubt, 'lease_over' | 'restored' | 'restored_window'>; keys?: ReceiptKey[] }
)

/** What a gateway says later became of a text, or of one part of it. */
export type Receipt = {
  key: ReceiptKey
  /** What `key.id` may have been in the answer, where it is not known how this gateway writes ids. To be believed only where `to` agrees with the attempt. */
  altIds?: string[]
  to?: PhoneNumber
  state: ReceiptState
  final: boolean
  reason?: Reason
  at?: Instant
  /** The first characters of the text, where the receipt quotes them: evidence for adoption. */
  textBegins?: string
  /** When the gateway says the text was submitted: evidence for adoption. */
  submittedAt?: Instant
  raw: RawAnswer
}

/** What is kept of a text that came in: more than ten parts long is none. */
export const longestReply = 2_000

/** A text that came in. */
export type Inbound = { from: string; to: string; text: string; at: Instant }

/** What one push, poll or deliver_sm brought. */
export type Came = { receipts: Receipt[]; replies: Inbound[]; ignored: number }

/** What a look-up found of an attempt; `receipts` is what is now known of it or its parts, to be recorded as any. Nothing settles a doubt by `absent` yet, of which only one that is `sure` (the gateway's own store) could be proof. */
export type Found =
  | { is: 'arrived'; keys: ReceiptKey[]; state?: ReceiptState; receipts?: Receipt[] }
  | { is: 'absent'; sure: boolean }
  | { is: 'cannot_tell' }

/**
 * What a configured gateway can do; the engine never tests the kind's name. The engine reads `lookUp`, `receiptKey`, `perPartReceipts`, `maxParts`, `window`,
 * `oneNode` and `dlt`. The others say what the examination may ask, or are for later: kinds say them from the day they are written.
 */
export type Can = {
  /** For later: how many submissions one request may carry. */
  batch: number
  /** For later: where a receipt carries our reference. */
  refEcho: 'field' | 'url' | 'none'
  /** For later: our id is refused when repeated within this long, so a resend of a doubt with the same id would be harmless. */
  ownId?: { repeatSafeMs: number }
  /** By what `lookUp` finds a text: our reference, the gateway's id, or its number and about when it went. Only by `id` is one asked for yet. */
  lookUp: 'ref' | 'id' | 'number_time' | 'none'
  /** What a receipt names for sure: the gateway's id of the text, the id of a batch with the recipient, or our reference, which is known before the answer. */
  receiptKey: 'id' | 'id+to' | 'ref'
  /** How receipts come: to our address, over the connection, by asking, or not at all. The examination asks; the engine takes them as they come. */
  receipts: 'push' | 'stream' | 'poll' | 'none'
  perPartReceipts: boolean
  maxParts: number
  /** How many places (one per part) may be under way at once: what a cut line leaves in doubt. */
  window: number
  /** For later: how many texts a second it is to be given; the adapter keeps to it by itself. */
  perSecond?: number
  /** Only one process may hold it (a bind limit, a phone). */
  oneNode: boolean
  /** For later: whether texts come in by it. */
  replies: boolean
  /** What it passes on of the ids that a text to India has. */
  dlt: DltPassed
}

/** Places reserved in a gateway's window, one per part. Given back by `release()` (idempotent) unless the submission took them. */
export type Places = { readonly count: number; release(): void }

/** An attempt to be asked about: what it went as, and what was answered. */
export type LookedUp = {
  ref: string
  to: PhoneNumber
  header: string
  keys: ReceiptKey[]
  permittedAt: Instant
  /** As the adapter gave it with its outcome. */
  answer?: RawAnswer | undefined
}

/** An open gateway. */
export type Gateway = {
  /** Free places now: what window and rate leave; 0 while unbound. The breaker stands before the gateway and is not its own. */
  slots(): number
  /** Reserves places in memory, or null where there are too few. */
  reserve(places: number): Places | null
  /**
   * Writes each submission at most once, never after `deadline` (compare with the larger of wall and monotonic time elapsed). `done` is called exactly
   * once per submission; an answer that comes later goes to `io.late`. Never rejects. Takes the places over: they are freed as outcomes come.
   */
  submit(batch: readonly Submission[], places: Places, deadline: WriteDeadline, done: (outcome: Outcome) => void): void
  /** What the gateway knows of an attempt, by the deadline; for those whose receipt is overdue. `cannot_tell` where it does not answer. */
  lookUp?(attempt: LookedUp, deadline: Instant): Promise<Found>
  health(): Health
  /** Takes no more submissions, drains to the deadline, answers the rest unclear, unbinds last so that receipts still come. */
  close(deadline: Instant): Promise<void>
}

/**
 * The local deadline for the first byte. t0 is read before the permitting statement is sent; `expired()` compares the larger of monotonic and wall
 * time elapsed since then with the write deadline (5 s), so a frozen process cannot write late.
 */
export type WriteDeadline = { expired(): boolean }

/** What the program hands to an open gateway. */
export type GatewayIo = {
  http: Http
  dial: Dial
  /** By the clock that validities and deadlines are of, the database's: this process's own may be hours wrong. */
  now(): Instant
  random(): number
  log: { info(fields: object, words: string): void; warn(fields: object, words: string): void }
  /** Where this gateway may call us back, `<public url>/g/<token>`; asked at each text, since the port is known only once the program listens. */
  callbackUrl?: () => string
  /** Receipts and replies. Resolves after the durable write; only then is the peer answered. Rejects where not all was stored: it comes again, and what is there changes nothing. */
  came(came: Came): Promise<void>
  /** An answer after the outcome was already given as unclear. */
  late(outcome: Outcome): void
  /** Places are free again: wakes the sender. */
  freed(): void
}

/** One text to try a gateway with, and how long its receipt is waited for. */
export type TryOut = { text: Submission; waitMs: number }

/** One line of what a connection carried: a PDU, or a note of ours. */
export type Traced = {
  /** Since the beginning. */
  ms: number
  direction: 'in' | 'out' | 'note'
  command: string
  sequence: number
  words: string
  details: string[]
}

/** What a try-out is given. `others` takes what came for other texts: resolves when it is stored, rejects where it cannot be. */
export type TryOutIo = Pick<GatewayIo, 'dial' | 'now'> & {
  tell(line: Traced): void
  others(came: Came): Promise<void>
  /** Receipts by these ids that came by another connection of the gateway, where there is one. */
  elsewhere?(ids: readonly string[]): Promise<Receipt[]>
}

/** How a try-out ended, what to do about it, and what it showed about the settings. */
export type TryOutResult = {
  is: 'not_bound' | 'refused' | 'doubt' | 'accepted' | 'undelivered' | 'delivered'
  words: string
  mend?: string
  hints: string[]
}

/** A kind of gateway. `S` is the parsed settings; fields with `.meta({ secret: true })` are encrypted at rest and write-only. */
export type GatewayKind<S = unknown> = {
  kind: string
  title: string
  /** One or two sentences for the console: what it is, what one needs. */
  about: string
  settings: z.ZodType<S>
  presets?: readonly Preset[]
  /** Pure. */
  can(settings: S): Can
  /** Answers at once; what it needs of a connection it makes by itself, and again when it breaks. */
  open(settings: S, io: GatewayIo): Gateway
  /** Credentials, reach, clock: what `doctor` and "Check these settings" show. */
  check?(settings: S, io: Pick<GatewayIo, 'http' | 'dial' | 'now'>): Promise<Check[]>
  /** Sends one text over a connection of its own and tells all that it carries. */
  tryOut?(settings: S, io: TryOutIo, text: TryOut): Promise<TryOutResult>
  /** Where it pushes receipts and replies to our address. */
  receipts?: {
    /** Whether the request is the gateway's, beside the token in its address. */
    authenticate(request: RawRequest, settings: S): Authentication
    /** Pure; never throws. */
    parse(request: RawRequest, settings: S, now: Instant): Came
    /** `stored` is false while our store is down: the reply must make the vendor try again. */
    reply(stored: boolean, came: Came): Reply
  }
}
