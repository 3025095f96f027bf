/**
 * Limits, judged again when a text leaves the table: a cap, a quota, a spend stop or the loop guard may have been lowered since it was planned, and texts
 * that waited may go together. Here counts what really went, by when it got its permit; what waits had its place counted when it was planned, and counted
 * once more it would stop itself. Caps, quotas and spend stops are read behind the locks of callers and accounts, in the order of the accepting transaction,
 * so that two claims never share the last place; without one there is no statement. The loop guard, which nearly every account has, comes with the gate's row,
 * and is read once more behind the caller's lock only where more of their texts wait than it leaves room for: elsewhere no two claims can share a place.
 */
import { parseAmount } from '../core/billing.ts'
import { countsForCap } from '../core/delivery.ts'
import type { Instant } from '../core/instant.ts'
import type { Usage } from '../core/policy.ts'
import { callerKey } from './callers.ts'
import type { Runner } from './database.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'
import { isLimited, type Limits, lockUsage, nothingUsed, pageColumns, pageOfTexts, readUntilReached } from './usage.ts'
import { idAt } from './uuid.ts'

/** What the gate's row says of limits; null where there is none. */
export type LimitedRow = {
  account_id: string
  id: string
  number: string
  rule: string | null
  price: number
  now: Instant
  /** JSON; only of a first attempt to a caller: one that was refused for now had its permit under the cap. */
  cap: string | null
  quota: number | null
  spend_stop: string | null
  price_per_part: number
  /**
   * The loop guard's texts and minutes, how many of the caller's last texts went within them, and how many wait; null where it is not asked, or the
   * caller has not had as many yet.
   */
  loop: number[] | null
}

/** Of one text: which limits stop it. */
export type Limited = { isCapped: boolean; isQuotaUsed: boolean; isLooping: boolean; isOverSpend: boolean }

export type GateLimits = {
  of(row: LimitedRow): Limited
  /** It passes: the next of the same batch are judged behind it. */
  take(row: LimitedRow): void
}

export async function readGateLimits(tx: Runner, due: readonly LimitedRow[]): Promise<GateLimits> {
  const [asked, crowded] = [ofEachCap(due), ofEachCaller(due.filter(isCrowded))]
  await lockLimitedCallers(tx, [...asked, ...crowded])
  const capped = await readCapped(tx, asked)
  const looped = new Map([...goneByCaller(due), ...(await readLooped(tx, crowded))])
  const used = await readGone(tx, due)
  return {
    of: (row) => {
      const { texts, spent } = used.get(row.account_id) ?? nothingUsed
      const stop = stopOf(row)
      return {
        isCapped: row.cap !== null && (capped.get(capKey(row)) ?? 0) >= capOf(row.cap).texts,
        isQuotaUsed: row.quota !== null && texts >= row.quota,
        isLooping: row.loop !== null && (looped.get(callerOf(row)) ?? 0) >= guardOf(row).texts,
        isOverSpend: stop !== null && spent + row.price > stop,
      }
    },
    take: (row) => {
      if (row.cap !== null) capped.set(capKey(row), (capped.get(capKey(row)) ?? 0) + 1)
      if (row.loop !== null) looped.set(callerOf(row), (looped.get(callerOf(row)) ?? 0) + 1)
      const { texts, spent } = used.get(row.account_id) ?? nothingUsed
      used.set(row.account_id, { texts: texts + 1, spent: spent + row.price })
    },
  }
}

const stopOf = (row: LimitedRow) => (row.spend_stop === null ? null : (parseAmount(row.spend_stop) ?? 0))
const capOf = (text: string) => JSON.parse(text) as { texts: number; hours: number }
const callerOf = (row: LimitedRow) => callerKey(row.account_id, row.number)
const capKey = (row: LimitedRow) => `${callerOf(row)} ${row.rule}`

const guardOf = ({ loop }: LimitedRow) => {
  const [texts = 0, minutes = 0, gone = 0, waiting = 0] = loop ?? []
  return { texts, minutes, gone, waiting }
}
const goneByCaller = (due: readonly LimitedRow[]) =>
  due.filter((row) => row.loop !== null).map((row): [string, number] => [callerOf(row), guardOf(row).gone])

/** The guard leaves room, though not for all that wait: another claim may be counting for one of them just now. */
function isCrowded(row: LimitedRow): boolean {
  const { texts, gone, waiting } = guardOf(row)
  return gone < texts && gone + waiting > texts
}

const ofEachCap = (due: readonly LimitedRow[]) => [
  ...new Map(due.filter((row) => row.cap !== null).map((row) => [capKey(row), row])).values(),
]
const ofEachCaller = (due: readonly LimitedRow[]) => [...new Map(due.map((row) => [callerOf(row), row])).values()]

const lock = statement(
  'gate_lock_callers',
  { account_id: 'uuid' },
  `select c.account_id from (select * from unnest($1::uuid[], $2::text[]) as t(a, n)) u
   join caller c on c.account_id = u.a and c.number = u.n order by c.account_id, c.number for no key update of c`,
)

/** Until the transaction ends no other claim counts the texts of these callers, nor is a call of theirs judged. */
async function lockLimitedCallers(tx: Runner, rows: readonly LimitedRow[]): Promise<void> {
  if (rows.length > 0) await tx.run(lock, columnsOf(rows, [(one) => one.account_id, (one) => one.number]))
}

// The caller's row names its last texts.
const goneToCallers = statement(
  'gate_read_gone_to_callers',
  { account_id: 'uuid', number: 'text', rule: 'text', gone: 'bigint' },
  `select u.a as account_id, u.n as number, u.r as rule, g.gone
   from (select * from unnest($1::uuid[], $2::text[], $3::text[], $4::integer[]) as t(a, n, r, hours)) u
   join caller c on c.account_id = u.a and c.number = u.n
   cross join lateral (
     select count(*) as gone from jsonb_array_elements(c.texts::jsonb) x
     join message m on m.account_id = c.account_id and m.id = (x ->> 'message')::uuid
     where x ->> 'rule' = u.r and m.state = any($5::text[]) and m.permitted_at > clock_timestamp() - make_interval(hours => u.hours)) g`,
)

/** What counts for a cap, but for what still waits. */
export const wentStates = countsForCap.filter((state) => state !== 'queued')

/** By caller and rule: texts that went within the cap's hours. */
async function readCapped(tx: Runner, asked: readonly LimitedRow[]): Promise<Map<string, number>> {
  if (asked.length === 0) return new Map()
  const rows = await tx.run(goneToCallers, [
    ...columnsOf(asked, [
      (one) => one.account_id,
      (one) => one.number,
      (one) => one.rule,
      (one) => (one.cap === null ? 0 : capOf(one.cap).hours),
    ]),
    wentStates,
  ])
  return new Map(rows.map((row) => [`${callerKey(row.account_id, row.number)} ${row.rule}`, row.gone]))
}

/** SQL: of the texts that the row of a caller (`of`) names, how many went within so many minutes, and how many wait. */
export const textsOfCaller = (of: string, { minutes, went }: { minutes: string; went: string }) =>
  `select (count(*) filter (where w.state = any(${went}::text[]) and w.permitted_at > clock_timestamp() - make_interval(mins => ${minutes})))::integer as gone,
     (count(*) filter (where w.state = 'queued'))::integer as waiting
   from jsonb_array_elements(${of}.texts::jsonb) x
   join message w on w.account_id = ${of}.account_id and w.id = (x ->> 'message')::uuid`

const goneInLoops = statement(
  'gate_read_loops',
  { account_id: 'uuid', number: 'text', gone: 'integer' },
  `select u.a as account_id, u.n as number, s.gone
   from (select * from unnest($1::uuid[], $2::text[], $3::integer[]) as t(a, n, minutes)) u
   join caller o on o.account_id = u.a and o.number = u.n
   cross join lateral (${textsOfCaller('o', { minutes: 'u.minutes', went: '$4' })}) s`,
)

/** By caller: texts that went within the loop guard's minutes. */
async function readLooped(tx: Runner, crowded: readonly LimitedRow[]): Promise<[string, number][]> {
  if (crowded.length === 0) return []
  const rows = await tx.run(goneInLoops, [
    ...columnsOf(crowded, [(one) => one.account_id, (one) => one.number, (one) => guardOf(one).minutes]),
    wentStates,
  ])
  return rows.map((row) => [callerKey(row.account_id, row.number), row.gone])
}

// What was planned before `since` is no longer valid, unless a person sent it again.
const gone = statement(
  'gate_read_gone',
  pageColumns,
  pageOfTexts({
    where: `m.state <> 'queued' and m.permitted_at > clock_timestamp() - interval '24 hours'`,
    counted: '$5',
  }),
)

/** The 24 hours, and the longest that a text may wait before. */
const plannedWithinMs = 72 * 3_600_000

/** By account: what went in the 24 hours before. */
async function readGone(tx: Runner, due: readonly LimitedRow[]): Promise<Map<string, Usage>> {
  const accounts = [...new Map(due.map((row) => [row.account_id, row])).values()]
  const asked = accounts
    .map((row) => ({ accountId: row.account_id, since: idAt(row.now - plannedWithinMs), limits: limitsOf(row) }))
    .filter((one) => isLimited(one.limits))
  if (asked.length === 0) return new Map()
  await lockUsage(
    tx,
    asked.map((one) => one.accountId),
  )
  return await readUntilReached(tx, gone, asked, wentStates)
}

const limitsOf = (row: LimitedRow): Limits => ({
  quota: row.quota,
  spendStop: stopOf(row),
  pricePerPart: row.price_per_part,
})
