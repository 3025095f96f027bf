import type { Command } from 'commander'
import { answer, type Given, type Shell } from './shell.ts'

/** `migrate`: brings the database to this program's schema without starting it. `start` does the same by itself. */
export function addMigrate(program: Command, shell: Shell): void {
  program
    .command('migrate')
    .summary('bring the database to this version’s schema')
    .description('Applies the migrations that the database lacks, all in one transaction. start does this by itself.')
    .action(async (_options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const { migrate } = await import('../store/migrate.ts')
      const { withDatabase } = await import('./database-url.ts')
      const applied = await withDatabase(shell, given, migrate)
      answer(shell, given, { applied }, () =>
        applied.length === 0
          ? ['  The database is up to date.']
          : applied.map((name) => `  ${shell.paint.ok('applied')}  ${name}`),
      )
    })
}
