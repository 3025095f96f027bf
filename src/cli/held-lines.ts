import type { Held } from '../store/hold-what-waits.ts'
import { counted, paragraph } from './print.ts'
import type { Shell } from './shell.ts'

/** What a restore put before a person, and what to do about it. */
export function heldLines(shell: Shell, held: Held): string[] {
  const sum = held.queued + held.sending + held.unconfirmed
  const calls = paragraph('Texts of calls that ended before now, should they be told again, wait for you too.')
  if (sum === 0) return ['  No text was waiting.', ...calls]
  return [
    ...paragraph(
      `${counted(sum, 'text')} waited then: ${held.queued} queued, ${held.sending} being sent, ${held.unconfirmed} in doubt. ` +
        'Whether they went meanwhile is not known, so nothing sends them by itself. When it runs:',
    ),
    '',
    `  ${shell.paint.bold(`${shell.invoked} restored`)}`,
    `  ${shell.paint.dim('Where there are several accounts, for each: --account KEY')}`,
    '',
    ...calls,
  ]
}
