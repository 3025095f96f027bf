/**
 * SQL: what a column of prices comes to, at most what a JavaScript number holds exactly. Reading a larger one fails, and the sums of many accounts are read
 * together: one with an absurd price would keep the texts of all others waiting.
 */
export const priceSum = (column: string): string =>
  `least(coalesce(sum(${column}), 0), ${Number.MAX_SAFE_INTEGER})::bigint`
