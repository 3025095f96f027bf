/** What the lists of calls and of texts have in common: the ids of a time, and conditions that are asked only where somebody wants them. */
import type { Instant } from '../core/instant.ts'
import type { Parameter } from './database.ts'
import { highestId, idAt, lowestId } from './uuid.ts'

export type Ids = { from: string; before: string }

/** Ids of the time, older than the page before. */
export function idsBetween(
  { from, before }: { from?: Instant | undefined; before?: Instant | undefined },
  last = highestId,
): Ids {
  const end = before === undefined ? highestId : idAt(before)
  return { from: from === undefined ? lowestId : idAt(from), before: end < last ? end : last }
}

/** A number as a filter has it is E.164, or the last digits of one. */
export const isWholeNumber = (number: string | undefined): boolean => number?.startsWith('+') === true

/** The conditions that are wanted. Each value becomes a parameter, whose number takes the place of the question marks of its condition. */
export function fragmentsOf<Name extends string>(
  conditions: Readonly<Record<Name, string>>,
  wanted: { readonly [N in Name]?: string | undefined },
  parameters: Parameter[],
): string[] {
  return (Object.entries(wanted) as [Name, string | undefined][]).flatMap(([name, value]) => {
    if (value === undefined) return []
    parameters.push(value)
    return [conditions[name].replaceAll('?', `$${parameters.length}`)]
  })
}
