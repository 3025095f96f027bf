import type { Ending } from '../../api/types.ts'

/** A number of the sandbox with this ending, as it is written in the form. */
export const numberEnding = (ending: string): string => `+91 90000 ${ending.padStart(5, '01')}`

/** What the sandbox does with a number, by its last digits; the longest ending decides. */
export function endingOf(caller: string, endings: readonly Ending[]): Ending | undefined {
  const digits = caller.replaceAll(/\D/g, '')
  return endings.filter((one) => digits.endsWith(one.ending)).sort((a, b) => b.ending.length - a.ending.length)[0]
}
