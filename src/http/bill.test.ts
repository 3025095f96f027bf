import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { cycleFrom } from '../core/billing-cycle.ts'
import { invoiceOf, type PricePlan, type TextSum } from '../core/invoice.ts'
import { rentalItems } from '../core/rental.ts'
import { type Bill, billCsv } from './bill.ts'

const docs = readFileSync(new URL('../../docs/operating/billing.md', import.meta.url), 'utf8')
const by = { zone: 'Asia/Kolkata', day: 5 }
const cycle = cycleFrom('2026-11-05', by)!
const plan: PricePlan = {
  currency: 'INR',
  oneWay: 2_000_000,
  twoWay: 4_000_000,
  taxes: [
    { name: 'CGST', percent: '9' },
    { name: 'SGST', percent: '9' },
  ],
}
const at = (text: string) => Date.parse(`${text}+05:30`)
const change = (time: string, lines: number, mode: 'one_way' | 'two_way') => ({
  ...{ at: at(time), lines, mode, ruleSet: 4, what: 'rules saved' },
})
const stories = [
  {
    did: { key: 'main', name: 'Main number', number: '+918047182200' },
    changes: [change('2026-09-01T00:00:00', 3, 'one_way')],
  },
  {
    did: { key: 'toll-free', name: 'Toll-free', number: '+9118005720199' },
    changes: [change('2026-09-01T00:00:00', 2, 'one_way'), change('2026-11-12T10:15:00', 2, 'two_way')],
  },
]
const sum = (over: Partial<TextSum>): TextSum => ({
  ...{
    day: '2026-11-20',
    rule: 'missed',
    templateId: 't',
    gatewayId: 'g',
    reason: null,
    texts: 1,
    parts: 1,
    amount: 0,
  },
  ...over,
})
const sums = [sum({ parts: 2_914, amount: 2_914 * 3_000 }), sum({ reason: 'dlt_refused', texts: 11 })]

function billOf(dids: typeof stories): Bill {
  const billed = dids.map(({ did, changes }) => ({
    ...{ did, changes },
    items: rentalItems(changes, cycle, plan).map((one) => ({ ...one, did })),
  }))
  const items = billed.flatMap((one) => one.items)
  return { cycle, zones: by, plan, now: cycle.endsAt, dids: billed, sums, invoice: invoiceOf(items, sums, plan) }
}

it('the example of the handbook is what comes out', () => {
  const [, example = ''] = /```csv\n([^`]+)```/.exec(docs) ?? []
  const bill = billOf(stories)
  expect(billCsv(bill).replaceAll('\r\n', '\n')).toBe(example)
  expect(bill.invoice.total).toBe(26_835_600)
  expect(docs).toContain('2,683.56')
})

it('names that a spreadsheet would run are made harmless', () => {
  const [first] = stories
  const csv = billCsv(billOf([{ ...first!, did: { ...first!.did, name: '=1+1' } }]))
  expect(csv).toContain(",'=1+1,")
})
