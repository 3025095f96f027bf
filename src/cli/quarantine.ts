import type { Command } from 'commander'
import { heldLines } from './held-lines.ts'
import { answer, type Given, type Shell } from './shell.ts'

/** `quarantine`: what `restore` does by itself, for a database that went back in another way. */
export function addQuarantine(program: Command, shell: Shell): void {
  program
    .command('quarantine')
    .summary('after a database went back: put what waits before you')
    .description(
      'For a database that lost commits in another way than by restore: a failover, a snapshot, pg_restore. Stop every program on it, run this, start again. What waits is then not sent by itself (see: restored).',
    )
    .action(async (_options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const { quarantine } = await import('../store/quarantine.ts')
      const { withDatabase } = await import('./database-url.ts')
      const held = await withDatabase(shell, given, quarantine)
      answer(shell, given, held, () => heldLines(shell, held))
    })
}
