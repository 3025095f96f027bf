/**
 * What an SMSC's answer to one part means, and what the answers to all parts of a text mean together. Only the codes
 * listed here are refusals; an answer that is not listed is doubt, because an aggregator gives it as well when its own
 * upstream timed out and the text may have gone.
 */
import type { RawAnswer } from '../../core/adapter.ts'
import { type CarrierCode, type CodeListChoice, knownCode, meaningOf } from '../../core/carrier-codes.ts'
import type { Reason } from '../../core/reasons.ts'
import type { Outcome, ReceiptKey, RefusalScope } from '../gateway.ts'
import { status, statusHex, statusWords } from './status.ts'

/** A definite refusal: what for, whom it concerns, and whether another attempt makes sense. */
export type Refusal = { reason: Reason; scope: RefusalScope; retry: 'never' | 'later'; carrier?: CarrierCode }

const never = (reason: Reason, scope: RefusalScope): Refusal => ({ reason, scope, retry: 'never' })

/** The allow-list (SMPP 3.4, 5.1.3): validation and policy codes that say of this very submit that it was not taken. */
const refusals: ReadonlyMap<number, Refusal> = new Map<number, Refusal>([
  [status.throttled, { reason: 'throttled', scope: 'gateway', retry: 'later' }],
  [status.queueFull, { reason: 'throttled', scope: 'gateway', retry: 'later' }],
  [status.notBound, { reason: 'not_sent', scope: 'gateway', retry: 'later' }],
  [0x01, never('text_too_long', 'message')],
  [0x02, never('gateway_refused', 'gateway')],
  [0x03, never('gateway_refused', 'gateway')],
  [0x06, never('gateway_refused', 'gateway')],
  [0x07, never('gateway_refused', 'gateway')],
  [0x0a, never('header_refused', 'header')],
  [0x0b, never('number_invalid', 'number')],
  [0x15, never('gateway_refused', 'gateway')],
  [0x33, never('gateway_refused', 'gateway')],
  [0x43, never('gateway_refused', 'gateway')],
  [0x48, never('header_refused', 'gateway')],
  [0x49, never('header_refused', 'gateway')],
  [0x50, never('gateway_refused', 'gateway')],
  [0x51, never('gateway_refused', 'gateway')],
  [0x53, never('gateway_refused', 'gateway')],
  [0x61, never('gateway_refused', 'gateway')],
  [0x62, never('gateway_refused', 'gateway')],
  [0x65, never('gateway_refused', 'message')],
  [0x66, never('gateway_refused', 'message')],
  [0xc0, never('dlt_refused', 'template')],
  [0xc1, never('dlt_refused', 'template')],
  [0xc2, never('dlt_refused', 'template')],
  [0xc3, never('dlt_refused', 'template')],
  [0xc4, never('dlt_refused', 'template')],
  [0x104, never('gateway_refused', 'gateway')],
])

/** Of texts to other countries: there an optional parameter is one of long texts or the SMSC's own, never a DLT id. */
const refusalsAbroad: ReadonlyMap<number, Refusal> = new Map(
  [...refusals].map(([code, refusal]) => [
    code,
    refusal.reason === 'dlt_refused' ? never('gateway_refused', 'gateway') : refusal,
  ]),
)

type Vouched = { treatAsRefused: readonly number[]; doubtCodes: readonly number[]; codes: CodeListChoice }

/** The refusals of one gateway, by whether the text is to India: elsewhere the operators' lists say nothing. */
export type Refusals = { india: ReadonlyMap<number, Refusal>; abroad: ReadonlyMap<number, Refusal> }

/**
 * The refusals of one gateway: the lists above, with codes added that its operator vouches for, and codes taken out that
 * this SMSC uses loosely.
 */
export function refusalsOf(settings: Vouched): Refusals {
  return { india: ownOf(refusals, settings), abroad: ownOf(refusalsAbroad, { ...settings, codes: 'none' }) }
}

function ownOf(standard: ReadonlyMap<number, Refusal>, settings: Vouched): ReadonlyMap<number, Refusal> {
  const own = new Map(standard)
  for (const code of settings.treatAsRefused) if (!own.has(code)) own.set(code, ofList(settings.codes, code))
  for (const code of settings.doubtCodes) own.delete(code)
  return own
}

const scopes: Partial<Record<Reason, RefusalScope>> = {
  dlt_refused: 'template',
  header_refused: 'header',
  number_blocked: 'number',
}

/** Of a code that surely means refused: why, where it is one of the operators' list. */
function ofList(codes: CodeListChoice, code: number): Refusal {
  const carrier = knownCode(codes, [code])
  const known = carrier && meaningOf(carrier)
  if (!known) return never('gateway_refused', 'message')
  return { ...never(known.reason, scopes[known.reason] ?? 'message'), carrier }
}

type Why = (Outcome & { is: 'unclear' })['why']

/** What came of one part. */
export type PartEnd =
  /** `id` in the one form by which receipts are joined, `written` as the SMSC wrote it. */
  | { is: 'accepted'; id: string; written: string }
  | { is: 'refused'; refusal: Refusal; code: number; said?: string }
  | { is: 'unclear'; why: Why; code?: number; said?: string }
  | { is: 'not_written' }

const accepted: RawAnswer = { status: 0 }
const nothing: RawAnswer = {}

/**
 * What came of the parts together. Accepted only if every part was, refused only if none can have been taken; a text of
 * which some parts were accepted is never sent again whole. `laterMs` is how long to wait after a refusal for now.
 */
export function joinParts(attempt: string, ends: readonly PartEnd[], laterMs: number): Outcome {
  const keys = keysOf(ends)
  if (keys.length === ends.length) return { attempt, is: 'accepted', keys, parts: ends.length, raw: accepted }
  const unclear = ends.find((end) => end.is === 'unclear')
  if (keys.length > 0) {
    const raw = rawOf(ends.find((end) => end.is !== 'accepted'))
    return { attempt, is: 'unclear', why: 'some_parts', keys, raw }
  }
  if (unclear) return { attempt, is: 'unclear', why: unclear.why, raw: rawOf(unclear) }
  return refusedOf(attempt, ends, laterMs)
}

function refusedOf(attempt: string, ends: readonly PartEnd[], laterMs: number): Outcome {
  const said = ends.filter((end) => end.is === 'refused')
  const worst = said.find((end) => end.refusal.retry === 'never') ?? said[0]
  const { reason, scope, retry } = worst?.refusal ?? notWritten
  return {
    attempt,
    is: 'refused',
    reason,
    scope,
    proof: worst ? 'said_no' : 'not_sent',
    retry: retry === 'never' ? 'never' : { afterMs: laterMs },
    raw: rawOf(worst),
  }
}

const notWritten: Refusal = { reason: 'not_sent', scope: 'gateway', retry: 'later' }

function keysOf(ends: readonly PartEnd[]): ReceiptKey[] {
  const keys: ReceiptKey[] = []
  for (let i = 0; i < ends.length; i++) {
    const end = ends[i]
    if (end?.is === 'accepted') keys.push({ id: end.id, part: i + 1 })
  }
  return keys
}

function rawOf(end: PartEnd | undefined): RawAnswer {
  if (!end || end.is === 'accepted' || end.is === 'not_written' || end.code === undefined) return nothing
  const words = end.said ? `${statusWords(end.code)}: ${end.said}` : statusWords(end.code)
  const carrier = end.is === 'refused' ? end.refusal.carrier : undefined
  return { status: end.code, code: statusHex(end.code), words, ...(carrier ? { carrier } : {}) }
}
