import { expect, it } from 'vitest'
import { runsOf } from './runs.ts'

it('says days of one mode once, and what is to come apart', () => {
  expect(
    runsOf([
      { day: '2026-11-05', mode: 'off' },
      { day: '2026-11-06', mode: 'one_way' },
      { day: '2026-11-07', mode: 'one_way' },
      { day: '2026-11-08', mode: 'two_way' },
      { day: '2026-11-09', mode: 'two_way', isToCome: true },
      { day: '2026-11-10', mode: 'two_way', isToCome: true },
    ]),
  ).toEqual([
    { mode: 'off', from: '2026-11-05', to: '2026-11-05', isToCome: false },
    { mode: 'one_way', from: '2026-11-06', to: '2026-11-07', isToCome: false },
    { mode: 'two_way', from: '2026-11-08', to: '2026-11-08', isToCome: false },
    { mode: 'two_way', from: '2026-11-09', to: '2026-11-10', isToCome: true },
  ])
})
