/** What is kept of a decision beside the texts it made, and where planning again decides otherwise: only then is an explanation not why it was so. */
import type { Plan } from './plan.ts'
import type { Reason } from './reasons.ts'

/** What one recipient was to get: a text, or none for this reason. */
export type Decision = { recipient: string; decided: 'send' | Reason }

/** A decision as it is kept with its call. */
export type Decided = Pick<Plan, 'rule' | 'reason'> & { messages: readonly Decision[] }

/** What is kept of a plan. */
export function decidedOf({ rule, reason, messages }: Plan): Decided {
  return {
    rule,
    reason,
    messages: messages.map((one) => ({
      recipient: one.recipient,
      decided: one.is === 'send' ? 'send' : one.reason,
    })),
  }
}

/** One thing that was decided one way and is now decided another: the rule (its key, or why none fired), or what a recipient gets (null: nobody thought of it). */
export type Difference =
  | { of: 'rule'; before: string | null; now: string | null }
  | { of: 'recipient'; recipient: string; before: Decision['decided'] | null; now: Decision['decided'] | null }

/** Where two decisions of one call differ: none where the plan, made again, is what was decided then. */
export function differencesOf(before: Decided, now: Decided): Difference[] {
  const rules = { before: before.rule ?? before.reason, now: now.rule ?? now.reason }
  const [had, has] = [byRecipient(before), byRecipient(now)]
  const recipients = [...new Set([...had.keys(), ...has.keys()])].map((recipient) => ({
    of: 'recipient' as const,
    recipient,
    before: had.get(recipient) ?? null,
    now: has.get(recipient) ?? null,
  }))
  return [{ of: 'rule' as const, ...rules }, ...recipients].filter((one) => one.before !== one.now)
}

const byRecipient = ({ messages }: Decided) => new Map(messages.map((one) => [one.recipient, one.decided]))
