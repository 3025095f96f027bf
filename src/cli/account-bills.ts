/** What every account comes to, on a terminal and as CSV. */
import { formatAmount, parseAmount } from '../core/billing.ts'
import { csvLine } from '../core/csv.ts'
import type { AccountBillView } from '../http/shapes/billing.ts'
import { counted, money, type Paint, padStart, table } from './print.ts'

export function accountBillsLines(bills: readonly AccountBillView[], paint: Paint): string[] {
  if (bills.length === 0) return ['  No account had such a cycle.']
  const rows = bills.map(({ account, start, texts, total }) => [
    account.key,
    `from ${start}`,
    padStart(counted(texts.texts, 'text'), 10),
    padStart(counted(texts.parts, 'part'), 10),
    padStart(money(total), 12),
  ])
  const sums = totals(bills).map((one) => paint.bold(`  Together ${money(one)}`))
  return [...table(rows), '', ...sums]
}

/** Accounts may count in different currencies, which are not added up. */
function totals(bills: readonly AccountBillView[]): { amount: string; currency: string }[] {
  return [...Map.groupBy(bills, ({ total }) => total.currency)].map(([currency, all]) => ({
    amount: formatAmount(all.reduce((sum, { total }) => sum + (parseAmount(total.amount) ?? 0), 0)),
    currency,
  }))
}

export function accountBillsCsv(bills: readonly AccountBillView[]): string {
  const head = ['account', 'name', 'from', 'to', 'final', 'texts', 'parts', 'rental', 'text amount', 'taxes', 'total']
  return [
    csvLine([...head, 'currency']),
    ...bills.map(({ account, start, end, isFinal, texts, rental, taxes, total }) =>
      csvLine([
        ...[account.key, account.name, start, end, isFinal ? 'yes' : 'no', String(texts.texts), String(texts.parts)],
        ...[rental.amount, texts.amount.amount, taxes.amount, total.amount, total.currency],
      ]),
    ),
  ].join('')
}
