/** The names that placeholders have, and the one that was probably meant by a name that does not exist. */

/**
 * Every name a placeholder can have, besides `var.x` for the call's own variables: what it says, and what that was for one call. docs/operating/templates.md
 * has its table from here.
 */
export const placeholders = {
  caller_number: {
    says: 'the caller’s number as dialled at home, a foreign one with + and its country code; “withheld” where there is none',
    example: '9000001842',
  },
  caller_name: { says: 'the caller’s name, where the phone system tells it', example: 'Kiran' },
  user_name: {
    says: 'who answered last, where the call was passed on who talked last; if nobody did, who rang last; if nobody is known, the member of the department who reads it',
    example: 'Asha Nair',
  },
  user_number: { says: 'their mobile number', example: '9000007731' },
  first_user_name: {
    says: 'who answered first, where the call was passed on; else who answered; nobody where nobody did',
    example: 'Ravi Deshmukh',
  },
  department_name: { says: 'the department that the call went to', example: 'Sales' },
  did_number: { says: 'the number of the account that the call used', example: '1800 572 0199' },
  account_name: { says: 'the name of the account', example: 'Kaveri Appliances' },
  call_date: { says: 'the day on which the call began, by the account’s clock', example: '23 Nov' },
  call_time: {
    says: 'the time at which it began; a colon would not go into most registered variables',
    example: '2 31 PM',
  },
  outcome: { says: 'connected, missed or voicemail', example: 'connected' },
  ring_time: { says: 'how long it rang', example: '24 s' },
  talk_time: { says: 'how long they talked, 0 s where nobody did', example: '3 min 12 s' },
  recording_url: {
    says: 'the address of the recording, or of the voicemail',
    example: 'https://kaveri.example/r/4711',
  },
  ticket_number: {
    says: 'the call’s variable `ticket_number`; else the account’s next number, where it gives numbers',
    example: 'KC-000042',
  },
  opt_out_link: {
    says: 'the page by which its reader opts out',
    example: 'https://texts.example.in/o/mK3vQ8dTfW1yNcR7pZ0aHs5eUj2x',
  },
} as const satisfies Record<string, { says: string; example: string }>

export type PlaceholderName = keyof typeof placeholders
export const placeholderNames = Object.keys(placeholders) as readonly PlaceholderName[]

/** Whether a placeholder may have this name. */
export function isPlaceholderName(name: string): boolean {
  return Object.hasOwn(placeholders, name) || /^var\.[a-z0-9_]{1,40}$/.test(name)
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
