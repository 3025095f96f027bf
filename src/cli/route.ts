import type { Command } from 'commander'
import { connect } from './client.ts'
import { table } from './print.ts'
import { answer, CommandFailed, type Given, type Shell, UsageError } from './shell.ts'

type RouteView = { gateway: string; telemarketerId: string | null; chainMode: string }
type Setting = { chain?: string; mode?: string; first?: true }

/** `route list`, `set`, `remove`: the gateways that texts may leave by, the first of which takes them, each with its chain of telemarketers. */
export function addRoute(program: Command, shell: Shell): void {
  const route = program
    .command('route')
    .summary('list the ways texts leave by, and set their chains of telemarketers')
    .description('The first takes the texts. Each has the DLT chain behind your entity that its gateway asks for.')
  route
    .command('list')
    .summary('list the ways, the one that takes the texts first')
    .action(async (_options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const { items } = await (await connect(shell, given)).get<{ items: RouteView[] }>('/v1/routes')
      answer(shell, given, items, () => linesOf(items))
    })
  route
    .command('set')
    .summary('set the chain of a way, or make a gateway one')
    .argument('<gateway>', 'its key; a shared one is shared:KEY')
    .option('--chain <ids>', 'telemarketer ids, the entity’s own first, who delivers last, with commas; "" for none')
    .option('--mode <mode>', 'how the chain travels: ids, sha256 (their hash) or none (the gateway adds it)')
    .option('--first', 'let it take the texts')
    .action(async (gateway: string, { chain, mode, first }: Setting, command: Command) => {
      if (chain === undefined && mode === undefined && first === undefined)
        throw new UsageError('say what to set: --chain, --mode or --first')
      await change(shell, command, (all) => {
        const before = all.find((one) => one.gateway === gateway)
        const after = {
          ...(before ?? { gateway }),
          ...(chain === undefined ? {} : { telemarketerId: chain.trim() || null }),
          ...(mode === undefined ? {} : { chainMode: mode }),
        }
        if (before && !first) return all.map((one) => (one === before ? after : one))
        const others = all.filter((one) => one !== before)
        return first ? [after, ...others] : [...others, after]
      })
    })
  route
    .command('remove')
    .summary('take a gateway out of the ways; it stays a gateway')
    .argument('<gateway>', 'its key; a shared one is shared:KEY')
    .action(async (gateway: string, _options: unknown, command: Command) => {
      await change(shell, command, (all) => {
        const others = all.filter((one) => one.gateway !== gateway)
        if (others.length === all.length)
          throw new CommandFailed(`no way is "${gateway}"; there are: ${all.map((one) => one.gateway).join(', ')}`)
        return others
      })
    })
}

async function change(
  shell: Shell,
  command: Command,
  wanted: (all: readonly RouteView[]) => readonly Partial<RouteView>[],
): Promise<void> {
  const given = command.optsWithGlobals<Given>()
  const client = await connect(shell, given)
  const { items } = await client.get<{ items: RouteView[] }>('/v1/routes')
  const done = await client.send<{ items: RouteView[] }>('PUT', '/v1/routes', { routes: wanted(items) })
  answer(shell, given, done.items, () => linesOf(done.items))
}

function linesOf(all: readonly RouteView[]): string[] {
  if (all.length === 0) return ['  There is none: texts have no way out.']
  return table(
    all.flatMap(({ gateway, telemarketerId, chainMode }, at) => {
      const head = [gateway, at === 0 ? 'takes the texts' : '']
      if (telemarketerId === null) return [[...head, '', 'no chain']]
      return telemarketerId.split(',').map((id, n) => (n === 0 ? [...head, chainMode, id] : ['', '', '', id]))
    }),
  )
}
