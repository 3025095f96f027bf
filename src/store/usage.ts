/**
 * What an account's texts of the last 24 hours came to: read only for accounts that have a quota or a spend stop. A text counts from when it went, as at the gate
 * (gate-limits.ts), which what is handed over at once does not pass; and one that waits has its place.
 */
import { totalOf } from '../core/billing.ts'
import { countsForCap, type State } from '../core/delivery.ts'
import type { Instant } from '../core/instant.ts'
import type { NoticeKind } from '../core/notice-words.ts'
import type { Usage } from '../core/policy.ts'
import type { AccountState } from './account-state.ts'
import { isChargedRow } from './charges.ts'
import type { Database, Runner } from './database.ts'
import { type NewNotice, writeNotices } from './notices.ts'
import { priceSum } from './price-sum.ts'
import { columnsOf } from './rows.ts'
import { type Statement, statement } from './statement.ts'
import { highestId, idAt } from './uuid.ts'

// Two transactions that count at once would both find the last place free.
const lock = statement(
  'usage_lock_accounts',
  { account_id: 'uuid' },
  'select account_id from account where account_id = any($1::uuid[]) order by account_id for no key update',
)

// Whoever is held is left out at once: this asks who it is, and waits for nobody.
const readFree = statement(
  'usage_free_accounts',
  { account_id: 'uuid' },
  'select account_id from account where account_id = any($1::uuid[]) for no key update skip locked',
)

/** What a page of an account's texts came to; `oldest`: its last text, absent where it has none. */
export const pageColumns = {
  account_id: 'uuid',
  texts: 'bigint',
  spent: 'bigint',
  texts_read: 'bigint',
  oldest: 'uuid?',
} as const

/**
 * SQL: a page of each account's texts that hold `where`, newest first: how many are in one of the states in `counted`, and what those that are charged cost.
 * By the primary key, since ids begin with the time.
 */
export const pageOfTexts = ({ where, counted }: { where: string; counted: string }) =>
  `select u.a as account_id, s.texts, s.spent, s.texts_read, s.oldest
   from (select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::integer[]) as t(a, since, before, most)) u
   cross join lateral (
     select count(*) filter (where x.counts) as texts, ${priceSum('x.price')} as spent, count(*) as texts_read,
       min(x.id::text collate "C")::uuid as oldest
     from (
       select m.id, m.state = any(${counted}::text[]) as counts, case when ${isChargedRow('m')} then m.price else 0 end as price from message m
       where m.account_id = u.a and m.id >= u.since and m.id < u.before and (m.state = any(${counted}::text[]) or ${isChargedRow('m')}) and ${where}
       order by m.id desc limit u.most) x) s`

// What a restore found waiting may have gone, and has no permit.
const read = statement(
  'usage_read',
  pageColumns,
  pageOfTexts({
    where: `(m.state = 'queued' or coalesce(m.permitted_at, m.created_at) > clock_timestamp() - interval '24 hours')`,
    counted: '$5',
  }),
)

const dayMs = 86_400_000
const minuteMs = 60_000

/**
 * How long before a text could have been planned that went just now: as long as a rule's are valid, and an hour for texts of no rule and for clocks. Every
 * call pays for the rows of this time, so it is no longer than these rules need; what waited by rules that were valid for longer is seen at the gate alone.
 */
const longestWaitMs = ({ version }: AccountState['rules']): number =>
  (60 + Math.max(0, ...version.rules.map((one) => one.validityMinutes))) * minuteMs

/** What limits an account's texts, null where nothing does, and what a part costs today. */
export type Limits = { quota: number | null; spendStop: number | null; pricePerPart: number }
/** Whose texts since an id are asked for. */
export type AskedOf = { accountId: string; since: string; limits: Limits }

/**
 * What the texts of accounts came to, each read until its limits are reached: hardly more rows than make them up, however many texts there are.
 * A page is as long as today's price asks. Where texts were cheaper before, or count for one limit alone, it leaves something open, and the next says more.
 */
export async function readUntilReached(
  tx: Runner,
  page: Statement<typeof pageColumns>,
  asked: readonly AskedOf[],
  counted: readonly State[],
): Promise<Map<string, Usage>> {
  const used = new Map<string, Usage>()
  let open = asked.map((one) => ({ ...one, before: highestId, most: rowsToReach(one.limits) }))
  while (open.length > 0) {
    const rows = await tx.run(page, [
      ...columnsOf(open, [(one) => one.accountId, (one) => one.since, (one) => one.before, (one) => one.most]),
      [...counted],
    ])
    const rowOf = new Map(rows.map((row) => [row.account_id, row]))
    open = open.flatMap((one) => {
      const row = rowOf.get(one.accountId)
      if (!row) return []
      const { texts, spent } = used.get(one.accountId) ?? nothingUsed
      const usage = { texts: texts + row.texts, spent: totalOf([spent, row.spent]) }
      used.set(one.accountId, usage)
      const isOpen = row.texts_read === one.most && row.oldest !== null && !isReached(one.limits, usage)
      return isOpen ? [{ ...one, before: row.oldest, most: Math.min(2 * one.most, mostRows) }] : []
    })
  }
  return used
}

/** Until the transaction ends nobody else counts the usage of these accounts, nor adds to it. */
export async function lockUsage(tx: Runner, accountIds: readonly string[]): Promise<void> {
  await tx.run(lock, [accountIds])
}

/** Which of these accounts nobody holds just now, found without waiting. */
export async function freeAccounts(db: Database, accountIds: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set((await db.send.run(readFree, [accountIds])).map((row) => row.account_id))
}

/** By account, of those that have a limit. Takes their locks: until the transaction ends nobody else plans for them. */
export async function readUsage(
  tx: Runner,
  accounts: readonly { state: AccountState; now: Instant }[],
): Promise<Map<string, Usage>> {
  const asked = accounts.flatMap(({ state, now }) => askedOf(state, now))
  if (asked.length === 0) return new Map()
  await lockUsage(
    tx,
    asked.map((one) => one.accountId),
  )
  return await readUntilReached(tx, read, asked, countsForCap)
}

/** As it stands, without the lock. */
export async function viewUsage(db: Database, state: AccountState, now: Instant): Promise<Usage> {
  const used = await readUntilReached(db.console, read, askedOf(state, now), countsForCap)
  return used.get(state.accountId) ?? nothingUsed
}

export const nothingUsed: Usage = { texts: 0, spent: 0 }

function askedOf({ accountId, policy, pricePerPart, rules }: AccountState, now: Instant): AskedOf[] {
  if (policy === null) return []
  const limits = { quota: policy.quota, spendStop: policy.spendStop, pricePerPart }
  return isLimited(limits) ? [{ accountId, since: idAt(now - dayMs - longestWaitMs(rules)), limits }] : []
}

/** Whether texts are to be counted. Where they are free today, no stop is asked. */
export const isLimited = (limits: Limits): boolean => rowsToReach(limits) > 0

/** So many texts reach every limit at today's price; 0 where there is none. A text has at least one part, which has its price. */
function rowsToReach({ quota, spendStop, pricePerPart }: Limits): number {
  const bySpend = spendStop === null || pricePerPart === 0 ? 0 : Math.ceil(spendStop / pricePerPart) + 1
  return Math.min(mostRows, Math.max(quota ?? 0, bySpend))
}

const mostRows = 1_000_000

const isReached = ({ quota, spendStop }: Limits, { texts, spent }: Usage) =>
  texts >= (quota ?? 0) && spent >= (spendStop ?? 0)

/** The administrator is told when 80 % and all of a limit are used. */
export async function noteLimits(
  tx: Runner,
  states: ReadonlyMap<string, AccountState>,
  before: ReadonlyMap<string, Usage>,
  after: ReadonlyMap<string, Usage>,
): Promise<void> {
  const notices: NewNotice[] = []
  for (const [accountId, used] of after) {
    const state = states.get(accountId)
    const earlier = before.get(accountId)
    if (!state?.policy || !earlier) continue
    const { policy, pricePerPart } = state
    const note = (kind: NoticeKind, limit: number) =>
      notices.push({ accountId, kind, subject: '', detail: String(limit) })
    const crossed = (mark: number, from: number, to: number) => from < mark && to >= mark
    const { quota, spendStop } = policy
    if (quota !== null && crossed(quota * 0.8, earlier.texts, used.texts)) note('quota_80', quota)
    if (quota !== null && crossed(quota, earlier.texts, used.texts)) note('quota_100', quota)
    if (spendStop !== null && crossed(spendStop * 0.8, earlier.spent, used.spent)) note('spend_80', spendStop)
    // No room for one more part is as good as used up: the last is seldom spent to the paisa.
    const full = spendStop === null ? 0 : spendStop - pricePerPart + 1
    if (spendStop !== null && crossed(full, earlier.spent, used.spent)) note('spend_100', spendStop)
  }
  await writeNotices(tx, notices)
}
