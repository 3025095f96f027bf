import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Command } from 'commander'
import { demandOpenFolder } from './open-files.ts'
import { counted, paragraph } from './print.ts'
import { answer, CommandFailed, type Given, type Shell } from './shell.ts'

/** `operator-key rotate`: for a key that somebody else may have. It opens the database itself, so that no key is needed for it. */
export function addOperatorKey(program: Command, shell: Shell): void {
  const operatorKey = program
    .command('operator-key')
    .summary('replace the key by which commands speak for the installation')
    .description('The operator’s key stands in the data folder. Whoever has it may do everything.')
  operatorKey
    .command('rotate')
    .summary('write a new one, and let nobody in by another')
    .description(
      'Writes a new operator key into the data folder. In the same act every other key without an account is revoked, and every browser that is signed in as the operator is signed out. Keys of accounts stay. The program may run meanwhile.',
    )
    .action(async (_options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const { dataFolder } = shell.config()
      demandOpenFolder(dataFolder)
      const file = path.join(dataFolder, 'operator-key')
      // In a folder that the program does not run with, the new key would be found by nobody.
      if (!existsSync(file))
        throw new CommandFailed(
          `${file} is not there. Set DATA_DIR to the folder that the program runs with; where its key was lost, start it: it makes another, which can then be replaced.`,
        )
      const rotated = await rotate(shell, given)
      answer(shell, given, { file, ...rotated }, () => [
        `  ${shell.paint.ok('written')}  ${file}`,
        `           ${counted(rotated.revokedKeys, 'other key')} revoked, ${counted(rotated.endedSessions, 'browser session')} ended`,
        '',
        ...paragraph(
          'A running program knows within five seconds. One that shares the database from another data folder makes itself a new key when it starts again.',
        ),
      ])
    })
}

async function rotate(shell: Shell, given: Given) {
  const { openDataFolder } = await import('../data-folder.ts')
  const { openDatabase } = await import('../store/database.ts')
  const { migrate } = await import('../store/migrate.ts')
  const { rotateOperatorKey } = await import('../store/operator-key.ts')
  const { withDatabase } = await import('./database-url.ts')
  const log = { warn: (_fields: object, words: string) => shell.complain(words) }
  return await withDatabase(shell, given, async (url) => {
    await migrate(url)
    const db = openDatabase({ url, owner: 'rotate', log })
    try {
      return await rotateOperatorKey(db, openDataFolder(shell.config().dataFolder), 'Command line')
    } finally {
      await db.close()
    }
  })
}
