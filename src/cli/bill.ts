import type { Command } from 'commander'
import type { BillView } from '../http/shapes/billing.ts'
import { billLines } from './bill-lines.ts'
import { connect } from './client.ts'
import { answer, type Given, type Shell, UsageError } from './shell.ts'

/** `bill`: what a billing cycle costs. */
export function addBill(program: Command, shell: Shell): void {
  program
    .command('bill')
    .summary('what a billing cycle costs, and what every figure comes from')
    .description('Rental of lines, texts and taxes of the cycle that runs, or of another.')
    .option('--cycle <date>', 'the first day of the cycle, such as 2026-11-05; else the one that runs')
    .option('--csv', 'print the listed lines as CSV')
    .action(async ({ cycle = 'current', csv }: { cycle?: string; csv?: boolean }, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      if (csv && given.json) throw new UsageError('choose one of --csv and --json')
      const client = await connect(shell, given)
      const path = `/v1/billing/cycles/${encodeURIComponent(cycle)}`
      if (csv) return shell.print((await client.get<string>(`${path}/lines.csv`)).trimEnd())
      const bill = await client.get<BillView>(path)
      answer(shell, given, bill, () => billLines(bill, shell.paint))
    })
}
