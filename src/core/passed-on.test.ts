import { expect, test } from 'vitest'
import { type CallReport, callReport, completeCall } from './call.ts'
import { buildDirectory, findParties } from './facts.ts'
import type { PhoneNumber } from './phone-number.ts'

const user = (key: string, name: string, extension: string, phone: string) => ({
  id: `id-${key}`,
  ...{ key, name, extension, phone: phone as PhoneNumber },
  ...{ email: `${key}@kaveri.example`, textsOff: false, owner: false },
})

const directory = buildDirectory({
  country: 'IN',
  users: [
    user('asha', 'Asha Nair', '201', '+919812300001'),
    user('ravi', 'Ravi Deshmukh', '202', '+919812300002'),
    user('meera', 'Meera Iyer', '203', '+919812300003'),
  ],
  departments: [{ id: 'd1', key: 'support', name: 'Support', members: ['meera'] }],
  dids: [],
  mappings: [{ source: 's1', kind: 'user', external: 'agent 7', to: 'ravi' }],
})

function talkersOf(over: Partial<CallReport>) {
  const report = { sourceCallId: 'c1', direction: 'incoming', outcome: 'connected', caller: null, ...over }
  const made = completeCall(
    callReport.parse({ endedAt: '2026-11-26T10:00:00Z', ...report }),
    Date.UTC(2026, 10, 26, 11),
  )
  if ('problem' in made) throw new Error(made.problem.message)
  const { answeredBy, answeredFirst, unknown } = findParties(made.call, directory, 's1')
  return { answeredBy, answeredFirst, unknown: unknown.map((one) => one.shown) }
}

test.each([['Ravi Deshmukh'], ['202'], ['098123 00002'], ['ravi@kaveri.example'], ['ravi'], ['Agent 7']])(
  'whom a call was passed on to last (%s) talked last where no user is told',
  (to) => {
    const transfers = [{ from: 'Asha Nair', to: 'Meera Iyer' }, { to }]
    expect(talkersOf({ transfers })).toEqual({ answeredBy: 'ravi', answeredFirst: 'asha', unknown: [] })
  },
)

test('a user who is told talked last, whatever the transfers say', () => {
  const transfers = [{ from: 'Asha Nair', to: 'Ravi Deshmukh' }]
  expect(talkersOf({ transfers, user: { name: 'Meera Iyer' } })).toEqual({
    answeredBy: 'meera',
    answeredFirst: 'asha',
    unknown: [],
  })
})

test('a queue is nobody who talked, whether the source says that it is one or not', () => {
  const rung = [{ extension: '201', result: 'answered' as const }]
  for (const kind of ['queue', undefined] as const) {
    const transfers = [{ from: '201', to: 'Support', ...(kind && { kind }) }]
    expect(talkersOf({ transfers, rung })).toEqual({ answeredBy: 'asha', answeredFirst: undefined, unknown: [] })
  }
  expect(talkersOf({ transfers: [{ to: 'Ravi Deshmukh' }, { to: 'Support', kind: 'queue' }] }).answeredBy).toBe('ravi')
})

test('one whom nobody knows is listed for mapping, and who is known to have answered stands in', () => {
  const rung = [{ extension: '201', result: 'answered' as const }]
  expect(talkersOf({ transfers: [{ from: 'Menu', to: 'Somebody' }], rung })).toEqual({
    answeredBy: 'asha',
    answeredFirst: undefined,
    unknown: ['Somebody'],
  })
  expect(talkersOf({ transfers: [{ from: 'Menu', to: 'Ravi Deshmukh' }] })).toEqual({
    answeredBy: 'ravi',
    answeredFirst: null,
    unknown: [],
  })
})

test('who answered first is named only where another talked last, and nobody is where nobody answered', () => {
  const [asha, ravi] = ['201', '202'].map((extension) => ({ extension, result: 'answered' as const }))
  expect(talkersOf({ rung: [asha!, ravi!] })).toMatchObject({ answeredBy: 'ravi', answeredFirst: 'asha' })
  expect(talkersOf({ rung: [asha!] })).toMatchObject({ answeredBy: 'asha', answeredFirst: undefined })
  expect(talkersOf({ outcome: 'missed', transfers: [{ to: 'Ravi Deshmukh' }] })).toMatchObject({
    answeredBy: null,
    answeredFirst: undefined,
  })
})
