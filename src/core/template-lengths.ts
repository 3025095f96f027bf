/** How long the values of placeholders are, usually and at most, where nothing is known of an account's own names. */

// biome-ignore format: a row for each placeholder
const lengths: Readonly<Record<string, readonly [typical: number, longest: number]>> = {
  caller_number: [10, 16], caller_name: [12, 40], user_name: [12, 40], user_number: [10, 16], first_user_name: [12, 40], department_name: [8, 40], did_number: [13, 18],
  account_name: [14, 80], call_date: [6, 10], call_time: [7, 8], outcome: [6, 9], ring_time: [4, 14], talk_time: [10, 14],
  recording_url: [40, 160], ticket_number: [8, 20], opt_out_link: [50, 90],
}

const other = [12, 40] as const

/** Characters that the value usually has. */
export function typicalLength(placeholder: string): number {
  return (Object.hasOwn(lengths, placeholder) ? lengths[placeholder] : undefined)?.[0] ?? other[0]
}

/** Characters that the value has at most, but for freaks. */
export function longestLength(placeholder: string): number {
  return (Object.hasOwn(lengths, placeholder) ? lengths[placeholder] : undefined)?.[1] ?? other[1]
}
