import fc from 'fast-check'
import { expect, test } from 'vitest'
import { invoiceLine } from './billing.ts'
import { cycleAt } from './billing-cycle.ts'
import { chargedBy, forecastOf, invoiceOf, type PricePlan, type TextSum } from './invoice.ts'

const gst = [
  { name: 'CGST', percent: '9' },
  { name: 'SGST', percent: '9.00' },
]
const plan: PricePlan = { currency: 'INR', oneWay: 2_000_000, twoWay: 4_000_000, taxes: gst }
const sum = (over: Partial<TextSum> = {}): TextSum => ({
  day: '2026-11-10',
  rule: 'missed',
  templateId: 'sorry',
  gatewayId: 'smsc',
  reason: null,
  texts: 1,
  parts: 1,
  amount: 3000,
  ...over,
})

test('the bill of the picture: five lines, 2,914 parts, two taxes', () => {
  const items = [{ amount: 8_000_000 }, { amount: 6_000_000 }]
  const sums = [
    sum({ texts: 2_000, parts: 2_914, amount: 8_742_000 }),
    sum({ reason: 'dlt_refused', texts: 11, parts: 11, amount: 0 }),
  ]
  expect(invoiceOf(items, sums, plan)).toEqual({
    rental: 14_000_000,
    texts: { texts: 2_000, parts: 2_914, amount: 8_742_000 },
    notCharged: { texts: 11, reasons: [{ reason: 'dlt_refused', texts: 11 }] },
    taxes: [
      { name: 'CGST', percent: '9', amount: 2_046_800 },
      { name: 'SGST', percent: '9.00', amount: 2_046_800 },
    ],
    total: 26_835_600,
  })
})

test('nothing comes to nothing', () => {
  expect(invoiceOf([], [], { ...plan, taxes: [] })).toMatchObject({ rental: 0, total: 0, notCharged: { texts: 0 } })
})

test('the total is the sum of the listed lines, each in whole paise, whatever prices and taxes there are', () => {
  const units = fc.integer({ min: 0, max: 5_000_000 })
  const percent = fc.integer({ min: 0, max: 400_000 }).map((rate) => (rate / 10_000).toFixed(4))
  const taxes = fc.array(
    percent.map((one) => ({ name: 'tax', percent: one })),
    { maxLength: 4 },
  )
  fc.assert(
    fc.property(fc.array(units), fc.array(units), taxes, (rentals, texts, some) => {
      const items = rentals.map((one) => ({ amount: invoiceLine([one], 'INR') }))
      const sums = texts.map((amount, n) => sum({ amount, rule: `rule-${n % 3}`, day: `2026-11-1${n % 10}` }))
      const bill = invoiceOf(items, sums, { ...plan, taxes: some })
      const listed = [...items.map((one) => one.amount), bill.texts.amount, ...bill.taxes.map((one) => one.amount)]
      expect(bill.total).toBe(listed.reduce((total, one) => total + one, 0))
      for (const one of listed) expect(one % 100).toBe(0)
      for (const { percent: rate, amount } of bill.taxes)
        expect(Math.abs(amount - ((bill.rental + bill.texts.amount) * Number(rate)) / 100)).toBeLessThanOrEqual(50.001)
      // What the texts came from adds up exactly to what their line was rounded from.
      for (const by of [chargedBy(sums, (one) => one.rule), chargedBy(sums, (one) => one.day)])
        expect(
          invoiceLine(
            by.map((one) => one.amount),
            'INR',
          ),
        ).toBe(bill.texts.amount)
    }),
  )
})

test('a tax is rounded half up, and counts more than a number can', () => {
  const tax = (amount: number, percent: string) =>
    invoiceOf([{ amount }], [], { ...plan, taxes: [{ name: 'tax', percent }] }).taxes[0]?.amount
  expect(tax(10_000, '0.5')).toBe(100)
  expect(tax(9_900, '0.5')).toBe(0)
  expect(tax(9_000_000_000_000, '18.0000')).toBe(1_620_000_000_000)
})

test('the forecast takes the rental as it stands, and for each day to come the mean of the last seven', () => {
  const cycle = cycleAt(Date.parse('2026-11-10T12:00:00Z'), { zone: 'UTC', day: 5 })
  const untaxed = { ...plan, taxes: [] }
  const sums = [
    sum({ day: '2026-11-03', amount: 70_000 }),
    sum({ day: '2026-11-09', amount: 70_000 }),
    sum({ day: '2026-11-10', amount: 5_000 }),
    sum({ day: '2026-11-02', amount: 999_999 }),
  ]
  const ask = { cycle, today: '2026-11-10', firstDay: '2026-01-01', plan: untaxed }
  // In the cycle so far 75,000; two of the last seven days came to 140,000, so 20,000 for each of the 24 days to come.
  expect(forecastOf({ rental: 1_000_000 }, sums, ask)).toBe(1_000_000 + 75_000 + 24 * 20_000)
  // An account that is two days old has no seven.
  expect(forecastOf({ rental: 0 }, sums.slice(1, 3), { ...ask, firstDay: '2026-11-08' })).toBe(75_000 + 24 * 35_000)
  expect(forecastOf({ rental: 0 }, [], { ...ask, firstDay: '2026-11-10' })).toBe(0)
})
