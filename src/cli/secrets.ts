/** `{env: NAME}` in an account file: the secret is read where the command runs and goes to the program as a value. */

type Objects = Record<string, unknown>

/** The document with every `{env: NAME}` below a `secrets` of a gateway or source replaced, and the names that are not set. */
export function secretsFromEnvironment(
  document: unknown,
  read: (name: string) => string | undefined,
): { value: unknown; missing: string[] } {
  const missing = new Set<string>()
  const fill = (secret: unknown): unknown => {
    const name = isObject(secret) && Object.keys(secret).length === 1 ? secret['env'] : undefined
    if (typeof name !== 'string') return secret
    const found = read(name)
    if (found === undefined || found === '') missing.add(name)
    return found ?? ''
  }
  const inOne = (one: unknown): unknown => {
    if (!isObject(one) || !isObject(one['secrets'])) return one
    return {
      ...one,
      secrets: Object.fromEntries(Object.entries(one['secrets']).map(([field, secret]) => [field, fill(secret)])),
    }
  }
  if (!isObject(document)) return { value: document, missing: [] }
  const sections = ['gateways', 'sources'].filter((name) => Array.isArray(document[name]))
  const value = {
    ...document,
    ...Object.fromEntries(sections.map((name) => [name, (document[name] as unknown[]).map(inOne)])),
  }
  return { value, missing: [...missing].sort() }
}

function isObject(value: unknown): value is Objects {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
