/** The days that Home looks back on. */
export const homeDays = [1, 7, 30] as const
export type HomeDays = (typeof homeDays)[number]

/** As the address has it; anything else is today. */
export const homeDaysOf = (days: unknown): HomeDays => homeDays.find((one) => one === days) ?? 1

/** The same days as lists of calls and texts have them. */
export const listPeriod = { 1: 'today', 7: '7days', 30: '30days' } as const
