/** What explaining and trying out need to read: the version a call was judged by, its facts, and a caller's row without locking it. */
import type { Call } from '../core/call.ts'
import type { CallerText } from '../core/caller.ts'
import { type CompiledRuleSet, compileRuleSet } from '../core/conditions.ts'
import type { Decided } from '../core/decided.ts'
import type { State } from '../core/delivery.ts'
import type { Facts } from '../core/facts.ts'
import type { TextFate } from '../core/gather-facts.ts'
import type { Instant } from '../core/instant.ts'
import type { Reason } from '../core/reasons.ts'
import type { RuleSetSnapshot } from '../core/rule-set.ts'
import type { Database } from './database.ts'
import type { HasLists } from './number-facts.ts'
import { statement } from './statement.ts'

const readVersion = statement(
  'read_rule_set_version',
  { snapshot: 'text' },
  'select snapshot from rule_set_version where account_id = $1 and number = $2',
)

/** A rule-set version of an account, compiled; undefined when there is none of that number. */
export async function readRuleSet(
  db: Database,
  accountId: string,
  number: number,
): Promise<CompiledRuleSet | undefined> {
  const [row] = await db.console.run(readVersion, [accountId, number])
  return row && compileRuleSet({ ...(JSON.parse(row.snapshot) as RuleSetSnapshot), number })
}

const readJudged = statement(
  'read_judged_call',
  { rule_set_number: 'integer', report: 'text', facts: 'text', rule: 'text?', reason: 'text?', plan: 'text' },
  'select rule_set_number, report, facts, rule, reason, plan from call where account_id = $1 and id = $2',
)

export type JudgedCall = {
  ruleSet: number
  call: Call
  facts: Facts
  /** What was decided when it was taken in, whatever is decided by now. */
  decided: Decided
}

/** A stored call with everything it was judged by. */
export async function readJudgedCall(db: Database, accountId: string, callId: string): Promise<JudgedCall | undefined> {
  const [row] = await db.console.run(readJudged, [accountId, callId])
  return (
    row && {
      ruleSet: row.rule_set_number,
      call: JSON.parse(row.report),
      facts: JSON.parse(row.facts),
      decided: { rule: row.rule, reason: row.reason as Reason | null, messages: JSON.parse(row.plan) },
    }
  )
}

const readCaller = statement(
  'read_caller',
  {
    calls: 'bigint',
    last_reached_at: 'timestamptz?',
    misses: 'timestamptz[]',
    texts: 'text',
    language: 'text?',
    now: 'timestamptz',
  },
  `select coalesce(c.calls, 0) as calls, c.last_reached_at, coalesce(c.misses, '{}') as misses, coalesce(c.texts, '[]') as texts, c.language, clock_timestamp() as now
   from (select $1::uuid as a, $2::text as n) u left join caller c on c.account_id = u.a and c.number = u.n`,
)

const readStates = statement(
  'read_states_of_texts',
  { id: 'uuid', state: 'text', goes_at: 'timestamptz?' },
  'select id, state, coalesce(due_at, permitted_at) as goes_at from message where account_id = $1 and id = any($2::uuid[])',
)

export type CallerView = {
  calls: number
  lastReachedAt: Instant | null
  misses: Instant[]
  texts: (CallerText & Partial<TextFate>)[]
  language: string | null
  now: Instant
}

/** The caller's row as it stands, without taking its lock; an unknown caller reads as one who never called. */
export async function viewCaller(db: Database, accountId: string, number: string | null): Promise<CallerView> {
  const [row] = await db.console.run(readCaller, [accountId, number ?? ''])
  const texts = JSON.parse(row?.texts ?? '[]') as CallerText[]
  const states =
    texts.length === 0 ? [] : await db.console.run(readStates, [accountId, texts.map((one) => one.message)])
  const fateOf = new Map(states.map((one) => [one.id, { state: one.state as State, goesAt: one.goes_at }]))
  return {
    calls: row?.calls ?? 0,
    lastReachedAt: row?.last_reached_at ?? null,
    misses: row?.misses ?? [],
    texts: texts.map((one) => ({ ...one, ...fateOf.get(one.message) })),
    language: row?.language ?? null,
    now: row?.now ?? 0,
  }
}

const readConfigVersion = statement(
  'read_config_version',
  { config_version: 'bigint', is_on: 'boolean', has_opt_outs: 'boolean', has_dnd_learnt: 'boolean' },
  'select config_version, is_on, has_opt_outs, has_dnd_learnt from account where account_id = $1',
)

export async function configVersionOf(
  db: Database,
  accountId: string,
): Promise<{ configVersion: number; isOn: boolean; has: HasLists } | undefined> {
  const [row] = await db.console.run(readConfigVersion, [accountId])
  return (
    row && {
      configVersion: row.config_version,
      isOn: row.is_on,
      has: { hasOptOuts: row.has_opt_outs, hasDndLearnt: row.has_dnd_learnt },
    }
  )
}
