import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stepsPerPowerOfTen, withinMs } from './waits.ts'

const stepOf = (ms: number) => Math.floor(stepsPerPowerOfTen * Math.log10(Math.max(1, ms)))

test('is within a twentieth of what the times themselves say, however they are cut into days', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer({ min: 1, max: 86_400_000 }), { maxLength: 40 }), { minLength: 1, maxLength: 5 }),
      fc.constantFrom(0.5, 0.9, 1),
      (days, share) => {
        const times = days.flat().toSorted((a, b) => a - b)
        const found = withinMs(
          days.flatMap((day) => day.map((ms) => ({ step: stepOf(ms), texts: 1 }))),
          share,
        )
        if (times.length === 0) {
          expect(found).toBeUndefined()
          return
        }
        const exact = times[Math.ceil(share * times.length) - 1] ?? 0
        expect(found).toBeGreaterThanOrEqual(exact / 1.05)
        expect(found).toBeLessThanOrEqual(exact * 1.05)
      },
    ),
  )
})

test('takes the first step in which the share is reached', () => {
  const waits = [
    { step: 150, texts: 1 },
    { step: 50, texts: 1 },
    { step: 50, texts: 1 },
  ]
  expect(withinMs(waits, 0.5)).toBeLessThan(11)
  expect(withinMs(waits, 0.9)).toBeGreaterThan(1000)
})
