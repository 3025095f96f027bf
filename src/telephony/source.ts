/**
 * The source contract. A source kind is one file, its fixtures and one line in all.ts. It turns what a phone system tells into calls:
 * pure parsing, nothing kept in memory. A system that learns in parts gives part rows, and `fold` makes the call when it is due.
 */
import type { z } from 'zod'
import type {
  Authentication,
  Check,
  FieldProblem,
  Health,
  Http,
  Json,
  Preset,
  RawRequest,
  Reply,
} from '../core/adapter.ts'
import type { CallReport } from '../core/call.ts'
import type { Instant } from '../core/instant.ts'
import type { Dial } from '../network/dial.ts'

/** As many calls as one request may hold. */
export const mostCalls = 1_000

/** `handshake` and `test_request` are for kinds to come. */
export const ignoreReasons = ['not_a_call_end', 'internal_call', 'handshake', 'test_request', 'unknown_event'] as const
export type IgnoreReason = (typeof ignoreReasons)[number]

/** What one report of a phone system says. */
export type Parsed =
  | { is: 'call'; call: CallReport }
  | { is: 'ignored'; why: IgnoreReason; words?: string }
  | { is: 'invalid'; problems: FieldProblem[] }
  | NewPart
  /** Came after the call was judged: kept as a note, changes nothing. */
  | { is: 'amend'; sourceCallId: string; patch: Partial<CallReport> }

/**
 * One report of a call that is told in several. `closes`: nothing but late notes is expected after it, so the session is due soon. `alias`, for later: another
 * name of the session. `reached`: whom somebody talks to from `at` on, as told; absent where it was a menu or a voicemail box that answered, or may have been.
 */
type NewPart = {
  is: 'part'
  session: string
  alias?: string
  partId: string
  at: Instant
  data: Json
  closes: boolean
  reached?: string
}

/** A stored part of a call that is still being told. */
export type Part = { partId: string; at: Instant; data: Json; closes: boolean }

/** How long a session waits: after its closing part, without one, and how long late parts are still kept as notes. */
export type AssemblyHints = { settleMs: number; idleCloseMs: number; lateMs: number }

/** What a source that holds a connection will be given. */
export type StreamContext = {
  signal: AbortSignal
  /** Resolves after the commit: back-pressure. */
  emit(parsed: Parsed[]): Promise<void>
  dial: Dial
  cursor: { get(): Promise<string | null>; set(cursor: string): Promise<void> }
  health(health: Health): void
}

/** A kind of source. `S` is the parsed settings. */
export type SourceKind<S = unknown> = {
  kind: string
  title: string
  about: string
  settings: z.ZodType<S>
  /** What settings must fit when they are written, where that is more than what is read from the store; default `settings`. */
  newSettings?: z.ZodType<S>
  presets?: readonly Preset[]
  /** Steps for the administrator, with the URLs to paste into the phone system. */
  setup(urls: { webhook: string }, settings: S): string[]
  /** For later: whether the phone system can be asked, as a gateway's check. */
  check?(settings: S, io: { http: Http; dial: Dial; now(): Instant }): Promise<Check[]>
  webhook?: {
    /** Pure. Whether the request is the phone system's: what is refused is kept in the debugging window and nowhere else. */
    authenticate(request: RawRequest, settings: S): Authentication
    /** Pure; never throws. `now` for reports that carry no time. */
    parse(request: RawRequest, settings: S, now: Instant): Parsed[]
    /** Default: 200 with what became of each, as `POST /v1/calls` says it. */
    reply?(request: RawRequest, parsed: Parsed[], settings: S): Reply
    /** Pure. What of the request is kept in the debugging window: all but the secrets that the settings know. */
    redact(request: RawRequest, settings: S): RawRequest
  }
  /** For later: a connection that is held, over which calls come. */
  stream?(settings: S, context: StreamContext): Promise<void>
  /** For later: what was told while nobody listened. */
  backfill?(
    settings: S,
    since: Instant,
    until: Instant,
    io: { http: Http },
  ): AsyncIterable<{ parsed: Parsed[]; cursor: string }>
  /** Where a call is told in parts. */
  assemble?: {
    hints(settings: S): AssemblyHints
    /** Pure. The call that these parts tell, in whatever order they came; null where they make none, and the session ends without a call. */
    fold(parts: readonly Part[], settings: S): CallReport | null
  }
}
