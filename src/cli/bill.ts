import type { Command } from 'commander'
import { utf8Mark } from '../core/csv.ts'
import type { AccountBillView, BillView } from '../http/shapes/billing.ts'
import { accountBillsCsv, accountBillsLines } from './account-bills.ts'
import { allPages } from './all-pages.ts'
import { billLines } from './bill-lines.ts'
import { connect, connectAs } from './client.ts'
import { answer, type Given, type Shell, UsageError } from './shell.ts'

type Options = { cycle?: string; csv?: boolean; all?: true; month?: string }

/** `bill`: what a billing cycle costs; `bill --all`: what it costs every account. */
export function addBill(program: Command, shell: Shell): void {
  program
    .command('bill')
    .summary('what a billing cycle costs, and what every figure comes from')
    .description('Rental of lines, texts and taxes of the cycle that runs, or of another.')
    .option('--cycle <date>', 'the first day of the cycle, such as 2026-11-05; else the one that runs')
    .option('--csv', 'print the listed lines as CSV; with --all a line for each account')
    .option('--all', 'what each account comes to, for whoever runs the installation')
    .option('--month <month>', 'with --all: the month in which the cycles begin, such as 2026-11; else those that run')
    .action(async (options: Options, command: Command) => {
      const { cycle, csv, all, month } = options
      const given = command.optsWithGlobals<Given>()
      if (csv && given.json) throw new UsageError('choose one of --csv and --json')
      if (all && cycle !== undefined) throw new UsageError('--all takes --month, not --cycle')
      if (!all && month !== undefined) throw new UsageError('--month goes with --all; of one account say --cycle')
      if (all) return showAll(options, given, shell)
      const client = await connect(shell, given)
      const path = `/v1/billing/cycles/${encodeURIComponent(cycle ?? 'current')}`
      // The mark of its letters is for a file.
      if (csv) return shell.print((await client.get<string>(`${path}/lines.csv`)).replace(utf8Mark, '').trimEnd())
      const bill = await client.get<BillView>(path)
      answer(shell, given, bill, () => billLines(bill, shell.paint))
    })
}

/** Each of them counts the texts of some days: a page of large accounts has to come within the client's patience. */
const billsAtOnce = 25

async function showAll({ month, csv }: Options, given: Given, shell: Shell): Promise<void> {
  const query = month === undefined ? '' : `?month=${encodeURIComponent(month)}`
  const bills = await allPages<AccountBillView>(connectAs(shell, given), `/v1/billing/accounts${query}`, billsAtOnce)
  if (csv) return shell.print(accountBillsCsv(bills).trimEnd())
  answer(shell, given, bills, () => accountBillsLines(bills, shell.paint))
}
