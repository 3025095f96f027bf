import { type ApiProblem, isProblem } from '../api/problem.ts'
import type { RefusedFields } from '../api/use-shown-errors.ts'
import { t } from '../i18n/i18n.ts'
import { words } from './schema.ts'

/** `hours.week.mon[0].from` -> `Hours, week, mon, 1, from: `; what stands below `within` is told from there. */
export const placeWords = (path: string, within = ''): string => {
  const left = path.startsWith(within) ? path.slice(within.length) : path
  return left === ''
    ? ''
    : `${words(left.replaceAll(/\[(\d+)\]/g, (_, at: string) => `.${Number(at) + 1}`).replaceAll('.', ', '))}: `
}

/** What was refused, each with its place. */
export const refusedWords = ({ message, errors }: Pick<ApiProblem, 'message' | 'errors'>, within = ''): string =>
  [message, ...errors.map((one) => placeWords(one.path, within) + one.message)].join(' ')

/** Where to look for the fields that say themselves why they were refused. */
export function markedWords({ marked, unmarked }: RefusedFields, where: 'above' | 'below'): string {
  if (marked === 0) return ''
  const count = marked
  if (unmarked.length > 0) return t(where === 'above' ? 'ui.someMarkedAbove' : 'ui.someMarkedBelow', { count })
  return t(where === 'above' ? 'ui.allMarkedAbove' : 'ui.allMarkedBelow', { count })
}

/** Why something was not done that has no fields on the screen, so that none is spoken of as being there. */
export function errorWords(error: Error): string {
  if (!isProblem(error)) return error.message
  return refusedWords(error.isOfFieldsAlone ? { message: '', errors: error.errors } : error).trimStart()
}
