/** The database for the few commands that open it themselves: the one DATABASE_URL names, else the program's own, started if it rests. */
import { runningEmbeddedPostgres, startEmbeddedPostgres } from '../store/embedded-postgres.ts'
import type { Shell } from './shell.ts'

/** Lends the database's address to `work`; a server that was started for it is stopped afterwards. */
export async function withDatabase<T>(shell: Shell, work: (url: string) => Promise<T>): Promise<T> {
  const { databaseUrl, dataFolder } = shell.config()
  if (databaseUrl !== undefined) return work(databaseUrl)
  const running = runningEmbeddedPostgres({ dataFolder })
  if (running) return work(running.url)
  const started = await startEmbeddedPostgres({ dataFolder, log: (line) => shell.complain(line) })
  try {
    return await work(started.url)
  } finally {
    await started.stop()
  }
}
