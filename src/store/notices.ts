/** What an administrator should know without looking for it: one row for each thing, renewed when it happens again, gone when dismissed. */
import type { Instant } from '../core/instant.ts'
import type { NoticeKind } from '../core/notice-words.ts'
import type { Database, Runner } from './database.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'

/** `subject` is what it is about, such as a template's key; empty for the account itself. */
export type NewNotice = { accountId: string; kind: NoticeKind; subject: string; detail: string }
export type Notice = {
  kind: NoticeKind
  subject: string
  detail: string
  times: number
  firstAt: Instant
  lastAt: Instant
}

/** Each once, as the last of them says: one statement cannot write a row twice. And in an order, so that two that write several never wait for each other. */
const inOrder = <One extends Omit<NewNotice, 'detail'>>(notices: readonly One[]): One[] => {
  const byKey = new Map(notices.map((one) => [`${one.accountId} ${one.kind} ${one.subject}`, one]))
  return [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}

const write = statement(
  'write_notices',
  {},
  `insert into notice as n (account_id, kind, subject, detail)
   select * from (select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[])) u
   on conflict (account_id, kind, subject) do update
     set detail = excluded.detail, times = n.times + 1, last_at = clock_timestamp(), dismissed_at = null`,
)

export async function writeNotices(tx: Runner, notices: readonly NewNotice[]): Promise<void> {
  if (notices.length === 0) return
  await tx.run(
    write,
    columnsOf(inOrder(notices), [(one) => one.accountId, (one) => one.kind, (one) => one.subject, (one) => one.detail]),
  )
}

const supersede = statement(
  'supersede_notices',
  {},
  `update notice n set dismissed_at = clock_timestamp()
   from (select * from unnest($1::uuid[], $2::text[], $3::text[]) as t(a, k, s)) u
   where n.account_id = u.a and n.kind = u.k and n.subject = u.s and n.dismissed_at is null`,
)

/** Puts away what something graver has come of. */
export async function supersedeNotices(tx: Runner, notices: readonly Omit<NewNotice, 'detail'>[]): Promise<void> {
  if (notices.length === 0) return
  await tx.run(
    supersede,
    columnsOf(inOrder(notices), [(one) => one.accountId, (one) => one.kind, (one) => one.subject]),
  )
}

const read = statement(
  'read_notices',
  { kind: 'text', subject: 'text', detail: 'text', times: 'integer', first_at: 'timestamptz', last_at: 'timestamptz' },
  `select kind, subject, detail, times, first_at, last_at from notice
   where account_id = $1 and dismissed_at is null order by last_at desc limit 200`,
)

/** Those that stand, newest first. */
export async function readNotices(db: Database, accountId: string): Promise<Notice[]> {
  return (await db.console.run(read, [accountId])).map(({ first_at, last_at, kind, ...row }) => ({
    ...row,
    kind: kind as NoticeKind,
    firstAt: first_at,
    lastAt: last_at,
  }))
}

const dismiss = statement(
  'dismiss_notice',
  { kind: 'text' },
  `update notice set dismissed_at = clock_timestamp()
   where account_id = $1 and kind = $2 and subject = $3 and dismissed_at is null returning kind`,
)

/** Whether there was one to dismiss. */
export async function dismissNotice(db: Database, accountId: string, kind: string, subject: string): Promise<boolean> {
  return (await db.console.run(dismiss, [accountId, kind, subject])).length > 0
}
