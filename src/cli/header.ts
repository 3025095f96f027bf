import type { Command } from 'commander'
import { allPages } from './all-pages.ts'
import { connect } from './client.ts'
import { pairOf } from './pair.ts'
import { table } from './print.ts'
import { answer, type Given, type Shell, UsageError } from './shell.ts'

type Abroad = { sender: string | null; fields: Record<string, string> }
type HeaderView = {
  key: string
  header: string
  entityId: string | null
  class: string | null
  status: string
  countries: Record<string, Abroad>
}
type Fields = { entity?: string; status?: string; class?: string }
type Setting = Fields & { in?: string; sender?: string; field: string[] }

/** `header list`, `add`, `set`: the senders of an account, of which entity they are, whether the operators still take them, and what they are in other countries. */
export function addHeader(program: Command, shell: Shell): void {
  const header = program
    .command('header')
    .summary('list senders, and say whether operators still take them')
    .description('A header is what texts come from. Texts of one that is not active are skipped as header_inactive.')
  header
    .command('list')
    .summary('list the headers with their entity, class, status and senders abroad')
    .action(async (_options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const all = await allPages<HeaderView>(await connect(shell, given), '/v1/headers')
      answer(shell, given, all, () => (all.length === 0 ? ['  There are none yet.'] : table(all.flatMap(rowsOf))))
    })
  withFields(header.command('add'))
    .summary('add a header as it is registered')
    .argument('<header>', 'the sender id; its case matters')
    .option('--named <key>', 'its key; else made from it')
    .action(async (text: string, { named: key, ...fields }: Fields & { named?: string }, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const body = { header: text, ...(key === undefined ? {} : { key }), ...fieldsOf(fields) }
      const one = await (await connect(shell, given)).send<HeaderView>('POST', '/v1/headers', body)
      answer(shell, given, one, () => table(rowsOf(one)))
    })
  withFields(header.command('set'))
    .summary('note a header’s entity, status or class, or what it is in another country')
    .argument('<header>', 'its key')
    .option('--in <country>', 'a code such as US, or EU: what --sender and --field are for')
    .option('--sender <sender>', 'what texts come from there')
    .option('--field <name=id>', 'the id of a registration there; may be given several times', collected, [])
    .action(async (key: string, options: Setting, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const client = await connect(shell, given)
      const path = `/v1/headers/${encodeURIComponent(key)}`
      const { in: country, sender, field, ...fields } = options
      if (country === undefined && (sender !== undefined || field.length > 0))
        throw new UsageError('say with --in which country the sender or field is for')
      const countries = country && abroad((await client.get<HeaderView>(path)).countries, country, { sender, field })
      const one = await client.send<HeaderView>('PATCH', path, {
        ...fieldsOf(fields),
        ...(countries && { countries }),
      })
      answer(shell, given, one, () => table(rowsOf(one)))
    })
}

const withFields = (command: Command): Command =>
  command
    .option('--entity <id>', 'the principal entity (PE) id; "" for none')
    .option('--status <status>', 'active, inactive, dormant, suspended or blacklisted')
    .option('--class <class>', 'others, promotional or government')

function fieldsOf({ entity, status, class: registeredAs }: Fields) {
  return {
    ...(entity === undefined ? {} : { entityId: entity.trim() || null }),
    ...(status === undefined ? {} : { status }),
    ...(registeredAs === undefined ? {} : { class: registeredAs }),
  }
}

const collected = (value: string, before: string[]) => [...before, value]

/** The header's countries with this one changed; what is not given stays as it is. */
function abroad(
  countries: HeaderView['countries'],
  country: string,
  { sender, field }: { sender: string | undefined; field: readonly string[] },
): HeaderView['countries'] {
  const code = country.toUpperCase()
  const ids = field.map((one) => pairOf(one, '--field', 'brandId=B1C2D3E'))
  const before = countries[code] ?? { sender: null, fields: {} }
  return {
    ...countries,
    [code]: { sender: sender ?? before.sender, fields: { ...before.fields, ...Object.fromEntries(ids) } },
  }
}

function rowsOf({ key, header, entityId, class: registeredAs, status, countries }: HeaderView): string[][] {
  return [
    [key, header, status, registeredAs ?? '', entityId ?? 'no entity id'],
    ...Object.entries(countries).map(([code, { sender, fields }]) => [
      '',
      `${code}: ${sender ?? header}`,
      '',
      '',
      Object.entries(fields)
        .map((pair) => pair.join('='))
        .join(' '),
    ]),
  ]
}
