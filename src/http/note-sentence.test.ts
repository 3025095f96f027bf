import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../core/adapter.ts'
import { noteSentence } from './note-sentence.ts'

test('a late summary is told in words, with who was rung and what became of it', () => {
  const told = {
    session: 's-1',
    kind: 'summary',
    direction: 'incoming',
    caller: '+919812345678',
    department: 'Sales',
    totalSeconds: 72,
    legs: [
      { name: 'Asha Nair', phone: '+919812300001', talkSeconds: 42, answered: true },
      { phone: '9812300002', answered: false },
    ],
  }
  expect(noteSentence({ partId: 'p-1', told }, false)).toBe(
    'A summary came late: an incoming call; the caller is +9198123••678; it went to Sales; it lasted 1 min 12 s in all; it rang at Asha Nair (answered, 42 s), 98123••002 (not answered).',
  )
  expect(noteSentence({ partId: 'p-1', told }, true)).toContain('the caller is +919812345678;')
})

test('a correction of a call told whole says what is different', () => {
  const told = {
    outcome: 'connected',
    talkSeconds: 31,
    user: { extension: '201' },
    recordingUrl: 'https://x',
    approximate: [],
  }
  expect(noteSentence({ told }, false)).toBe(
    'Corrected: it was connected; they talked for 31 s; 201 talked last; there is a recording.',
  )
  expect(noteSentence({ told: {} }, false)).toBe('Corrected.')
})

test('what a report told again says otherwise is said once', () => {
  const told = {
    outcome: 'voicemail',
    voicemail: { seconds: 31 },
    transfers: [{ from: 'Asha', to: 'Ravi' }, { to: '+919812300002' }],
  }
  expect(noteSentence({ again: true, told }, false)).toBe(
    'Told again, otherwise: a voicemail was left; it was passed on from Asha to Ravi, then to +9198123••002.',
  )
})

test('what is not known by its name is told by it, without brackets or quotes', () => {
  expect(
    noteSentence(
      { partId: 'p', told: { hangupCause: 'NORMAL', variables: { ticket_number: 'T-7' }, hops: [1, 2] } },
      false,
    ),
  ).toBe('Another part came late: hangup cause is NORMAL; ticket number is T-7; hops (2).')
})

test('whatever a source tells, it is a sentence without raw JSON, and numbers are masked', () => {
  const number = fc.integer({ min: 1_000_000_000, max: 9_999_999_999 }).map((rest) => `+91${rest}`)
  const value = fc.oneof(
    number,
    fc.boolean(),
    fc.nat({ max: 999 }),
    number.map((phone) => ({ phone, answered: true })),
  )
  const names = fc.constantFrom('caller', 'user', 'legs', 'rung', 'note', 'kind', 'did_not')
  fc.assert(
    fc.property(fc.dictionary(names, fc.oneof(value, fc.array(value, { maxLength: 3 }))), (told) => {
      const words = noteSentence({ partId: 'p', told: told as Record<string, Json> }, false)
      expect(words).not.toMatch(/[{}[\]]|\d{10}/)
      expect(words.endsWith('.')).toBe(true)
    }),
  )
})

test.each(['98765-43210', '(080) 4123-4567', '+1 (415) 555-0132', '080.4123.4567'])(
  '%s is masked as it is written',
  (caller) => {
    expect(noteSentence({ told: { caller } }, false)).not.toContain(caller)
    expect(noteSentence({ told: { caller } }, true)).toContain(caller)
  },
)
