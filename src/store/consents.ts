/**
 * Who agreed to texts of an account. Kept by keyed hash, as opt-outs are, and looked up only for accounts whose templates need consent. What stands now is
 * one row a number; how it came about is in the ledger.
 */
import { type ConsentSource, consentCountsAfter, type Withdrawal } from '../core/consent.ts'
import type { Instant } from '../core/instant.ts'
import { type Database, type Runner, timestamp, timestampOrNull } from './database.ts'
import { forgetBeforeConsent } from './dnd.ts'
import { type Asked, findNumbers } from './hashed-numbers.ts'
import { columnsOf } from './rows.ts'
import type { HashNumber } from './seal.ts'
import { statement } from './statement.ts'
import { highestId, newId } from './uuid.ts'

// An opt-out revokes, also one whose transaction could not see the consent yet.
const consented = statement(
  'read_consented',
  { account_id: 'uuid', number_hash: 'text' },
  `select c.account_id, c.number_hash from (select * from unnest($1::uuid[], $2::text[]) as t(a, h)) u
   join consent c on c.account_id = u.a and c.number_hash = u.h
   where c.revoked_at is null and (c.expires_at is null or c.expires_at > clock_timestamp())
     and not exists (select 1 from opt_out o where o.account_id = c.account_id and o.number_hash = c.number_hash and o.since >= c.given_at)`,
)

/** By account: which of these numbers have a consent that stands now. */
export const readConsented = (
  tx: Runner,
  hashNumber: HashNumber,
  asked: readonly Asked[],
): Promise<Map<string, Set<string>>> => findNumbers(tx, consented, hashNumber, asked)

/** A consent to record; `givenAt` null: now. */
export type Giving = {
  hash: string
  /** Null where the number is not told, as by a link. */
  ending: string | null
  purpose: string
  wording: string | null
  givenAt: Instant | null
  expiresAt: Instant | null
  evidence: string | null
}
export type GivenBy = { accountId: string; source: ConsentSource; who: string }

/** `known`: this consent, or a later one, stands already. `too_soon`: only one that was given after `from` counts. */
export type Given = { is: 'given' } | { is: 'known' } | { is: 'too_soon'; from: Instant }

const withdrawals = statement(
  'read_consent_withdrawals',
  { number_hash: 'text', withdrawn_at: 'timestamptz?', came_back_at: 'timestamptz?', now: 'timestamptz' },
  `select u.h as number_hash, greatest(r.at, o.at) as withdrawn_at, b.at as came_back_at, clock_timestamp() as now
   from (select distinct h from unnest($2::text[]) as t(h)) u
   left join lateral (select e.at from consent_entry e where e.account_id = $1 and e.number_hash = u.h and e.what = 'revoked' order by e.id desc limit 1) r on true
   left join lateral (select e.at from opt_out_history e where e.account_id = $1 and e.number_hash = u.h and e.what = 'out' order by e.id desc limit 1) o on true
   left join lateral (select e.at from opt_out_history e where e.account_id = $1 and e.number_hash = u.h and e.what = 'in' and e.source in ('reply', 'link')
     order by e.id desc limit 1) b on true`,
)

// A consent that was given before the one that stands changes nothing, nor does the same once more.
const insert = statement(
  'insert_consents',
  { number_hash: 'text' },
  `insert into consent as c (account_id, number_hash, id, ending, purpose, wording, source, given_at, expires_at)
   select * from (select $1::uuid, h, i, e, p, w, $2, g, x
     from unnest($3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::timestamptz[]) as t(h, i, e, p, w, g, x) order by h) u
   on conflict (account_id, number_hash) do update
     set id = excluded.id, purpose = excluded.purpose, wording = excluded.wording, source = excluded.source, given_at = excluded.given_at,
       expires_at = excluded.expires_at, revoked_at = null
     where c.revoked_at is not null or excluded.given_at > c.given_at
       or excluded.given_at = c.given_at and (excluded.purpose, excluded.wording, excluded.expires_at) is distinct from (c.purpose, c.wording, c.expires_at)
   returning c.number_hash`,
)

const note = statement(
  'insert_consent_entries',
  {},
  `insert into consent_entry (account_id, id, number_hash, what, source, who, purpose, wording, given_at, expires_at, evidence)
   select $1, i, h, 'given', $2, $3, p, w, g, x, e
   from unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::timestamptz[], $10::text[]) as t(i, h, p, w, g, x, e)`,
)

/** Records consents, of each number the one that was given last; answers what became of each. */
export async function giveConsents(
  tx: Runner,
  by: GivenBy,
  all: readonly Giving[],
  blockDays: number,
): Promise<Given[]> {
  const latest = latestOfEach(all)
  const unique = [...latest]
  if (unique.length === 0) return []
  const found = await tx.run(withdrawals, [by.accountId, unique.map((one) => one.hash)])
  const before = new Map(found.map((row) => [row.number_hash, row]))
  const judged = (one: Giving) => {
    const row = before.get(one.hash)
    const givenAt = one.givenAt ?? row?.now ?? 0
    const withdrawn: Withdrawal = { at: row?.withdrawn_at ?? null, cameBackAt: row?.came_back_at ?? null }
    return { givenAt, from: consentCountsAfter(givenAt, withdrawn, blockDays) }
  }
  const counting = unique.flatMap((one) => {
    const { givenAt, from } = judged(one)
    return from === undefined ? [{ ...one, givenAt, id: newId() }] : []
  })
  const added = new Set(await addConsents(tx, by, counting))
  return all.map((one): Given => {
    const { from } = judged(one)
    if (from !== undefined) return { is: 'too_soon', from }
    return added.has(one.hash) && latest.has(one) ? { is: 'given' } : { is: 'known' }
  })
}

/** Of each number the consent that was given last; one of now is later than any with a date. */
function latestOfEach(all: readonly Giving[]): ReadonlySet<Giving> {
  const latest = new Map<string, Giving>()
  const at = ({ givenAt }: Giving) => givenAt ?? Number.POSITIVE_INFINITY
  for (const one of all) {
    const other = latest.get(one.hash)
    if (other === undefined || at(one) >= at(other)) latest.set(one.hash, one)
  }
  return new Set(latest.values())
}

async function addConsents(
  tx: Runner,
  by: GivenBy,
  all: readonly (Giving & { id: string; givenAt: Instant })[],
): Promise<string[]> {
  if (all.length === 0) return []
  const rows = await tx.run(insert, [
    by.accountId,
    by.source,
    ...columnsOf(all, [
      (one) => one.hash,
      (one) => one.id,
      (one) => one.ending,
      (one) => one.purpose,
      (one) => one.wording,
      (one) => timestamp(one.givenAt),
      (one) => timestampOrNull(one.expiresAt),
    ]),
  ])
  const hashes = new Set(rows.map((row) => row.number_hash))
  const added = all.filter((one) => hashes.has(one.hash))
  await tx.run(note, [
    by.accountId,
    by.source,
    by.who,
    ...columnsOf(added, [
      (one) => one.id,
      (one) => one.hash,
      (one) => one.purpose,
      (one) => one.wording,
      (one) => timestamp(one.givenAt),
      (one) => timestampOrNull(one.expiresAt),
      (one) => one.evidence,
    ]),
  ])
  await forgetBeforeConsent(
    tx,
    by.accountId,
    added.map(({ hash, givenAt }) => ({ hash, at: timestamp(givenAt) })),
  )
  return [...hashes]
}

export type Consent = {
  id: string
  ending: string | null
  purpose: string
  wording: string | null
  source: ConsentSource
  givenAt: Instant
  expiresAt: Instant | null
  isExpired: boolean
}

const consentColumns = {
  id: 'uuid',
  ending: 'text?',
  purpose: 'text',
  wording: 'text?',
  source: 'text',
  given_at: 'timestamptz',
  expires_at: 'timestamptz?',
  is_expired: 'boolean',
} as const

const list = statement(
  'list_consents',
  consentColumns,
  `select id, ending, purpose, wording, source, given_at, expires_at, coalesce(expires_at <= clock_timestamp(), false) as is_expired
   from consent where account_id = $1 and id < $2 and revoked_at is null order by id desc limit $3`,
)

/** Consents that were not revoked, newest first; `before` is the id of the last one seen. */
export async function listConsents(
  db: Database,
  accountId: string,
  limit: number,
  before: string = highestId,
): Promise<Consent[]> {
  return (await db.console.run(list, [accountId, before, limit])).map(consentOf)
}

const hashById = statement(
  'read_consent_hash',
  { number_hash: 'text' },
  'select number_hash from consent where account_id = $1 and id = $2 and revoked_at is null',
)

/** The hash of a number with a consent, by the row of the list. */
export async function hashOfConsent(db: Database, accountId: string, id: string): Promise<string | undefined> {
  return (await db.console.run(hashById, [accountId, id]))[0]?.number_hash
}

const read = statement(
  'read_consent',
  consentColumns,
  `select id, ending, purpose, wording, source, given_at, expires_at, coalesce(expires_at <= clock_timestamp(), false) as is_expired
   from consent where account_id = $1 and number_hash = $2 and revoked_at is null`,
)

const entries = statement(
  'read_consent_entries',
  {
    id: 'uuid',
    what: 'text',
    source: 'text',
    who: 'text',
    at: 'timestamptz',
    purpose: 'text?',
    wording: 'text?',
    given_at: 'timestamptz?',
    expires_at: 'timestamptz?',
    evidence: 'text?',
  },
  `select id, what, source, who, at, purpose, wording, given_at, expires_at, evidence
   from consent_entry where account_id = $1 and number_hash = $2 order by id desc limit 1000`,
)

export type ConsentEntry = {
  id: string
  what: 'given' | 'revoked'
  source: ConsentSource
  who: string
  at: Instant
  purpose: string | null
  wording: string | null
  givenAt: Instant | null
  expiresAt: Instant | null
  evidence: string | null
}

/** How it stands with one number, and its whole ledger, newest first. */
export async function readConsent(
  db: Database,
  accountId: string,
  hash: string,
): Promise<{ current: Consent | null; ledger: ConsentEntry[] }> {
  const [[row], found] = await Promise.all([
    db.console.run(read, [accountId, hash]),
    db.console.run(entries, [accountId, hash]),
  ])
  return {
    current: row ? consentOf(row) : null,
    ledger: found.map(({ given_at, expires_at, what, source, ...one }) => ({
      ...one,
      what: what as ConsentEntry['what'],
      source: source as ConsentSource,
      givenAt: given_at,
      expiresAt: expires_at,
    })),
  }
}

function consentOf({
  given_at,
  expires_at,
  is_expired,
  source,
  ...row
}: {
  id: string
  ending: string | null
  purpose: string
  wording: string | null
  source: string
  given_at: Instant
  expires_at: Instant | null
  is_expired: boolean
}): Consent {
  return {
    ...row,
    source: source as ConsentSource,
    givenAt: given_at,
    expiresAt: expires_at,
    isExpired: is_expired,
  }
}
