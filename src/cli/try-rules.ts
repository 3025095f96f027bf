import type { Command } from 'commander'
import type { z } from 'zod'
import type { historyTrial } from '../http/shapes/trials.ts'
import { connect } from './client.ts'
import { readRules } from './plan.ts'
import { counted, money, type Paint, paragraph, table } from './print.ts'
import { answer, type Given, type Shell, UsageError } from './shell.ts'

type Trial = z.output<typeof historyTrial>
type Side = Trial['inForce']

/** `try-rules <file>`: what would a draft have done with the calls that were? */
export function addTryRules(program: Command, shell: Shell): void {
  program
    .command('try-rules')
    .summary('a draft of the rules, tried on past calls; nothing is written')
    .description(
      'Judges the calls of the last days by the rules in force and by a draft, and shows what would change and what it would cost. Writes nothing, sends nothing.',
    )
    .argument(
      '<file>',
      'the draft: a YAML or JSON list of rules, or an account file with a rules section; - reads standard input',
    )
    .option('--days <days>', 'how far to look back, at most 90', days, 30)
    .action(async (file: string, options: { days: number }, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const rules = readRules(file)
      const client = await connect(shell, given)
      const trial = await client.send<Trial>('POST', '/v1/rule-set/try', { rules, days: options.days })
      answer(shell, given, trial, () => trialLines(trial, options.days, shell.paint))
    })
}

function days(text: string): number {
  const count = Number(text)
  if (!/^\d{1,2}$/.test(text) || count < 1 || count > 90) throw new UsageError(`--days takes 1 to 90, not "${text}"`)
  return count
}

const figures = new Intl.NumberFormat('en-IN')

function trialLines(trial: Trial, days: number, paint: Paint): string[] {
  const { calls, changed, inForce, draft, examples } = trial
  if (calls === 0) return [`  No call has come in the last ${counted(days, 'day')}.`]
  const rules = [...new Set([...Object.keys(draft.rules), ...Object.keys(inForce.rules)])].toSorted()
  const row = (title: string, read: (side: Side) => string) => [title, read(inForce), read(draft)]
  const count = (read: (side: Side) => number) => (side: Side) => figures.format(read(side))
  const skipped = (side: Side) => Object.values(side.skipped).reduce((sum, one) => sum + one, 0)
  const difference = Number(trial.difference.amount)
  const sign = difference > 0 ? '+' : ''
  return [
    `  ${trial.onlyNewest ? 'The newest ' : ''}${counted(calls, 'call')} of the last ${counted(days, 'day')}, ${paint.bold(`${figures.format(changed)} would be decided otherwise`)}`,
    '',
    ...table([
      ['', 'in force', 'draft'],
      ...rules.map((key) =>
        row(
          key,
          count((side) => side.rules[key]?.calls ?? 0),
        ),
      ),
      row(
        'no rule',
        count((side) => side.none),
      ),
      row(
        'texts',
        count((side) => side.texts),
      ),
      row('stopped', count(skipped)),
      row('cost', (side) => money(side.price)),
    ]),
    ...(difference === 0 ? [] : ['', `  ${sign}${money(trial.difference)} by the draft`]),
    ...(examples.length === 0 ? [] : ['', '  The newest that differ:', ...table(examples.map(exampleRow))]),
    '',
    ...paragraph(
      'By the names, prices and lists of today; quota, spend stop and trial mode are not asked, and quiet hours are not waited for. Nothing was written and nothing was sent.',
    ).map((line) => paint.dim(line)),
  ]
}

function exampleRow({ id, inForce, draft }: Trial['examples'][number]): string[] {
  const side = ({ rule, texts }: typeof draft) => `${rule ?? 'no rule'}, ${counted(texts, 'text')}`
  return [id.slice(0, 18), side(inForce), `> ${side(draft)}`]
}
