/**
 * `doctor`: is everything so that texts go out, and if not, what mends it? Looks at the configuration and the database by itself, so that
 * it also works while nothing runs; at the gateways through the program, which holds their connections and secrets.
 */
import type { Command } from 'commander'
import type { Check } from '../core/adapter.ts'
import { checkProgram } from './doctor-program.ts'
import { columns, hanging, type Paint, pad, width, wrap } from './print.ts'
import { answer, type Given, type Shell } from './shell.ts'

export function addDoctor(program: Command, shell: Shell): void {
  program
    .command('doctor')
    .summary('check everything, and say how to mend what is wrong')
    .description(
      'Checks the configuration, the database and how durable its commits are, the disk, the clock and every gateway. Fails when something is to mend.',
    )
    .action(async (_options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const checks = await examine(shell, given)
      const isWell = checks.every((one) => one.result !== 'fail')
      answer(shell, given, { ok: isWell, checks }, () => checkLines(checks, shell.paint))
      if (!isWell) shell.exitWith(1)
    })
}

async function examine(shell: Shell, given: Given): Promise<Check[]> {
  // Another installation's configuration and database are not here to be looked at.
  if (given.url !== undefined) return checkProgram(shell, given)
  const { checkConfiguration, checkDatabase, checkDisk } = await import('./doctor-here.ts')
  const { config, check } = checkConfiguration(shell)
  if (!config) return [check]
  return [check, ...(await checkDatabase(config)), await checkDisk(config), ...(await checkProgram(shell, given))]
}

/** The list, and below it what it comes to. */
export function checkLines(checks: readonly Check[], paint: Paint): string[] {
  const painters = { ok: paint.ok, warn: paint.warn, fail: paint.bad }
  const name = Math.min(24, Math.max(...checks.map((one) => width(one.name))))
  const lines = checks.flatMap((one) => {
    const left = `  ${pad(one.result, 4)}  ${pad(one.name, name)}  `
    const [first = '', ...rest] = hanging(left, one.words)
    const mend =
      one.mend === undefined
        ? []
        : wrap(one.mend, columns - width(left)).map((line) => ' '.repeat(width(left)) + paint.dim(line))
    return [first.replace(pad(one.result, 4), painters[one.result](pad(one.result, 4))), ...rest, ...mend]
  })
  return [...lines, '', `  ${sumWords(checks)}`]
}

function sumWords(checks: readonly Check[]): string {
  const count = (result: Check['result']) => checks.filter((one) => one.result === result).length
  const [mend, watch] = [count('fail'), count('warn')]
  const parts = [...(mend > 0 ? [`${mend} to mend`] : []), ...(watch > 0 ? [`${watch} to watch`] : [])]
  return parts.length === 0 ? 'All is well.' : `${parts.join(', ')}.`
}
