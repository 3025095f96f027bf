/** `status`: how the running program is doing, once a second until somebody has seen enough. */
import type { Command } from 'commander'
import type { StatusView } from '../http/shapes/status.ts'
import { type Client, connectAs } from './client.ts'
import { liveScreen } from './live-screen.ts'
import { columns } from './print.ts'
import { CommandFailed, type Given, type Shell } from './shell.ts'
import { statusLines } from './status-lines.ts'

const everyMs = 1_000

export function addStatus(program: Command, shell: Shell): void {
  program
    .command('status')
    .summary('watch the running program: calls, queue, gateways, doubts, database')
    .description(
      'Shows the running program once a second: calls and texts, what waits, every gateway, what is in doubt, the database. q ends it.',
    )
    .option('--once', 'show it a single time; fails where no calls are taken')
    .action(async (options: { once?: boolean }, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const client = connectAs(shell, given)
      const isLive = process.stdout.isTTY === true && !options.once && !given.json
      if (isLive) await watch(client, shell)
      else await showOnce(client, given, shell)
    })
}

const read = (client: Client) => client.get<StatusView>('/v1/status')

async function showOnce(client: Client, given: Given, shell: Shell): Promise<void> {
  const status = await read(client)
  const page = { columns: process.stdout.columns ?? columns, paint: shell.paint }
  shell.print(given.json ? JSON.stringify(status, null, 2) : ['', ...statusLines(status, client.base, page), ''])
  if (!status.ready) shell.exitWith(1)
}

/** Until a key ends it. A program that stops answering is said on the page, and asked again. */
async function watch(client: Client, shell: Shell): Promise<void> {
  // What cannot be asked at all (no program, a wrong key) is an error before anything is drawn.
  let shown = { status: await read(client), trouble: '' }
  const screen = liveScreen(process.stdout, process.stdin, (width) => [
    ...statusLines(shown.status, client.base, { columns: width, paint: shell.paint }),
    '',
    ...(shown.trouble === '' ? [] : [shell.paint.bad(shown.trouble)]),
    shell.paint.dim('q ends it'),
  ])
  const ask = async () => {
    try {
      shown = { status: await read(client), trouble: '' }
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error
      shown = { ...shown, trouble: error.message }
    }
  }
  try {
    while (!(await screen.endsWithin(everyMs))) {
      await ask()
      screen.draw()
    }
  } finally {
    screen.end()
  }
}
