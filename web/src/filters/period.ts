/** The days that a list is asked for: by one click, or by their dates. Which moments those are, the account's zone says. */

export const periods = ['today', 'yesterday', '7days', '30days'] as const
export type Period = (typeof periods)[number]

/** As the address has it, where it is one. */
export const periodOf = (word: string | undefined): Period | undefined => periods.find((one) => one === word)

/** The first and the last day, such as `2026-11-26`. */
export type Days = { from?: string | undefined; to?: string | undefined }
/** What the address says of them: a period, or the dates, which `dates` has somebody choose. */
export type AskedDays = Days & { period?: string | undefined }

const dayMs = 86_400_000
const addDays = (date: string, days: number) => new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10)

/** Today is one of so many days. */
export function daysOf(period: Period, today: string): Days {
  switch (period) {
    case 'today':
      return { from: today }
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) }
    case '7days':
      return { from: addDays(today, -6) }
    case '30days':
      return { from: addDays(today, -29) }
  }
}

/** The filter as the API takes it: with the days that its period means today. */
export function inDays<F extends AskedDays>({ period, ...filter }: F, today: string): Omit<F, 'period'> {
  const chosen = periodOf(period)
  if (chosen === undefined) return filter
  const { from: _from, to: _to, ...others } = filter
  return { ...others, ...daysOf(chosen, today) } as Omit<F, 'period'>
}

/** Whether what happens now is within the days. */
export const reachesToday = ({ from, to }: Days, today: string): boolean =>
  // An address may also name moments, which begin with their day.
  (from ?? today).slice(0, 10) <= today && (to ?? today).slice(0, 10) >= today

/** Whether nothing but days is filtered by. */
export const isDaysOnly = (filter: object): boolean =>
  Object.keys(filter).every((name) => name === 'from' || name === 'to')

const isDate = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text)

/** So many days, the last of them today, hold the days that are asked for; none say so where a moment or no beginning is. */
export function lengthOf({ from, to }: Days, today: string): number | undefined {
  if (from === undefined || !isDate(from) || (to !== undefined && !isDate(to))) return undefined
  return Math.round((Date.parse(today) - Date.parse(from)) / dayMs) + 1
}
