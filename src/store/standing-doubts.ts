/** Doubts that nobody settled, of texts whose state no longer tells of them: sent again since, or about to be. */
import type { DeliveryEvent } from '../core/delivery.ts'
import type { Runner } from './database.ts'
import { type MessageKey, type Move, messageKey } from './messages.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'

const standing = statement(
  'standing_doubts',
  { account_id: 'uuid', id: 'uuid', doubt: 'text?', earlier: 'boolean' },
  `select * from (
     select m.account_id, m.id, case when m.settled_by is null then m.doubt end as doubt, exists (
       select 1 from attempt t where t.account_id = m.account_id and t.message_id = m.id and t.outcome = 'unconfirmed' and t.receipt_state is null) as earlier
     from (select * from unnest($1::uuid[], $2::uuid[]) as t(a, i)) u
     join message m on m.account_id = u.a and m.id = u.i) d
   where doubt is not null or earlier`,
)

/** `latest`: of the latest attempt, or since a restore; else of one before it. */
type Doubted = { of: 'latest' | 'restore' | 'earlier' }

/** Which of these texts may have gone by an attempt of which nobody ever heard. */
export async function standingDoubts(tx: Runner, keys: readonly MessageKey[]): Promise<Map<string, Doubted>> {
  if (keys.length === 0) return new Map()
  const rows = await tx.run(standing, columnsOf(keys, [(one) => one.accountId, (one) => one.messageId]))
  return new Map(
    rows.map((row) => [
      messageKey({ accountId: row.account_id, messageId: row.id }),
      { of: row.doubt === null ? 'earlier' : row.doubt.startsWith('restored') ? 'restore' : 'latest' },
    ]),
  )
}

type Stop = Move & { event: Extract<DeliveryEvent, 'gate_skipped' | 'validity_over' | 'cancelled'> }

/**
 * Moves that stop texts which wait. One whose latest attempt is in doubt is in doubt again: whether it went is as unknown as before. Not what a restore held and
 * a person let go, often many at once: let go and stopped again and again, it would never be done with.
 */
export async function stopsOf(tx: Runner, stops: readonly Stop[]): Promise<Move[]> {
  const doubts = await standingDoubts(
    tx,
    stops.filter((one) => one.attempt > 0),
  )
  return stops.map((one) => (doubts.get(messageKey(one))?.of === 'latest' ? { ...one, event: 'resend_stopped' } : one))
}
