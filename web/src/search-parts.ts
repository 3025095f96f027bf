/** What the address of a list holds of its filters; `account`, which a link to a colleague carries, is none of them. */

export const callFilters = [
  'outcome',
  'direction',
  'department',
  'did',
  'user',
  'rule',
  'reason',
  'caller',
  'period',
  'from',
  'to',
] as const
export const registeredFilters = ['search', 'status'] as const
export const messageFilters = [
  'state',
  'reason',
  'rule',
  'template',
  'gateway',
  'number',
  'period',
  'from',
  'to',
] as const

/** The named search parameters that say something; anything else in the URL is dropped. */
export function pick<K extends string>(
  search: Readonly<Record<string, unknown>>,
  names: readonly K[],
): Partial<Record<K, string>> {
  const found: Partial<Record<K, string>> = {}
  for (const name of names) {
    const value = text(search[name])
    if (value !== undefined) found[name] = value
  }
  return found
}

/** Text of the address; digits alone are a number to the router, and a phone number to us. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}
