/** "Why?" and "what would happen?": the same plan as on the live path, from what was stored with the call or from a call that never was. */
import type { Call } from '../core/call.ts'
import { type CompiledRuleSet, compileRuleSet } from '../core/conditions.ts'
import { type Difference, decidedOf, differencesOf } from '../core/decided.ts'
import { type Explanation, explain, type Names } from '../core/explain.ts'
import { type Directory, type Facts, findParties } from '../core/facts.ts'
import { gatherFacts } from '../core/gather-facts.ts'
import type { DraftRules } from '../core/rule-set.ts'
import { ticketNumber } from '../core/ticket-number.ts'
import { type AccountStates, askedOfAccount } from '../store/account-state.ts'
import type { Database } from '../store/database.ts'
import { configVersionOf, readJudgedCall, readRuleSet, viewCaller } from '../store/explanations.ts'
import { readNumberFacts } from '../store/number-facts.ts'
import type { HashNumber } from '../store/seal.ts'
import { viewUsage } from '../store/usage.ts'

export type ExplainCalls = {
  /** A stored call, judged again by its own version and facts, and where that differs from what was decided. Undefined when the account has no such call. */
  explainCall(
    accountId: string,
    callId: string,
  ): Promise<{ call: Call; facts: Facts; explanation: Explanation; differences: Difference[] } | undefined>
  /** A call that never was, by the rules in force or by a draft of them. Writes nothing. */
  planCall(
    accountId: string,
    sourceId: string,
    call: Call,
    draft?: DraftRules,
  ): Promise<{ call: Call; facts: Facts; explanation: Explanation } | undefined>
}

export function createExplainCalls(options: {
  db: Database
  states: AccountStates
  gatewayLimits(gatewayId: string): { maxParts: number } | undefined
  hashNumber: HashNumber
}): ExplainCalls {
  const { db, states } = options
  const compiled = new Map<string, CompiledRuleSet>()

  const ruleSetOf = async (accountId: string, number: number) => {
    const key = `${accountId} ${number}`
    const known = compiled.get(key) ?? (await readRuleSet(db, accountId, number))
    if (known) compiled.set(key, known)
    if (compiled.size > 200) compiled.delete(compiled.keys().next().value as string)
    return known
  }
  const stateOf = async (accountId: string) => {
    const version = await configVersionOf(db, accountId)
    const state = version && (await states.at(db.console, accountId, version.configVersion))
    return state && version && { ...version, state }
  }

  return {
    explainCall: async (accountId, callId) => {
      const judged = await readJudgedCall(db, accountId, callId)
      const rules = judged && (await ruleSetOf(accountId, judged.ruleSet))
      const current = await stateOf(accountId)
      if (!judged || !rules || !current) return undefined
      const { call, facts, decided } = judged
      const explanation = explain(call, rules, facts, namesOf(current.state.directory))
      return { call, facts, explanation, differences: differencesOf(decided, decidedOf(explanation)) }
    },
    planCall: async (accountId, sourceId, call, draft) => {
      const current = await stateOf(accountId)
      if (!current) return undefined
      const { state } = current
      const parties = findParties(call, state.directory, sourceId)
      const caller = await viewCaller(db, accountId, parties.caller.number)
      const { version } = state.rules
      const rules = draft ? compileRuleSet({ ...version, ...draft }) : state.rules
      const asked = { state: { ...state, rules }, parties, test: undefined, has: current.has }
      const numberFacts = await readNumberFacts(db.console, options.hashNumber, [asked])
      const facts = gatherFacts({
        ...askedOfAccount(state, options.gatewayLimits),
        now: caller.now,
        accountOn: current.isOn,
        parties,
        caller: parties.caller.number === null ? undefined : caller,
        rules,
        ...numberFacts(asked),
        // A call that never was takes no number from the counter.
        ticket: state.tickets ? ticketNumber(state.tickets, 0) : undefined,
        test: undefined,
        usage: await viewUsage(db, state, caller.now),
      })
      return { call, facts, explanation: explain(call, rules, facts, namesOf(state.directory)) }
    },
  }
}

/** Names as people know them today; a key that is gone is shown as it is. */
function namesOf(directory: Directory): Names {
  return {
    department: (key) => directory.departments.get(key)?.name ?? key,
    did: (key) => directory.dids.get(key)?.name ?? key,
    user: (key) => directory.users.get(key)?.name ?? key,
  }
}
