/** The program's own database server, for a command that runs while the program rests. */
import { startEmbeddedPostgres } from '../store/embedded-postgres.ts'
import { CommandFailed } from './shell.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Starts it for `work` and stops it afterwards, also where the command is told to end meanwhile. Told twice, the command ends at once. */
export async function withOwnServer<T>(
  options: Parameters<typeof startEmbeddedPostgres>[0],
  work: (url: string) => Promise<T>,
): Promise<T> {
  let told: NodeJS.Signals | undefined
  const starting = startEmbeddedPostgres(options)
  const end = (signal: NodeJS.Signals) => {
    if (told !== undefined) process.exit(1)
    told = signal
    // The work fails by it.
    starting.then((server) => server.stop()).catch(() => undefined)
  }
  for (const signal of signals) process.on(signal, end)
  try {
    const server = await starting
    try {
      return await work(server.url)
    } finally {
      await server.stop()
    }
  } catch (error) {
    throw told === undefined ? error : new CommandFailed(`Stopped by ${told} before it was done.`, { cause: error })
  } finally {
    for (const signal of signals) process.off(signal, end)
  }
}
