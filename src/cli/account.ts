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
    .option('--zone <zone>', 'IANA time zone, such as Asia/Kolkata')
    .action((name: string, options: { zone?: string }, command: Command) =>
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

async function create(name: string, options: { zone?: string }, given: Given, shell: Shell): Promise<void> {
  const client = connectAs(shell, given)
  const made = await client.send<{ account: AccountView; key: string }>('POST', '/v1/accounts', { name, ...options })
  const { paint, invoked } = shell
  answer(shell, given, made, () => [
    `  ${paint.bold(made.account.name)} is there; its key is ${made.account.key}.`,
    '',
    `  API key   ${made.key}`,
    `            ${paint.dim('Shown this once. Keep it where only your phone system reads it.')}`,
    '',
    `  Next      ${invoked} export --account ${made.account.key} --output ${made.account.key}.yaml`,
    `            ${invoked} apply ${made.account.key}.yaml --account ${made.account.key}`,
  ])
}
