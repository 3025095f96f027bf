/** Reading calls: lists with filters, and one by its id or the beginning of it. */
import type { Call, Direction, Outcome } from '../core/call.ts'
import type { Facts } from '../core/facts.ts'
import type { Instant } from '../core/instant.ts'
import type { Reason } from '../core/reasons.ts'
import type { Database, Parameter } from './database.ts'
import { fragmentsOf, type Ids, idsBetween, isWholeNumber } from './list-filter.ts'
import { statement } from './statement.ts'

export type CallRow = {
  id: string
  sourceId: string
  receivedAt: Instant
  rule: string | null
  reason: Reason | null
  ruleSetNumber: number
  call: Call
  facts: Facts
}

export type CallFilter = {
  outcome?: Outcome | undefined
  direction?: Direction | undefined
  rule?: string | undefined
  reason?: Reason | undefined
  /** E.164, or the last digits of a number. */
  caller?: string | undefined
  /** Keys. */
  department?: string | undefined
  did?: string | undefined
  /** Of whoever answered, or whose phone rang. */
  user?: string | undefined
  /** When it was taken in: from then on, and before then. */
  from?: Instant | undefined
  before?: Instant | undefined
}

type Row = {
  id: string
  source_id: string
  received_at: Instant
  rule: string | null
  reason: string | null
  rule_set_number: number
  report: string
  facts: string
}

const columns = 'c.id, c.source_id, c.received_at, c.rule, c.reason, c.rule_set_number, c.report, c.facts'

function callOf(row: Row): CallRow {
  return {
    id: row.id,
    sourceId: row.source_id,
    receivedAt: row.received_at,
    rule: row.rule,
    reason: row.reason as Reason | null,
    ruleSetNumber: row.rule_set_number,
    call: JSON.parse(row.report) as Call,
    facts: JSON.parse(row.facts) as Facts,
  }
}

/** A page looks at no more calls than this, however few of them the filter finds. */
const lookedAt = 20_000

// Fixed fragments; each value is a parameter, whose number takes the place of the question mark.
const conditions = {
  outcome: 'c.outcome = ?',
  direction: 'c.direction = ?',
  rule: 'c.rule = ?',
  reason:
    '(c.reason = ? or exists (select 1 from message m where m.account_id = c.account_id and m.call_id = c.id and m.reason = ?))',
  caller: 'c.caller = ?',
  callerEnds: `c.caller like '%' || ?`,
  department: `c.facts::jsonb #>> '{department,key}' = ?`,
  did: `c.facts::jsonb #>> '{did,key}' = ?`,
  // The facts are read once for all three.
  user: `exists (select 1 from (select c.facts::jsonb offset 0) x(f)
    where ? in (f ->> 'answeredBy', f ->> 'answeredFirst') or jsonb_exists(f -> 'rung', ?))`,
} as const

export type CallPage = { calls: CallRow[] /** Where to look on, when the page is not the last. */; next: string | null }

/**
 * Newest first, older than `before`. The newest, and those of a time, are found by the primary key (ids are UUIDv7), those of one caller by call_caller. A
 * filter that finds little looks at 20,000 calls and then answers where to go on, so that no page takes long.
 */
export async function listCalls(
  db: Database,
  accountId: string,
  filter: CallFilter,
  page: { limit: number; before?: string | undefined },
): Promise<CallPage> {
  const { caller, from, before, ...others } = filter
  const looks = idsBetween({ from, before }, page.before)
  const parameters: Parameter[] = [accountId, looks.before, looks.from]
  const isWhole = isWholeNumber(caller)
  const byIndex = fragmentsOf(conditions, isWhole ? { caller } : {}, parameters)
  const looked = fragmentsOf(conditions, isWhole ? others : { ...others, callerEnds: caller }, parameters)
  const most = looked.length === 0 ? page.limit + 1 : lookedAt
  const newest = `select * from call c where ${['c.account_id = $1', 'c.id < $2', 'c.id >= $3', ...byIndex].join(' and ')} order by c.id desc limit ${most}`
  const text = `select ${columns} from (${newest}) c where ${['true', ...looked].join(' and ')} order by c.id desc limit ${page.limit + 1}`
  const rows = await db.query<Row>('console', text, parameters)
  const calls = rows.slice(0, page.limit).map(callOf)
  if (rows.length > page.limit) return { calls, next: calls.at(-1)?.id ?? null }
  return { calls, next: looked.length === 0 || isWhole ? null : await lookOn(db, accountId, looks) }
}

const endOfLook = statement(
  'end_of_look_at_calls',
  { id: 'uuid' },
  'select id from call where account_id = $1 and id < $2 and id >= $3 order by id desc offset $4 limit 1',
)

/** The id at which a page stopped looking, or null when it saw all there are. */
async function lookOn(db: Database, accountId: string, { before, from }: Ids): Promise<string | null> {
  return (await db.console.run(endOfLook, [accountId, before, from, lookedAt - 1]))[0]?.id ?? null
}

const newest = statement(
  'newest_calls',
  { id: 'uuid' },
  'select id from call where account_id = $1 order by id desc limit $2',
)

/** The ids of the newest calls, the last one first. */
export async function newestCallIds(db: Database, accountId: string, most: number): Promise<string[]> {
  return (await db.console.run(newest, [accountId, most])).map(({ id }) => id)
}

const byId = statement(
  'read_call',
  {
    id: 'uuid',
    source_id: 'uuid',
    received_at: 'timestamptz',
    rule: 'text?',
    reason: 'text?',
    rule_set_number: 'integer',
    report: 'text',
    facts: 'text',
  },
  `select ${columns} from call c where c.account_id = $1 and c.id = any($2::uuid[])`,
)

/** The calls of these ids that the account has. */
export async function readCalls(db: Database, accountId: string, ids: readonly string[]): Promise<CallRow[]> {
  return (await db.console.run(byId, [accountId, ids])).map(callOf)
}

const inRange = statement(
  'find_calls_by_beginning',
  { id: 'uuid' },
  'select id from call where account_id = $1 and id between $2 and $3 order by id limit 2',
)

/** At most two ids in the range: one when the beginning names a call, two when it is ambiguous. */
export async function findCallsBetween(
  db: Database,
  accountId: string,
  range: { from: string; to: string },
): Promise<string[]> {
  return (await db.console.run(inRange, [accountId, range.from, range.to])).map((row) => row.id)
}

const sourceNames = statement(
  'read_source_names',
  { id: 'uuid', key: 'text', name: 'text' },
  'select id, key, name from source where account_id = $1 and id = any($2::uuid[])',
)

/** Names of sources, retired ones too. */
export async function readSourceNames(
  db: Database,
  accountId: string,
  ids: readonly string[],
): Promise<Map<string, { key: string; name: string }>> {
  const rows = await db.console.run(sourceNames, [accountId, [...new Set(ids)]])
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}
