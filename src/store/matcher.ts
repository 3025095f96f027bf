/**
 * The matcher: correctness, not comfort. It looks again at receipts whose key nobody knew, matches those whose answer came meanwhile, and
 * lets a receipt with an unknown id be adopted by the one text in doubt that it fits. If two fit, neither: a person decides.
 */
import type { Instant } from '../core/instant.ts'
import type { ApplyingInTurn } from './apply-receipts.ts'
import type { AttemptKey } from './attempts.ts'
import { type Database, type Runner, timestamp } from './database.ts'
import type { YetDelivered } from './late-truth.ts'
import { inTurn } from './lock-order.ts'
import { lockMessages } from './messages.ts'
import { applyWaiting, isBelieved, isSameReceipt, lockWaiting } from './receipts.ts'
import { renameWaiting } from './rename-receipts.ts'
import { columnsOf } from './rows.ts'
import type { HashNumber } from './seal.ts'
import { clockBound, statement } from './statement.ts'
import { addSubmissions, submissionsOf } from './submissions.ts'

const acrossAccounts = 'a receipt names no account'

/** As many receipts as a round looks at: where it was so many, there may be more. */
export const fullRound = 500

// Served by receipt_unmatched.
const dueReceipts = statement(
  'due_receipts',
  {
    gateway_id: 'uuid',
    receipt_key: 'text',
    part: 'smallint',
    other_keys: 'text[]',
    number: 'text?',
    text_begins: 'text?',
    submitted_at: 'timestamptz?',
    received_at: 'timestamptz',
  },
  `select gateway_id, receipt_key, part, other_keys, number, text_begins, submitted_at, received_at
   from receipt where look_at <= ${clockBound} order by look_at limit ${fullRound}`,
  { acrossAccounts },
)

const knownKeys = statement(
  'known_receipt_keys',
  { gateway_id: 'uuid', receipt_key: 'text' },
  `select s.gateway_id, s.receipt_key from (select * from unnest($1::uuid[], $2::text[]) as t(g, k)) u
   join submission s on s.gateway_id = u.g and s.receipt_key = u.k`,
  { acrossAccounts },
)

// Served by message_doubt.
const doubtedNumbers = statement(
  'doubted_numbers',
  { gateway_id: 'uuid', number: 'text' },
  `select distinct m.gateway_id, m.number from (select * from unnest($1::uuid[], $2::text[]) as t(g, n)) u
   join message m on m.gateway_id = u.g and m.number = u.n where m.doubt is not null`,
  { acrossAccounts },
)

// 2 s, then as long again as it has waited, up to six hours, until 72 h after it came: 25 looks. Where another system has the same account at a gateway, hourly ones
// would be what the database is busy with. What somebody holds is being matched, or put off already: in whatever order others
// take them, nobody waits here.
const lookLater = statement(
  'look_later',
  {},
  `with mine as materialized (
     select r.gateway_id, r.receipt_key, r.part, r.status, r.done_at from (select * from unnest($1::uuid[], $2::text[]) as t(g, k)) u
     join receipt r on r.gateway_id = u.g and r.receipt_key = u.k
     where r.matched_at is null for update of r skip locked)
   update receipt r set look_at = case when r.received_at < clock_timestamp() - interval '72 hours' then null
     else clock_timestamp() + least(interval '6 hours', greatest(interval '2 seconds', clock_timestamp() - r.received_at)) end
   from mine m
   where ${isSameReceipt('r', 'm')}`,
  { acrossAccounts },
)

// Served by message_doubt. A text adopted with one of n parts stays a candidate for the others, and for no more than these.
const candidates = statement(
  'adoption_candidates',
  { account_id: 'uuid', id: 'uuid', attempt: 'integer' },
  `select m.account_id, m.id, m.attempt
   from message m
   where m.doubt is not null and m.gateway_id = $1 and m.number = $2
     and m.permitted_at between $3::timestamptz - interval '10 minutes' and $4::timestamptz + interval '10 minutes'
     and (m.state = 'unconfirmed' or (m.settled_by = 'adoption' and m.parts > 1))
     and ($5::text is null or left(m.body, length($5::text)) = $5::text)
     and (select count(*) from submission s where s.account_id = m.account_id and s.message_id = m.id and s.attempt = m.attempt)
       < case when $6 then greatest(m.parts, 1) else 1 end
   limit 2`,
  { acrossAccounts },
)

// Evidence must be unambiguous: another text to that number, of whichever account, that may still be on its way could be the one that was meant.
// Served by message_watch (a lease is shorter than ten minutes) and message_doubt.
const otherOpen = statement(
  'other_open_texts',
  { open: 'bigint' },
  `select count(*) as open from (
     select m.id, m.permitted_at from message m
     where m.watch_at < ${clockBound} + interval '10 minutes' and m.state = 'sending' and m.gateway_id = $1 and m.number = $2
     union all
     select m.id, m.permitted_at from message m where m.doubt is not null and m.state = 'unconfirmed' and m.gateway_id = $1 and m.number = $2
   ) other where id <> $3 and permitted_at > $4::timestamptz - interval '10 minutes'`,
  { acrossAccounts },
)

const adoptedFirst = statement(
  'settle_adopted',
  {},
  `update message set settled_by = 'adoption' where account_id = $1 and id = $2 and state = 'unconfirmed'`,
)

type Waiting = {
  gatewayId: string
  /** The key it is kept under, and other forms of the same id. */
  keys: readonly string[]
  part: number
  number: string | null
  textBegins: string | null
  submittedAt: Instant | null
  receivedAt: Instant
}

export type Matched = { looked: number; matched: number; adopted: number; alarms: YetDelivered[] }

/** One round: how many receipts were looked at, matched and adopted. `perPart`: whether a gateway sends one for each part of a text. */
export async function matchReceipts(
  db: Database,
  perPart: (gatewayId: string) => boolean,
  hashNumber: HashNumber,
): Promise<Matched> {
  const due = (await db.send.run(dueReceipts, [])).map(
    (row): Waiting => ({
      gatewayId: row.gateway_id,
      keys: [row.receipt_key, ...row.other_keys],
      part: row.part,
      number: row.number,
      textBegins: row.text_begins,
      submittedAt: row.submitted_at,
      receivedAt: row.received_at,
    }),
  )
  const all: Matched = { looked: due.length, matched: 0, adopted: 0, alarms: [] }
  if (due.length === 0) return all
  const mayBeOurs = await findOurs(db, due)
  const others = due.filter((one) => !mayBeOurs(one))
  if (others.length > 0) await db.transaction('send', (tx) => putOff(tx, others))
  for (const one of due.filter(mayBeOurs)) {
    const { how, alarms } = await inTurn(db, (tx, locksFirst) =>
      lookAt(tx, one, { perPartReceipts: perPart(one.gatewayId), hashNumber, locksFirst }),
    )
    if (how !== 'nothing') all[how] += 1
    all.alarms.push(...alarms)
  }
  return all
}

/**
 * Which of them have a key that is known now, or a number to which a text is or was in doubt: only these are looked at one by one. Where another system has
 * the same account at a gateway, nearly all are its.
 */
async function findOurs(db: Database, due: readonly Waiting[]): Promise<(one: Waiting) => boolean> {
  const keys = due.flatMap(({ gatewayId, keys }) => keys.map((key) => [gatewayId, key] as const))
  const numbers = due.flatMap(({ gatewayId, number }) => (number === null ? [] : [[gatewayId, number] as const]))
  const parametersOf = (pairs: typeof keys) => columnsOf(pairs, [([gatewayId]) => gatewayId, ([, what]) => what])
  const known = await db.send.run(knownKeys, parametersOf(keys))
  const doubted = await db.send.run(doubtedNumbers, parametersOf(numbers))
  const ours = new Set([
    ...known.map((row) => `${row.gateway_id} ${row.receipt_key}`),
    ...doubted.map((row) => `${row.gateway_id} ${row.number}`),
  ])
  return ({ gatewayId, keys, number }) => [...keys, number].some((what) => ours.has(`${gatewayId} ${what}`))
}

async function putOff(tx: Runner, those: readonly Waiting[]): Promise<void> {
  await tx.run(lookLater, columnsOf(those, [(one) => one.gatewayId, (one) => one.keys[0] ?? '']))
}

type Look = { how: 'matched' | 'adopted' | 'nothing'; alarms: YetDelivered[] }

async function lookAt(tx: Runner, one: Waiting, applying: ApplyingInTurn): Promise<Look> {
  const { gatewayId, keys } = one
  const [key = ''] = keys
  const found = await submissionsOf(tx, gatewayId, keys)
  const known = keys
    .map((form) => found.get(form))
    .find((submission) => submission && isBelieved(one, submission.key, submission.number))
  if (known) {
    const { key: to, number } = known
    if (to !== key && number !== null) await renameWaiting(tx, gatewayId, { from: key, to, number })
    const { alarms } = await applyWaiting(tx, [{ key: to, number }], { gatewayId, ...applying })
    return { how: 'matched', alarms }
  }
  const adopted = await adopt(tx, one, applying.perPartReceipts)
  if (adopted) {
    const { alarms } = await applyWaiting(tx, [{ key, ...adopted }], { gatewayId, ...applying, by: 'adoption' })
    return { how: 'adopted', alarms }
  }
  await putOff(tx, [one])
  return { how: 'nothing', alarms: [] }
}

/**
 * Makes the receipt's id a key of the one text in doubt that it can only be about. The text is locked and looked at again: another node may be giving it
 * another receipt, and an answer may have come.
 */
async function adopt(tx: Runner, one: Waiting, perPartReceipts: boolean): Promise<{ number: string } | undefined> {
  const { gatewayId, part, number } = one
  const [key = ''] = one.keys
  if (number === null) return undefined
  const before = await onlyCandidate(tx, { ...one, number }, perPartReceipts)
  if (!before) return undefined
  // Another node may have taken it.
  if (!(await lockWaiting(tx, gatewayId, key))) return undefined
  await lockMessages(tx, [before])
  const candidate = await onlyCandidate(tx, { ...one, number }, perPartReceipts)
  if (candidate?.messageId !== before.messageId) return undefined
  await addSubmissions(tx, [{ ...candidate, gatewayId, key, part }])
  // An answer stored in this very moment has the id already: the next look finds its text.
  const leadsTo = (await submissionsOf(tx, gatewayId, [key])).get(key)
  if (leadsTo?.messageId !== candidate.messageId) return undefined
  await tx.run(adoptedFirst, [candidate.accountId, candidate.messageId])
  return { number }
}

async function onlyCandidate(
  tx: Runner,
  one: Waiting & { number: string },
  perPartReceipts: boolean,
): Promise<AttemptKey | undefined> {
  const from = one.submittedAt ?? one.receivedAt - 72 * 3_600_000
  const until = one.submittedAt ?? one.receivedAt
  const [candidate, second] = await tx.run(candidates, [
    one.gatewayId,
    one.number,
    timestamp(from),
    timestamp(until),
    one.textBegins === null ? null : [...one.textBegins].slice(0, 20).join(''),
    perPartReceipts,
  ])
  if (!candidate || second) return undefined
  const [others] = await tx.run(otherOpen, [one.gatewayId, one.number, candidate.id, timestamp(from)])
  if ((others?.open ?? 0) > 0) return undefined
  return { accountId: candidate.account_id, messageId: candidate.id, attempt: candidate.attempt }
}
