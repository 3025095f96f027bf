/** A cycle's bill put together: what is stored, judged by core, in the form in which the API and its CSV tell it. */
import { money } from '../core/billing.ts'
import { type Cycle, cycleAt, type Day, daysFrom } from '../core/billing-cycle.ts'
import { csvLine } from '../core/csv.ts'
import { formatInstant, type Instant } from '../core/instant.ts'
import {
  type Counted,
  chargedBy,
  forecastDays,
  forecastOf,
  type Invoice,
  invoiceOf,
  type PricePlan,
  type TextSum,
} from '../core/invoice.ts'
import { accountDateAt, addDays, daysBetween, type Zones, zoneAt } from '../core/local-day.ts'
import { formatPhoneNumber } from '../core/phone-number.ts'
import { type Reason, reasons } from '../core/reasons.ts'
import { type Cause, modeByDay, type RentalItem, rentalItems } from '../core/rental.ts'
import type { StoredAccount } from '../store/accounts.ts'
import { type DidLines, type DidName, readLineChanges, readPricePlan } from '../store/billing-history.ts'
import { chargedUpTo, namesOf, sumTexts } from '../store/charges.ts'
import type { Database } from '../store/database.ts'
import type { RuleNames } from './rule-names.ts'
import type { BillView } from './shapes/billing.ts'

type Item = RentalItem & { did: DidName }
type BilledDid = DidLines & { items: Item[] }

export type Bill = {
  cycle: Cycle
  zones: Zones
  plan: PricePlan
  now: Instant
  dids: BilledDid[]
  /** Of the cycle's days, and of those before it that the forecast asks for. */
  sums: TextSum[]
  invoice: Invoice
}

export type BilledAccount = StoredAccount & { zonesBefore: Zones['before'] & {} }

/** How an account's cycles are counted. */
export const cyclesOf = (account: BilledAccount) => ({ ...zonesOf(account), day: account.settings.billingDay })

const zonesOf = ({ settings: { zone }, zonesBefore: before }: BilledAccount): Zones => ({ zone, before })

/** What a cycle came to so far. */
export async function readBill(db: Database, account: BilledAccount, cycle: Cycle, now: Instant): Promise<Bill> {
  const { accountId, settings } = account
  const zones = zonesOf(account)
  const plan = await readPricePlan(db.console, accountId, cycle, settings)
  const stood = await readLineChanges(db.console, accountId, cycle)
  const dids = stood.map(({ did, changes }): BilledDid => {
    const items = rentalItems(changes, cycle, plan).map((one) => ({ ...one, did }))
    return { did, changes, items }
  })
  const sums = await sumTexts(db.console, accountId, daysToSum(cycle, zones, now))
  const invoice = invoiceOf(
    dids.flatMap((one) => one.items),
    sums.filter((one) => one.day >= cycle.start),
    plan,
  )
  return { cycle, zones, plan, now, dids: dids.filter((one) => one.items.length > 0), sums, invoice }
}

/** Its days so far. A current cycle is also told what is to come, by the days before today. */
function daysToSum(cycle: Cycle, zones: Zones, now: Instant): Day[] {
  const today = accountDateAt(zones, now)
  if (cycle.endsAt <= now) return daysFrom(cycle.start, cycle.end, zones)
  const lately = addDays(today, -forecastDays)
  return daysFrom(lately < cycle.start ? lately : cycle.start, today, zones)
}

export async function billView(
  { db, ruleNames }: { db: Database; ruleNames: RuleNames },
  account: StoredAccount,
  bill: Bill,
): Promise<BillView> {
  const { cycle, zones, plan, now, invoice, dids } = bill
  const amount = (units: number) => money(units, plan.currency)
  const isCurrent = now >= cycle.startsAt && now < cycle.endsAt
  const today = accountDateAt(zones, now)
  const days = daysFrom(cycle.start, cycle.end, zones)
  return {
    start: cycle.start,
    end: cycle.end,
    day: isCurrent ? daysBetween(cycle.start, today) + 1 : null,
    days: cycle.days,
    zone: zoneAt(zones, cycle.endsAt - 1),
    isCurrent,
    isFinal: (await chargedUpTo(db.console, account.accountId)) >= cycle.endsAt,
    rental: {
      amount: amount(invoice.rental),
      items: dids.flatMap(({ items }) =>
        items.map(({ did, mode, lines, price, amount: units, since, until }) => ({
          ...{ did: didView(did), mode, lines, price: amount(price), amount: amount(units) },
          ...(since && { since: causeView(since) }),
          ...(until && { until: causeView(until) }),
        })),
      ),
    },
    texts: { ...countedView(invoice.texts, plan), ...(await textsBy({ db, ruleNames }, account, bill)) },
    notCharged: {
      texts: invoice.notCharged.texts,
      reasons: invoice.notCharged.reasons.map((one) => ({ ...one, words: wordsOf(one.reason) })),
    },
    taxes: invoice.taxes.map((one) => ({ ...one, amount: amount(one.amount) })),
    total: amount(invoice.total),
    forecast: isCurrent ? amount(forecast(account, bill, today)) : null,
    lines: dids.map(({ did, changes, items }) => ({
      did: didView(did),
      lines: changes.at(-1)?.lines ?? 0,
      days: modeByDay(changes, days, now),
      amount: amount(items.reduce((sum, one) => sum + one.amount, 0)),
    })),
  }
}

function forecast({ createdAt }: StoredAccount, { cycle, zones, plan, sums, invoice }: Bill, today: string): number {
  return forecastOf(invoice, sums, { cycle, today, firstDay: accountDateAt(zones, createdAt), plan })
}

const countedView = ({ texts, parts, amount }: Counted, { currency }: PricePlan) => ({
  texts,
  parts,
  amount: money(amount, currency),
})

/** What the cycle's charged texts have in common. */
async function textsBy(
  { db, ruleNames }: { db: Database; ruleNames: RuleNames },
  { accountId, ruleSetNumber }: StoredAccount,
  { cycle, sums, plan }: Bill,
) {
  const ofCycle = sums.filter((one) => one.day >= cycle.start)
  const { templates, gateways } = await namesOf(db.console, accountId, ofCycle)
  const rules = new Map((await ruleNames.of(accountId, ruleSetNumber)).map(({ key, name }) => [key, name]))
  const by = <K, V>(keyOf: (one: TextSum) => K, view: (by: K) => V) =>
    chargedBy(ofCycle, keyOf).map(({ by: one, ...counted }) => ({ ...view(one), ...countedView(counted, plan) }))
  return {
    byRule: by(
      (one) => one.rule,
      (rule) => ({ rule, name: rule === null ? 'Tests and confirmations' : (rules.get(rule) ?? rule) }),
    ),
    byTemplate: by(
      (one) => one.templateId,
      (id) => ({ template: templates.get(id)?.key ?? id, name: templates.get(id)?.name ?? id }),
    ),
    byGateway: by(
      (one) => one.gatewayId,
      (id) => ({
        gateway: (id && gateways.get(id)?.key) ?? id,
        name: id === null ? 'Not given to a gateway yet' : (gateways.get(id)?.name ?? id),
      }),
    ),
    byDay: by(
      (one) => one.day,
      (day) => ({ day }),
    ).toSorted((a, b) => (a.day < b.day ? -1 : 1)),
  }
}

export const didView = (did: DidName) => ({ ...did, numberShown: formatPhoneNumber(did.number) })

const causeView = ({ at, ruleSet, what }: Cause) => ({ at: formatInstant(at), ruleSet, what })

/** A text that ended without a reason says by its state what it is. */
const wordsOf = (reason: string): string => reasons[reason as Reason]?.[0] ?? reason

/** The listed lines of a bill, one a row. */
export function billCsv({ cycle, plan, dids, invoice }: Bill): string {
  const row = (what: string, cells: { did?: DidName; mode?: string; count?: number; price?: number; amount: number }) =>
    csvLine([
      ...[cycle.start, cycle.end, what, cells.did?.name ?? '', cells.did?.number ?? '', cells.mode ?? ''],
      ...[cells.count === undefined ? '' : String(cells.count), cells.price === undefined ? '' : units(cells.price)],
      ...[units(cells.amount), plan.currency],
    ])
  const units = (amount: number) => money(amount, plan.currency).amount
  return [
    csvLine(['from', 'to', 'what', 'name', 'number', 'mode', 'count', 'price', 'amount', 'currency']),
    ...dids.flatMap(({ items }) =>
      items.map(({ did, mode, lines, price, amount }) =>
        row('line rental', { did, mode, count: lines, price, amount }),
      ),
    ),
    row('text parts', { count: invoice.texts.parts, amount: invoice.texts.amount }),
    ...invoice.taxes.map(({ name, percent, amount }) => row(`${name} ${percent} %`, { amount })),
  ].join('')
}

/** The cycle that contains this moment. */
export const currentCycle = (account: BilledAccount, now: Instant): Cycle => cycleAt(now, cyclesOf(account))
