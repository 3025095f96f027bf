/** What an account's texts of the last 24 hours came to: read only for accounts that have a quota or a spend stop. */
import { countsForCap } from '../core/delivery.ts'
import type { Instant } from '../core/instant.ts'
import type { Usage } from '../core/policy.ts'
import type { AccountState } from './account-state.ts'
import type { Database, Runner } from './database.ts'
import { columnsOf } from './rows.ts'
import { idAt } from './rule-sets.ts'
import { statement } from './statement.ts'

// Two transactions that count at once would both find the last place free.
const lock = statement(
  'usage_lock_accounts',
  { account_id: 'uuid' },
  'select account_id from account where account_id = any($1::uuid[]) order by account_id for no key update',
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

/** By account, of those that have a limit. Takes their locks: until the transaction ends nobody else plans for them. */
export async function readUsage(
  tx: Runner,
  accounts: readonly { state: AccountState; now: Instant }[],
): Promise<Map<string, Usage>> {
  const limited = accounts.filter(({ state }) => mostTexts(state) > 0)
  if (limited.length === 0) return new Map()
  await tx.run(lock, [limited.map(({ state }) => state.accountId)])
  const rows = await tx.run(read, [
    ...columnsOf(limited, [
      ({ state }) => state.accountId,
      ({ now }) => idAt(now - dayMs),
      ({ state }) => mostTexts(state),
    ]),
    [...countsForCap],
  ])
  return new Map(rows.map((row) => [row.account_id, { texts: row.texts, spent: row.spent }]))
}

/** As it stands, without the lock. */
export async function viewUsage(db: Database, state: AccountState, now: Instant): Promise<Usage> {
  return mostTexts(state) === 0 ? none : await readOne(db.console, state, now)
}

const none: Usage = { texts: 0, spent: 0 }

async function readOne(db: Runner, state: AccountState, now: Instant): Promise<Usage> {
  const [row] = await db.run(read, [[state.accountId], [idAt(now - dayMs)], [mostTexts(state)], [...countsForCap]])
  return row ? { texts: row.texts, spent: row.spent } : none
}

/** So many texts reach every limit; 0 where there is none. A text has at least one part, which has its price. */
function mostTexts({ policy, pricePerPart }: AccountState): number {
  const bySpend = policy?.spendStop == null || pricePerPart === 0 ? 0 : Math.ceil(policy.spendStop / pricePerPart) + 1
  return Math.min(1_000_000, Math.max(policy?.quota ?? 0, bySpend))
}
