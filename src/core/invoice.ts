/**
 * The bill of a cycle: its rental line by line, its texts as one line, its taxes. Each listed line is rounded once, and the total is their sum exactly. What the texts
 * came from (rules, templates, gateways, days) is exact and adds up to what their line was rounded from.
 */
import { invoiceLine, taxLine, totalOf } from './billing.ts'
import type { Cycle } from './billing-cycle.ts'
import { addDays, daysBetween } from './local-day.ts'
import type { LinePrices, RentalItem } from './rental.ts'

/** Texts of one day that have rule, template, gateway and fate in common. `reason`: why they are not charged, null where they are. */
export type TextSum = {
  day: string
  rule: string | null
  templateId: string
  gatewayId: string | null
  reason: string | null
  texts: number
  parts: number
  /** What they cost exactly, in 1/10,000 of the currency's unit; nothing where they are not charged. */
  amount: number
}

export type Tax = { name: string; percent: string }

/** What a cycle is billed by: the operator's price plan as it stood at its end, or stands now. */
export type PricePlan = LinePrices & { taxes: readonly Tax[] }

export type Counted = { texts: number; parts: number; amount: number }

export type Invoice = {
  rental: number
  texts: Counted
  notCharged: { texts: number; reasons: { reason: string; texts: number }[] }
  taxes: (Tax & { amount: number })[]
  total: number
}

/** `items`: the rental's lines, already rounded. */
export function invoiceOf(
  items: readonly Pick<RentalItem, 'amount'>[],
  sums: readonly TextSum[],
  plan: PricePlan,
): Invoice {
  const charged = countedOf(sums.filter(isCharged))
  const texts = { ...charged, amount: invoiceLine([charged.amount], plan.currency) }
  const rental = sum(items.map((one) => one.amount))
  return { rental, texts, notCharged: notChargedOf(sums), ...withTaxes(rental + texts.amount, plan) }
}

function withTaxes(net: number, { taxes, currency }: PricePlan): Pick<Invoice, 'taxes' | 'total'> {
  const listed = taxes.map((tax) => ({ ...tax, amount: taxLine(net, tax.percent, currency) }))
  return { taxes: listed, total: net + sum(listed.map((one) => one.amount)) }
}

const isCharged = ({ reason }: TextSum) => reason === null
const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0)

/** Together, exactly as far as numbers go. */
export function countedOf(sums: readonly TextSum[]): Counted {
  return {
    texts: sum(sums.map((one) => one.texts)),
    parts: sum(sums.map((one) => one.parts)),
    amount: totalOf(sums.map((one) => one.amount)),
  }
}

function notChargedOf(sums: readonly TextSum[]): Invoice['notCharged'] {
  const groups = Map.groupBy(
    sums.filter((one) => one.reason !== null),
    (one) => one.reason ?? '',
  )
  const reasons = [...groups]
    .map(([reason, all]) => ({ reason, texts: countedOf(all).texts }))
    .toSorted((a, b) => b.texts - a.texts || (a.reason < b.reason ? -1 : 1))
  return { texts: sum(reasons.map((one) => one.texts)), reasons }
}

/** The charged texts by what they have in common, dearest first. */
export function chargedBy<K>(sums: readonly TextSum[], keyOf: (one: TextSum) => K): (Counted & { by: K })[] {
  return [...Map.groupBy(sums.filter(isCharged), keyOf)]
    .map(([by, all]) => ({ by, ...countedOf(all) }))
    .toSorted((a, b) => b.amount - a.amount || b.texts - a.texts)
}

/** So many whole days before today say what a day to come costs in texts. */
export const forecastDays = 7

/**
 * What the cycle will have cost at its end: the rental as it stands; the texts so far, and for each day to come the mean of the last whole days (`sums` reach back
 * to them, but not before the account's first day).
 */
export function forecastOf(
  invoice: Pick<Invoice, 'rental'>,
  sums: readonly TextSum[],
  { cycle, today, firstDay, plan }: { cycle: Cycle; today: string; firstDay: string; plan: PricePlan },
): number {
  const amountFrom = (first: string, before: string) =>
    countedOf(sums.filter((one) => isCharged(one) && one.day >= first && one.day < before)).amount
  const days = Math.min(forecastDays, Math.max(0, daysBetween(firstDay, today)))
  const lately = amountFrom(addDays(today, -days), today)
  const toCome = days === 0 ? 0 : Math.round((lately * daysBetween(today, cycle.end)) / days)
  const texts = invoiceLine([amountFrom(cycle.start, addDays(cycle.end, 1)), toCome], plan.currency)
  return withTaxes(invoice.rental + texts, plan).total
}
