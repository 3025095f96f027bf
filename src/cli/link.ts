import { type Command, Option } from 'commander'
import { accountRoles } from '../store/keys.ts'
import { connectAs, soleAccount } from './client.ts'
import { answer, type Given, type Shell } from './shell.ts'

/** `link`: a fresh one-time link into the console, for the operator or, with `--role`, into one account. */
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
      const into = role === undefined ? {} : { role, account: given.account ?? (await soleAccount(client)) }
      const asked = { ...into, ...(name !== undefined && { name }) }
      const { url } = await client.send<{ url: string }>('POST', '/v1/links', asked)
      answer(shell, given, { url }, () => [
        `  ${shell.paint.link(url)}`,
        `  ${shell.paint.dim('Opens the console signed in, once, within 15 min.')}`,
      ])
    })
}
