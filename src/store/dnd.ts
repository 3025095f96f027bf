/**
 * Preferences (DND), as far as refusals taught them: nobody can ask an operator for them. By keyed hash, and only for a while. An account that was never
 * refused says so in its own row, which the accepting transaction and the claim read anyway.
 */
import type { Instant } from '../core/instant.ts'
import type { Database, Runner } from './database.ts'
import { type Asked, findNumbers } from './hashed-numbers.ts'
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
