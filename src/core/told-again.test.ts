import { expect, test } from 'vitest'
import { type Call, type CallReport, callReport, completeCall, endedBy } from './call.ts'
import { toldOtherwise } from './told-again.ts'

const now = Date.UTC(2026, 10, 26, 10)

function callOf(over: Partial<CallReport> = {}): Call {
  const report = { sourceCallId: 'c1', direction: 'incoming', outcome: 'missed', caller: '+919812345678', ...over }
  const made = completeCall(callReport.parse({ endedAt: '2026-11-26T09:59:00Z', ...report }), now)
  if ('problem' in made) throw new Error(made.problem.message)
  return made.call
}

/** As the first report is kept, and as it is read again. */
const kept = (call: Call) => JSON.parse(JSON.stringify(endedBy(call, now))) as Call
const newsOf = (first: Partial<CallReport>, second: Partial<CallReport>) =>
  toldOtherwise(kept(callOf(first)), callOf(second), now)

test('the same report tells nothing otherwise, by whatever clock it was told', () => {
  const reports: Partial<CallReport>[] = [
    {},
    { totalSeconds: 20, rung: [{ name: 'Asha', seconds: 12, result: 'no_answer' }], variables: { order_no: '7' } },
    { endedAt: '2026-11-26T10:20:00Z', totalSeconds: 30 },
    { endedAt: '2026-11-26T10:00:00.400Z' },
    {
      ...{ outcome: 'connected', startedAt: '2026-11-26T10:10:00Z', endedAt: '2026-11-26T10:20:00Z' },
      answeredAt: '2026-11-26T10:10:09Z',
    },
    { endedAt: '2026-11-26T09:59:00Z', approximate: ['endedAt'] },
  ]
  for (const one of reports) expect(newsOf(one, one)).toBeUndefined()
})

test('what differs or is new is told, in the fields of a report, and nothing besides', () => {
  const voicemail = { outcome: 'voicemail', endedAt: '2026-11-26T09:59:40Z', voicemail: { seconds: 31 } } as const
  expect(newsOf({ missedBecause: 'no_answer', department: { name: 'Sales' } }, voicemail)).toEqual({
    outcome: 'voicemail',
    endedAt: '2026-11-26T09:59:40.000Z',
    voicemail: { seconds: 31 },
  })
  expect(
    newsOf(
      { user: { name: 'Asha', extension: '201' }, variables: { order_no: '7', shop: 'north' } },
      { user: { name: 'Ravi', extension: '201' }, variables: { shop: 'north', order_no: '8' } },
    ),
  ).toEqual({ user: { name: 'Ravi' }, variables: { order_no: '8' } })
  expect(newsOf({}, { caller: null })).toEqual({ caller: null })
})

test('what is left out is not taken back', () => {
  const full: Partial<CallReport> = {
    outcome: 'connected',
    ...{ callerName: 'Kiran', talkSeconds: 4, rung: [{ name: 'Asha', seconds: 12 }] },
  }
  expect(newsOf(full, { outcome: 'connected', rung: [{ name: 'Asha' }] })).toBeUndefined()
  expect(newsOf(full, { outcome: 'connected', rung: [] })).toBeUndefined()
  expect(newsOf(full, { outcome: 'connected', rung: [{ name: 'Ravi' }] })).toEqual({ rung: [{ name: 'Ravi' }] })
})

test('a time that was inferred is no news, nor one that differs by less than clocks do', () => {
  expect(newsOf({}, { endedAt: '2026-11-26T09:59:30Z', approximate: ['endedAt'] })).toBeUndefined()
  expect(newsOf({}, { endedAt: '2026-11-26T09:59:00.900Z' })).toBeUndefined()
  // The start is reckoned from the length.
  expect(newsOf({ totalSeconds: 20 }, { totalSeconds: 30 })).toEqual({ totalSeconds: 30 })
})
