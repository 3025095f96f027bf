import type { Command } from 'commander'
import { type Client, connect } from './client.ts'
import { hanging, table } from './print.ts'
import { answer, type Given, type Shell } from './shell.ts'
import { dayAndTime } from './time.ts'

type WaitingView = { version: number; status: string; statusReason: string | null; body: string }
type TemplateView = {
  key: string
  name: string
  status: string
  statusReason: string | null
  version: number
  body: string
  header: string
  dltTemplateId: string | null
  waiting: WaitingView | null
}
type EntryView = { at: string; who: string; action: string; version: number; reason: string | null }

/** `template`: the life of templates, from draft to retired. */
export function addTemplate(program: Command, shell: Shell): void {
  const template = program
    .command('template')
    .summary('list templates, and say what became of them at the operator')
    .description('A template is registered wording. What is changed of it waits until the operator has approved it.')
  addReading(template, shell)
  addMoves(template, shell)
}

function addReading(template: Command, shell: Shell): void {
  template
    .command('list')
    .summary('list the templates and where they stand')
    .action(async (_options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const all = await readAll(await connect(shell, given))
      answer(shell, given, all, () =>
        all.length === 0
          ? ['  There are none yet.']
          : table(all.map((one) => [one.key, standing(one), one.header, one.body.replaceAll('\n', ' ')])),
      )
    })
  template
    .command('show')
    .summary('show one, what waits beside it, and its history')
    .argument('<template>', 'its key')
    .action(async (key: string, _options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const client = await connect(shell, given)
      const at = `/v1/templates/${encodeURIComponent(key)}`
      const one = await client.get<TemplateView>(at)
      const { items } = await client.get<{ items: EntryView[] }>(`${at}/history`)
      answer(shell, given, { ...one, history: items }, () => [...shown(one, shell), '', ...historyLines(items)])
    })
}

async function readAll(client: Client): Promise<TemplateView[]> {
  const all: TemplateView[] = []
  let after: string | undefined
  do {
    const page = await client.get<{ items: TemplateView[]; next: string | null }>('/v1/templates', {
      limit: 200,
      after,
    })
    all.push(...page.items)
    after = page.next ?? undefined
  } while (after !== undefined)
  return all
}

function standing({ status, version, waiting }: TemplateView): string {
  return waiting === null ? `${status} v${version}` : `${status} v${version}, v${waiting.version} ${waiting.status}`
}

function shown(one: TemplateView, { paint }: Shell): string[] {
  const { waiting } = one
  const because = (reason: string | null) => (reason === null ? '' : `: ${reason}`)
  return [
    `  ${paint.bold(one.name)}  ${one.status}, version ${one.version}${because(one.statusReason)}`,
    ...hanging('  ', one.body),
    ...(waiting === null
      ? []
      : [
          '',
          `  Version ${waiting.version} waits, ${waiting.status}${because(waiting.statusReason)}`,
          ...hanging('  ', waiting.body),
        ]),
  ]
}

function historyLines(entries: readonly EntryView[]): string[] {
  return table(
    entries.map(({ at, action, version, who, reason }) => [
      dayAndTime(at, 'UTC'),
      `${action} v${version}`,
      `${who}${reason === null ? '' : `: ${reason}`}`,
    ]),
  )
}

type MoveOptions = { reason?: string; dltId?: string }

const moves = [
  ['submit', 'it was submitted to the operator'],
  ['approve', 'the operator approved it: from now on this version sends'],
  ['reject', 'the operator rejected it'],
  ['pause', 'send nothing by it until it is resumed'],
  ['resume', 'let a paused one send again, on every gateway'],
  ['discard', 'drop the version that waits'],
] as const

function addMoves(template: Command, shell: Shell): void {
  for (const [move, summary] of moves) {
    const made = template.command(move).summary(summary).argument('<template>', 'its key')
    if (move === 'reject') made.requiredOption('--reason <words>', 'why, in the portal’s words')
    if (move === 'pause') made.option('--reason <words>', 'why')
    if (move === 'approve') made.option('--dlt-id <digits>', 'the template id that the portal gave it')
    made.action(async (key: string, { reason, dltId }: MoveOptions, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const client = await connect(shell, given)
      const one = await client.send<TemplateView>('POST', `/v1/templates/${encodeURIComponent(key)}/${move}`, {
        ...(reason === undefined ? {} : { reason }),
        ...(dltId === undefined ? {} : { dltTemplateId: dltId }),
      })
      answer(shell, given, one, () => [`  ${one.key} is ${standing(one)}.`])
    })
  }
  template
    .command('retire')
    .summary('retire one that no rule sends; its history stays')
    .argument('<template>', 'its key')
    .action(async (key: string, _options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      await (await connect(shell, given)).send('DELETE', `/v1/templates/${encodeURIComponent(key)}`)
      answer(shell, given, { key, retired: true }, () => [`  ${key} is retired.`])
    })
}
