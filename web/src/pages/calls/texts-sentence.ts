import type { MessageState } from '../../api/types.ts'
import { type States, textsIn } from '../../story/states.ts'

/** In their order: what is in doubt first, then what did not arrive, then what is still open. Marked is what a person should read. */
const among = [
  { says: 'doubt', states: ['unconfirmed'], isMarked: true },
  { says: 'missing', states: ['skipped', 'rejected', 'undelivered', 'lapsed', 'cancelled'], isMarked: true },
  { says: 'unheard', states: ['unknown'], isMarked: true },
  { says: 'open', states: ['queued', 'sending'], isMarked: false },
] as const satisfies readonly { says: string; states: readonly MessageState[]; isMarked: boolean }[]

type Sentence = { says: (typeof among)[number]['says'] | 'none' | 'all'; count: number; isMarked: boolean }

/** What became of a list's texts. */
export function textsSentences(states: States): Sentence[] {
  const said = among
    .map((one) => ({ ...one, count: one.states.reduce((sum, state) => sum + (states[state] ?? 0), 0) }))
    .filter(({ count }) => count > 0)
    .map(({ says, count, isMarked }) => ({ says, count, isMarked }))
  if (said.length > 0) return said
  const count = textsIn(states)
  return [{ says: count === 0 ? 'none' : 'all', count, isMarked: false }]
}
