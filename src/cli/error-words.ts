/** What is printed of an error: what to do where it is known, else where it happened. */

// Their messages say already what to do.
const inWords = new Set([
  'BackupError',
  'BadConfig',
  'CommandFailed',
  'EmbeddedPostgresError',
  'KeyDoesNotFit',
  'MigrationError',
  'NoWritableDatabase',
  'PortTaken',
  'Refused',
  'Unreachable',
  'UsageError',
])

type Detailed = Error & { code?: string; syscall?: string; path?: string; address?: string; port?: number }

export function errorWords(thrown: unknown): string {
  const error = rootOf(thrown)
  if (inWords.has(error.name)) return error.message
  const { code = '', syscall, message } = error
  // Five characters: PostgreSQL's own answer.
  if (/^[0-9A-Z]{5}$/.test(code) && syscall === undefined && !/^E[A-Z]+$/.test(code))
    return `The database says: ${message}. Check DATABASE_URL: host, port, name, user and password.`
  if (syscall === 'connect' || syscall === 'getaddrinfo')
    return `Nothing answers at ${error.address ?? 'that address'}${error.port ? ` port ${error.port}` : ''} (${code}). Check DATABASE_URL: host, port, name, user and password.`
  if (syscall !== undefined && error.path !== undefined)
    return `${error.path} cannot be used (${code}). See who owns it, and that the disk has room.`
  return error.stack ?? message
}

/** Several addresses were tried: the first failure tells as much as all. */
function rootOf(thrown: unknown): Detailed {
  if (thrown instanceof AggregateError && thrown.errors[0] instanceof Error) return thrown.errors[0]
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}
