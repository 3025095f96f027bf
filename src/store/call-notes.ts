/** What was learnt about calls after they were judged. It changes nothing. */
import type { Json } from '../core/adapter.ts'
import { type Call, endedBy } from '../core/call.ts'
import type { Instant } from '../core/instant.ts'
import { type News, toldOtherwise } from '../core/told-again.ts'
import type { Database, Runner } from './database.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'
import { idOfWords, newId } from './uuid.ts'

const insert = statement(
  'note_amendment',
  {},
  `insert into call_note (account_id, call_id, id, at, note)
   select account_id, id, $4, clock_timestamp(), $5 from call where account_id = $1 and source_id = $2 and source_call_id = $3`,
)

/** Keeps what a source said of a call that was judged already. Of a call that nobody knows nothing is kept. */
export async function noteAmendment(
  db: Database,
  where: { accountId: string; sourceId: string },
  amendment: { sourceCallId: string; patch: object },
): Promise<void> {
  const { sourceCallId, patch } = amendment
  await db.intake.run(insert, [where.accountId, where.sourceId, sourceCallId, newId(), JSON.stringify({ patch })])
}

/** As many as are shown of a call, and as many as one that is told ever otherwise may have. */
const mostNotes = 200

// The id is made of the words: told once more, by whichever node, it is the same note.
const insertToldAgain = statement(
  'note_told_again',
  {},
  `insert into call_note (account_id, call_id, id, at, note)
   select c.account_id, c.id, u.i, clock_timestamp(), u.n
   from (select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]) as t(a, c, i, n) order by a, c, i) u
   join call c on c.account_id = u.a and c.id = u.c
   where (select count(*) from call_note o where o.account_id = c.account_id and o.call_id = c.id) < ${mostNotes}
   on conflict (account_id, call_id, id) do nothing`,
)

/** A report of a call that is known: beside the row of that call, or beside the report before it in the same batch. */
export type ToldAgain = { accountId: string; callId: string; call: Call; kept: { report: string; at: Instant } | Call }

/** Keeps what reports of known calls tell otherwise. Nearly all tell the same, and ask the database for nothing. */
export async function noteToldAgain(tx: Runner, reports: readonly ToldAgain[]): Promise<void> {
  const notes = reports.flatMap((one) => {
    const again = newsOf(one)
    return again === undefined ? [] : [{ ...one, note: JSON.stringify({ again }) }]
  })
  if (notes.length === 0) return
  await tx.run(
    insertToldAgain,
    columnsOf(notes, [(one) => one.accountId, (one) => one.callId, (one) => idOfWords(one.note), (one) => one.note]),
  )
}

function newsOf({ call, kept }: ToldAgain): News | undefined {
  if (!('report' in kept)) return toldOtherwise(kept, call, Number.POSITIVE_INFINITY)
  if (JSON.stringify(endedBy(call, kept.at)) === kept.report) return undefined
  return toldOtherwise(JSON.parse(kept.report) as Call, call, kept.at)
}

const read = statement(
  'read_call_notes',
  { at: 'timestamptz', note: 'text' },
  `select at, note from call_note where account_id = $1 and call_id = $2 order by at, id limit ${mostNotes}`,
)

/** A late part of a call told in parts; or (without `partId`) a correction of one told whole, or what a report told `again` says otherwise. */
export type CallNote = { at: Instant; partId?: string; again?: true; told: { [name: string]: Json } }

/** What came after the call was judged, oldest first. */
export async function readCallNotes(db: Database, accountId: string, callId: string): Promise<CallNote[]> {
  return (await db.console.run(read, [accountId, callId])).map(({ at, note }) => {
    const { partId, data, patch, again } = JSON.parse(note) as {
      partId?: string
      data?: Json
      patch?: Json
      again?: Json
    }
    const told = fieldsOf(again ?? patch ?? data ?? null)
    return { at, ...(partId === undefined ? {} : { partId }), ...(again !== undefined && { again: true }), told }
  })
}

function fieldsOf(told: Json): CallNote['told'] {
  return typeof told === 'object' && told !== null && !Array.isArray(told) ? told : { told }
}
