/** The ledger of consents: entries are added, and none is ever changed. */
import type { ConsentSource } from '../core/consent.ts'
import type { Runner } from './database.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'
import { newId } from './uuid.ts'

export type Revoking = { hash: string; evidence: string | null }

// What stands is ended, and the ledger says so in the same breath; whoever has no consent that stands is passed over.
const revoke = statement(
  'revoke_consents',
  { number_hash: 'text' },
  `with ended as (
     update consent c set revoked_at = clock_timestamp()
     from (select * from unnest($4::text[], $5::uuid[], $6::text[]) as t(h, i, e) order by h) u
     where c.account_id = $1 and c.number_hash = u.h and c.revoked_at is null
     returning c.number_hash, u.i, u.e, c.purpose, c.wording
   )
   insert into consent_entry (account_id, id, number_hash, what, source, who, purpose, wording, evidence)
   select $1, i, number_hash, 'revoked', $2, $3, purpose, wording, e from ended
   returning number_hash`,
)

/** Ends the consents of these numbers that stand; answers whose did. */
export async function revokeConsents(
  tx: Runner,
  by: { accountId: string; source: ConsentSource; who: string },
  all: readonly Revoking[],
): Promise<Set<string>> {
  if (all.length === 0) return new Set()
  const rows = await tx.run(revoke, [
    by.accountId,
    by.source,
    by.who,
    ...columnsOf(all, [(one) => one.hash, newId, (one) => one.evidence]),
  ])
  return new Set(rows.map((row) => row.number_hash))
}
