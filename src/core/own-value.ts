/** What an object holds under a key that somebody else made up: a key such as `constructor` finds nothing where it was not put. */
export function ownValue<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}
