/** What lists of hashed numbers say of the numbers that calls could text: asked before a call is planned, each list only where it can matter. */
import { asksConsent, asksDnd } from '../core/consent.ts'
import type { CallParties } from '../core/facts.ts'
import { categoriesOfCall, numbersOfCall } from '../core/gather-facts.ts'
import type { TestText } from '../core/test-text.ts'
import type { AccountState } from './account-state.ts'
import { readConsented } from './consents.ts'
import type { Runner } from './database.ts'
import { readDndLearnt } from './dnd.ts'
import { readOptedOut } from './opt-outs.ts'
import type { HashNumber } from './seal.ts'

/** Of an account's row: whether its lists hold anybody at all. */
export type HasLists = { hasOptOuts: boolean; hasDndLearnt: boolean }

/** Whose lists, and for which numbers and templates. */
export type OfCall = {
  state: Pick<AccountState, 'accountId' | 'rules' | 'directory' | 'policy'>
  parties: CallParties
  test: TestText | undefined
}

/** A call to ask about, and what the account's row says of its lists. */
export type AskedCall = OfCall & { has: HasLists | undefined }

export type NumberFacts = {
  optedOut: ReadonlySet<string> | undefined
  consented: ReadonlySet<string> | undefined
  dndLearnt: ReadonlySet<string> | undefined
}

/** Asks for all these calls at once; answers by account. */
export async function readNumberFacts(
  tx: Runner,
  hashNumber: HashNumber,
  calls: readonly AskedCall[],
): Promise<(call: OfCall) => NumberFacts> {
  const numbersOf = (asked: readonly AskedCall[]) =>
    asked.flatMap(({ state, parties, test }) =>
      numbersOfCall(parties, state.rules, state.directory, test).map((number) => ({
        accountId: state.accountId,
        number,
      })),
    )
  const mayNeedConsent = ({ state, test, parties }: OfCall) =>
    asksConsent(categoriesOfCall(state.rules, test), state.policy?.consentFor ?? [], () =>
      numbersOfCall(parties, state.rules, state.directory, test),
    )
  const mayMeetDnd = ({ state, test, has }: AskedCall) =>
    has?.hasDndLearnt === true && asksDnd(categoriesOfCall(state.rules, test))
  const [optedOut, consented, dndLearnt] = await Promise.all([
    readOptedOut(tx, hashNumber, numbersOf(calls.filter((one) => one.has?.hasOptOuts))),
    readConsented(tx, hashNumber, numbersOf(calls.filter(mayNeedConsent))),
    readDndLearnt(tx, hashNumber, numbersOf(calls.filter(mayMeetDnd))),
  ])
  return (call) => {
    const { accountId } = call.state
    return {
      optedOut: optedOut.get(accountId),
      // Asked and not found is a fact: none of them has agreed.
      consented: mayNeedConsent(call) ? (consented.get(accountId) ?? new Set()) : undefined,
      dndLearnt: dndLearnt.get(accountId),
    }
  }
}
