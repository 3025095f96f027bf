import type { Command } from 'commander'
import { allPages } from './all-pages.ts'
import type { AccountView } from './client.ts'
import { connectAs } from './client.ts'
import { table } from './print.ts'
import { answer, type Given, type Shell } from './shell.ts'

/** `account create NAME`, `account list`: the operator's. */
export function addAccount(program: Command, shell: Shell): void {
  const account = program
    .command('account')
    .summary('create and list accounts')
    .description('One account is one business. Its texts, people and keys are its own.')
  account
    .command('create')
    .summary('create an account and its first API key')
    .argument('<name>', 'what the business is called')
    .option('--zone <zone>', 'IANA time zone, such as Europe/Madrid (else Asia/Kolkata)')
    .option('--country <code>', 'where numbers without a country code are at home, such as ES (else IN)')
    .option('--currency <code>', 'what its texts are paid in, such as EUR (else INR)')
    .option('--operator-sets-prices', 'prices, rentals, taxes, currency and quota are yours alone to change')
    .action((name: string, options: Settings, command: Command) =>
      create(name, options, command.optsWithGlobals<Given>(), shell),
    )
  account
    .command('list')
    .summary('list the accounts')
    .action(async (_options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const accounts = await allPages<AccountView>(connectAs(shell, given), '/v1/accounts')
      answer(shell, given, accounts, () =>
        table(accounts.map((one) => [one.key, one.name, one.zone ?? '', one.isDemo ? 'demo' : ''])),
      )
    })
}

type Settings = { zone?: string; country?: string; currency?: string; operatorSetsPrices?: true }
type Made = { account: AccountView & { country: string; currency: string }; key: string }

async function create(name: string, options: Settings, given: Given, shell: Shell): Promise<void> {
  const client = connectAs(shell, given)
  const made = await client.send<Made>('POST', '/v1/accounts', { name, ...options })
  const { zone, country, currency } = made.account
  const { paint, invoked } = shell
  answer(shell, given, made, () => [
    `  ${paint.bold(made.account.name)} is there; its key is ${made.account.key}.`,
    `  Its clock is that of ${zone}, numbers are read as in ${country}, money is ${currency}.`,
    '',
    `  API key   ${made.key}`,
    `            ${paint.dim('Shown this once. Keep it where only your phone system reads it.')}`,
    '',
    `  Next      ${invoked} export --account ${made.account.key} --output ${made.account.key}.yaml`,
    `            ${invoked} apply ${made.account.key}.yaml --account ${made.account.key}`,
  ])
}
