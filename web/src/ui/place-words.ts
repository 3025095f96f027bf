import { type ApiProblem, isProblem } from '../api/problem.ts'
import { words } from './schema.ts'

/** `hours.week.mon[0].from` -> `Hours, week, mon, 1, from: ` */
export const placeWords = (path: string): string =>
  path === ''
    ? ''
    : `${words(path.replaceAll(/\[(\d+)\]/g, (_, at: string) => `.${Number(at) + 1}`).replaceAll('.', ', '))}: `

/** What was refused, each with its place; what stands below `shown` is told from there. */
export const refusedWords = ({ message, errors }: Pick<ApiProblem, 'message' | 'errors'>, shown = ''): string =>
  [
    message,
    ...errors.map(
      (one) => placeWords(one.path.startsWith(shown) ? one.path.slice(shown.length) : one.path) + one.message,
    ),
  ].join(' ')

/** Why something was not done, in a sentence of its own. */
export const errorWords = (error: Error): string => (isProblem(error) ? refusedWords(error) : error.message)
