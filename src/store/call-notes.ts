/** What was learnt about calls after they were judged. It changes nothing. */
import type { Json } from '../core/adapter.ts'
import type { Instant } from '../core/instant.ts'
import type { Database } from './database.ts'
import { statement } from './statement.ts'
import { newId } from './uuid.ts'

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

const read = statement(
  'read_call_notes',
  { at: 'timestamptz', note: 'text' },
  'select at, note from call_note where account_id = $1 and call_id = $2 order by id limit 200',
)

/** A late part of a call told in parts, or (without `partId`) a correction of one told whole; `told` is what it said. */
export type CallNote = { at: Instant; partId?: string; told: { [name: string]: Json } }

/** What came after the call was judged, oldest first. */
export async function readCallNotes(db: Database, accountId: string, callId: string): Promise<CallNote[]> {
  return (await db.console.run(read, [accountId, callId])).map(({ at, note }) => {
    const { partId, data, patch } = JSON.parse(note) as { partId?: string; data?: Json; patch?: Json }
    return { at, ...(partId === undefined ? {} : { partId }), told: fieldsOf(patch ?? data ?? null) }
  })
}

function fieldsOf(told: Json): CallNote['told'] {
  return typeof told === 'object' && told !== null && !Array.isArray(told) ? told : { told }
}
