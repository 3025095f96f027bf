/** What every command is given: the settings, where to print, and the options that all of them take. */
import type { Config } from '../config.ts'
import type { Paint } from './print.ts'

export type Shell = {
  version: string
  /** How a person calls this command line, for the commands that we suggest. */
  invoked: string
  /** How a person starts the program that these commands speak to. */
  starter: string
  /** Throws BadConfig. */
  config(): Config
  environmentValue(name: string): string | undefined
  paint: Paint
  /** Standard output is a terminal. Else it may be a log, which others read as well and which is kept. */
  isTerminal: boolean
  /** Somebody watches standard output, and it is wide enough to draw over lines again. */
  isWatched: boolean
  /** To standard output. */
  print(lines: string | readonly string[]): void
  /** To standard error. */
  complain(lines: string | readonly string[]): void
  /** What the process answers; 0 unless a command says otherwise. */
  exitWith(code: number): void
}

/** The options that every command takes. */
export type Given = { json?: boolean; account?: string; url?: string; key?: string }

/** Something the person who called must do; the message says what, and is printed without a stack. */
export class CommandFailed extends Error {
  override name = 'CommandFailed'
}

/** The command was called in a way it does not understand. */
export class UsageError extends CommandFailed {
  override name = 'UsageError'
}

/** Prints the answer: with --json the value alone, else the lines, a blank one before and behind. */
export function answer(shell: Shell, given: Given, value: unknown, lines: () => readonly string[]): void {
  if (given.json) shell.print(JSON.stringify(value, null, 2))
  else shell.print(['', ...lines(), ''])
}
