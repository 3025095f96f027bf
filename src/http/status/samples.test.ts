import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAcceptCounts } from '../../pipeline/accept-counts.ts'
import { createHistogram } from '../../pipeline/histogram.ts'
import { type Sampled, takeSamples } from './samples.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what was turned away or not kept is told of the last minute, however much it was since the start', () => {
  const counts = createAcceptCounts()
  const refusals = { not_ready: 0, full: 0, waited: 0, slow: 0, account: 0 }
  const read = () =>
    ({
      calls: { waiting: 0, counts },
      sender: { gateways: [], started: createHistogram() },
      admission: { refusals },
    }) as unknown as Sampled
  const samples = takeSamples(read)
  const lost = () => {
    const { turnedAway, notKept } = samples.since(read(), 60_000)
    return { turnedAway, notKept }
  }
  vi.advanceTimersByTime(90_000)
  Object.assign(refusals, { full: 5, account: 2 })
  counts.notKept = 3
  vi.advanceTimersByTime(30_000)
  expect(lost()).toEqual({ turnedAway: 7, notKept: 3 })
  vi.advanceTimersByTime(90_000)
  expect(lost()).toEqual({ turnedAway: 0, notKept: 0 })
  refusals.slow += 1
  expect(lost()).toEqual({ turnedAway: 1, notKept: 0 })
  samples.stop()
})
