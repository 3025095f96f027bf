/** The database for the few commands that open it themselves: the one DATABASE_URL names, else the program's own, started if it rests. */
import { environmentValue } from '../config.ts'
import { runningEmbeddedPostgres } from '../store/embedded-postgres.ts'
import { hasPlace } from '../store/embedded-postgres-place.ts'
import { demandOpenFolder } from './open-files.ts'
import { withOwnServer } from './own-server.ts'
import { CommandFailed, type Given, type Shell, UsageError } from './shell.ts'

/**
 * Lends the database's address to `work`; a server that was started for it is stopped afterwards. None is made: whoever forgot DATABASE_URL would be told of an
 * empty database that all is well.
 */
export async function withDatabase<T>(shell: Shell, given: Given, work: (url: string) => Promise<T>): Promise<T> {
  demandNoUrl(given)
  const { databaseUrl, dataFolder } = shell.config()
  if (databaseUrl !== undefined) return work(await oneOf(databaseUrl))
  demandOpenFolder(dataFolder)
  const running = runningEmbeddedPostgres({ dataFolder })
  if (running) return work(running.url)
  if (!hasPlace(dataFolder))
    throw new CommandFailed(
      `There is no database in ${dataFolder}, and DATABASE_URL is not set. Set DATABASE_URL or DATA_DIR to what the program runs with; start makes a new database.`,
    )
  return await withOwnServer({ dataFolder, log: (line) => shell.complain(line) }, work)
}

/**
 * What speaks to a running program takes --url; with a command that opens the database it would be thought to name which. AFTERCALL_URL says where other
 * commands go, and is no word about this one.
 */
export function demandNoUrl({ url }: Given): void {
  if (url !== undefined && url !== environmentValue('AFTERCALL_URL'))
    throw new UsageError(
      'This command opens the database itself and cannot reach a program elsewhere: leave out --url, and call it where DATABASE_URL or DATA_DIR name the database.',
    )
}

/** Of several hosts the one that takes writes; one alone is taken as it is. */
export async function oneOf(databaseUrl: string): Promise<string> {
  const { findWritable, hostsOf } = await import('../store/database-hosts.ts')
  const hosts = hostsOf(databaseUrl)
  return hosts.length === 1 && hosts[0] !== undefined ? hosts[0] : findWritable(databaseUrl)
}
