import type { MessageState } from '../api/types.ts'

/** So many texts of each state. */
export type States = Readonly<Partial<Record<MessageState, number>>>

export function statesOf(messages: readonly { state: MessageState }[]): States {
  const states: Partial<Record<MessageState, number>> = {}
  for (const { state } of messages) states[state] = (states[state] ?? 0) + 1
  return states
}

export const textsIn = (states: States): number => Object.values(states).reduce((sum, one) => sum + one, 0)
