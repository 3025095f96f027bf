/** Prices in SQL, at most what a JavaScript number holds exactly. */

/** SQL: an amount, or the most that a number holds. Reading a larger one fails, and with it whatever else is read with it. */
export const atMostExact = (amount: string): string => `least(${amount}, ${Number.MAX_SAFE_INTEGER})::bigint`

/**
 * SQL: what a column of prices comes to. The sums of many accounts are read together: one with an absurd price would keep the texts of all others waiting.
 */
export const priceSum = (column: string): string => atMostExact(`coalesce(sum(${column}), 0)`)
