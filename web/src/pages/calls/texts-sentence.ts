import type { MessageState } from '../../api/types.ts'

/** So many texts of each state. */
export type States = Readonly<Partial<Record<MessageState, number>>>

export function statesOf(messages: readonly { state: MessageState }[]): States {
  const states: Partial<Record<MessageState, number>> = {}
  for (const { state } of messages) states[state] = (states[state] ?? 0) + 1
  return states
}

export const textsIn = (states: States): number => Object.values(states).reduce((sum, one) => sum + one, 0)

/** What became of a list's texts: what is in doubt first, then what did not arrive, then what is still open. Marked is what a person should read. */
export function textsSentences(
  states: States,
  say: (count: number) => string = String,
): { words: string; isMarked: boolean }[] {
  const count = (...among: MessageState[]) => among.reduce((sum, one) => sum + (states[one] ?? 0), 0)
  const said = [
    sentence(count('unconfirmed'), 'One text is in doubt.', (many) => `${say(many)} texts are in doubt.`),
    sentence(
      count('skipped', 'rejected', 'undelivered', 'lapsed', 'cancelled'),
      'One text did not arrive or was not sent, with its reason.',
      (many) => `${say(many)} texts did not arrive or were not sent, each with its reason.`,
    ),
    sentence(count('unknown'), 'Of one text nothing was heard.', (many) => `Of ${say(many)} texts nothing was heard.`),
  ].flatMap((words) => (words === null ? [] : [{ words, isMarked: true }]))
  const open = sentence(
    count('queued', 'sending'),
    'One text is on its way.',
    (many) => `${say(many)} texts are on their way.`,
  )
  if (open !== null) said.push({ words: open, isMarked: false })
  if (said.length > 0) return said
  return [{ words: textsIn(states) === 0 ? 'Nobody was texted.' : 'Every text went out.', isMarked: false }]
}

const sentence = (count: number, one: string, many: (count: number) => string): string | null =>
  count === 0 ? null : count === 1 ? one : many(count)
