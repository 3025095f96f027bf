import type { Command } from 'commander'
import { connectAs } from './client.ts'
import { answer, type Given, type Shell } from './shell.ts'

/** `link`: a fresh one-time link into the console. */
export function addLink(program: Command, shell: Shell): void {
  program
    .command('link')
    .summary('a one-time link that opens the console signed in')
    .action(async (_options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const { url } = await connectAs(shell, given).send<{ url: string }>('POST', '/v1/links', {})
      answer(shell, given, { url }, () => [
        `  ${shell.paint.link(url)}`,
        `  ${shell.paint.dim('Opens the console signed in, once, within 15 min.')}`,
      ])
    })
}
