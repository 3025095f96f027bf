import { expect, test } from 'vitest'
import { approximateWords } from './approximate-words.ts'
import { type Call, callReport, completeCall, endedBy } from './call.ts'

const now = Date.UTC(2026, 10, 25, 14)

/** The words about a call that is reported so and taken in now. */
function said(over: object) {
  const report = callReport.parse({
    sourceCallId: 'a',
    direction: 'incoming',
    outcome: 'missed',
    caller: null,
    ...over,
  })
  const made = completeCall(report, now) as { call: Call }
  return approximateWords(endedBy(made.call, now), now)
}

test('a clock that runs ahead is told from an end that nobody told exactly', () => {
  expect(said({ endedAt: '2026-11-25T14:10:00Z', totalSeconds: 20 })).toEqual({
    endedAt: expect.stringContaining('clock may run ahead'),
  })
  expect(said({ startedAt: '2026-11-25T13:50:00Z', totalSeconds: 20, approximate: ['outcome'] })).toEqual({
    endedAt: 'About: it was not told exactly.',
    outcome: 'Concluded from the rest of the report.',
  })
})

test('a conversation that nobody is named of rests on a word', () => {
  const connected = { outcome: 'connected', startedAt: '2026-11-25T13:50:00Z', endedAt: '2026-11-25T13:51:00Z' }
  expect(said({ ...connected, approximate: ['outcome'] })).toEqual({
    outcome: 'By the phone system’s word alone: a menu or a voicemail box may have answered.',
  })
  expect(said({ ...connected, approximate: ['outcome'], user: { name: 'Asha' } })).toEqual({
    outcome: 'Concluded from the rest of the report.',
  })
})

test('what was told, and what nobody is shown, needs no words', () => {
  expect(said({ startedAt: '2026-11-25T13:50:00Z', endedAt: '2026-11-25T13:51:00Z', approximate: ['did'] })).toEqual({})
})
