/** The time of which a list is asked: dates of the account's zone, or instants. */
import { z } from 'zod'
import { type Instant, parseInstant } from '../core/instant.ts'
import { endOfDate, startOfDate } from '../core/local-day.ts'
import { problem } from './problems.ts'

const moment = z.string().max(40).optional()

export const timeRange = {
  from: moment.describe('Taken in from then on: a date such as 2026-11-23 in the account’s zone, or an instant'),
  to: moment.describe('Taken in up to then: a date, which is meant with its last moment, or an instant, which is not'),
}

const isDate = (text: string) => z.iso.date().safeParse(text).success

/** `before` is the first moment that is no longer meant. */
export type TimeRange = { from: Instant | undefined; before: Instant | undefined }

/** What was asked as instants; a problem names the field that is none. */
export function timeRangeOf(asked: { from?: string | undefined; to?: string | undefined }, zone: string): TimeRange {
  const from = momentOf('from', asked.from, (date) => startOfDate(zone, date))
  const before = momentOf('to', asked.to, (date) => endOfDate(zone, date))
  if (from !== undefined && before !== undefined && before <= from)
    throw refused('to', 'before_from', 'ends before from begins')
  return { from, before }
}

function momentOf(path: string, text: string | undefined, ofDate: (date: string) => Instant): Instant | undefined {
  if (text === undefined) return undefined
  const at = isDate(text) ? ofDate(text) : parseInstant(text)
  if (at === undefined)
    throw refused(path, 'invalid', 'must be a date such as 2026-11-23, or a date and time with an offset')
  return at
}

const refused = (path: string, code: string, message: string) =>
  problem('invalid_request', { errors: [{ path, code, message }] })
