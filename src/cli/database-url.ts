/** The database for the few commands that open it themselves: the one DATABASE_URL names, else the program's own, started if it rests. */
import { runningEmbeddedPostgres, startEmbeddedPostgres } from '../store/embedded-postgres.ts'
import type { Shell } from './shell.ts'

/** Lends the database's address to `work`; a server that was started for it is stopped afterwards. */
export async function withDatabase<T>(shell: Shell, work: (url: string) => Promise<T>): Promise<T> {
  const { databaseUrl, dataFolder } = shell.config()
  if (databaseUrl !== undefined) return work(await oneOf(databaseUrl))
  const running = runningEmbeddedPostgres({ dataFolder })
  if (running) return work(running.url)
  const started = await startEmbeddedPostgres({ dataFolder, log: (line) => shell.complain(line) })
  try {
    return await work(started.url)
  } finally {
    await started.stop()
  }
}

/** Of several hosts the one that takes writes; one alone is taken as it is. */
export async function oneOf(databaseUrl: string): Promise<string> {
  const { findWritable, hostsOf } = await import('../store/database-hosts.ts')
  const hosts = hostsOf(databaseUrl)
  return hosts.length === 1 && hosts[0] !== undefined ? hosts[0] : findWritable(databaseUrl)
}
