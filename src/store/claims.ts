/**
 * Claiming from the table: for backlog, retries, delays and what dead nodes left queued. A claim is a compare-and-set on rows that were
 * picked without locks; the gate is judged in the same transaction; the permit is the row moved to `sending`, valid once COMMIT has answered.
 */
import type { Whitelist } from '../core/call-to-action.ts'
import { areRegistered, type CalledTo } from '../core/called-to.ts'
import { promotionalCategories } from '../core/consent.ts'
import { didNumber } from '../core/facts.ts'
import { type GateFacts, type GateVerdict, gate } from '../core/gate.ts'
import type { Instant } from '../core/instant.ts'
import { usualLoopGuard } from '../core/policy.ts'
import type { Quiet } from '../core/quiet-hours.ts'
import type { TemplateStatus } from '../core/rule-set.ts'
import { type AttemptKey, keepEndedAttempts } from './attempts.ts'
import { readConsented } from './consents.ts'
import { type Database, type Runner, timestamp } from './database.ts'
import { readDndLearnt } from './dnd.ts'
import type { Picked } from './due-messages.ts'
import { type Limited, readGateLimits, textsOfCaller, wentStates } from './gate-limits.ts'
import { lockMessages, type MessageKey, messageKey, moveMessages } from './messages.ts'
import { hasWentBack } from './nodes.ts'
import { readConfirming } from './opt-out-confirmations.ts'
import { readOptedOut } from './opt-outs.ts'
import { columnsOf } from './rows.ts'
import type { HashNumber } from './seal.ts'
import { stopsOf } from './standing-doubts.ts'
import { type RowOf, statement } from './statement.ts'
import { addSubmissions } from './submissions.ts'

// A text that goes at once was judged by what its plan read: only what waited is asked what was lowered or added meanwhile. A number is one of the account's
// own by a DID that is newer than the text; ids begin with the time.
const hasWaited = `m.created_at < clock_timestamp() - interval '1 second'`

// Whoever the rule meant by the number: a fixed number or a user's phone may be the caller's, too. A test is of no rule, and none of its caller's texts. What is
// to the caller by its name asks for no call.
const isToCaller = `m.rule is not null and (m.recipient = 'caller' or m.number = (select k.caller from call k where k.account_id = m.account_id and k.id = m.call_id))`

// What may stop a text, and the time. Read in the transaction that gives the permit; the permit itself tests the state once more. Texts of a paused gateway are
// passed over, and wait. Every country but India asks consent for promotional texts; a test of the packs holds that true. `coalesce` keeps the planner from the
// index of what is due: nearly always empty, it looked cheaper than the key, and each key was then looked for through a whole backlog.
const readGate = statement(
  'read_gate',
  {
    account_id: 'uuid',
    id: 'uuid',
    attempt: 'integer',
    valid_until: 'timestamptz',
    unless_reached_since: 'timestamptz?',
    is_on: 'boolean',
    status: 'text',
    last_reached_at: 'timestamptz?',
    is_excluded: 'boolean',
    has_opt_outs: 'boolean',
    needs_consent: 'boolean',
    may_meet_dnd: 'boolean',
    number: 'text',
    is_header_inactive: 'boolean',
    is_refused: 'boolean',
    called_to: 'text?',
    whitelist: 'text?',
    is_in_trial: 'boolean',
    quiet: 'text?',
    rule: 'text?',
    price: 'bigint',
    price_per_part: 'bigint',
    cap: 'text?',
    quota: 'integer?',
    spend_stop: 'text?',
    loop: 'integer[]?',
    country: 'text',
    new_own: 'text[]?',
    due_at: 'timestamptz',
    now: 'timestamptz',
  },
  `select m.account_id, m.id, m.attempt, m.valid_until, m.unless_reached_since, a.is_on, t.status, r.last_reached_at, m.quiet, m.due_at, clock_timestamp() as now, a.has_opt_outs, m.number,
     m.rule, m.price, a.price_per_part,
     case when a.caps is not null and m.attempt = 0 and not m.is_resent and ${isToCaller} then (a.caps::jsonb -> m.rule)::text end as cap,
     case when a.policy is not null then (a.policy::jsonb ->> 'quota')::integer end as quota,
     case when a.policy is not null then a.policy::jsonb ->> 'spendStop' end as spend_stop,
     a.policy is not null and coalesce(a.policy::jsonb -> 'consent' -> 'neededFor' ? (select v.category from template_version v
       where v.account_id = m.account_id and v.template_id = m.template_id and v.version = m.template_version), false)
       or m.number not like '+91%' and exists (select 1 from template_version v where v.account_id = m.account_id
         and v.template_id = m.template_id and v.version = m.template_version and v.category = any($3::text[])) as needs_consent,
     a.has_dnd_learnt and exists (select 1 from template_version v where v.account_id = m.account_id and v.template_id = m.template_id
       and v.version = m.template_version and v.category = any($3::text[])) as may_meet_dnd,
     a.policy is not null and coalesce(a.policy::jsonb -> 'exclusions' ? m.number, false) as is_excluded,
     coalesce(m.header = any(a.stopped_headers), false) as is_header_inactive,
     exists (select 1 from template_pause p where p.account_id = m.account_id and p.template_id = m.template_id
       and p.template_version = m.template_version and p.gateway_id = m.gateway_id) as is_refused,
     m.called_to, case when m.called_to is not null then a.policy::jsonb ->> 'whitelist' end as whitelist,
     a.policy is null or coalesce(jsonb_typeof(a.policy::jsonb -> 'trialNumbers') <> 'array' or a.policy::jsonb -> 'trialNumbers' ? m.number, true) as is_in_trial, a.country,
     case when m.attempt = 0 and not m.is_resent and ${hasWaited} and ${isToCaller} then (
       select array[g.texts, g.minutes, s.gone, s.waiting]
       from (select (p.guard ->> 'texts')::integer as texts, (p.guard ->> 'minutes')::integer as minutes
         from (select case when a.policy::jsonb ? 'loopGuard' then a.policy::jsonb -> 'loopGuard' else $4::jsonb end as guard) p) g
       join caller o on o.account_id = m.account_id and o.number = m.number and jsonb_array_length(o.texts::jsonb) > g.texts
       cross join lateral (${textsOfCaller('o', { minutes: 'g.minutes', went: '$5' })}) s) end as loop,
     case when (m.recipient = 'caller' or m.recipient like 'number:%') and ${hasWaited} then (
       select array_agg(d.number) from did d where d.account_id = m.account_id and d.id > m.id and d.retired_at is null
         and m.number like '%' || ltrim(regexp_replace(d.number, '[^0-9]', '', 'g'), '0')) end as new_own
   from (select * from unnest($1::uuid[], $2::uuid[]) as t(a, i)) u
   join message m on m.account_id = u.a and m.id = u.i and m.state = 'queued'
   join account a on a.account_id = m.account_id
   join template t on t.account_id = m.account_id and t.id = m.template_id
   left join call c on m.unless_reached_since is not null and c.account_id = m.account_id and c.id = m.call_id
   left join caller r on r.account_id = c.account_id and r.number = c.caller
   where coalesce(m.due_at, 'infinity') <= clock_timestamp()
     and not exists (select 1 from gateway g where g.gateway_id = m.gateway_id and g.paused_at is not null)`,
)

// Quiet hours have begun since it was planned: it stays queued, and is due when they end.
const hold = statement(
  'hold_messages',
  {},
  `update message m set due_at = u.d
   from (select * from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::timestamptz[]) as t(a, i, k, d) order by a, i) u
   where m.account_id = u.a and m.id = u.i and m.attempt = u.k and m.state = 'queued'`,
)

// What stood of the attempt before is history by now. A database that knows fewer beats of this process than it has acknowledged, or of another by its own
// word, has lost commits: what stands there as queued may be on the wire.
const permit = statement(
  'permit',
  {
    account_id: 'uuid',
    id: 'uuid',
    attempt: 'integer',
    number: 'text',
    header: 'text',
    body: 'text',
    encoding: 'text',
    parts: 'smallint',
    valid_until: 'timestamptz',
    template_id: 'uuid',
    template_version: 'integer',
    refusals: 'integer',
  },
  `update message m set state = 'sending', attempt = m.attempt + 1, owner = $5, watch_at = clock_timestamp() + make_interval(secs => $6), due_at = null,
     ref = u.ref, permitted_at = clock_timestamp(), answered_at = null, answer = null, reason = null, doubt = null, settled_by = null, final_at = null
   from (select * from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::text[]) as t(a, i, k, ref) order by a, i) u
   where m.account_id = u.a and m.id = u.i and m.attempt = u.k and m.state = 'queued' and m.valid_until > clock_timestamp()
     and ($7::bigint is null or exists (select 1 from node n where n.owner = $5 and n.beats >= $7)) and not ${hasWentBack}
   returning m.account_id, m.id, m.attempt, m.number, m.header, m.body, m.encoding, m.parts, m.valid_until, m.template_id, m.template_version, m.refusals`,
)

/** A permit: the one right to write this attempt, and what to write. */
export type Permit = MessageKey & {
  attempt: number
  ref: string
  number: string
  header: string
  text: string
  encoding: 'gsm' | 'ucs2'
  parts: number
  validUntil: Instant
  templateId: string
  templateVersion: number
  refusals: number
  /** How long it had been due, by the database's clock. */
  waitedMs: number
}

/**
 * Gives permits for picked texts that are still queued and pass the gate; the others are stopped with their reason. The permits may be used
 * once this has resolved; after CommitUnknown none may.
 */
export async function claim(
  db: Database,
  gatewayId: string,
  picked: readonly Picked[],
  as: {
    owner: string
    beats?: number
    leaseMs: number
    refOf(one: MessageKey): string
    keyIsRef: boolean
    hashNumber: HashNumber
  },
): Promise<{
  permits: Permit[]
  stopped: { key: MessageKey; attempt: number; verdict: GateVerdict & { is: 'stop' } }[]
  collided: number
}> {
  return await db.transaction('send', async (tx) => {
    // Each once: of one that stands there twice the second would count the first against its own cap.
    const once = new Map(picked.map((one) => [messageKey(one), one]))
    const keys = [...once.values()].sort((a, b) => (messageKey(a) < messageKey(b) ? -1 : 1))
    const due = await tx.run(readGate, [
      ...columnsOf(keys, [(one) => one.accountId, (one) => one.messageId]),
      promotionalCategories,
      JSON.stringify(usualLoopGuard),
      wentStates,
    ])
    const lists = await readLists(tx, due, as.hashNumber)
    const limits = await readGateLimits(tx, due)
    // Whoever has waited longest comes first where not all may go.
    const judged = due
      .toSorted((a, b) => a.due_at - b.due_at)
      .map((row) => {
        const verdict = gate({ ...gateFacts(row, lists), ...limits.of(row) })
        if (verdict.is === 'send') limits.take(row)
        return { key: { accountId: row.account_id, messageId: row.id }, attempt: row.attempt, verdict }
      })
    // Several statements lock what goes, waits and is stopped: one locks it all before them.
    const kinds = new Set(
      judged.map((one) => (one.verdict.is === 'send' && one.attempt > 0 ? 'again' : one.verdict.is)),
    )
    if (kinds.size > 1)
      await lockMessages(
        tx,
        judged.map((one) => one.key),
      )
    const stopped = judged.flatMap(({ key, attempt, verdict }) =>
      verdict.is === 'stop' ? [{ key, attempt, verdict }] : [],
    )
    const stops = stopped.map(({ key, attempt, verdict: { event, reason } }) => ({ ...key, attempt, event, reason }))
    await moveMessages(tx, await stopsOf(tx, stops))
    const held = judged.flatMap(({ key, attempt, verdict }) =>
      verdict.is === 'hold' ? [{ ...key, attempt, until: verdict.until }] : [],
    )
    if (held.length > 0)
      await tx.run(
        hold,
        columnsOf(held, [
          (one) => one.accountId,
          (one) => one.messageId,
          (one) => one.attempt,
          (one) => timestamp(one.until),
        ]),
      )
    const passing = await withHistory(
      tx,
      judged.filter((one) => one.verdict.is === 'send').map(({ key, attempt }) => ({ ...key, attempt })),
    )
    const waitedMs = new Map(due.map((row) => [row.id, row.now - row.due_at]))
    const permits = await givePermits(tx, passing, { ...as, waitedMs: (id) => waitedMs.get(id) ?? 0 })
    if (as.keyIsRef)
      await addSubmissions(
        tx,
        permits.map((one) => ({ ...one, gatewayId, key: `r:${one.ref}`, part: 0 })),
      )
    return { permits, stopped, collided: picked.length - permits.length - stopped.length - held.length }
  })
}

/**
 * Before a text that has attempts behind it gets its next one, the last becomes history. Its row is locked first: between reading and permitting
 * another node may have sent it, and then it is not ours to write about, nor to send.
 */
async function withHistory(tx: Runner, passing: readonly AttemptKey[]): Promise<readonly AttemptKey[]> {
  const again = passing.filter((one) => one.attempt > 0)
  if (again.length === 0) return passing
  const locked = await lockMessages(tx, again)
  const isAsRead = (one: AttemptKey) => {
    const row = locked.get(messageKey(one))
    return row?.state === 'queued' && row.attempt === one.attempt
  }
  await keepEndedAttempts(tx, again.filter(isAsRead))
  return passing.filter((one) => one.attempt === 0 || isAsRead(one))
}

type GateRow = RowOf<(typeof readGate)['columns']>
type Listed = (row: GateRow) => boolean

/** What lists of hashed numbers say of these texts' numbers; each is asked only where it can matter. */
async function readLists(
  tx: Runner,
  due: readonly GateRow[],
  hashNumber: HashNumber,
): Promise<{ isOptedOut: Listed; confirmsOptOut: Listed; hasConsent: Listed; isDndLearnt: Listed }> {
  const asked = (rows: readonly GateRow[]) => rows.map((row) => ({ accountId: row.account_id, number: row.number }))
  const [optedOut, consented, dndLearnt] = await Promise.all([
    readOptedOut(tx, hashNumber, asked(due.filter((row) => row.has_opt_outs))),
    readConsented(tx, hashNumber, asked(due.filter((row) => row.needs_consent))),
    readDndLearnt(tx, hashNumber, asked(due.filter((row) => row.may_meet_dnd))),
  ])
  const listedIn =
    (found: Map<string, Set<string>>): Listed =>
    (row) =>
      found.get(row.account_id)?.has(row.number) ?? false
  const isOptedOut = listedIn(optedOut)
  // Asked only of texts that an opt-out would stop.
  const confirming = await readConfirming(
    tx,
    due.filter(isOptedOut).map((row) => ({ accountId: row.account_id, messageId: row.id })),
  )
  return {
    isOptedOut,
    confirmsOptOut: (row) => confirming.has(messageKey({ accountId: row.account_id, messageId: row.id })),
    hasConsent: listedIn(consented),
    isDndLearnt: listedIn(dndLearnt),
  }
}

function gateFacts(row: GateRow, lists: Awaited<ReturnType<typeof readLists>>): Omit<GateFacts, keyof Limited> {
  return {
    now: row.now,
    validUntil: row.valid_until,
    accountOn: row.is_on,
    isOwnNumber: row.new_own?.some((one) => didNumber(one, row.country) === row.number) ?? false,
    templateStatus: row.status as TemplateStatus,
    unlessReachedSince: row.unless_reached_since,
    lastReachedAt: row.last_reached_at,
    isExcluded: row.is_excluded,
    isOptedOut: lists.isOptedOut(row) && !lists.confirmsOptOut(row),
    lacksConsent: row.needs_consent && !lists.hasConsent(row) && !lists.confirmsOptOut(row),
    isDndLearnt: row.may_meet_dnd && lists.isDndLearnt(row),
    isHeaderInactive: row.is_header_inactive,
    isRefused: row.is_refused,
    isBarred: row.called_to !== null && isBarred(row.called_to, row.whitelist),
    isInTrial: row.is_in_trial,
    quiet: row.quiet === null ? null : (JSON.parse(row.quiet) as Quiet[]),
  }
}

function isBarred(calledTo: string, whitelist: string | null): boolean {
  const known = whitelist === null ? { links: [], numbers: [] } : (JSON.parse(whitelist) as Whitelist)
  return !areRegistered(JSON.parse(calledTo) as CalledTo[], known)
}

async function givePermits(
  tx: Runner,
  passing: readonly AttemptKey[],
  as: {
    owner: string
    beats?: number
    leaseMs: number
    refOf(one: MessageKey): string
    waitedMs(messageId: string): number
  },
): Promise<Permit[]> {
  if (passing.length === 0) return []
  const refs = new Map(passing.map((one) => [messageKey(one), as.refOf(one)]))
  const rows = await tx.run(permit, [
    ...columnsOf(passing, [
      (one) => one.accountId,
      (one) => one.messageId,
      (one) => one.attempt,
      (one) => refs.get(messageKey(one)) ?? '',
    ]),
    as.owner,
    as.leaseMs / 1000,
    as.beats ?? null,
  ])
  return rows.map((row) => {
    const key = { accountId: row.account_id, messageId: row.id }
    return {
      ...key,
      attempt: row.attempt,
      ref: refs.get(messageKey(key)) ?? '',
      number: row.number,
      header: row.header,
      text: row.body,
      encoding: row.encoding as 'gsm' | 'ucs2',
      parts: row.parts,
      validUntil: row.valid_until,
      templateId: row.template_id,
      templateVersion: row.template_version,
      refusals: row.refusals,
      waitedMs: as.waitedMs(row.id),
    }
  })
}

// Taking the row locks it waits for a backend that is still committing: a plain select right after the cut saw nothing.
const readBack = statement(
  'read_back_permits',
  { account_id: 'uuid', id: 'uuid', attempt: 'integer', ref: 'text?', mine: 'boolean' },
  `update message m set attempt = m.attempt from (select * from unnest($1::uuid[], $2::uuid[]) as t(a, i) order by a, i) u
   where m.account_id = u.a and m.id = u.i
   returning m.account_id, m.id, m.attempt, m.ref, (m.state in ('sending', 'unconfirmed') and m.owner = $3) is true as mine`,
)

/**
 * After a commit whose answer never came: which of these texts have this process's permit. One whose lease is over meanwhile shows as doubt; unused, it is
 * still this process's to put back.
 */
export async function permitsOfMine(
  db: Database,
  keys: readonly MessageKey[],
  owner: string,
): Promise<(AttemptKey & { ref: string | null })[]> {
  if (keys.length === 0) return []
  const rows = await db.send.run(readBack, [
    ...columnsOf(keys, [(one) => one.accountId, (one) => one.messageId]),
    owner,
  ])
  return rows
    .filter((row) => row.mine)
    .map((row) => ({ accountId: row.account_id, messageId: row.id, attempt: row.attempt, ref: row.ref }))
}
