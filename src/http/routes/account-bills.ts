/** What every account's billing cycle came to, for whoever runs the installation. */
import { z } from 'zod'
import { money } from '../../core/billing.ts'
import { type Cycle, cycleOfMonth } from '../../core/billing-cycle.ts'
import type { Instant } from '../../core/instant.ts'
import { publicId } from '../../core/public-id.ts'
import { listAccounts } from '../../store/accounts.ts'
import { chargedUpTo } from '../../store/charges.ts'
import type { Database } from '../../store/database.ts'
import { readZonesBefore } from '../../store/zones.ts'
import { type BilledAccount, currentCycle, cyclesOf, readBill } from '../bill.ts'
import type { Api, Context } from '../context.ts'
import { idFrom, pageFrom, pageOf, pageQuery } from '../paging.ts'
import { type AccountBillView, accountBill } from '../shapes/billing.ts'

export function addAccountBills(api: Api, { db }: Context): void {
  api.get(
    '/v1/billing/accounts',
    {
      config: { permission: 'installation' },
      schema: {
        tags: ['Billing'],
        summary: 'What each account’s billing cycle came to',
        description:
          'By account, the newest first. A page leaves out accounts that had no such cycle, so it may hold fewer than were asked for, or none: go on while there is `next`.',
        querystring: z.object({
          ...pageQuery,
          month: z
            .string()
            .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
            .optional()
            .describe('The month in which the cycle begins, such as 2026-11; absent: the cycle that runs'),
        }),
        response: { 200: pageOf(accountBill) },
      },
    },
    async (request) => {
      const { limit, after, month } = request.query
      const rows = await listAccounts(db, limit + 1, { before: idFrom(after) })
      const page = pageFrom(rows, limit, { item: (one) => one, place: (one) => one.accountId })
      const ids = page.items.map((one) => one.accountId)
      const before = await readZonesBefore(db.console, ids)
      const now = Date.now()
      const items: AccountBillView[] = []
      // One after the other: a page of large accounts leaves connections to others.
      for (const one of page.items) {
        const account = { ...one, zonesBefore: before.get(one.accountId) ?? [] }
        const cycle = month === undefined ? currentCycle(account, now) : cycleOfMonth(month, cyclesOf(account))
        if (cycle.endsAt > account.createdAt && cycle.startsAt <= now) items.push(await billOf(db, account, cycle, now))
      }
      return { items, next: page.next }
    },
  )
}

async function billOf(db: Database, account: BilledAccount, cycle: Cycle, now: Instant): Promise<AccountBillView> {
  const { accountId, key, isDemo, settings } = account
  const { invoice, plan } = await readBill(db, account, cycle, now)
  const amount = (units: number) => money(units, plan.currency)
  return {
    account: { id: publicId('acct', accountId), key, name: settings.name, isDemo },
    start: cycle.start,
    end: cycle.end,
    isCurrent: cycle.endsAt > now,
    isFinal: (await chargedUpTo(db.console, accountId)) >= cycle.endsAt,
    rental: amount(invoice.rental),
    texts: { ...invoice.texts, amount: amount(invoice.texts.amount) },
    taxes: amount(invoice.total - invoice.rental - invoice.texts.amount),
    total: amount(invoice.total),
  }
}
