/**
 * Days that are over for good: what their texts came to is written down once, so that a bill outlives its texts and a month of millions is read from a few rows.
 * Accounts have their turns, and an account its days in their order, each in one transaction.
 */
import type { Day } from '../core/billing-cycle.ts'
import { giveUpAfterMs } from '../core/delivery.ts'
import type { Instant } from '../core/instant.ts'
import { countedOf, type TextSum } from '../core/invoice.ts'
import { accountDateAt, addDays, startOfAccountDate, type Zones } from '../core/local-day.ts'
import { sumOf } from './charges.ts'
import { type Database, mayBeOfOne, type Runner } from './database.ts'
import { atMostExact, priceSum } from './price-sum.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'
import { idAt, lowestId, timeOf } from './uuid.ts'
import { readZonesBefore } from './zones.ts'

/** A text that a person has to settle holds its day open, and with it the bill, but not for ever. */
const heldOpenMs = 14 * 86_400_000
/** So many days of one account in one turn: others wait for theirs. */
const daysATurn = 40
/** A turn takes no longer than this, unless one day alone does. */
const turnMs = 5_000

const pageOfAccounts = statement(
  'accounts_to_freeze',
  { account_id: 'uuid', zone: 'text', before_id: 'uuid?' },
  `select a.account_id, a.zone, f.before_id from account a left join charged_up_to f on f.account_id = a.account_id
   where a.account_id > $1 order by a.account_id limit 100`,
  { acrossAccounts: 'every account in its turn' },
)

/** Freezes the days that are over for good by `now`, the database's time. Answers how many. An account whose days cannot be is logged, and stops no other. */
export async function freezeDays(
  db: Database,
  now: Instant,
  isStopping: () => boolean = () => false,
  log: { warn(fields: object, words: string): void } = { warn: () => undefined },
): Promise<number> {
  let frozen = 0
  for (let after = lowestId; !isStopping(); ) {
    const accounts = await db.console.run(pageOfAccounts, [after])
    const zonesBefore = await readZonesBefore(
      db.console,
      accounts.map((one) => one.account_id),
    )
    for (const { account_id: accountId, zone, before_id: beforeId } of accounts) {
      if (isStopping()) return frozen
      const of = { accountId, zones: { zone, before: zonesBefore.get(accountId) ?? [] }, now }
      try {
        if (timeOf(beforeId ?? lowestId) < overBefore(of)) frozen += await freezeSome(db, of)
      } catch (error) {
        if (!mayBeOfOne(error)) throw error
        log.warn({ accountId, err: String(error) }, 'the days of an account could not be charged for good')
      }
    }
    const last = accounts.at(-1)
    if (!last) return frozen
    after = last.account_id
  }
  return frozen
}

/** The end of the last day of which nothing is expected any more, unless something waits for a person. */
const overBefore = ({ zones, now }: Of): Instant => startOfAccountDate(zones, accountDateAt(zones, now - giveUpAfterMs))

type Of = { accountId: string; zones: Zones; now: Instant }

async function freezeSome(db: Database, of: Of): Promise<number> {
  const startedAt = performance.now()
  for (let days = 0; ; days++) {
    if (days === daysATurn || performance.now() > startedAt + turnMs) return days
    if (!(await db.transaction('console', (tx) => freezeOne(tx, of)))) return days
  }
}

const open = statement(
  'open_charges',
  {},
  `insert into charged_up_to (account_id, before_id) values ($1, '${lowestId}') on conflict (account_id) do nothing`,
)
// Two nodes that freeze the same day: the second waits here, and finds it done.
const lock = statement(
  'lock_charges',
  { before_id: 'uuid' },
  'select before_id from charged_up_to where account_id = $1 for update',
)
const nextText = statement(
  'next_text_to_charge',
  { id: 'uuid' },
  'select id from message where account_id = $1 and id >= $2 and id < $3 order by id limit 1',
)
const anyOpen = statement(
  'open_text_within',
  { id: 'uuid' },
  `select id from message where account_id = $1 and id >= $2 and id < $3 and state in ('queued', 'sending', 'sent', 'unconfirmed') limit 1`,
)
const sumDay = statement(
  'sum_day',
  {
    rule: 'text?',
    template_id: 'uuid',
    gateway_id: 'uuid?',
    state: 'text',
    reason: 'text?',
    texts: 'bigint',
    parts: 'bigint',
    amount: 'bigint',
  },
  `select rule, template_id, gateway_id, state, reason, count(*) as texts, sum(parts)::bigint as parts, ${priceSum('price')} as amount
   from message where account_id = $1 and id >= $2 and id < $3 group by rule, template_id, gateway_id, state, reason`,
)
// A day is there already where the account's zone was changed in the middle of it: the rest of it is added.
const writeDay = statement(
  'write_charge_day',
  {},
  `insert into charge_day as c (account_id, day, rule, template_id, gateway_id, reason, texts, parts, amount)
   select $1::uuid, $2::date, u.r, u.t, u.g, u.w, u.n, u.p, u.a
   from (select * from unnest($3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[]) as t(r, t, g, w, n, p, a)) u
   on conflict (account_id, day, rule, template_id, gateway_id, reason)
   do update set texts = c.texts + excluded.texts, parts = c.parts + excluded.parts, amount = ${atMostExact('c.amount + excluded.amount')}`,
)
const advance = statement('advance_charges', {}, 'update charged_up_to set before_id = $2 where account_id = $1')

/** Freezes the account's next day that has texts. False when there is none to freeze yet. */
async function freezeOne(tx: Runner, of: Of): Promise<boolean> {
  const { accountId, zones, now } = of
  await tx.run(open, [accountId])
  const before = (await tx.run(lock, [accountId]))[0]?.before_id ?? lowestId
  const limit = overBefore(of)
  if (timeOf(before) >= limit) return false
  const [next] = await tx.run(nextText, [accountId, before, idAt(limit)])
  const day = next && dayOf(timeOf(next.id), zones)
  if (!next || !day) {
    await tx.run(advance, [accountId, idAt(limit)])
    return false
  }
  const within = [accountId, next.id, idAt(day.endsAt)]
  if (now - day.endsAt < heldOpenMs && (await tx.run(anyOpen, within)).length > 0) return false
  const sums = (await tx.run(sumDay, within)).map((row) => sumOf({ ...row, day: day.day }))
  await tx.run(writeDay, [accountId, day.day, ...columnsOf(joined(sums), columns)])
  await tx.run(advance, [accountId, idAt(day.endsAt)])
  return true
}

function dayOf(at: Instant, zones: Zones): Pick<Day, 'day' | 'endsAt'> {
  const day = accountDateAt(zones, at)
  return { day, endsAt: startOfAccountDate(zones, addDays(day, 1)) }
}

const columns = [
  (one: TextSum) => one.rule ?? '',
  (one: TextSum) => one.templateId,
  (one: TextSum) => one.gatewayId ?? lowestId,
  (one: TextSum) => one.reason ?? '',
  (one: TextSum) => one.texts,
  (one: TextSum) => one.parts,
  (one: TextSum) => one.amount,
]

/** Texts that went alike, whatever state they ended in, are one row. */
function joined(sums: readonly TextSum[]): TextSum[] {
  const alike = Map.groupBy(sums, ({ rule, templateId, gatewayId, reason }) =>
    JSON.stringify([rule, templateId, gatewayId, reason]),
  )
  return [...alike.values()].flatMap((all) => all.slice(0, 1).map((first) => ({ ...first, ...countedOf(all) })))
}
