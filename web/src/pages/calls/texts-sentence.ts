import type { MessageState } from '../../api/types.ts'

/** What became of a list's texts: what is in doubt first, then what did not arrive, then what is still open. Marked is what a person should read. */
export function textsSentences(states: readonly MessageState[]): { words: string; isMarked: boolean }[] {
  const count = (...among: MessageState[]) => states.filter((one) => among.includes(one)).length
  const said = [
    sentence(count('unconfirmed'), 'One text is in doubt.', (many) => `${many} texts are in doubt.`),
    sentence(
      count('skipped', 'rejected', 'undelivered', 'lapsed', 'cancelled'),
      'One text did not arrive or was not sent, with its reason.',
      (many) => `${many} texts did not arrive or were not sent, each with its reason.`,
    ),
    sentence(count('unknown'), 'Of one text nothing was heard.', (many) => `Of ${many} texts nothing was heard.`),
  ].flatMap((words) => (words === null ? [] : [{ words, isMarked: true }]))
  const open = sentence(
    count('queued', 'sending'),
    'One text is on its way.',
    (many) => `${many} texts are on their way.`,
  )
  if (open !== null) said.push({ words: open, isMarked: false })
  if (said.length > 0) return said
  return [{ words: states.length === 0 ? 'Nobody was texted.' : 'Every text went out.', isMarked: false }]
}

const sentence = (count: number, one: string, many: (count: number) => string): string | null =>
  count === 0 ? null : count === 1 ? one : many(count)
