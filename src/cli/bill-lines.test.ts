import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BillView } from '../http/shapes/billing.ts'
import { billLines } from './bill-lines.ts'
import { paintFor, width } from './print.ts'

const rupees = (amount: string) => ({ amount, currency: 'INR' })
const did = (name: string) => ({ key: name, name, number: '+918041234567', numberShown: '+91 80 4123 4567' })
const since = { at: '2026-11-12T04:45:00.000Z', ruleSet: 4, what: 'rules saved' }

const bill: BillView = {
  ...{
    start: '2026-11-05',
    end: '2026-12-04',
    day: 19,
    days: 30,
    zone: 'Asia/Kolkata',
    isCurrent: true,
    isFinal: false,
  },
  rental: {
    amount: rupees('1400.0000'),
    items: [
      {
        did: did('Toll-free'),
        ...{ mode: 'two_way', lines: 2, price: rupees('400.0000'), amount: rupees('800.0000') },
        since,
      },
      { did: did('Main number'), mode: 'one_way', lines: 3, price: rupees('200.0000'), amount: rupees('600.0000') },
    ],
  },
  texts: {
    ...{ texts: 2_000, parts: 2_914, amount: rupees('874.2000') },
    byRule: [{ rule: 'missed', name: 'Any missed call', texts: 2_000, parts: 2_914, amount: rupees('874.2000') }],
    ...{ byTemplate: [], byGateway: [], byDay: [] },
  },
  notCharged: {
    texts: 11,
    reasons: [{ reason: 'dlt_refused', words: 'The mobile operator’s DLT check refused the text.', texts: 11 }],
  },
  taxes: [
    { name: 'CGST', percent: '9', amount: rupees('204.6800') },
    { name: 'SGST', percent: '9', amount: rupees('204.6800') },
  ],
  ...{ total: rupees('2683.5600'), forecast: rupees('3315.8000'), lines: [] },
}

test('a bill has its figures at the right edge and what they come from below', () => {
  expect(billLines(bill, paintFor(1)).join('\n')).toBe(
    `
  5 November to 4 December 2026, day 19 of 30

  Rental, 5 lines                                                      ₹1,400.00
    Toll-free, 2 lines two-way × ₹400.00                     ₹800.00
      since Thu 12 Nov 2026 10:15:00 IST: rules saved
    Main number, 3 lines one-way × ₹200.00                   ₹600.00
  Texts, 2,914 parts                                                     ₹874.20
    by Any missed call, 2,914 parts                          ₹874.20
  Not charged, 11 texts
    11 texts: The mobile operator’s DLT check refused the text.
  CGST 9 %                                                               ₹204.68
  SGST 9 %                                                               ₹204.68
  Total so far                                                         ₹2,683.56
  Forecast for 4 December                                              ₹3,315.80
`.slice(1, -1),
  )
})

test('a past bill has no forecast, and says when some of its texts may still change', () => {
  const past = { ...bill, day: null, isCurrent: false, forecast: null }
  const last = (isFinal: boolean) => billLines({ ...past, isFinal }, paintFor(1)).at(-1)
  expect(last(true)).toBe(`  Total${' '.repeat(64)}₹2,683.56`)
  expect(last(false)).toBe('  Some of its texts may still change: what they cost is settled in some days.')
})

test('no line is wider than the page, painted or not, whatever things are called', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 90 }), fc.boolean(), (name, isPainted) => {
      const [first] = bill.rental.items
      const named: BillView = {
        ...bill,
        rental: { ...bill.rental, items: [{ ...first!, did: did(name), until: { ...since, what: name } }] },
        texts: { ...bill.texts, byRule: [{ ...bill.texts.byRule[0]!, name }] },
        notCharged: { texts: 1, reasons: [{ reason: 'x', words: name, texts: 1 }] },
        taxes: [{ name, percent: '9', amount: rupees('1.0000') }],
      }
      for (const line of billLines(named, paintFor(isPainted ? 24 : 1)))
        expect(width(stripVTControlCharacters(line))).toBeLessThanOrEqual(80)
    }),
  )
})
