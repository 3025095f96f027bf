import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout this script stands in. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')

export function say(words) {
  process.stderr.write(`aftercall: ${words}\n`)
}

/** Ends with one sentence that says what to do, and no stack. */
export function sayAndExit(words) {
  say(words)
  process.exit(1)
}
