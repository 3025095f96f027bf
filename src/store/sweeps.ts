/** What no news does to messages: leases that ran out, validities that ended, gateways that were removed, doubts nobody settled. Each round is bounded; any node may run it. */
import type { Database, Runner } from './database.ts'
import { applyLateTruth } from './late-truth.ts'
import { type Move, messageKey, moveMessages } from './messages.ts'
import { resendDoubts } from './rather-twice.ts'
import { stopsOf } from './standing-doubts.ts'
import { clockBound, type RowOf, statement } from './statement.ts'
import { whileFull } from './while-full.ts'

const findingDueRows = 'finds rows of every account by a time'

/** A backlog of this many rounds is worked off at once; then the other sweeps have their turn. */
const rounds = { full: 500, atMost: 20 }

// Five seconds of grace for an answer that is being stored. Served by message_watch.
const leasesOver = statement(
  'leases_over',
  { account_id: 'uuid', id: 'uuid', attempt: 'integer', again: 'boolean' },
  `select m.account_id, m.id, m.attempt, coalesce(g.rather_twice, false) and m.valid_until > clock_timestamp() as again
   from message m left join gateway g on g.gateway_id = m.gateway_id
   where m.watch_at < ${clockBound} - interval '5 seconds' and m.state = 'sending' order by m.watch_at limit 500`,
  { acrossAccounts: findingDueRows },
)

const silentTooLong = statement(
  'silent_too_long',
  { account_id: 'uuid', id: 'uuid', attempt: 'integer' },
  `select account_id, id, attempt from message
   where watch_at < ${clockBound} and state in ('sent', 'unconfirmed') order by watch_at limit 500`,
  { acrossAccounts: findingDueRows },
)

// Served by message_expiry.
const validityOver = statement(
  'validity_over',
  { account_id: 'uuid', id: 'uuid', attempt: 'integer' },
  `select account_id, id, attempt from message
   where due_at is not null and valid_until <= ${clockBound} order by valid_until limit 500`,
  { acrossAccounts: findingDueRows },
)

// Served by message_due. Whatever was accepted while the gateway was being removed is found as well.
const ofRemovedGateways = statement(
  'texts_of_removed_gateways',
  { account_id: 'uuid', id: 'uuid', attempt: 'integer' },
  `select m.account_id, m.id, m.attempt from gateway g join message m on m.gateway_id = g.gateway_id and m.due_at is not null
   where g.retired_at is not null limit 500`,
  { acrossAccounts: 'finds what waits for a removed gateway, of every account' },
)

export type Swept = { leases: number; lapsed: number; removed: number; givenUp: number }

/** What is due of each. A lease that ran out makes `sending` `unconfirmed`, never `queued`, unless the operator chose "rather twice than never". */
export async function sweep(db: Database): Promise<Swept> {
  return {
    leases: await whileFull(() => doubtLeasesOver(db), rounds),
    lapsed: await whileFull(() => moveFound(db, validityOver, lapse), rounds),
    removed: await whileFull(() => moveFound(db, ofRemovedGateways, cancel), rounds),
    givenUp: await whileFull(() => moveFound(db, silentTooLong, giveUp), rounds),
  }
}

async function doubtLeasesOver(db: Database): Promise<number> {
  const found = await db.send.run(leasesOver, [])
  if (found.length === 0) return 0
  const keys = found.map((row) => ({ ...keyOf(row), again: row.again }))
  return await db.transaction('send', async (tx) => {
    const moved = await moveMessages(
      tx,
      keys.map((key): Move => ({ ...key, event: 'doubted', doubt: 'lease_over' })),
    )
    await applyLateTruth(
      tx,
      keys.filter((one) => one.attempt > 1 && moved.has(messageKey(one))),
    )
    await resendDoubts(
      tx,
      keys.filter((one) => one.again && moved.has(messageKey(one))),
    )
    return moved.size
  })
}

type Found = RowOf<(typeof silentTooLong)['columns']>

const keyOf = (row: Found) => ({ accountId: row.account_id, messageId: row.id, attempt: row.attempt })

const lapse = (tx: Runner, found: readonly Found[]) =>
  stopsOf(
    tx,
    found.map((row) => ({ ...keyOf(row), event: 'validity_over', reason: 'validity_over' })),
  )

const cancel = (tx: Runner, found: readonly Found[]) =>
  stopsOf(
    tx,
    found.map((row) => ({ ...keyOf(row), event: 'cancelled', reason: 'gateway_removed' })),
  )

const giveUp = async (_: Runner, found: readonly Found[]) =>
  found.map((row): Move => ({ ...keyOf(row), event: 'given_up', settledBy: 'time_out' }))

async function moveFound(db: Database, find: typeof silentTooLong, movesOf: typeof lapse): Promise<number> {
  const found = await db.send.run(find, [])
  if (found.length === 0) return 0
  return await db.transaction('send', async (tx) => (await moveMessages(tx, await movesOf(tx, found))).size)
}

// A lease is shorter than ten minutes: what waits for a receipt is watched much longer, and stands behind.
const endLeases = statement(
  'end_leases_of_owner',
  { id: 'uuid' },
  `update message set watch_at = clock_timestamp() + interval '5 seconds'
   where watch_at < ${clockBound} + interval '10 minutes' and state = 'sending' and owner = $1 returning id`,
  { acrossAccounts: 'a process that stops ends its own leases' },
)

/** At a clean stop: the unanswered stay `sending` but their lease ends soon, so that they show as doubt without waiting a minute. */
export async function endLeasesOf(db: Database, owner: string): Promise<number> {
  return (await db.send.run(endLeases, [owner])).length
}
