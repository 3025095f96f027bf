/**
 * Preferences (DND), as far as refusals taught them: nobody can ask an operator for them. By keyed hash, and only for a while. An account that was never
 * refused says so in its own row, which the accepting transaction and the claim read anyway.
 */
import { dndBelievedDays, isPromotional, promotionalCategories } from '../core/consent.ts'
import type { Instant } from '../core/instant.ts'
import type { TemplateCategory } from '../core/rule-set.ts'
import type { Database, Runner } from './database.ts'
import { type Asked, findNumbers } from './hashed-numbers.ts'
import type { MessageKey } from './messages.ts'
import { writeNotices } from './notices.ts'
import { columnsOf } from './rows.ts'
import type { HashNumber } from './seal.ts'
import { statement } from './statement.ts'

const learnt = statement(
  'read_dnd_learnt',
  { account_id: 'uuid', number_hash: 'text' },
  `select d.account_id, d.number_hash from (select * from unnest($1::uuid[], $2::text[]) as t(a, h)) u
   join dnd_learnt d on d.account_id = u.a and d.number_hash = u.h and d.expires_at > clock_timestamp()`,
)

/** By account: which of these numbers refused a promotional text lately. */
export const readDndLearnt = (
  tx: Runner,
  hashNumber: HashNumber,
  asked: readonly Asked[],
): Promise<Map<string, Set<string>>> => findNumbers(tx, learnt, hashNumber, asked)

const until = statement(
  'read_dnd_until',
  { expires_at: 'timestamptz' },
  'select expires_at from dnd_learnt where account_id = $1 and number_hash = $2 and expires_at > clock_timestamp()',
)

/** Until when a number's preferences are believed to refuse promotional texts; null where nothing is known of them. */
export async function readDndUntil(db: Database, accountId: string, hash: string): Promise<Instant | null> {
  return (await db.console.run(until, [accountId, hash]))[0]?.expires_at ?? null
}

// What the message came to in this transaction, so that a receipt which changed nothing teaches nothing.
const blocked = statement(
  'read_blocked_texts',
  { account_id: 'uuid', number: 'text', category: 'text', key: 'text', name: 'text', is_indian: 'boolean' },
  `select m.account_id, m.number, v.category, t.key, t.name, m.number like '+91%' as is_indian
   from (select distinct * from unnest($1::uuid[], $2::uuid[]) as t(a, i)) u
   join message m on m.account_id = u.a and m.id = u.i and m.state in ('undelivered', 'rejected') and m.reason = 'number_blocked' and m.number is not null
   join template_version v on v.account_id = m.account_id and v.template_id = m.template_id and v.version = m.template_version
   join template t on t.account_id = m.account_id and t.id = m.template_id`,
)

const remember = statement(
  'learn_dnd',
  {},
  `insert into dnd_learnt (account_id, number_hash, expires_at)
   select a, h, clock_timestamp() + make_interval(days => $3) from (select distinct * from unnest($1::uuid[], $2::text[]) as t(a, h) order by a, h) u
   on conflict (account_id, number_hash) do update set learnt_at = clock_timestamp(), expires_at = excluded.expires_at`,
)

const mark = statement(
  'mark_account_dnd_learnt',
  {},
  'update account set has_dnd_learnt = true where account_id = any($1::uuid[]) and not has_dnd_learnt',
)

/**
 * Texts that were just refused since the network blocks their number. A promotional one teaches the number's preferences. A service one should have
 * passed whatever these are: it says nothing of the person, and the administrator is told to look at the template.
 */
export async function learnFromBlocked(
  tx: Runner,
  hashNumber: HashNumber,
  texts: readonly MessageKey[],
): Promise<void> {
  if (texts.length === 0) return
  const rows = await tx.run(blocked, columnsOf(texts, [(one) => one.accountId, (one) => one.messageId]))
  const isPromotionalRow = ({ category }: { category: string }) => isPromotional(category as TemplateCategory)
  const learnt = rows.filter(isPromotionalRow)
  if (learnt.length > 0) {
    await tx.run(remember, [
      ...columnsOf(learnt, [(row) => row.account_id, (row) => hashNumber(row.account_id, row.number)]),
      dndBelievedDays,
    ])
    await tx.run(mark, [[...new Set(learnt.map((row) => row.account_id))].sort()])
  }
  const wrongly = rows.filter((row) => row.is_indian && !isPromotionalRow(row))
  const notices = new Map(wrongly.map((row) => [`${row.account_id} ${row.key}`, row]))
  await writeNotices(
    tx,
    [...notices.values()].map(({ account_id, key, name }) => ({
      accountId: account_id,
      kind: 'template_dnd',
      subject: key,
      detail: name,
    })),
  )
}

const forget = statement(
  'forget_dnd',
  {},
  `delete from dnd_learnt d using (select * from unnest($1::uuid[], $2::uuid[], $3::text[]) as t(a, i, h)) u
   join message m on m.account_id = u.a and m.id = u.i and m.state = 'delivered'
   join template_version v on v.account_id = m.account_id and v.template_id = m.template_id and v.version = m.template_version
     and v.category = any($4::text[])
   where d.account_id = u.a and d.number_hash = u.h`,
)

/** Texts that were just delivered, of accounts that have learnt of preferences: a promotional one shows that its number takes such texts. */
export async function forgetDelivered(
  tx: Runner,
  hashNumber: HashNumber,
  texts: readonly (MessageKey & { number: string | null })[],
): Promise<void> {
  if (texts.length === 0) return
  await tx.run(forget, [
    ...columnsOf(texts, [
      (one) => one.accountId,
      (one) => one.messageId,
      (one) => (one.number === null ? null : hashNumber(one.accountId, one.number)),
    ]),
    promotionalCategories,
  ])
}

const forgetOlder = statement(
  'forget_dnd_before_consent',
  {},
  `delete from dnd_learnt d using (select * from unnest($2::text[], $3::timestamptz[]) as t(h, g)) u
   where d.account_id = $1 and d.number_hash = u.h and d.learnt_at < u.g`,
)

/** Numbers that agreed after their preferences refused a text: they are tried again. */
export async function forgetBeforeConsent(
  tx: Runner,
  accountId: string,
  agreed: readonly { hash: string; at: string }[],
): Promise<void> {
  if (agreed.length === 0) return
  await tx.run(forgetOlder, [accountId, ...columnsOf(agreed, [(one) => one.hash, (one) => one.at])])
}
