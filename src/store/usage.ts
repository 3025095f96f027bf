/** What an account's texts of the last 24 hours came to: read only for accounts that have a quota or a spend stop. */
import { countsForCap } from '../core/delivery.ts'
import type { Instant } from '../core/instant.ts'
import type { NoticeKind } from '../core/notice-words.ts'
import type { Usage } from '../core/policy.ts'
import type { AccountState } from './account-state.ts'
import type { Database, Runner } from './database.ts'
import { type NewNotice, writeNotices } from './notices.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'
import { idAt } from './uuid.ts'

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

// By the primary key, since ids begin with the time; and never more rows than the limit itself, however many texts there are.
const read = statement(
  'usage_read',
  { account_id: 'uuid', texts: 'bigint', spent: 'bigint' },
  `select u.a as account_id, s.texts, s.spent
   from (select * from unnest($1::uuid[], $2::uuid[], $3::integer[]) as t(a, since, most)) u
   cross join lateral (
     select count(*) as texts, coalesce(sum(x.price), 0)::bigint as spent from (
       select m.price from message m
       where m.account_id = u.a and m.id >= u.since and m.state = any($4::text[])
       order by m.id desc limit u.most) x) s`,
)

const dayMs = 86_400_000

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
  const limited = accounts.filter(({ state }) => mostOf(state) > 0)
  if (limited.length === 0) return new Map()
  await lockUsage(
    tx,
    limited.map(({ state }) => state.accountId),
  )
  const rows = await tx.run(read, [
    ...columnsOf(limited, [
      ({ state }) => state.accountId,
      ({ now }) => idAt(now - dayMs),
      ({ state }) => mostOf(state),
    ]),
    [...countsForCap],
  ])
  return new Map(rows.map((row) => [row.account_id, { texts: row.texts, spent: row.spent }]))
}

/** As it stands, without the lock. */
export async function viewUsage(db: Database, state: AccountState, now: Instant): Promise<Usage> {
  return mostOf(state) === 0 ? none : await readOne(db.console, state, now)
}

const none: Usage = { texts: 0, spent: 0 }

async function readOne(db: Runner, state: AccountState, now: Instant): Promise<Usage> {
  const [row] = await db.run(read, [[state.accountId], [idAt(now - dayMs)], [mostOf(state)], [...countsForCap]])
  return row ? { texts: row.texts, spent: row.spent } : none
}

/** So many texts reach every limit; 0 where there is none. A text has at least one part, which has its price. */
export function mostTexts(
  { quota, spendStop }: { quota: number | null; spendStop: number | null },
  pricePerPart: number,
): number {
  const bySpend = spendStop === null || pricePerPart === 0 ? 0 : Math.ceil(spendStop / pricePerPart) + 1
  return Math.min(1_000_000, Math.max(quota ?? 0, bySpend))
}

const mostOf = ({ policy, pricePerPart }: AccountState) => (policy === null ? 0 : mostTexts(policy, pricePerPart))

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
