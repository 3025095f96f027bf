/**
 * What an account no longer keeps is taken away, oldest first and a bounded piece at a time: first the wording of texts, later calls with all
 * that belongs to them. Ids are UUIDv7 and begin with their time, so the oldest are found by the primary keys. Never taken: what is open, what a
 * bill still counts, who opted out, the callers' rows.
 */
import type { Retention } from '../core/retention.ts'
import type { Log } from '../log.ts'
import { type Database, mayBeOfOne, mayStay } from './database.ts'
import { isSameReceipt } from './receipts.ts'
import { clockBound, statement } from './statement.ts'
import { lowestId } from './uuid.ts'

/** The lowest id that can have been made so many days ago. */
const idDaysAgo = (days: string) =>
  `(lpad(to_hex((extract(epoch from ${clockBound} - make_interval(days => ${days})) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid`

const byKeysFound = 'receipts name no account: the account’s messages lead to them'

// The row of `cleared_texts` says up to where it was done; what was open then is taken with its call.
const clearTexts = statement(
  'clear_texts_over',
  { account_id: 'uuid', found: 'bigint' },
  `with due as (
     select m.account_id, m.id from (select * from unnest($1::uuid[]) as t(a)) u
     join account a on a.account_id = u.a
     left join cleared_texts c on c.account_id = a.account_id
     cross join lateral (
       select x.account_id, x.id from message x
       where x.account_id = a.account_id and x.id > coalesce(c.up_to, '00000000-0000-0000-0000-000000000000')
         and x.id < ${idDaysAgo('coalesce(a.keep_texts_days, $2)')}
       order by x.id limit $3) m
   ), cleared as (
     update message m set body = null, called_to = null from due d
     where m.account_id = d.account_id and m.id = d.id and m.body is not null and m.state not in ('queued', 'sending', 'unconfirmed')
   ), quoted as (
     update receipt r set text_begins = null from submission s, due d
     where s.account_id = d.account_id and s.message_id = d.id and r.gateway_id = s.gateway_id and r.receipt_key = s.receipt_key
       and r.text_begins is not null
   ), marked as (
     insert into cleared_texts as t (account_id, up_to)
     select account_id, (array_agg(id order by id desc))[1] from due group by account_id
     on conflict (account_id) do update set up_to = excluded.up_to
   )
   select account_id, count(*) as found from due group by account_id`,
  { acrossAccounts: byKeysFound },
)

// A text of a day that is not frozen is needed for the bill: without it the day would cost nothing.
// Not locked first: a distributed database takes no lock across accounts. Two nodes that take the same calls away wait for each other or, in a ring, are
// repeated.
const deleteCalls = statement(
  'delete_calls_over',
  { account_id: 'uuid', found: 'bigint' },
  `with due as (
     select c.account_id, c.id from (select * from unnest($1::uuid[]) as t(a)) u
     join account a on a.account_id = u.a
     left join charged_up_to f on f.account_id = a.account_id
     cross join lateral (
       select x.account_id, x.id from call x
       where x.account_id = a.account_id and x.id < ${idDaysAgo('coalesce(a.keep_calls_days, $2)')}
         and not exists (select 1 from message m where m.account_id = x.account_id and m.call_id = x.id
           and (m.state in ('queued', 'sending', 'unconfirmed', 'sent') or m.id >= coalesce(f.before_id, '${lowestId}')))
       order by x.id limit $3) c
   ), m as (
     delete from message m using due d where m.account_id = d.account_id and m.call_id = d.id
       and m.state not in ('queued', 'sending', 'unconfirmed', 'sent')
     returning m.account_id, m.id
   ), t as (
     delete from attempt t using m where t.account_id = m.account_id and t.message_id = m.id
   ), s as (
     delete from submission s using m where s.account_id = m.account_id and s.message_id = m.id returning s.gateway_id, s.receipt_key
   ), r as (
     delete from receipt r using s where r.gateway_id = s.gateway_id and r.receipt_key = s.receipt_key
   ), o as (
     delete from opt_out_confirmation o using m where o.account_id = m.account_id and o.message_id = m.id
   ), n as (
     delete from call_note n using due d where n.account_id = d.account_id and n.call_id = d.id
   )
   delete from call c using due d where c.account_id = d.account_id and c.id = d.id returning c.account_id, 1::bigint as found`,
  { acrossAccounts: byKeysFound },
)

// A reply is wording; the words of one that opted somebody out stay with the opt-out, as its evidence.
const deleteReplies = statement(
  'delete_replies_over',
  { account_id: 'uuid', found: 'bigint' },
  `delete from reply x using (
     select e.account_id, e.id from (select * from unnest($1::uuid[]) as t(a)) u
     join account a on a.account_id = u.a
     cross join lateral (
       select y.account_id, y.id from reply y
       where y.account_id = a.account_id and y.id < ${idDaysAgo('coalesce(a.keep_texts_days, $2)')}
       order by y.id limit $3) e
   ) d where x.account_id = d.account_id and x.id = d.id returning x.account_id, 1::bigint as found`,
)

// What people did is evidence: never less than 400 days of it.
const deleteAudit = statement(
  'delete_audit_over',
  { account_id: 'uuid', found: 'bigint' },
  `delete from audit x using (
     select e.account_id, e.id from (select * from unnest($1::uuid[]) as t(a)) u
     join account a on a.account_id = u.a
     cross join lateral (
       select y.account_id, y.id from audit y
       where y.account_id = a.account_id and y.id < ${idDaysAgo('greatest(coalesce(a.keep_calls_days, $2), 400)')}
       order by y.id limit $3) e
   ) d where x.account_id = d.account_id and x.id = d.id returning x.account_id, 1::bigint as found`,
)

// Of another system on the same account at the gateway. They name no account here, so the installation's days hold. Served by receipt_given_up.
const deleteUnmatched = statement(
  'delete_unmatched_receipts',
  { gateway_id: 'uuid' },
  `delete from receipt r using (
     select gateway_id, receipt_key, part, status, done_at from receipt
     where matched_at is null and look_at is null and received_at < ${clockBound} - make_interval(days => $1)
     order by received_at limit $2) d
   where ${isSameReceipt('r', 'd')}
     and r.matched_at is null
   returning r.gateway_id`,
  { acrossAccounts: 'a receipt that nobody’s text ever matched belongs to no account' },
)

const pageOfAccounts = statement(
  'accounts_for_retention',
  { account_id: 'uuid' },
  'select account_id from account where account_id > $1 order by account_id limit 100',
  { acrossAccounts: 'every account in its turn' },
)

/**
 * So many of a kind in one statement, over all its accounts. A call takes along its texts and what belongs to them: with fewer calls at once a large account's
 * would go more slowly than they come.
 */
const atOnce = 2_000
/** So many statements in one run: the rest has its turn in the next. */
const statementsARun = 300
const accountsAtOnce = 100
/** And so many more for receipts of no account. */
const ofUnmatchedARun = 50

type OfAccounts = { texts: number; replies: number; calls: number; audit: number }
export type Retained = OfAccounts & { receipts: number }

/** `isStopping`: asked before each statement, as a process that stops waits for the run. */
type Run = { sum: Retained; isStopping(): boolean }

type Kind = {
  name: keyof OfAccounts
  /** Takes at most so many from each of these accounts; answers how many from which. */
  take(accounts: readonly string[], each: number): Promise<ReadonlyMap<string, number>>
  /** Accounts that have more to give than their share of one statement, longest waiting first. */
  behind: string[]
}

/**
 * Half of a run asks account after account, all alike, and takes up where the run before stopped. The other half is for those that had more than their
 * share: a large one neither falls behind for ever nor keeps the others waiting, and its texts do not keep its calls waiting.
 */
export function createRetention(
  db: Database,
  keep: Retention,
  log: Log,
): { run(isStopping: () => boolean): Promise<Retained> } {
  const kinds = kindsOf(db, keep)
  let after = lowestId

  const work = async (kind: Kind, accounts: readonly string[], run: Run): Promise<void> => {
    const { sum, isStopping } = run
    if (isStopping()) return
    const each = Math.max(1, Math.floor(atOnce / accounts.length))
    try {
      for (const [accountId, count] of await kind.take(accounts, each)) {
        sum[kind.name] += count
        if (count >= each && !kind.behind.includes(accountId)) kind.behind.push(accountId)
      }
    } catch (error) {
      if (!mayBeOfOne(error)) throw error
      // One of them has a row that cannot be read: the others do not wait for it.
      if (accounts.length > 1 && mayStay(error)) {
        const half = Math.ceil(accounts.length / 2)
        await work(kind, accounts.slice(0, half), run)
        return await work(kind, accounts.slice(half), run)
      }
      // Or another node has their rows in hand.
      log.warn({ kind: kind.name, accounts, err: String(error) }, 'kept longer, until the next round')
    }
  }

  /** Answers how many statements are left. */
  const askAll = async (run: Run, statements: number) => {
    let left = statements
    for (; left >= kinds.length && !run.isStopping(); left -= kinds.length) {
      const accounts = (await db.console.run(pageOfAccounts, [after])).map((row) => row.account_id)
      after = accounts.at(-1) ?? lowestId
      if (accounts.length === 0) break
      for (const kind of kinds) await work(kind, accounts, run)
    }
    return left
  }

  const catchUp = async (run: Run, statements: number) => {
    let left = statements
    while (left > 0 && !run.isStopping() && kinds.some((kind) => kind.behind.length > 0))
      for (const kind of kinds) {
        const accounts = kind.behind.splice(0, accountsAtOnce)
        if (accounts.length === 0) continue
        await work(kind, accounts, run)
        left -= 1
      }
  }

  const dropUnmatched = async ({ sum, isStopping }: Run) => {
    for (let n = 0; n < ofUnmatchedARun && !isStopping(); n++) {
      const dropped = await db.transaction('console', (tx) => tx.run(deleteUnmatched, [keep.keepTextsDays, atOnce]))
      sum.receipts += dropped.length
      if (dropped.length < atOnce) break
    }
  }

  return {
    run: async (isStopping) => {
      const run: Run = { sum: { texts: 0, replies: 0, calls: 0, audit: 0, receipts: 0 }, isStopping }
      const half = statementsARun / 2
      await catchUp(run, half + (await askAll(run, half)))
      await dropUnmatched(run)
      return run.sum
    },
  }
}

function kindsOf(db: Database, keep: Retention): Kind[] {
  // In a transaction, so that one which met another node's in a deadlock is repeated.
  const taking = (name: Kind['name'], statement: typeof clearTexts, days: number): Kind => ({
    name,
    behind: [],
    take: async (accounts, each) => {
      const counts = new Map<string, number>()
      const rows = await db.transaction('console', (tx) => tx.run(statement, [accounts, days, each]))
      for (const row of rows) counts.set(row.account_id, (counts.get(row.account_id) ?? 0) + row.found)
      return counts
    },
  })
  return [
    taking('texts', clearTexts, keep.keepTextsDays),
    taking('replies', deleteReplies, keep.keepTextsDays),
    taking('calls', deleteCalls, keep.keepCallsDays),
    taking('audit', deleteAudit, keep.keepCallsDays),
  ]
}
