/**
 * The matcher: correctness, not comfort. It looks again at receipts whose key nobody knew, matches those whose answer came meanwhile, and
 * lets a receipt with an unknown id be adopted by the one text in doubt that it fits. If two fit, neither: a person decides.
 */
import type { Instant } from '../core/instant.ts'
import { type Database, type Runner, timestamp } from './database.ts'
import { applyWaiting } from './receipts.ts'
import { statement } from './statement.ts'
import { addSubmissions, submissionsOf } from './submissions.ts'

const acrossAccounts = 'a receipt names no account'

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
   from receipt where look_at <= clock_timestamp() order by look_at limit 500`,
  { acrossAccounts },
)

// 2 s, then twice as long each time up to an hour, until 72 h after it came.
const lookLater = statement(
  'look_later',
  {},
  `update receipt set look_at = case when received_at < clock_timestamp() - interval '72 hours' then null
     else clock_timestamp() + least(interval '1 hour', greatest(interval '2 seconds', clock_timestamp() - received_at)) end
   where gateway_id = $1 and receipt_key = $2 and matched_at is null`,
  { acrossAccounts },
)

// Served by message_doubt. A text adopted with one of n parts stays a candidate for the others.
const candidates = statement(
  'adoption_candidates',
  { account_id: 'uuid', id: 'uuid', attempt: 'integer', known: 'bigint' },
  `select m.account_id, m.id, m.attempt,
     (select count(*) from submission s where s.account_id = m.account_id and s.message_id = m.id and s.attempt = m.attempt) as known
   from message m
   where m.doubt is not null and m.gateway_id = $1 and m.number = $2
     and m.permitted_at between $3::timestamptz - interval '10 minutes' and $4::timestamptz + interval '10 minutes'
     and (m.state = 'unconfirmed' or (m.settled_by = 'adoption' and m.parts > 1))
     and ($5::text is null or left(m.body, length($5::text)) = $5::text)
   limit 3`,
  { acrossAccounts },
)

// Evidence must be unambiguous: another text to that number, of whichever account, that may still be on its way could be the one that was meant.
// Served by message_watch (a lease is shorter than ten minutes) and message_doubt.
const otherOpen = statement(
  'other_open_texts',
  { open: 'bigint' },
  `select count(*) as open from (
     select m.id, m.permitted_at from message m
     where m.watch_at < clock_timestamp() + interval '10 minutes' and m.state = 'sending' and m.gateway_id = $1 and m.number = $2
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
  key: string
  part: number
  otherKeys: string[]
  number: string | null
  textBegins: string | null
  submittedAt: Instant | null
  receivedAt: Instant
}

/** One round: how many receipts were looked at, matched and adopted. */
export async function matchReceipts(
  db: Database,
  perPart: (gatewayId: string) => boolean,
): Promise<{ looked: number; matched: number; adopted: number }> {
  const due = (await db.send.run(dueReceipts, [])).map(
    (row): Waiting => ({
      gatewayId: row.gateway_id,
      key: row.receipt_key,
      part: row.part,
      otherKeys: row.other_keys,
      number: row.number,
      textBegins: row.text_begins,
      submittedAt: row.submitted_at,
      receivedAt: row.received_at,
    }),
  )
  const counts = { looked: due.length, matched: 0, adopted: 0 }
  for (const one of due) {
    const how = await db.transaction('send', (tx) => lookAt(tx, one, perPart(one.gatewayId)))
    if (how !== 'nothing') counts[how] += 1
  }
  return counts
}

async function lookAt(tx: Runner, one: Waiting, perPartReceipts: boolean): Promise<'matched' | 'adopted' | 'nothing'> {
  const found = await submissionsOf(tx, one.gatewayId, [one.key, ...one.otherKeys])
  const known = found.get(one.key) ?? [...found.values()].find((submission) => submission.number === one.number)
  if (known) {
    // Kept under one form of the id and known under another: the form it was kept under becomes a key too, so that both lead there.
    if (!found.has(one.key)) await addSubmissions(tx, [{ ...known, gatewayId: one.gatewayId, key: one.key }])
    await applyWaiting(tx, one.gatewayId, [one.key], perPartReceipts)
    return 'matched'
  }
  if (await adopt(tx, one, perPartReceipts)) return 'adopted'
  await tx.run(lookLater, [one.gatewayId, one.key])
  return 'nothing'
}

async function adopt(tx: Runner, one: Waiting, perPartReceipts: boolean): Promise<boolean> {
  if (one.number === null) return false
  const from = one.submittedAt ?? one.receivedAt - 72 * 3_600_000
  const until = one.submittedAt ?? one.receivedAt
  const fitting = await tx.run(candidates, [
    one.gatewayId,
    one.number,
    timestamp(from),
    timestamp(until),
    one.textBegins?.slice(0, 20) ?? null,
  ])
  const [candidate] = fitting
  if (!candidate || fitting.length > 1) return false
  const [others] = await tx.run(otherOpen, [one.gatewayId, one.number, candidate.id, timestamp(from)])
  if ((others?.open ?? 0) > 0) return false
  const adopted = {
    accountId: candidate.account_id,
    messageId: candidate.id,
    attempt: candidate.attempt,
    part: one.part,
  }
  await addSubmissions(tx, [{ ...adopted, gatewayId: one.gatewayId, key: one.key }])
  await tx.run(adoptedFirst, [candidate.account_id, candidate.id])
  await applyWaiting(tx, one.gatewayId, [one.key], perPartReceipts, 'adoption')
  return true
}
