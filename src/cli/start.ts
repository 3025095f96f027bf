import type { Command } from 'commander'
import type { Given, Shell } from './shell.ts'
import { tellSystemd } from './systemd.ts'
import { spanWords } from './time.ts'
import { welcomeLines } from './welcome.ts'

/** `start`: runs the program until it is told to stop. */
export function addStart(program: Command, shell: Shell): void {
  program
    .command('start')
    .summary('run the program')
    .description(
      'Runs the program: the console, the API, the sending of texts, and a PostgreSQL of its own where DATABASE_URL names none.',
    )
    .action(async (_options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const config = shell.config()
      const told = new AbortController()
      const starting = import('../main.ts').then(({ startProgram }) =>
        startProgram(config, { version: shell.version, toldToStop: told.signal }),
      )
      const stop = async () => {
        told.abort()
        // A start that failed has closed what it had opened.
        await (await starting.catch(() => undefined))?.stop()
      }
      outliveReaders()
      stopOnSignal(stop, given, shell)
      const running = await starting.catch((error: unknown) => {
        if (error !== told.signal.reason) throw error
        return undefined
      })
      // Whoever told it to stop before it ran is answered by now, or soon.
      if (!running || told.signal.aborted) return
      tellSystemd(shell)
      if (given.json)
        return shell.print(JSON.stringify({ url: running.url, pid: process.pid, key: running.firstKey ?? null }))
      const { isTerminal, version, invoked } = shell
      const welcome = {
        ...running,
        link: isTerminal ? await running.makeLink() : undefined,
        isKeyHidden: !isTerminal && running.firstKey !== undefined,
        firstKey: isTerminal ? running.firstKey : undefined,
        version,
        readyMs: performance.now(),
        invoked,
      }
      shell.print(['', ...welcomeLines(welcome, shell.paint), ''])
    })
}

const slowMs = 1_000

/** Whoever read along may go, and a terminal be closed: the program goes on, or stops cleanly, without a word. */
function outliveReaders(): void {
  for (const out of [process.stdout, process.stderr]) {
    out.removeAllListeners('error')
    out.on('error', () => undefined)
  }
}

/** The first signal stops cleanly, also a start that is under way; the second at once. */
function stopOnSignal(stop: () => Promise<void>, given: Given, shell: Shell): void {
  const say = (words: string) => (given.json ? undefined : shell.print(`  ${words}`))
  let askedAt = 0
  const end = async (signal: NodeJS.Signals) => {
    if (askedAt > 0) process.exit(signal === 'SIGINT' ? 130 : 143)
    askedAt = performance.now()
    const slow = setTimeout(
      () => say('Finishing what is under way. Once more stops at once; nothing is lost then either.'),
      slowMs,
    )
    try {
      await stop()
      say(`Stopped in ${spanWords(performance.now() - askedAt)}. Nothing is lost.`)
      process.exit(0)
    } catch (error) {
      shell.complain(
        `It did not stop cleanly: ${(error as Error).message}. Nothing is lost: the next start takes up what was left.`,
      )
      process.exit(1)
    } finally {
      clearTimeout(slow)
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(signal))
}
