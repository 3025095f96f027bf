import { describe, expect, test } from 'vitest'
import { createHistogram, note, quantile } from '../../pipeline/histogram.ts'
import { exposition } from './exposition.ts'
import { everythingElse, gatewayLabels } from './gateway-labels.ts'

describe('the text for Prometheus', () => {
  test('escapes what a label or a help text may hold', () => {
    const text = exposition([
      {
        name: 'a_total',
        type: 'counter',
        help: 'one\ntwo \\ three',
        samples: [{ labels: { kind: 'say "no"\\\n' }, value: 3 }],
      },
    ])
    expect(text).toBe(
      '# HELP a_total one\\ntwo \\\\ three\n# TYPE a_total counter\na_total{kind="say \\"no\\"\\\\\\n"} 3\n',
    )
  })

  test('writes a histogram with buckets that add up to its count', () => {
    const histogram = createHistogram([0.1, 1])
    for (const seconds of [0.05, 0.1, 0.5, 7]) note(histogram, seconds)
    expect(
      exposition([{ name: 'h', type: 'histogram', help: 'h', samples: [{ labels: {}, histogram }] }]).split('\n'),
    ).toEqual([
      '# HELP h h',
      '# TYPE h histogram',
      'h_bucket{le="0.1"} 2',
      'h_bucket{le="1"} 3',
      'h_bucket{le="+Inf"} 4',
      'h_sum 7.65',
      'h_count 4',
      '',
    ])
  })

  test('reads percentiles of a histogram within their bucket, and none of an empty one', () => {
    const histogram = createHistogram()
    expect(quantile(histogram, 0.5)).toBeUndefined()
    for (let n = 1; n <= 1000; n++) note(histogram, n / 1000)
    expect(quantile(histogram, 0.5)).toBeCloseTo(0.5, 1)
    expect(quantile(histogram, 0.99)).toBeGreaterThan(0.9)
    expect(quantile(histogram, 0.99)).toBeLessThanOrEqual(1)
  })
})

describe('gateways in metrics', () => {
  const gateway = (n: number, key: string, ownerAccountId: string | null = 'a') => ({
    gatewayId: `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    key,
    ownerAccountId,
  })

  test('are called by their keys, and told apart where two accounts chose the same', () => {
    const mine = gateway(1, 'kannel')
    const theirs = gateway(2, 'kannel', 'b')
    const shared = gateway(3, 'kannel', null)
    const label = gatewayLabels([mine, theirs, shared])
    expect([shared, mine, theirs].map((one) => label(one.gatewayId))).toEqual([
      'kannel',
      'kannel-000001',
      'kannel-000002',
    ])
  })

  test('are at most a hundred; the rest count together', () => {
    const many = Array.from({ length: 250 }, (_, n) => gateway(n, `gateway-${n}`))
    const label = gatewayLabels(many)
    const labels = many.map((one) => label(one.gatewayId))
    expect(new Set(labels).size).toBe(101)
    expect(labels.filter((one) => one === everythingElse)).toHaveLength(150)
  })
})
