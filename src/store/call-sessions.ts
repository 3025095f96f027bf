/**
 * Calls that a source tells in parts. Parts are rows, committed before the webhook is answered; a session has one due time, and whichever node
 * takes it by compare-and-set folds the parts and judges the call. What comes later is kept as a note and changes nothing.
 */
import type { Json } from '../core/adapter.ts'
import type { Instant } from '../core/instant.ts'
import { type Database, timestamp } from './database.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'
import { newId } from './uuid.ts'

export type NewPart = { session: string; partId: string; at: Instant; closes: boolean; data: Json }
export type Hints = { settleMs: number; idleCloseMs: number; lateMs: number }

const insertParts = statement(
  'insert_parts',
  { session: 'text', part_id: 'text' },
  `insert into call_part (account_id, source_id, session, part_id, at, closes, data)
   select $1, $2, u.s, u.p, u.at, u.c, u.d from (select * from unnest($3::text[], $4::text[], $5::timestamptz[], $6::boolean[], $7::text[]) as t(s, p, at, c, d) order by s, p) u
   on conflict (account_id, source_id, session, part_id) do nothing
   returning session, part_id`,
)

// A closing part makes the session due after the settling time; before one, silence does. A judged session is never due again.
const touchSession = statement(
  'touch_session',
  { judged_call_id: 'uuid?', keep_until: 'timestamptz' },
  `insert into call_session as s (account_id, source_id, session, due_at, closed_at, keep_until)
   values ($1, $2, $3, clock_timestamp() + make_interval(secs => $5), case when $4 then clock_timestamp() end, clock_timestamp() + make_interval(secs => $6))
   on conflict (account_id, source_id, session) do update set
     closed_at = coalesce(s.closed_at, excluded.closed_at),
     due_at = case when s.judged_call_id is not null then null when s.closed_at is not null then s.due_at else excluded.due_at end
   returning judged_call_id, keep_until`,
)

const insertNote = statement(
  'insert_note',
  {},
  'insert into call_note (account_id, call_id, id, at, note) values ($1, $2, $3, clock_timestamp(), $4)',
)

/** Stores parts and sets when their sessions are due. Resolves after the commit; a part told twice changes nothing. */
export async function addParts(
  db: Database,
  where: { accountId: string; sourceId: string },
  parts: readonly NewPart[],
  hints: Hints,
): Promise<void> {
  const { accountId, sourceId } = where
  await db.transaction('intake', async (tx) => {
    const fresh = await tx.run(insertParts, [
      accountId,
      sourceId,
      ...columnsOf(parts, [
        (one) => one.session,
        (one) => one.partId,
        (one) => timestamp(one.at),
        (one) => one.closes,
        (one) => JSON.stringify(one.data),
      ]),
    ])
    for (const session of [...new Set(fresh.map((row) => row.session))].sort()) {
      const added = parts.filter(
        (one) => one.session === session && fresh.some((row) => row.session === session && row.part_id === one.partId),
      )
      const closes = added.some((one) => one.closes)
      const wait = (closes ? hints.settleMs : hints.idleCloseMs) / 1000
      const [row] = await tx.run(touchSession, [
        accountId,
        sourceId,
        session,
        closes,
        wait,
        (hints.lateMs + hints.idleCloseMs) / 1000,
      ])
      if (row?.judged_call_id)
        for (const part of added)
          await tx.run(insertNote, [
            accountId,
            row.judged_call_id,
            newId(),
            JSON.stringify({ partId: part.partId, data: part.data }),
          ])
    }
  })
}

export type DueSession = {
  accountId: string
  sourceId: string
  session: string
  dueAt: Instant
  kind: string
  settings: string
  secrets: Buffer | null
}

// Served by call_session_due.
const dueSessions = statement(
  'due_sessions',
  {
    account_id: 'uuid',
    source_id: 'uuid',
    session: 'text',
    due_at: 'timestamptz',
    kind: 'text',
    settings: 'text',
    secrets: 'bytea?',
  },
  `select s.account_id, s.source_id, s.session, s.due_at, o.kind, o.settings, o.secrets
   from call_session s join source o on o.account_id = s.account_id and o.id = s.source_id
   where s.due_at <= clock_timestamp() order by s.due_at limit 200`,
  { acrossAccounts: 'finds due sessions of every account' },
)

const takeSession = statement(
  'take_session',
  { session: 'text' },
  `update call_session set due_at = clock_timestamp() + interval '30 seconds'
   where account_id = $1 and source_id = $2 and session = $3 and due_at <= clock_timestamp() and judged_call_id is null
   returning session`,
)

const readParts = statement(
  'read_parts',
  { part_id: 'text', at: 'timestamptz', closes: 'boolean', data: 'text' },
  'select part_id, at, closes, data from call_part where account_id = $1 and source_id = $2 and session = $3 order by at, part_id',
)

const endSession = statement(
  'end_session',
  {},
  'update call_session set due_at = null, judged_call_id = $4 where account_id = $1 and source_id = $2 and session = $3',
)

export async function findDueSessions(db: Database): Promise<DueSession[]> {
  return (await db.send.run(dueSessions, [])).map((row) => ({
    accountId: row.account_id,
    sourceId: row.source_id,
    session: row.session,
    dueAt: row.due_at,
    kind: row.kind,
    settings: row.settings,
    secrets: row.secrets,
  }))
}

/** Takes the session for half a minute, by compare-and-set; its parts, or undefined when another node has it. */
export async function takeDueSession(
  db: Database,
  one: DueSession,
): Promise<{ partId: string; at: Instant; closes: boolean; data: Json }[] | undefined> {
  const taken = await db.send.run(takeSession, [one.accountId, one.sourceId, one.session])
  if (taken.length === 0) return undefined
  const rows = await db.send.run(readParts, [one.accountId, one.sourceId, one.session])
  return rows.map((row) => ({
    partId: row.part_id,
    at: row.at,
    closes: row.closes,
    data: JSON.parse(row.data) as Json,
  }))
}

/** The session is over: judged as this call, or (null) it never became one. */
export async function endCallSession(db: Database, one: DueSession, callId: string | null): Promise<void> {
  await db.send.run(endSession, [one.accountId, one.sourceId, one.session, callId])
}

// Bounded, so that no round is long; the next takes the rest.
const clearOver = statement(
  'clear_call_sessions_over',
  { session: 'text' },
  `with over as (
     select account_id, source_id, session from call_session
     where due_at is null and keep_until < clock_timestamp() limit 1000
   ), parts as (
     delete from call_part p using over o where p.account_id = o.account_id and p.source_id = o.source_id and p.session = o.session
   )
   delete from call_session s using over o
   where s.account_id = o.account_id and s.source_id = o.source_id and s.session = o.session
   returning s.session`,
  { acrossAccounts: 'throws away what is over, of every account' },
)

/** Throws away sessions, with their parts, whose last late part is past being noted. */
export async function clearCallSessions(db: Database): Promise<number> {
  return (await db.console.run(clearOver, [])).length
}
