import { describe, expect, it } from 'vitest'
import { connectedCall, missedCall } from '../../test/support/call.ts'
import { type Call, callReport, completeCall } from './call.ts'
import { afterCall, type Caller } from './caller.ts'

const now = Date.parse('2026-11-23T06:30:00Z')
const minutesAgo = (minutes: number) => new Date(now - minutes * 60_000).toISOString()
const callOf = (report: object): Call => {
  const completed = completeCall(callReport.parse(report), now)
  if ('problem' in completed) throw new Error(completed.problem.message)
  return completed.call
}

const nobody: Caller = {
  ...{ calls: 0, firstCallAt: null, lastCallAt: null },
  ...{ lastReachedAt: null, lastReachedCall: null, misses: [], texts: [], language: null, toldLanguage: null },
}
/** The row once these calls were judged, one after the other. */
const rowAfter = (reachedAfterSeconds: number, ...reports: object[]) =>
  reports.reduce<Caller>(
    (row, report, at) => afterCall(row, callOf(report), { id: `call ${at}`, texts: [], now, reachedAfterSeconds }),
    nobody,
  )

const missed = missedCall({ endedAt: minutesAgo(10) })
const calledBack = (talkSeconds: number | undefined) =>
  connectedCall({ direction: 'outgoing', talkSeconds, endedAt: minutesAgo(5) })

describe('a caller is reached', () => {
  it.each([
    [0, 0],
    [0, 2],
    [5, 5],
    [5, undefined],
  ])('from %i s of talk on by a call of %s s, which begins the count of misses anew', (from, talked) => {
    const reached = { lastReachedAt: Date.parse(minutesAgo(5)), lastReachedCall: 'call 1', misses: [], calls: 2 }
    expect(rowAfter(from, missed, calledBack(talked))).toMatchObject(reached)
  })

  it('not by a call with less talk than the account asks: misses before and after it count on', () => {
    const row = rowAfter(5, missed, calledBack(4), missedCall({ endedAt: minutesAgo(1) }))
    expect(row).toMatchObject({ lastReachedAt: null, lastReachedCall: null, calls: 3 })
    expect(row.misses).toEqual([minutesAgo(10), minutesAgo(1)].map((at) => Date.parse(at)))
  })
})
