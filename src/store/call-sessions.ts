/**
 * Calls that a source tells in parts. Parts are rows, committed before the webhook is answered; a session has one due time, and whichever node
 * takes it by compare-and-set folds the parts and judges the call. What comes later is kept as a note and changes nothing.
 */
import type { Json } from '../core/adapter.ts'
import type { Instant } from '../core/instant.ts'
import { type Database, type Runner, timestamp } from './database.ts'
import { columnsOf } from './rows.ts'
import { noteCallerReached } from './signals.ts'
import { clockBound, statement } from './statement.ts'
import { newId } from './uuid.ts'

/** `reached`: the number that somebody talks to from `at` on. */
export type NewPart = {
  session: string
  partId: string
  at: Instant
  closes: boolean
  data: Json
  reached?: string | undefined
}
export type Hints = { settleMs: number; idleCloseMs: number; lateMs: number }

/**
 * So many parts that close a session, and so many that do not, are taken of it: far more than any call has. Whoever knows a source's address could tell one
 * of ten thousand, and every node that judges it would hold them all.
 */
const mostParts = 200

const insertParts = statement(
  'insert_parts',
  { session: 'text', part_id: 'text' },
  `insert into call_part (account_id, source_id, session, part_id, at, closes, data)
   select $1, $2, u.s, u.p, u.at, u.c, u.d
   from (select *, row_number() over (partition by s, c order by p) as n
     from unnest($3::text[], $4::text[], $5::timestamptz[], $6::boolean[], $7::text[]) as t(s, p, at, c, d)) u
   where u.n + (select count(*) from (select 1 from call_part k
     where k.account_id = $1 and k.source_id = $2 and k.session = u.s and k.closes = u.c limit ${mostParts}) known) <= ${mostParts}
   order by u.s, u.p
   on conflict (account_id, source_id, session, part_id) do nothing
   returning session, part_id`,
)

// A closing part makes the session due after the settling time; before one, silence does. A judged session is never due again; one that was looked at and
// made no call is, with every further part.
const touchSession = statement(
  'touch_session',
  { judged_call_id: 'uuid?', closed_at: 'timestamptz?' },
  `insert into call_session as s (account_id, source_id, session, due_at, closed_at, keep_until)
   values ($1, $2, $3, clock_timestamp() + make_interval(secs => $5), case when $4 then clock_timestamp() end, clock_timestamp() + make_interval(secs => $6))
   on conflict (account_id, source_id, session) do update set
     closed_at = coalesce(s.closed_at, excluded.closed_at),
     due_at = case when s.judged_call_id is not null then null when s.closed_at is not null then coalesce(s.due_at, excluded.due_at) else excluded.due_at end
   returning judged_call_id, closed_at`,
)

const insertNote = statement(
  'insert_note',
  {},
  'insert into call_note (account_id, call_id, id, at, note) values ($1, $2, $3, clock_timestamp(), $4)',
)

/**
 * Stores parts, sets when their sessions are due, and notes which callers are being talked to. Resolves after the commit; a part told twice changes
 * nothing.
 */
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
    const ofOpenSessions: NewPart[] = []
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
        for (const { partId, data } of added) await addNote(tx, accountId, row.judged_call_id, { partId, data })
      // An answer that is told behind the end says nothing of now: the call itself will, and would cancel its own texts by a moment after its end.
      if (row?.closed_at === null) ofOpenSessions.push(...added)
    }
    await noteReached(tx, accountId, ofOpenSessions)
  })
}

/** In the order of the callers' numbers, as whoever accepts calls locks their rows. */
async function noteReached(tx: Runner, accountId: string, parts: readonly NewPart[]): Promise<void> {
  const numbers = new Map(parts.flatMap(({ reached, at }) => (reached === undefined ? [] : [[reached, at] as const])))
  for (const [number, at] of [...numbers].sort(([a], [b]) => (a < b ? -1 : 1)))
    await noteCallerReached(tx, accountId, number, at)
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
   where s.due_at <= ${clockBound} order by s.due_at limit 200`,
  { acrossAccounts: 'finds due sessions of every account' },
)

const takeSession = statement(
  'take_session',
  { session: 'text' },
  `update call_session set due_at = clock_timestamp() + interval '30 seconds'
   where account_id = $1 and source_id = $2 and session = $3 and due_at <= clock_timestamp() and judged_call_id is null
   returning session`,
)

/** The parts that a call is made from, the earliest of each sort: those that close a session are kept however many do not. */
const foldable = (closes: boolean) =>
  `(select part_id, at, closes, data from call_part where account_id = $1 and source_id = $2 and session = $3 and closes = ${closes}
    order by at, part_id limit ${mostParts})`
const foldableParts = `(${foldable(true)} union all ${foldable(false)})`

const readParts = statement(
  'read_parts',
  { part_id: 'text', at: 'timestamptz', closes: 'boolean', data: 'text' },
  `select part_id, at, closes, data from ${foldableParts} p order by at, part_id`,
)

// Parts told while the session was looked at are in no call. If there is none yet, it is looked at again.
const endSession = statement(
  'end_session',
  {},
  `update call_session set judged_call_id = $4, due_at = case when $4::uuid is null and exists (
       select 1 from ${foldableParts} p where p.part_id <> all($5::text[])) then clock_timestamp() end
   where account_id = $1 and source_id = $2 and session = $3`,
)

const partsBeyond = statement(
  'parts_beyond',
  { part_id: 'text', data: 'text' },
  `select part_id, data from call_part where account_id = $1 and source_id = $2 and session = $3 and part_id <> all($4::text[]) order by at, part_id
   limit ${mostParts}`,
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

/**
 * The session is over: judged as this call, made from the parts `folded`, or (null) these make no call. Parts told meanwhile become notes on the
 * call; the row of the session is held while they are read, so that a part that comes now is either seen here or sees the call itself.
 */
export async function endCallSession(
  db: Database,
  one: DueSession,
  callId: string | null,
  folded: readonly string[],
): Promise<void> {
  const key = [one.accountId, one.sourceId, one.session]
  await db.transaction('send', async (tx) => {
    await tx.run(endSession, [...key, callId, folded])
    if (callId === null) return
    for (const part of await tx.run(partsBeyond, [...key, folded]))
      await addNote(tx, one.accountId, callId, { partId: part.part_id, data: JSON.parse(part.data) as Json })
  })
}

async function addNote(
  tx: Runner,
  accountId: string,
  callId: string,
  note: { partId: string; data: Json },
): Promise<void> {
  await tx.run(insertNote, [accountId, callId, newId(), JSON.stringify(note)])
}
