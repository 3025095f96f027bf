/** What bills of the past are made from: how an account's lines and its price plan stood, from when on. Rows are added and never changed. */
import { parseAmount } from '../core/billing.ts'
import type { Cycle } from '../core/billing-cycle.ts'
import type { PricePlan } from '../core/invoice.ts'
import { type LineMode, type LineSetting, modesOf } from '../core/line-mode.ts'
import type { LineChange } from '../core/rental.ts'
import type { AccountSettings } from './accounts.ts'
import { type Runner, timestamp } from './database.ts'
import type { StoredDid } from './dids.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'

/** The account as it now is, and what made it so. */
export type Noted = {
  account: AccountSettings
  dids: readonly StoredDid[]
  rules: LineSetting['rules']
  ruleSet: number
  what: string
}

/** Notes what changed of lines and price plan since it was last noted; in the transaction that changed it, and under the account's lock. */
export async function noteBilling(tx: Runner, accountId: string, now: Noted): Promise<void> {
  await noteLines(tx, accountId, now)
  await notePlan(tx, accountId, now.account)
}

const lastLines = statement(
  'last_line_modes',
  { did_id: 'uuid', lines: 'integer', mode: 'text' },
  'select distinct on (did_id) did_id, lines, mode from line_mode where account_id = $1 order by did_id, at desc',
)

const addLines = statement(
  'add_line_modes',
  {},
  `insert into line_mode (account_id, did_id, lines, mode, rule_set_number, what)
   select $1::uuid, u.d, u.l, u.m, $5, $6 from (select * from unnest($2::uuid[], $3::integer[], $4::text[]) as t(d, l, m)) u`,
)

async function noteLines(tx: Runner, accountId: string, { account, dids, rules, ruleSet, what }: Noted): Promise<void> {
  const before = new Map((await tx.run(lastLines, [accountId])).map((row) => [row.did_id, row]))
  const modeOf = modesOf({ smsOn: account.smsOn, rules })
  const there = dids.map(({ id, key, lines }) => ({ id, lines, mode: lines === 0 ? 'off' : modeOf(key) }))
  const known = new Set(dids.map((one) => one.id))
  const retired = [...before.keys()].filter((id) => !known.has(id)).map((id) => ({ id, lines: 0, mode: 'off' }))
  const changed = [...there, ...retired].filter(({ id, lines, mode }) => {
    const last = before.get(id)
    return last === undefined ? lines > 0 : last.lines !== lines || last.mode !== mode
  })
  if (changed.length === 0) return
  const columns = columnsOf(changed, [(one) => one.id, (one) => one.lines, (one) => one.mode])
  await tx.run(addLines, [accountId, ...columns, ruleSet, what])
}

const addPlan = statement(
  'add_price_plan',
  {},
  'insert into price_plan (account_id, currency, line_rental_one_way, line_rental_two_way, taxes) values ($1, $2, $3, $4, $5)',
)

async function notePlan(tx: Runner, accountId: string, account: AccountSettings): Promise<void> {
  const plan = pricePlanOf(account)
  const last = await planBefore(tx, accountId, 'infinity')
  if (JSON.stringify(plan) === JSON.stringify(last)) return
  await tx.run(addPlan, [accountId, plan.currency, plan.oneWay, plan.twoWay, JSON.stringify(plan.taxes)])
}

/** The price plan as it stands. */
export function pricePlanOf({ currency, lineRentalOneWay, lineRentalTwoWay, taxes }: AccountSettings): PricePlan {
  return { currency, oneWay: parseAmount(lineRentalOneWay) ?? 0, twoWay: parseAmount(lineRentalTwoWay) ?? 0, taxes }
}

const planAt = statement(
  'price_plan_at',
  { currency: 'text', line_rental_one_way: 'bigint', line_rental_two_way: 'bigint', taxes: 'text' },
  `select currency, line_rental_one_way, line_rental_two_way, taxes from price_plan
   where account_id = $1 and at < $2 order by at desc limit 1`,
)

async function planBefore(db: Runner, accountId: string, before: string): Promise<PricePlan | undefined> {
  const [row] = await db.run(planAt, [accountId, before])
  return (
    row && {
      currency: row.currency,
      oneWay: row.line_rental_one_way,
      twoWay: row.line_rental_two_way,
      taxes: JSON.parse(row.taxes) as PricePlan['taxes'],
    }
  )
}

/** What a cycle is billed by. Before any plan was noted nothing was rented and no tax was taken. */
export async function readPricePlan(
  db: Runner,
  accountId: string,
  cycle: Cycle,
  { currency }: AccountSettings,
): Promise<PricePlan> {
  const plan = await planBefore(db, accountId, timestamp(cycle.endsAt))
  return plan ?? { currency, oneWay: 0, twoWay: 0, taxes: [] }
}

const readLines = statement(
  'line_modes_within',
  {
    did_id: 'uuid',
    key: 'text',
    name: 'text',
    number: 'text',
    at: 'timestamptz',
    lines: 'integer',
    mode: 'text',
    rule_set_number: 'integer',
    what: 'text',
  },
  `select l.did_id, d.key, d.name, d.number, l.at, l.lines, l.mode, l.rule_set_number, l.what
   from line_mode l join did d on d.account_id = $1 and d.id = l.did_id
   where l.account_id = $1 and l.at < $3 and (l.at > $2 or l.at = (
     select max(b.at) from line_mode b where b.account_id = $1 and b.did_id = l.did_id and b.at <= $2))
   order by d.key, l.at`,
)

export type DidName = { key: string; name: string; number: string }
/** A DID that had lines, also one that is retired, with what changed of them. */
export type DidLines = { did: DidName; changes: LineChange[] }

/** How lines stood within a cycle: for each DID its changes in the order of time, led by the last one before. Served by the primary key. */
export async function readLineChanges(
  db: Runner,
  accountId: string,
  { startsAt, endsAt }: Pick<Cycle, 'startsAt' | 'endsAt'>,
): Promise<DidLines[]> {
  const rows = await db.run(readLines, [accountId, timestamp(startsAt), timestamp(endsAt)])
  return [...Map.groupBy(rows, (row) => row.did_id).values()].flatMap((all) => {
    const [first] = all
    if (!first) return []
    return [
      {
        did: { key: first.key, name: first.name, number: first.number },
        changes: all.map((row) => ({
          at: row.at,
          lines: row.lines,
          mode: row.mode as LineMode,
          ruleSet: row.rule_set_number,
          what: row.what,
        })),
      },
    ]
  })
}
