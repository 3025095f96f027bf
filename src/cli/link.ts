import { type Command, Option } from 'commander'
import { accountRoles } from '../store/keys.ts'
import { connectAs, soleAccount } from './client.ts'
import { answer, type Given, type Shell } from './shell.ts'

type Link = { url: string; role: string; account: string | null }

const as = ({ role, account }: Link): string => (account === null ? `as the ${role}` : `as ${role} of ${account}`)

/** `link`: a fresh one-time link into the console, for the operator or, with `--role` or `--account`, into one account. */
export function addLink(program: Command, shell: Shell): void {
  program
    .command('link')
    .summary('a one-time link that opens the console signed in')
    .addOption(
      new Option('--role <role>', 'into one account alone; support reads calls and texts, with numbers masked').choices(
        [...accountRoles],
      ),
    )
    .option('--name <name>', 'whom it is for; so the history calls them')
    .action(async ({ role, name }: { role?: string; name?: string }, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const client = connectAs(shell, given)
      const isIntoAccount = role !== undefined || given.account !== undefined
      const account = isIntoAccount ? (given.account ?? (await soleAccount(client))) : undefined
      const made = await client.send<Link>('POST', '/v1/links', { account, role, name })
      answer(shell, given, made, () => [
        `  ${shell.paint.link(made.url)}`,
        `  ${shell.paint.dim(`Opens the console signed in ${as(made)}, once, within 15 min.`)}`,
      ])
    })
}
