/** The names that placeholders have, and the one that was probably meant by a name that does not exist. */

/** Every name a placeholder can have, besides `var.x` for the call's own variables. */
export const placeholderNames = [
  'caller_number',
  'caller_name',
  'user_name',
  'user_number',
  'department_name',
  'did_number',
  'account_name',
  'call_date',
  'call_time',
  'outcome',
  'ring_time',
  'talk_time',
  'recording_url',
  'ticket_number',
  'opt_out_link',
] as const

/** Whether a placeholder may have this name. */
export function isPlaceholderName(name: string): boolean {
  return (placeholderNames as readonly string[]).includes(name) || /^var\.[a-z0-9_]{1,40}$/.test(name)
}

/** What other phone systems call ours, word by word. */
// biome-ignore format: a row for each word of ours
const otherWords: Readonly<Record<string, string>> = {
  agent: 'user', member: 'user', employee: 'user',
  customer: 'caller', client: 'caller', from: 'caller',
  phone: 'number', mobile: 'number', duration: 'time', status: 'outcome',
  team: 'department', queue: 'department', group: 'department',
  company: 'account', business: 'account', brand: 'account',
}

/** The placeholder that was probably meant by a name that does not exist, or undefined where none is near. */
export function nearestPlaceholder(name: string): string | undefined {
  const words = name
    .slice(0, 60)
    .toLowerCase()
    .split(/[\s_.-]+/)
  const meant = words.map((word) => (Object.hasOwn(otherWords, word) ? otherWords[word] : word)).join('_')
  let nearest: string | undefined
  let least = Math.max(2, Math.floor(meant.length / 3)) + 1
  for (const known of placeholderNames) {
    // "date" is short of call_date by a whole word, which is no misspelling.
    const edits = known.split('_').includes(meant) ? 1 : editsBetween(meant, known)
    if (edits < least) [least, nearest] = [edits, known]
  }
  return nearest
}

/** Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other (Damerau-Levenshtein, optimal alignment). */
export function editsBetween(from: string, to: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1]
      let least = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1))
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1])
        least = Math.min(least, at(beforeLast, column - 2) + 1)
      current.push(least)
    }
    beforeLast = last
    last = current
  }
  return at(last, to.length)
}

const at = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY
