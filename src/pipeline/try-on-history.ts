/** A draft of the rules tried on the calls of the last days, beside the rules in force. Reads page by page, and lets everything else go first. */
import { setImmediate } from 'node:timers/promises'
import { compileRuleSet } from '../core/conditions.ts'
import type { CallParties } from '../core/facts.ts'
import { type HistoryTally, type ListedNumbers, type PastCall, tryOnHistory } from '../core/history-trial.ts'
import type { Instant } from '../core/instant.ts'
import type { DraftRules } from '../core/rule-set.ts'
import { ticketNumber } from '../core/ticket-number.ts'
import { type AccountState, type AccountStates, askedOfAccount } from '../store/account-state.ts'
import type { Database } from '../store/database.ts'
import { configVersionOf } from '../store/explanations.ts'
import { type HasLists, readNumberFacts } from '../store/number-facts.ts'
import { oneAtATime } from '../store/one-at-a-time.ts'
import { pastCalls } from '../store/past-calls.ts'
import type { HashNumber } from '../store/seal.ts'

/** At most so many calls, the newest. */
export const mostTried = 200_000
/** With those that wait: a large account's takes twenty seconds, and no browser waits for more than a minute or two. */
const mostUnderWay = 5
/** Judged in one go: some milliseconds, in which no text waits noticeably. */
const perPage = 100

export type TryOnHistory = (
  accountId: string,
  draft: DraftRules,
  options: { since: Instant; isGone(): boolean },
) => Promise<{ is: 'done'; tally: HistoryTally; ruleSet: number } | { is: 'busy' | 'gone' | 'no_account' }>

export function createTryOnHistory(options: {
  db: Database
  states: AccountStates
  gatewayLimits(gatewayId: string): { maxParts: number } | undefined
  hashNumber: HashNumber
}): TryOnHistory {
  const { db, states, hashNumber, gatewayLimits } = options
  // One at a time in a process, in the order in which they were asked for: it asks for a processor, and calls come first.
  const line = oneAtATime(mostUnderWay)

  const run: TryOnHistory = async (accountId, draft, { since, isGone }) => {
    const version = await configVersionOf(db, accountId)
    const state = version && (await states.at(db.console, accountId, version.configVersion))
    if (!state) return { is: 'no_account' }
    const rules = { inForce: state.rules, draft: compileRuleSet({ ...state.rules.version, ...draft }) }
    const account = {
      ...askedOfAccount(state, gatewayLimits),
      reachedAfterSeconds: state.reachedAfterSeconds,
      // A call that is only tried takes no number from the counter.
      ticket: state.tickets ? ticketNumber(state.tickets, 0) : undefined,
    }
    const trial = tryOnHistory(account, rules)
    const listsOf = async (parties: readonly CallParties[], side: keyof typeof rules) => {
      const asked = parties.map((one) => asking({ ...state, rules: rules[side] }, one, version.has))
      const find = await readNumberFacts(db.console, hashNumber, asked)
      return asked.map((one): ListedNumbers => find(one))
    }
    for await (const page of pastCalls(db, accountId, { since, atMost: mostTried, perPage })) {
      if (isGone()) return { is: 'gone' }
      const parties = page.map((one: PastCall) => trial.partiesOf(one))
      const inForce = await listsOf(parties, 'inForce')
      const ofDraft = await listsOf(parties, 'draft')
      for (const [n, one] of page.entries())
        trial.take(one, at(parties, n), { inForce: at(inForce, n), draft: at(ofDraft, n) })
      await setImmediate()
    }
    return { is: 'done', tally: trial.tally(), ruleSet: state.rules.version.number }
  }

  return async (...asked) => {
    if (line.isFull()) return { is: 'busy' }
    const [, , { isGone }] = asked
    return await line.run(async () => (isGone() ? { is: 'gone' } : await run(...asked)))
  }
}

/** All these lists are as long as the page. */
const at = <T>(list: readonly T[], n: number): T => list[n] as T

const asking = (state: AccountState, parties: CallParties, has: HasLists) => ({ state, parties, test: undefined, has })
