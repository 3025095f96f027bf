/** What became of the calls of the last days: the home page. */
import { z } from 'zod'
import { outcomes } from '../../core/call.ts'
import type { Instant } from '../../core/instant.ts'
import { addDays, startOfDate } from '../../core/local-day.ts'
import { retentionOf } from '../../core/retention.ts'
import { localTime } from '../../core/schedule.ts'
import { withinMs } from '../../core/waits.ts'
import { readAccount } from '../../store/accounts.ts'
import { countInDoubt, countSpan, type Span, type SpanCounts } from '../../store/overview.ts'
import type { Api, Context } from '../context.ts'
import { rememberSpans } from '../counted-spans.ts'
import { notFound } from '../problems.ts'
import { instant } from '../shapes/common.ts'
import { accountOf } from '../who.ts'

const count = z.int()
const calls = z.object({
  total: count,
  ...(Object.fromEntries(outcomes.map((one) => [one, count])) as Record<(typeof outcomes)[number], typeof count>),
})
const listed = count.describe(
  'Calls as `GET /v1/calls` has them: also what was made up to try a template or to confirm an opt-out',
)
const answered = count.describe('Calls whose caller was sent a text that a gateway took')
const texts = z.record(z.string(), count).describe('By state')
const overview = z
  .object({
    days: count.describe('So many, the last one today'),
    since: instant,
    calls,
    answered,
    untilDelivered: z
      .object({
        texts: count,
        medianMs: count,
        slowestTenthMs: count.describe('One text in ten took longer'),
      })
      .nullable()
      .describe('From the end of the call until the caller’s phone had the text; right within a twentieth'),
    texts,
    inDoubt: count.describe('Texts that are unconfirmed, of whatever day: they wait for a person'),
    reasons: z.array(z.object({ reason: z.string(), count })).describe('Why texts were not sent, most frequent first'),
    spans: z
      .array(z.object({ startsAt: instant, calls, listed, answered, texts }))
      .describe('The hours of the day, or where more days are asked for its days; the last one so far'),
    before: z
      .object({ calls: count, answered })
      .nullable()
      .describe('As many days before these; null where calls are not kept for so long, or it was not asked for'),
  })
  .meta({ id: 'Overview' })

export function addOverview(api: Api, context: Context): void {
  const { db } = context
  const counted = rememberSpans((accountId, span) => countSpan(db, accountId, span))
  api.get(
    '/v1/overview',
    {
      config: { permission: 'calls:read' },
      schema: {
        tags: ['Calls'],
        summary: 'What became of the calls of the last days, in the account’s zone',
        description:
          'Of today so far, by the hour; or of more days, today included. A call belongs to the day in which it was taken in. What has been over for two hours is at most a minute old, days of more than three days ago an hour; where a text is unconfirmed, it is counted anew.',
        querystring: z.object({
          days: z.coerce.number().int().min(1).max(31).default(1).describe('So many days, the last one today'),
          before: z.enum(['true', 'false']).optional().describe('`false`: without the days before'),
        }),
        response: { 200: overview },
      },
    },
    async (request) => {
      const { days, before } = request.query
      const account = await readAccount(db.console, accountOf(request))
      if (!account) throw notFound('account')
      const { accountId, settings } = account
      const asked = { now: Date.now(), isGone: () => request.raw.socket.destroyed }
      const all = lastDays(settings.zone, 2 * days, asked.now)
      const [today] = all.slice(-1) as [Span]
      const shown = days === 1 ? hoursOf(today, asked.now) : all.slice(days)
      const counts = await counted(accountId, shown, asked)
      const isKept = 2 * days <= retentionOf(settings, context.retention).keepCallsDays
      return {
        days,
        since: new Date(shown[0]?.startsAt ?? asked.now).toISOString(),
        ...totalOf(counts),
        inDoubt: await countInDoubt(db, accountId),
        spans: shown.map(({ startsAt }, at) => {
          const ofSpan = totalOf(counts.slice(at, at + 1))
          return {
            startsAt: new Date(startsAt).toISOString(),
            calls: ofSpan.calls,
            listed: counts[at]?.listed ?? 0,
            answered: ofSpan.answered,
            texts: ofSpan.texts,
          }
        }),
        before: isKept && before !== 'false' ? beforeOf(await counted(accountId, all.slice(0, days), asked)) : null,
      }
    },
  )
}

/** The last days in the zone, the oldest first; the last one is today. */
function lastDays(zone: string, days: number, now: Instant): Span[] {
  const today = localTime(zone, now).date
  return Array.from({ length: days }, (_, at) => {
    const date = addDays(today, at + 1 - days)
    return { startsAt: startOfDate(zone, date), endsAt: startOfDate(zone, addDays(date, 1)) }
  })
}

const hourMs = 3_600_000

/** The hours of a day that have begun: 23 or 25 of them may make one. */
function hoursOf(day: Span, now: Instant): Span[] {
  const hours = Math.floor((now - day.startsAt) / hourMs) + 1
  return Array.from({ length: hours }, (_, at) => {
    const startsAt = day.startsAt + at * hourMs
    return { startsAt, endsAt: Math.min(startsAt + hourMs, day.endsAt) }
  })
}

function totalOf(counts: readonly SpanCounts[]) {
  const ofCalls = { total: 0, connected: 0, missed: 0, voicemail: 0 }
  const texts: Record<string, number> = {}
  const why: Record<string, number> = {}
  for (const one of counts) {
    for (const outcome of outcomes) {
      ofCalls[outcome] += one.calls[outcome]
      ofCalls.total += one.calls[outcome]
    }
    for (const { state, reason, count: times } of one.texts) {
      texts[state] = (texts[state] ?? 0) + times
      if (reason !== null && unsent.has(state)) why[reason] = (why[reason] ?? 0) + times
    }
  }
  const reasons = Object.entries(why).map(([reason, times]) => ({ reason, count: times }))
  return {
    calls: ofCalls,
    answered: counts.reduce((sum, one) => sum + one.answered, 0),
    untilDelivered: untilDelivered(counts.flatMap((one) => one.waits)),
    texts,
    reasons: reasons.toSorted((a, b) => b.count - a.count),
  }
}

const unsent: ReadonlySet<string> = new Set(['skipped', 'rejected', 'undelivered', 'lapsed', 'cancelled'])

function untilDelivered(waits: SpanCounts['waits']) {
  const [median, slowestTenth] = [withinMs(waits, 0.5), withinMs(waits, 0.9)]
  if (median === undefined || slowestTenth === undefined) return null
  const texts = waits.reduce((sum, one) => sum + one.texts, 0)
  return { texts, medianMs: Math.round(median), slowestTenthMs: Math.round(slowestTenth) }
}

const beforeOf = (counts: readonly SpanCounts[]) => {
  const { calls: ofCalls, answered: ofThem } = totalOf(counts)
  return { calls: ofCalls.total, answered: ofThem }
}
