/** The calls of the bench: a missed call of a caller nobody has seen, about 590 octets as phone systems report them. */

/** The n-th caller, a mobile number. */
export const callerOf = (n: number): string => `+917${String(n).padStart(9, '0')}`

export function callBody(n: number): string {
  const endedAt = new Date(Date.now() - 400).toISOString()
  return `{"sourceCallId":"bench-${n}","direction":"incoming","outcome":"missed","missedBecause":"no_answer","caller":"${callerOf(n)}","did":"18005720199","department":{"id":"d-17","name":"Sales"},"rung":[{"extension":"201","name":"Asha Nair","seconds":14,"result":"no_answer"},{"extension":"202","name":"Ravi Deshmukh","seconds":10,"result":"no_answer"}],"endedAt":"${endedAt}","ringSeconds":24,"waitSeconds":3,"totalSeconds":27,"variables":{"menu":"sales-hindi","campaign":"diwali-2026","region":"karnataka"}}`
}
