/** The life of a text as a line of moments, from what was kept of it. Pure. */
import type { RawAnswer } from '../core/adapter.ts'
import { meaningOf } from '../core/carrier-codes.ts'
import type { State } from '../core/delivery.ts'
import { fullStop } from '../core/full-stop.ts'
import { formatInstant, type Instant } from '../core/instant.ts'
import { doubts, reasons } from '../core/reasons.ts'
import type { AttemptRow, DeedRow, ReceiptRow } from '../store/message-history.ts'
import type { MessageRow } from '../store/message-list.ts'
import { deedWords } from './deed-words.ts'

export type Moment = { at: string; what: string; words: string; detail?: string | null }
export type History = { attempts: readonly AttemptRow[]; receipts: readonly ReceiptRow[]; deeds: readonly DeedRow[] }

type Timed = { at: Instant; what: string; words: string; detail?: string | null }

/** Everything that happened to one message, in order. `history` holds its rows only. */
export function timelineOf(message: MessageRow, { attempts, receipts, deeds }: History): Moment[] {
  const moments: Timed[] = [
    beginning(message),
    ...heldByRestore(message),
    ...attempts.flatMap((one) => attemptMoments(one, message.attempt)),
    ...latestMoments(message),
    ...receipts.flatMap((one) => receiptMoments(one, message)),
    ...deeds.map(deedMoment),
    ...ending(message, deeds),
  ]
  return moments.toSorted((a, b) => a.at - b.at).map(({ at, ...rest }) => ({ at: formatInstant(at), ...rest }))
}

function beginning({ createdAt, state, reason, attempt }: MessageRow): Timed {
  if (state === 'skipped' && attempt === 0 && reason !== null)
    return { at: createdAt, what: 'skipped', words: 'Skipped', detail: reasons[reason][0] }
  return { at: createdAt, what: 'planned', words: 'Queued' }
}

/** Before any attempt that is known of here, only a restore puts a text in doubt. */
function heldByRestore({ createdAt, attempt, doubt }: MessageRow): Timed[] {
  if (attempt > 0 || doubt === null) return []
  return [{ at: createdAt, what: 'doubt', words: 'Not known whether it went', detail: doubts[doubt] }]
}

function attemptMoments(one: AttemptRow, latest: number): Timed[] {
  const said = (words: string) => sentence(`${latest > 1 ? `Attempt ${one.attempt}: ` : ''}${words}`)
  const at = one.answeredAt ?? one.permittedAt
  if (at === null) return []
  const detail = answerWords(one.answer)
  if (one.doubt !== null)
    return [{ at, what: 'doubt', words: said('not known whether it went'), detail: detail ?? doubts[one.doubt] }]
  if (one.outcome === 'undelivered') return [{ at, what: 'sent', words: said('sent'), detail }]
  if (one.outcome === 'accepted') return [{ at, what: 'sent', words: said('sent after all'), detail }]
  return [{ at, what: 'refused_for_now', words: said(refusalWords(one.reason)), detail }]
}

function refusalWords(reason: AttemptRow['reason']): string {
  if (reason === 'throttled') return 'asked to slow down'
  return reason === 'not_sent' ? 'no byte left' : 'refused'
}

const answered: readonly State[] = ['sent', 'delivered', 'undelivered', 'unknown', 'unconfirmed']

/** The latest attempt stands in the message itself. */
function latestMoments(message: MessageRow): Timed[] {
  const { attempt, permittedAt, answeredAt, state, doubt, reason } = message
  if (permittedAt === null || attempt === 0) return []
  const numbered = attempt > 1 ? `Attempt ${attempt}: ` : ''
  const detail = answerWords(message.answer)
  const moments: Timed[] = [
    { at: permittedAt, what: 'sending', words: attempt > 1 ? `Attempt ${attempt}: sending` : 'Sending' },
  ]
  if (doubt !== null)
    moments.push({
      at: answeredAt ?? permittedAt,
      what: 'doubt',
      words: sentence(`${numbered}not known whether it went`),
      detail: detail ?? doubts[doubt],
    })
  else if (answeredAt !== null && answered.includes(state))
    moments.push({ at: answeredAt, what: 'sent', words: numbered === '' ? 'Sent' : `${numbered}sent`, detail })
  else if (answeredAt !== null && state === 'queued')
    moments.push({ at: answeredAt, what: 'refused_for_now', words: sentence(numbered + refusalWords(reason)), detail })
  else if (answeredAt !== null && state === 'rejected')
    moments.push({
      at: answeredAt,
      what: 'rejected',
      words: `${numbered}Refused`,
      detail: detail ?? (reason && reasons[reason][0]),
    })
  return moments
}

function receiptMoments(one: ReceiptRow, { parts }: MessageRow): Timed[] {
  const isOfPart = parts > 1 && one.part > 0
  const words = { delivered: 'delivered', undelivered: 'not delivered', sent: 'on its way', unknown: 'not known' }[
    one.state
  ]
  const whole = { delivered: 'Delivered', undelivered: 'Not delivered', sent: 'On its way', unknown: 'Not known' }[
    one.state
  ]
  const detail = answerWords(one.raw)
  const at = one.receivedAt
  const moments: Timed[] = isOfPart
    ? [{ at, what: 'note_of_part', words: `Receipt for part ${one.part} of ${parts}: ${words}`, detail }]
    : [{ at, what: one.final ? one.state : 'note', words: whole, detail }]
  if (one.times > 1)
    moments.push({
      at,
      what: 'repeat',
      words: 'The same receipt again',
      detail: one.times === 2 ? 'Changed nothing.' : `${one.times - 1} times; changed nothing.`,
    })
  return moments
}

function deedMoment({ at, who, what }: DeedRow): Timed {
  return {
    at,
    what: what === 'message.sent_again' ? 'again' : what.replace('message.', ''),
    words: deedWords(what),
    detail: `by ${who}`,
  }
}

/** Ends that no answer, receipt or deed tells of. */
function ending(message: MessageRow, deeds: readonly DeedRow[]): Timed[] {
  const { state, finalAt, reason, settledBy, parts } = message
  if (finalAt === null) return []
  const why = reason === null ? null : reasons[reason][0]
  switch (state) {
    case 'lapsed':
      return [{ at: finalAt, what: 'lapsed', words: 'Lapsed', detail: why }]
    case 'cancelled':
      return deeds.some((one) => one.what === 'message.cancelled')
        ? []
        : [{ at: finalAt, what: 'cancelled', words: 'Cancelled', detail: why }]
    case 'skipped':
      return message.attempt === 0 ? [] : [{ at: finalAt, what: 'skipped', words: 'Stopped at the gate', detail: why }]
    case 'unknown':
      return [{ at: finalAt, what: 'unknown', words: 'Never heard of again', detail: null }]
    case 'delivered':
      return parts > 1 && settledBy === 'receipt'
        ? [{ at: finalAt, what: 'delivered', words: 'Delivered', detail: `All ${parts} parts arrived.` }]
        : []
    case 'undelivered':
      return parts > 1 && settledBy === 'receipt'
        ? [{ at: finalAt, what: 'undelivered', words: 'Not delivered', detail: why }]
        : []
    case 'rejected':
    case 'queued':
    case 'sending':
    case 'sent':
    case 'unconfirmed':
      return []
  }
}

/** A gateway's masked answer in one line, such as `0x58 throttled`; and where it holds an operator's code, what that means and what to do. */
function answerWords(answer: string | null): string | null {
  if (answer === null) return null
  const { status, code, words, carrier } = JSON.parse(answer) as RawAnswer
  const line = [code ?? status, words].filter((one) => one !== undefined && one !== '').join(' ')
  const known = carrier && meaningOf(carrier)
  if (known) return [line && fullStop(line), known.means, known.next].filter(Boolean).join(' ')
  return line === '' ? null : line
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
