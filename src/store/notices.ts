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
  `insert into notice as n (account_id, kind, subject, detail, told)
   select u.*, false from (select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[])) u
   on conflict (account_id, kind, subject) do update
     set detail = excluded.detail, times = n.times + 1, last_at = clock_timestamp(), dismissed_at = null,
       told = n.told and n.dismissed_at is null and n.last_at > clock_timestamp() - interval '1 day'`,
)

/** One that was put away, or had not happened for a day, is told of again. */
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

const findUntold = statement(
  'find_untold_notices',
  { account_id: 'uuid', kind: 'text', subject: 'text' },
  'select account_id, kind, subject from notice where not told limit 200',
  { acrossAccounts: 'whoever runs the installation is told of every account' },
)

// One at a time: whoever writes several notices holds their locks in an order of their own.
const takeOne = statement(
  'take_untold_notice',
  { stands: 'boolean' },
  `update notice set told = true where account_id = $1 and kind = $2 and subject = $3 and not told returning dismissed_at is null as stands`,
)

export type Untold = Pick<NewNotice, 'accountId' | 'kind' | 'subject'>

/** Those that arose and nobody has taken yet; each is given to one process alone. What was put away meanwhile is left out. */
export async function takeUntold(db: Database): Promise<Untold[]> {
  const taken: Untold[] = []
  for (const { account_id: accountId, kind, subject } of await db.console.run(findUntold, [])) {
    const [row] = await db.console.run(takeOne, [accountId, kind, subject])
    if (row?.stands) taken.push({ accountId, kind: kind as NoticeKind, subject })
  }
  return taken
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
