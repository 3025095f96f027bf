/** Texts that people send back. A reply names a gateway and two numbers, and no account: the gateway's owner has it, or whoever texted the number last through it. */
import type { Instant } from '../core/instant.ts'
import type { ReplyMeaning } from '../core/opt-out.ts'
import type { Database, Runner } from './database.ts'
import { timestamp } from './database.ts'
import { type Line, oneAtATime } from './one-at-a-time.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'
import { highestId, idAt, newId } from './uuid.ts'

const ownerOf = statement(
  'read_gateway_owner',
  { owner_account_id: 'uuid?', country: 'text?' },
  `select g.owner_account_id, a.country from gateway g left join account a on a.account_id = g.owner_account_id where g.gateway_id = $1`,
  { acrossAccounts: 'a reply names no account' },
)

// One step of an index for each account. A text under the header that was answered to comes first, then the newest.
const textedBy = statement(
  'find_texted_by',
  { account_id: 'uuid' },
  `select m.account_id from account a
   join caller c on c.account_id = a.account_id and c.number = $2 and c.texts <> '[]'
   cross join lateral (select (x ->> 'message')::uuid as id from jsonb_array_elements(c.texts::jsonb) x) t
   join message m on m.account_id = a.account_id and m.id = t.id and m.gateway_id = $1
   order by lower(m.header) = lower($3) desc, m.id desc limit 1`,
  { acrossAccounts: 'a reply names no account' },
)

// A text to a user, to a fixed number or to try a template stands in no caller's row; of each account that sends by this gateway the latest few are looked through.
const latelyTextedBy = statement(
  'find_lately_texted_by',
  { account_id: 'uuid', number: 'text' },
  `select m.account_id, m.number from (select distinct account_id from route where gateway_id = $1) r
   cross join lateral (select l.* from message l where l.account_id = r.account_id order by l.id desc limit 30) m
   where m.gateway_id = $1 and m.number = any($2::text[]) and m.state <> 'skipped'
   order by lower(m.header) = lower($3) desc, m.id desc limit 1`,
  { acrossAccounts: 'a reply names no account' },
)

/** Whose gateway it is, and the country its numbers are dialled in; null for one that is shared. */
export async function ownerOfGateway(
  db: Database,
  gatewayId: string,
): Promise<{ accountId: string; country: string } | null> {
  const [row] = await db.intake.run(ownerOf, [gatewayId])
  return row?.owner_account_id == null ? null : { accountId: row.owner_account_id, country: row.country ?? 'IN' }
}

/**
 * The account that texted one of these numbers through a shared gateway, and which of them it texted: what the sender of a reply may be read as. It asks
 * something of every account: it takes no connection that calls need, and there is one of each look at a time.
 */
export async function accountThatTexted<One extends string>(
  db: Database,
  gatewayId: string,
  numbers: readonly One[],
  header: string,
): Promise<{ accountId: string; number: One } | undefined> {
  for (const number of numbers) {
    const [found] = await lookIn(amongCallers, () => db.console.run(textedBy, [gatewayId, number, header]))
    if (found) return { accountId: found.account_id, number }
  }
  // Strangers come here alone, and keep nobody waiting who was texted as a caller.
  const [found] = await lookIn(amongTheLast, () =>
    db.console.run(latelyTextedBy, [gatewayId, ...columnsOf(numbers, [(one) => one]), header]),
  )
  const number = numbers.find((one) => one === found?.number)
  return found && number && { accountId: found.account_id, number }
}

/** More replies than this that nobody expects are not kept now: their network is not answered, and brings them again. */
const mostWaiting = 200

const amongCallers = oneAtATime(mostWaiting)
const amongTheLast = oneAtATime(mostWaiting)

async function lookIn<T>(line: Line, look: () => Promise<T>): Promise<T> {
  if (line.isFull()) throw new Error('too many replies wait for whom they are from')
  return await line.run(look)
}

const textedCaller = statement(
  'read_texted_caller',
  { number: 'text' },
  `select number from caller where account_id = $1 and number = any($2::text[]) and texts <> '[]' limit 2`,
)

/** Which of these numbers the account texted as callers. */
export async function numbersTexted(db: Database, accountId: string, numbers: readonly string[]): Promise<string[]> {
  return (await db.intake.run(textedCaller, [accountId, ...columnsOf(numbers, [(one) => one])])).map(
    (row) => row.number,
  )
}

const lastText = statement(
  'read_last_text_to',
  { gateway_id: 'uuid', kind: 'text' },
  `select m.gateway_id, g.kind from caller c
   cross join lateral (select (x ->> 'message')::uuid as id from jsonb_array_elements(c.texts::jsonb) x) t
   join message m on m.account_id = c.account_id and m.id = t.id
   join gateway g on g.gateway_id = m.gateway_id
   where c.account_id = $1 and c.number = $2 order by m.id desc limit 1`,
)

/** The gateway of the last text that an account planned for a caller. */
export async function gatewayOfLastText(
  db: Database,
  accountId: string,
  number: string,
): Promise<{ gatewayId: string; kind: string } | undefined> {
  const [row] = await db.console.run(lastText, [accountId, number])
  return row && { gatewayId: row.gateway_id, kind: row.kind }
}

export type NewReply = {
  accountId: string
  gatewayId: string
  number: string
  text: string
  meaning: ReplyMeaning
  cameAt: Instant
}

// A network that missed our answer brings the same again; by its id, which begins with the time, it is found without an index of its own. It is the number's
// latest reply, unless they wrote another before the network did: then it is dropped only where it would let texts go that the other one may have stopped.
const insert = statement(
  'insert_reply',
  { id: 'uuid' },
  `insert into reply (account_id, id, gateway_id, number, body, meaning, came_at)
   select $1, $2, $3, $4, $5, $6, $7
   where not exists (select 1 from reply r where r.account_id = $1 and r.id >= $8 and r.number = $4 and r.body = $5
     and ($6 in ('start', 'agree') or not exists (select 1 from reply l where l.account_id = $1 and l.id > r.id and l.number = $4)))
   returning id`,
)

const repeatedMs = 10 * 60_000

/** Keeps a reply; false where it is one that the network brought again. */
export async function addReply(tx: Runner, reply: NewReply, now: Instant): Promise<boolean> {
  const { accountId, gatewayId, number, text, meaning, cameAt } = reply
  const rows = await tx.run(insert, [
    accountId,
    newId(),
    gatewayId,
    number,
    text,
    meaning,
    timestamp(cameAt),
    idAt(now - repeatedMs),
  ])
  return rows.length > 0
}

export type Reply = {
  id: string
  number: string
  text: string
  meaning: ReplyMeaning
  cameAt: Instant
  settledAt: Instant | null
}

const columns = {
  id: 'uuid',
  number: 'text',
  body: 'text',
  meaning: 'text',
  came_at: 'timestamptz',
  settled_at: 'timestamptz?',
} as const
const list = Object.keys(columns).join(', ')

const newest = statement(
  'list_replies',
  columns,
  `select ${list} from reply where account_id = $1 and id < $2 and (not $4 or (meaning = 'perhaps_stop' and settled_at is null)) order by id desc limit $3`,
)

/** Newest first; `open`: only those that may be opt-outs and wait for a person. */
export async function listReplies(
  db: Database,
  accountId: string,
  page: { limit: number; before?: string | undefined; open: boolean },
): Promise<Reply[]> {
  const rows = await db.console.run(newest, [accountId, page.before ?? highestId, page.limit, page.open])
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    text: row.body,
    meaning: row.meaning as ReplyMeaning,
    cameAt: row.came_at,
    settledAt: row.settled_at,
  }))
}

const settle = statement(
  'settle_reply',
  { number: 'text', body: 'text' },
  `update reply set settled_at = clock_timestamp() where account_id = $1 and id = $2 returning number, body`,
)

/** A person has read it; answers its number and words. */
export async function settleReply(
  tx: Runner,
  accountId: string,
  id: string,
): Promise<{ number: string; text: string } | undefined> {
  const [row] = await tx.run(settle, [accountId, id])
  return row && { number: row.number, text: row.body }
}
