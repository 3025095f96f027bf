/** Finding what is due, without locks: picked rows are claimed by compare-and-set. Within a gateway the accounts take turns, however deep a backlog is. */
import type { Database } from './database.ts'
import type { MessageKey } from './messages.ts'
import { clockBound, statement } from './statement.ts'
import { lowestId } from './uuid.ts'

const findingDueRows = 'finds due rows of every account of a gateway'

/** Of how many accounts one round of a deep backlog looks for texts. */
const accountsARound = 200

const waited = 'least(1000000000, extract(epoch from clock_timestamp() - due_at) * 1000)::integer as waited'
// Due since its call was accepted: whoever accepted it may know it by its key.
const fresh = '(attempt = 0 and due_at <= created_at) as fresh'

// Served by message_due. Within one gateway the accounts take turns; `limit` bounds what is read when a backlog is deep.
const pickDue = statement(
  'pick_due',
  {
    account_id: 'uuid',
    id: 'uuid',
    parts: 'smallint',
    waited: 'integer',
    fresh: 'boolean',
    turn: 'bigint',
    seen: 'bigint',
  },
  `select account_id, id, parts, ${waited}, ${fresh}, turn, count(*) over () as seen from (
     select account_id, id, parts, due_at, attempt, created_at, row_number() over (partition by account_id order by due_at, id) as turn
     from (select account_id, id, parts, due_at, attempt, created_at from message where gateway_id = $1 and due_at <= ${clockBound} order by due_at limit 1000) oldest
   ) t order by turn, due_at limit $2`,
  { acrossAccounts: findingDueRows },
)

// Served by message_due_by_account: one step of the index per account, so that one account's backlog hides no other. It tells how far it looked, also
// where nothing of it was due yet: the next round goes on behind that. However few are wanted, the first of every account is told: who was served last is known
// to the lane alone, and by age those with an old backlog would hide the others.
const pickDueFairly = statement(
  'pick_due_fairly',
  {
    account_id: 'uuid?',
    id: 'uuid?',
    parts: 'smallint?',
    waited: 'integer?',
    fresh: 'boolean?',
    last: 'uuid?',
    looked: 'bigint',
  },
  `with recursive a(account_id) as (
     (select account_id from message where gateway_id = $1 and due_at is not null and account_id > $3::uuid order by account_id limit 1)
     union all
     select (select m.account_id from message m where m.gateway_id = $1 and m.due_at is not null and m.account_id > a.account_id order by m.account_id limit 1)
     from a where a.account_id is not null
   ), turns as (select account_id from a where account_id is not null limit ${accountsARound})
   select picked.account_id, picked.id, picked.parts, picked.waited, picked.fresh, l.last, l.looked
   from (select (select account_id from turns order by account_id desc limit 1) as last, (select count(*) from turns) as looked) l
   left join lateral (
     select m.account_id, m.id, m.parts, ${waited}, ${fresh} from turns
     cross join lateral (
       select account_id, id, parts, due_at, attempt, created_at, row_number() over (order by due_at) as turn from (
         select x.account_id, x.id, x.parts, x.due_at, x.attempt, x.created_at from message x
         where x.gateway_id = $1 and x.account_id = turns.account_id and x.due_at <= ${clockBound} order by x.due_at limit $2) f
     ) m order by m.turn, m.due_at limit greatest($2, (select count(*) from turns))
   ) picked on true`,
  { acrossAccounts: findingDueRows },
)

// Served by message_due: one step of it for each gateway.
const gatewaysWithDue = statement(
  'gateways_with_due',
  { gateway_id: 'uuid' },
  `select u.g as gateway_id from (select * from unnest($1::uuid[]) as t(g)) u
   cross join lateral (select 1 from message m where m.gateway_id = u.g and m.due_at <= ${clockBound} order by m.due_at limit 1) d`,
  { acrossAccounts: findingDueRows },
)

/** Which of these gateways have texts that are due. */
export async function findGatewaysWithDue(db: Database, gatewayIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (gatewayIds.length === 0) return new Set()
  return new Set((await db.send.run(gatewaysWithDue, [gatewayIds])).map((row) => row.gateway_id))
}

export type Picked = MessageKey & { parts: number }

/** A text that was found due, and for how long it has been. */
export type FoundDue = Picked & { waitedMs: number; isFresh: boolean }

/** Due texts of one gateway, the accounts taking turns: `limit`, or as many as accounts are looked at. `after` is where the last round of a deep backlog ended. */
export async function pickDueMessages(
  db: Database,
  gatewayId: string,
  limit: number,
  after: { accountId: string },
): Promise<FoundDue[]> {
  const quick = await db.send.run(pickDue, [gatewayId, limit])
  const oldest = quick.map((row) => ({
    accountId: row.account_id,
    messageId: row.id,
    parts: row.parts,
    waitedMs: row.waited,
    isFresh: row.fresh,
  }))
  if ((quick[0]?.seen ?? 0) < 1000) return oldest
  const rows = await db.send.run(pickDueFairly, [gatewayId, limit, after.accountId])
  const [{ last, looked } = { last: null, looked: 0 }] = rows
  after.accountId = last === null || looked < accountsARound ? lowestId : last
  const fair = rows.flatMap(({ account_id, id, parts, waited: waitedMs, fresh: isFresh }): FoundDue[] =>
    account_id !== null && id !== null && parts !== null && waitedMs !== null && isFresh !== null
      ? [{ accountId: account_id, messageId: id, parts, waitedMs, isFresh }]
      : [],
  )
  return fair.length > 0 ? fair : oldest
}
