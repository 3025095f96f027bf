import { counted } from './print.ts'
import { CommandFailed } from './shell.ts'

/** Throws what ended a command that sends piece by piece, with how much went before. */
export function failAfter(count: number, noun: string, error: unknown): never {
  if (!(error instanceof CommandFailed) || count === 0) throw error
  throw new CommandFailed(
    `${error.message}\n${counted(count, noun)} went before that. Call this again: what is known already changes nothing.`,
  )
}
