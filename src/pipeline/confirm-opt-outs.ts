/** Confirming opt-outs: a part of the transaction that opts out, and a word to the sender once it is committed. */
import { plan } from '../core/plan.ts'
import type { LeftDue } from '../store/accept.ts'
import type { Database, Runner } from '../store/database.ts'
import { type ConfirmWith, confirmOptOut, type JustOut } from '../store/opt-out-confirmations.ts'

type NumberOf = Parameters<typeof confirmOptOut>[3]
/** To be asked within the transaction, where it has just opted a number out. */
export type Confirm = (tx: Runner, one: JustOut, numberOf: NumberOf) => Promise<void>
export type ConfirmOptOuts = {
  /** A transaction that may confirm opt-outs. What it left due goes at once when it is committed. */
  during<T>(db: Database, work: (tx: Runner, confirm: Confirm) => Promise<T>): Promise<T>
}

export function createConfirmOptOuts(
  using: Omit<ConfirmWith, 'plan'> & { leftDue(messages: readonly LeftDue[]): void },
): ConfirmOptOuts {
  const confirming: ConfirmWith = { ...using, plan: (call, state, facts) => plan(call, state.rules, facts) }
  return {
    during: async (db, work) => {
      let due: LeftDue[] = []
      const done = await db.transaction('intake', (tx) => {
        // A repeated transaction starts from nothing.
        due = []
        return work(tx, async (within, one, numberOf) => {
          due.push(...(await confirmOptOut(within, one, confirming, numberOf)))
        })
      })
      if (due.length > 0) using.leftDue(due)
      return done
    },
  }
}
