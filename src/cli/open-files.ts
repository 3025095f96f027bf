/** What belongs to another user, said as that: it looks as if it were not there. */
import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { CommandFailed } from './shell.ts'

export const ofAnother = 'belongs to another user. Call this as that user'

/** Whoever calls as the wrong user would hear that no program runs and no database is there. A folder that is not there yet is nobody's. */
export function demandOpenFolder(dataFolder: string): void {
  demandOpen(dataFolder, constants.X_OK, `The data folder ${path.resolve(dataFolder)} ${ofAnother}.`)
}

/** Fails with these words where this user may not do that with the file. */
export function demandOpen(file: string, mode: number, words: string): void {
  try {
    accessSync(file, mode)
  } catch (error) {
    if (isClosed(error)) throw new CommandFailed(words)
  }
}

export const isClosed = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EACCES'
