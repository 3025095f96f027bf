/**
 * Who wants no texts of an account. Numbers are kept by keyed hash: nobody reads them out of the list, and whoever is erased everywhere else stays
 * opted out. An account that nobody ever opted out of says so in its own row, which the accepting transaction and the claim read anyway.
 */
import type { Instant } from '../core/instant.ts'
import { revokeConsents } from './consent-ledger.ts'
import type { Database, Runner } from './database.ts'
import { type Asked, findNumbers } from './hashed-numbers.ts'
import { moveMessages } from './messages.ts'
import { columnsOf } from './rows.ts'
import type { HashNumber } from './seal.ts'
import { stopsOf } from './standing-doubts.ts'
import { statement } from './statement.ts'
import { highestId, newId } from './uuid.ts'

/** By which way somebody opts out, or in again. */
export const optOutSources = ['reply', 'link', 'console', 'api', 'file'] as const
export type OptOutSource = (typeof optOutSources)[number]

/** A number that opts out: `ending` is what lists show of it, `words` are those of a reply. */
export type OptingOut = { hash: string; ending: string | null; words?: string }
export type OptedBy = { accountId: string; source: OptOutSource; who: string }

export const endingOf = (number: string): string => number.slice(-3)

const readOut = statement(
  'read_opted_out',
  { account_id: 'uuid', number_hash: 'text' },
  `select o.account_id, o.number_hash from (select * from unnest($1::uuid[], $2::text[]) as t(a, h)) u
   join opt_out o on o.account_id = u.a and o.number_hash = u.h and o.until is null`,
)

/** By account: which of these numbers are opted out. */
export const readOptedOut = (
  tx: Runner,
  hashNumber: HashNumber,
  asked: readonly Asked[],
): Promise<Map<string, Set<string>>> => findNumbers(tx, readOut, hashNumber, asked)

// Whoever is out already stays as they are.
const insert = statement(
  'insert_opt_outs',
  { number_hash: 'text' },
  `insert into opt_out as o (account_id, number_hash, id, ending, source)
   select * from (select $1::uuid, h, i, e, $2 from unnest($3::text[], $4::uuid[], $5::text[]) as t(h, i, e) order by h) u
   on conflict (account_id, number_hash) do update
     set id = excluded.id, ending = coalesce(excluded.ending, o.ending), source = excluded.source, since = clock_timestamp(), until = null
     where o.until is not null
   returning o.number_hash`,
)

const mark = statement(
  'mark_account_opt_outs',
  {},
  'update account set has_opt_outs = true where account_id = $1 and not has_opt_outs',
)

const note = statement(
  'insert_opt_out_history',
  {},
  `insert into opt_out_history (account_id, id, number_hash, what, source, who, words)
   select $1, i, h, $2, $3, $4, w from unnest($5::uuid[], $6::text[], $7::text[]) as t(i, h, w)`,
)

/** Opts numbers out, and revokes their consents; answers the hashes of those that were not out before. */
export async function addOptOuts(tx: Runner, by: OptedBy, all: readonly OptingOut[]): Promise<Set<string>> {
  const each = [...new Map(all.map((one) => [one.hash, one])).values()]
  if (each.length === 0) return new Set()
  const rows = await tx.run(insert, [
    by.accountId,
    by.source,
    ...columnsOf(each, [(one) => one.hash, newId, (one) => one.ending]),
  ])
  const added = new Set(rows.map((row) => row.number_hash))
  await revokeConsents(
    tx,
    by,
    each.map((one) => ({ hash: one.hash, evidence: one.words ?? null })),
  )
  if (added.size > 0) await tx.run(mark, [by.accountId])
  await addHistory(
    tx,
    by,
    'out',
    each.filter((one) => added.has(one.hash)),
  )
  return added
}

const end = statement(
  'end_opt_out',
  { number_hash: 'text' },
  `update opt_out set until = clock_timestamp() where account_id = $1 and number_hash = $2 and until is null returning number_hash`,
)

/** Texts may go again; false where the number was not opted out. */
export async function endOptOut(tx: Runner, by: OptedBy, one: { hash: string; words?: string }): Promise<boolean> {
  const rows = await tx.run(end, [by.accountId, one.hash])
  if (rows.length > 0) {
    await addHistory(tx, by, 'in', [one])
    await cancelConfirmation(tx, by.accountId, one.hash)
  }
  return rows.length > 0
}

const waitingConfirmation = statement(
  'find_waiting_confirmation',
  { id: 'uuid', attempt: 'integer' },
  `select m.id, m.attempt from opt_out o
   join opt_out_confirmation c on c.account_id = o.account_id and c.opt_out_id = o.id
   join message m on m.account_id = c.account_id and m.id = c.message_id and m.state = 'queued'
   where o.account_id = $1 and o.number_hash = $2`,
)

/** What would confirm an opt-out that is over says something untrue. */
async function cancelConfirmation(tx: Runner, accountId: string, hash: string): Promise<void> {
  const waiting = await tx.run(waitingConfirmation, [accountId, hash])
  const how = { event: 'cancelled', reason: 'opted_in_again' } as const
  const stops = waiting.map(({ id, attempt }) => ({ accountId, messageId: id, attempt, ...how }))
  await moveMessages(tx, await stopsOf(tx, stops))
}

async function addHistory(
  tx: Runner,
  { accountId, source, who }: OptedBy,
  what: 'out' | 'in',
  all: readonly { hash: string; words?: string }[],
): Promise<void> {
  if (all.length === 0) return
  await tx.run(note, [
    accountId,
    what,
    source,
    who,
    ...columnsOf(all, [newId, (one) => one.hash, (one) => one.words ?? null]),
  ])
}

export type OptOut = { id: string; ending: string | null; source: OptOutSource; since: Instant }

const list = statement(
  'list_opt_outs',
  { id: 'uuid', ending: 'text?', source: 'text', since: 'timestamptz' },
  `select id, ending, source, since from opt_out where account_id = $1 and id < $2 and until is null order by id desc limit $3`,
)

/** Those who are opted out, newest first; `before` is the id of the last one seen. */
export async function listOptOuts(
  db: Database,
  accountId: string,
  limit: number,
  before: string = highestId,
): Promise<OptOut[]> {
  return (await db.console.run(list, [accountId, before, limit])).map((row) => ({
    ...row,
    source: row.source as OptOutSource,
  }))
}

const hashById = statement(
  'read_opt_out_hash',
  { number_hash: 'text' },
  'select number_hash from opt_out where account_id = $1 and id = $2 and until is null',
)

/** The hash of a number that is opted out, by the row of the list. */
export async function hashOfOptOut(db: Database, accountId: string, id: string): Promise<string | undefined> {
  return (await db.console.run(hashById, [accountId, id]))[0]?.number_hash
}

const read = statement(
  'read_opt_out',
  { id: 'uuid', ending: 'text?', source: 'text', since: 'timestamptz' },
  'select id, ending, source, since from opt_out where account_id = $1 and number_hash = $2 and until is null',
)

const history = statement(
  'read_opt_out_history',
  { what: 'text', source: 'text', who: 'text', words: 'text?', at: 'timestamptz' },
  'select what, source, who, words, at from opt_out_history where account_id = $1 and number_hash = $2 order by id desc limit 100',
)

export type OptOutEvent = { what: 'out' | 'in'; source: OptOutSource; who: string; words: string | null; at: Instant }

/** How it stands with one number, and how that came about, newest first. */
export async function readOptOut(
  db: Database,
  accountId: string,
  hash: string,
): Promise<{ current: OptOut | null; history: OptOutEvent[] }> {
  const [[row], events] = await Promise.all([
    db.console.run(read, [accountId, hash]),
    db.console.run(history, [accountId, hash]),
  ])
  return {
    current: row ? { ...row, source: row.source as OptOutSource } : null,
    history: events.map((one) => ({ ...one, what: one.what as 'out' | 'in', source: one.source as OptOutSource })),
  }
}
