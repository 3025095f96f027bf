import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { connectedCall, missedCall } from '../../test/support/call.ts'
import { type Call, callReport, completeCall } from './call.ts'
import { afterCall, type Caller, keptTexts, keptTextsHours, textsToKeep } from './caller.ts'

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
    (row, report, at) =>
      afterCall(row, callOf(report), { id: `call ${at}`, texts: [], now, reachedAfterSeconds, loopGuard: null }),
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

describe('of a caller’s texts', () => {
  const hour = 3_600_000
  type Text = { rule: string; at: number }
  const hoursAgo = (rule: string, hours: number): Text => ({ rule, at: now - hours * hour })
  /** As the row goes on: each text is added to what was kept before. */
  const keptOf = (texts: readonly Text[], minutes = 0) => {
    const loopGuard = minutes === 0 ? null : { minutes }
    let kept: Text[] = []
    for (const one of texts) kept = textsToKeep([...kept, one], { now: one.at, loopGuard })
    return kept
  }
  const countOf = (texts: readonly Text[], rule: string) => texts.filter((one) => one.rule === rule).length

  it('a rule’s only one is kept for its cap, however often another rule texted the caller since', () => {
    const often = Array.from({ length: 200 }, (_, n) => hoursAgo('often', 600 - n))
    const kept = keptOf([hoursAgo('once a month', 700), ...often])
    expect(kept[0]).toEqual(hoursAgo('once a month', 700))
    expect(kept.slice(1)).toEqual(often.slice(-49))
  })

  it('those of the loop guard’s minutes stay, of whatever rule', () => {
    const others = Array.from({ length: 48 }, (_, n) => hoursAgo(`other ${n % 24}`, 600 - n))
    const looping = Array.from({ length: 5 }, (_, n) => hoursAgo('looping', 0.5 - n / 100))
    const isLooping = (one: Text) => one.rule === 'looping'
    expect(keptOf([...others, ...looping], 60).filter(isLooping)).toEqual(looping)
    expect(keptOf([...others, ...looping]).filter(isLooping).length).toBeLessThan(5)
  })

  const texts = fc
    .array(fc.record({ rule: fc.constantFrom('a', 'b', 'c', 'd', 'e'), hours: fc.integer({ min: 0, max: 800 }) }), {
      maxLength: 150,
    })
    .map((all) => all.map(({ rule, hours }) => hoursAgo(rule, hours)).sort((one, other) => one.at - other.at))

  it('at most 50 of 30 days are kept, of each rule the newest, and of one that lost any no fewer than of another', () => {
    fc.assert(
      fc.property(texts, (all) => {
        const kept = textsToKeep(all, { now, loopGuard: null })
        const young = all.filter((one) => one.at > now - keptTextsHours * hour)
        expect(kept).toHaveLength(Math.min(keptTexts, young.length))
        const rules = [...new Set(young.map((one) => one.rule))]
        const most = Math.max(0, ...rules.map((rule) => countOf(kept, rule)))
        for (const rule of rules) {
          const [its, had] = [kept, young].map((some) => some.filter((one) => one.rule === rule))
          expect(its).toEqual(had!.slice(had!.length - its!.length))
          if (its!.length < had!.length) expect(its!.length).toBeGreaterThanOrEqual(most - 1)
        }
      }),
    )
  })

  it('the loop guard finds as many within its minutes as there were, up to 50', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 1440 }), (all, minutes) => {
        const within = (some: readonly Text[]) => some.filter((one) => one.at > now - minutes * 60_000).length
        const kept = textsToKeep(all, { now, loopGuard: { minutes } })
        expect(within(kept)).toBe(Math.min(keptTexts, within(all)))
      }),
    )
  })
})
