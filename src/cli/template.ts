import type { Command } from 'commander'
import { allPages } from './all-pages.ts'
import { drawTexts, follow } from './call.ts'
import { connect } from './client.ts'
import { seconds } from './made-up-call.ts'
import { pairOf } from './pair.ts'
import { counted, hanging, table } from './print.ts'
import { answer, type Given, type Shell } from './shell.ts'
import { addTemplateCheck } from './template-check.ts'
import { addTemplateExport, addTemplateImport } from './template-import.ts'
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
  addTemplateCheck(template, shell)
  addTest(template, shell)
  addTemplateImport(template, shell)
  addTemplateExport(template, shell)
}

function addReading(template: Command, shell: Shell): void {
  template
    .command('list')
    .summary('list the templates and where they stand')
    .action(async (_options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const all = await allPages<TemplateView>(await connect(shell, given), '/v1/templates')
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

type TestOptions = {
  to: string
  call?: string
  outcome?: string
  department?: string
  user?: string
  caller?: string
  var?: string[]
  wait: number
}
type TestSent = {
  callId: string
  message: { header: string | null }
  bytes: { encoding: string; parts: { units: number; hex: string }[] } | null
  entityId: string | null
  dltTemplateId: string | null
  telemarketerId: string | null
  withoutDlt: string | null
}

function addTest(template: Command, shell: Shell): void {
  template
    .command('test')
    .summary('send one real text by a template, to a number of your own')
    .description(
      'By the account’s own gateway, filled with a sample call or with one that was. What stops other texts stops this one.',
    )
    .argument('<template>', 'its key')
    .requiredOption('--to <number>', 'a number of one of your people, or of the trial list')
    .option('--call <id>', 'fill it with this call, as if it had ended now')
    .option('--outcome <outcome>', 'of the sample call: connected, missed or voicemail')
    .option('--department <key>', 'of the sample call')
    .option('--user <key>', 'of the sample call')
    .option('--caller <number>', 'of the sample call: what the text says of the caller; it still goes to --to')
    .option('--var <name=value...>', 'variables of the sample call')
    .option('--wait <seconds>', 'how long to follow it', seconds, 30)
    .action(async (key: string, options: TestOptions, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const client = await connect(shell, given)
      const at = `/v1/templates/${encodeURIComponent(key)}/test`
      const test = await client.send<TestSent>('POST', at, testAsk(options))
      const givingUpAt = performance.now() + options.wait * 1_000
      if (given.json) {
        const { messages } = await follow(client, test.callId, givingUpAt, () => undefined)
        return answer(shell, given, { ...test, message: messages[0] ?? test.message }, () => [])
      }
      shell.print(['', ...testLines(test), ''])
      await drawTexts(client, test.callId, { givingUpAt, shell })
    })
}

function testAsk({ to, call, outcome, department, user, caller, var: variables }: TestOptions): object {
  const pairs = variables?.map((one) => pairOf(one, '--var', 'order=42'))
  return {
    to,
    ...(call === undefined ? {} : { callId: call }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(department === undefined ? {} : { department }),
    ...(user === undefined ? {} : { user }),
    ...(caller === undefined ? {} : { caller }),
    ...(pairs === undefined ? {} : { variables: Object.fromEntries(pairs) }),
  }
}

function testLines({ message, bytes, entityId, dltTemplateId, telemarketerId, withoutDlt }: TestSent): string[] {
  const parts = bytes?.parts ?? []
  return [
    ...table([
      ['Header', message.header ?? 'none'],
      ['Entity', entityId ?? 'none'],
      ['Template', dltTemplateId ?? 'none'],
      ...(telemarketerId === null ? [] : [['Telemarketer', telemarketerId]]),
      ['Parts', bytes === null ? 'no text' : `${counted(parts.length, 'part')}, ${bytes.encoding}`],
    ]),
    ...(withoutDlt === null ? [] : ['', ...hanging('  ', withoutDlt)]),
    ...parts.flatMap(({ units, hex }, at) => [
      '',
      `  Part ${at + 1}, ${units} units, bytes`,
      ...(hex.match(/.{1,72}/g) ?? []).map((line) => `    ${line}`),
    ]),
  ]
}
