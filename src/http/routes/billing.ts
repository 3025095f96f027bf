/** What billing cycles cost, line by line, and what a change would cost. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { money } from '../../core/billing.ts'
import { type Cycle, cycleFrom, cyclesBack } from '../../core/billing-cycle.ts'
import { utf8Mark } from '../../core/csv.ts'
import type { Instant } from '../../core/instant.ts'
import { modesOf } from '../../core/line-mode.ts'
import { lineRental, rentalOf } from '../../core/rental.ts'
import type { AccountDocument } from '../../store/account-document.ts'
import { readAccount } from '../../store/accounts.ts'
import { type DidLines, pricePlanOf, readLineChanges } from '../../store/billing-history.ts'
import { readConfiguration } from '../../store/configuration.ts'
import { readZonesBefore } from '../../store/zones.ts'
import { type BilledAccount, billCsv, billView, currentCycle, cyclesOf, didView, readBill } from '../bill.ts'
import type { Api, Context } from '../context.ts'
import { csvFile, sendCsvFile } from '../csv-files.ts'
import { pageFrom, pageOf, pageQuery, placeFrom } from '../paging.ts'
import { notFound, problem } from '../problems.ts'
import { bill, billingCycle, whatIf, whatIfAsk } from '../shapes/billing.ts'
import { accountOf } from '../who.ts'
import { draftOf } from './rule-drafts.ts'

const tag = 'Billing'
const config = { permission: 'configuration:read' } as const
const params = z.object({ start: z.string().max(20).describe('The first day of the cycle, or `current`') })

export function addBilling(api: Api, context: Context): void {
  addCycles(api, context)
  addBill(api, context)
  addWhatIf(api, context)
}

async function accountAsked({ db }: Context, request: FastifyRequest): Promise<BilledAccount> {
  const accountId = accountOf(request)
  const account = await readAccount(db.console, accountId)
  if (!account) throw notFound('account')
  const before = await readZonesBefore(db.console, [accountId])
  return { ...account, zonesBefore: before.get(accountId) ?? [] }
}

function addCycles(api: Api, context: Context): void {
  api.get(
    '/v1/billing/cycles',
    {
      config,
      schema: {
        tags: [tag],
        summary: 'Billing cycles and what each came to',
        description: 'From the account’s first on. Amounts of a cycle that has not ended are what it comes to so far.',
        querystring: z.object(pageQuery),
        response: { 200: pageOf(billingCycle) },
      },
    },
    async (request) => {
      const { limit, after } = request.query
      const account = await accountAsked(context, request)
      const before = placeFrom(after, /^\d{4}-\d{2}-\d{2}$/)
      const now = Date.now()
      const all = [...cyclesBack(now, account.createdAt, cyclesOf(account))]
      const wanted = all.filter((one) => before === undefined || one.start < before)
      const page = pageFrom(wanted, limit, { item: (one) => one, place: (one) => one.start })
      const items: z.input<typeof billingCycle>[] = []
      for (const cycle of page.items) {
        const { invoice, plan } = await readBill(context.db, account, cycle, now)
        const { start, end, endsAt } = cycle
        items.push({ start, end, isCurrent: endsAt > now, total: money(invoice.total, plan.currency) })
      }
      return { items, next: page.next }
    },
  )
}

function addBill(api: Api, context: Context): void {
  const { db } = context
  api.get(
    '/v1/billing/cycles/:start',
    {
      config,
      schema: {
        tags: [tag],
        summary: 'What a billing cycle costs, and what every figure comes from',
        description:
          'A line that was there at any moment of the cycle costs its rental once in full, by the highest mode it had. A text belongs to the day on which its call was taken in.',
        params,
        response: { 200: bill },
      },
    },
    async (request) => {
      const account = await accountAsked(context, request)
      const now = Date.now()
      const found = await readBill(db, account, cycleAsked(account, request.params.start, now), now)
      return await billView(context, account, found)
    },
  )
  api.get(
    '/v1/billing/cycles/:start/lines.csv',
    {
      config,
      schema: {
        tags: [tag],
        summary: 'The listed lines of a billing cycle as CSV',
        params,
        response: { 200: csvFile },
      },
    },
    async (request, reply) => {
      const account = await accountAsked(context, request)
      const now = Date.now()
      const found = await readBill(db, account, cycleAsked(account, request.params.start, now), now)
      return sendCsvFile(reply, `bill-${found.cycle.start}`, utf8Mark + billCsv(found))
    },
  )
}

function cycleAsked(account: BilledAccount, start: string, now: Instant): Cycle {
  if (start === 'current') return currentCycle(account, now)
  const cycle = z.iso.date().safeParse(start).success ? cycleFrom(start, cyclesOf(account)) : undefined
  if (!cycle || cycle.endsAt <= account.createdAt || cycle.startsAt > now)
    throw notFound(`billing cycle that begins on "${start}"`)
  return cycle
}

function addWhatIf(api: Api, context: Context): void {
  api.post(
    '/v1/billing/what-if',
    {
      config,
      schema: {
        tags: [tag],
        summary: 'What the rental would be after a change',
        description: 'Writes nothing. Rental alone, without texts and taxes.',
        body: whatIfAsk,
        response: { 200: whatIf },
      },
    },
    async (request) => {
      const accountId = accountOf(request)
      const account = await accountAsked(context, request)
      const document = await readConfiguration(context.store, accountId)
      if (!document) throw notFound('account')
      const now = Date.now()
      const cycle = currentCycle(account, now)
      const stood = await readLineChanges(context.db.console, accountId, cycle)
      return whatIfView({ document, wanted: wantedOf(context, document, request.body), stood, cycle, now })
    },
  )
}

type Ask = z.infer<typeof whatIfAsk>
type Wanted = { smsOn: boolean; rules: AccountDocument['rules']; lines: ReadonlyMap<string, number> }

/** The account as it would be. Throws what saving it would be refused for. */
function wantedOf(context: Context, document: AccountDocument, { rules, lines = [], accountOn }: Ask): Wanted {
  const known = new Set(document.dids.map((one) => one.key))
  const errors = lines.flatMap(({ did }, at) =>
    known.has(did) ? [] : [{ path: `lines[${at}].did`, code: 'not_found', message: `there is no DID "${did}"` }],
  )
  if (errors.length > 0) throw problem('invalid', { errors })
  return {
    smsOn: accountOn ?? document.account.smsOn,
    rules: rules === undefined ? document.rules : draftOf(context, document, rules).rules,
    lines: new Map(lines.map((one) => [one.did, one.lines])),
  }
}

type Compared = { document: AccountDocument; wanted: Wanted; stood: DidLines[]; cycle: Cycle; now: Instant }

function whatIfView({ document, wanted, stood, cycle, now }: Compared): z.input<typeof whatIf> {
  const { account } = document
  const plan = pricePlanOf(account)
  const amount = (units: number) => money(units, plan.currency)
  const changesOf = new Map(stood.map(({ did, changes }) => [did.key, changes]))
  const modes = { before: modesOf({ smsOn: account.smsOn, rules: document.rules }), after: modesOf(wanted) }
  const dids = document.dids.map(({ key, name, number, lines: linesBefore }) => {
    const lines = wanted.lines.get(key) ?? linesBefore
    const [before, after] = [modes.before(key), modes.after(key)]
    const changes = changesOf.get(key) ?? []
    const isChanged = lines !== linesBefore || (before !== after && lines > 0)
    const changed = isChanged ? [...changes, { at: now, lines, mode: after, ruleSet: 0, what: '' }] : changes
    return {
      ...{ did: { key, name, number }, before, after, lines, isChanged },
      more: rentalOf(changed, cycle, plan) - rentalOf(changes, cycle, plan),
      next: { before: lineRental(linesBefore, before, plan), after: lineRental(lines, after, plan) },
    }
  })
  const sum = (of: (one: (typeof dids)[number]) => number) => dids.reduce((total, one) => total + of(one), 0)
  const compared = (before: number, more: number) => ({
    rental: amount(before + more),
    before: amount(before),
    more: amount(more),
  })
  // What a DID that is retired had in this cycle is paid all the same.
  const thisCycle = stood.reduce((total, { changes }) => total + rentalOf(changes, cycle, plan), 0)
  return {
    thisCycle: compared(
      thisCycle,
      sum((one) => one.more),
    ),
    nextCycle: compared(
      sum((one) => one.next.before),
      sum((one) => one.next.after - one.next.before),
    ),
    dids: dids
      .filter((one) => one.isChanged)
      .map(({ did, before, after, lines, more }) => ({ did: didView(did), before, after, lines, more: amount(more) })),
  }
}
