import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Call, callReport, completeCall, endedBy } from './call.ts'

const now = Date.UTC(2026, 10, 25, 14)
const report = (over: object = {}) =>
  callReport.parse({ sourceCallId: 'a', direction: 'incoming', outcome: 'connected', caller: null, ...over })

const completed = (over: object): Call => {
  const made = completeCall(report(over), now)
  if ('problem' in made) throw new Error(made.problem.message)
  return endedBy(made.call, now)
}

describe('text that UTF-8 cannot hold', () => {
  const half = '\ud83d'

  test('is mended where it is a name, as a system leaves it that cuts one in its middle', () => {
    const at = '2026-11-25T13:00:00Z'
    const told = report({
      endedAt: at,
      callerName: `Asha ${half}`,
      department: { name: half },
      variables: { note: half },
    })
    expect(told).toMatchObject({
      callerName: 'Asha \ufffd',
      department: { name: '\ufffd' },
      variables: { note: '\ufffd' },
    })
  })

  test('is refused in the id of a call: two that were mended would be one', () => {
    const told = { endedAt: '2026-11-25T13:00:00Z', direction: 'incoming', outcome: 'missed', caller: null }
    expect(callReport.safeParse({ ...told, sourceCallId: half }).error?.issues).toMatchObject([
      { path: ['sourceCallId'] },
    ])
    expect(callReport.safeParse({ ...told, sourceCallId: '📞' }).success).toBe(true)
  })
})

describe('a call told by a clock that runs ahead', () => {
  test('ends now and is as long as it was told, with what was inferred named', () => {
    expect(
      completed({
        startedAt: '2026-11-25T15:00:00Z',
        answeredAt: '2026-11-25T15:00:10Z',
        endedAt: '2026-11-25T15:01:00Z',
      }),
    ).toMatchObject({
      startedAt: now - 60_000,
      answeredAt: now - 50_000,
      endedAt: now,
      approximate: ['startedAt', 'endedAt'],
    })
  })

  test('by less than clocks usually differ is no inference worth a mark', () => {
    expect(completed({ startedAt: '2026-11-25T13:59:30Z', endedAt: '2026-11-25T14:00:00.400Z' })).toMatchObject({
      endedAt: now,
      approximate: [],
    })
  })

  test('is left as it was told until the database has said what time it is: the clock of this process may be behind', () => {
    expect(completeCall(report({ endedAt: '2026-11-25T15:01:00Z' }), now)).toMatchObject({
      call: { endedAt: now + 3_660_000 },
    })
  })

  test('never ends after now, keeps its length, and is itself where it did not', () => {
    const instants = fc.integer({ min: -3_600_000, max: 3_600_000 })
    fc.assert(
      fc.property(
        instants,
        fc.nat({ max: 3_600_000 }),
        fc.option(fc.nat({ max: 3_600_000 })),
        (offset, length, answer) => {
          const call: Call = {
            ...completed({ endedAt: '2026-11-25T13:00:00Z' }),
            startedAt: now + offset - length,
            endedAt: now + offset,
            ...(answer === null ? {} : { answeredAt: now + offset - length + Math.min(answer, length) }),
            approximate: [],
          }
          const kept = endedBy(call, now)
          expect(kept.endedAt).toBeLessThanOrEqual(now)
          expect(kept.endedAt - kept.startedAt).toBe(length)
          if (kept.answeredAt !== undefined)
            expect(kept.answeredAt - kept.startedAt).toBe(Math.min(answer ?? 0, length))
          expect(endedBy(kept, now)).toBe(kept)
        },
      ),
    )
  })
})
