import type { Command } from 'commander'
import { connect } from './client.ts'
import { table } from './print.ts'
import { answer, type Given, type Shell } from './shell.ts'

type HeaderView = { key: string; header: string; entityId: string | null; class: string | null; status: string }

/** `header list`, `header set`: the senders of an account, and whether the operators still take them. */
export function addHeader(program: Command, shell: Shell): void {
  const header = program
    .command('header')
    .summary('list senders, and say whether operators still take them')
    .description('A header is what texts come from. Texts of one that is not active are skipped as header_inactive.')
  header
    .command('list')
    .summary('list the headers with their entity, class and status')
    .action(async (_options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const { items } = await (await connect(shell, given)).get<{ items: HeaderView[] }>('/v1/headers', { limit: 200 })
      answer(shell, given, items, () => table(items.map(rowOf)))
    })
  header
    .command('set')
    .summary('note a header’s status or class')
    .argument('<header>', 'its key')
    .option('--status <status>', 'active, inactive, dormant, suspended or blacklisted')
    .option('--class <class>', 'others, promotional or government')
    .action(async (key: string, options: { status?: string; class?: string }, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const client = await connect(shell, given)
      const one = await client.send<HeaderView>('PATCH', `/v1/headers/${encodeURIComponent(key)}`, { ...options })
      answer(shell, given, one, () => table([rowOf(one)]))
    })
}

function rowOf({ key, header, entityId, class: registeredAs, status }: HeaderView): string[] {
  return [key, header, status, registeredAs ?? '', entityId ?? 'no entity id']
}
