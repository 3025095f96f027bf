/** `template check`: everything that the editor says of a wording, before it is saved or sent. Writes nothing. */
import type { Command } from 'commander'
import { type Client, connect } from './client.ts'
import { readText, readYaml } from './plan.ts'
import { columns, counted, cut, hanging, money, width } from './print.ts'
import { answer, CommandFailed, type Given, type Shell } from './shell.ts'

type Money = Parameters<typeof money>[0]
type Registered = { text: string }
type Wording = {
  key?: string
  isOfAccount?: true
  body: string
  registered?: Registered | null
  category?: string
  language?: string | null
}
type TemplateView = Wording & { waiting: Wording | null }
type Preview = {
  text: string
  encoding: 'gsm' | 'ucs2'
  parts: number
  units: number
  problems: { path: string; code: string; message: string; at: number }[]
  registered: {
    mismatch: { at: number; registeredAt: number; code: string; message: string } | null
    longNames: { placeholder: string; name: string; longest: number; sent: string | null }[]
  }
  findings: { severity: 'error' | 'warning'; code: string; message: string; at: number; length: number }[]
  perThousand: Money
  worst: {
    encoding: 'gsm' | 'ucs2'
    parts: number
    price: Money
    because: { placeholder: string; value: string | null } | null
  }
  costly: { why: string; character: string; at: number; partsWithout: number } | null
}
type Checked = { key: string | null; refused: boolean; wording: Wording; preview: Preview }
type Options = { registered?: string; category?: string }

export function addTemplateCheck(template: Command, shell: Shell): void {
  template
    .command('check')
    .summary('what is wrong with a wording, and what it costs; nothing is written')
    .description(
      'A template by its key (the version that waits, where one does), a YAML or JSON file with templates as export writes it, or any other ' +
        'file with one wording. Answers 1 where something of it would be refused.',
    )
    .argument('<file-or-key>', 'a file, or the key of a template; - reads a wording from standard input')
    .option('--registered <text>', 'the registered text to compare the wording of a file with')
    .option('--category <category>', 'of the wording of a file; else service_implicit')
    .action(async (wanted: string, options: Options, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const client = await connect(shell, given)
      const all: Checked[] = []
      for (const wording of await wordingsOf(client, wanted, options)) all.push(await check(client, wording))
      answer(shell, given, all, () => all.flatMap((one) => checkedLines(one, shell)))
      if (all.some((one) => one.refused)) shell.exitWith(1)
    })
}

/** A key is a slug: whatever has a dot or a slash is a file. */
async function wordingsOf(client: Client, wanted: string, { registered, category }: Options): Promise<Wording[]> {
  if (/^[a-z0-9-]*[a-z0-9]$/.test(wanted)) {
    const one = await client.get<TemplateView>(`/v1/templates/${wanted}`)
    return [{ ...one, ...one.waiting, key: wanted, isOfAccount: true }]
  }
  if (!/\.(ya?ml|json)$/i.test(wanted))
    return [
      {
        body: readText(wanted).replace(/\r?\n$/, ''),
        registered: registered === undefined ? null : { text: registered },
        ...(category === undefined ? {} : { category }),
      },
    ]
  const document = readYaml(wanted) as { templates?: unknown } | null
  const templates = Array.isArray(document) ? document : document?.templates
  if (Array.isArray(templates) && templates.every((one) => typeof one?.body === 'string')) return templates as Wording[]
  throw new CommandFailed(
    `${wanted} holds no templates: write a list of them, or an account file with a templates section.`,
  )
}

async function check(client: Client, wording: Wording): Promise<Checked> {
  const { key = null, isOfAccount, body, registered = null, category, language = null } = wording
  const preview = await client.send<Preview>('POST', '/v1/templates/preview', {
    ...{ body, registered, language },
    ...(category === undefined ? {} : { category }),
    ...(isOfAccount && key !== null ? { template: key } : {}),
  })
  const { problems, findings, registered: compared } = preview
  const refused = problems.length > 0 || compared.mismatch !== null || findings.some((one) => one.severity === 'error')
  return { key, refused, wording, preview }
}

function checkedLines({ key, wording, preview }: Checked, { paint }: Shell): string[] {
  const { body, registered } = wording
  const { mismatch, longNames } = preview.registered
  const bad = (message: string) => hanging(`  ${paint.bad('!')} `, message)
  const warn = (message: string) => hanging(`  ${paint.warn('!')} `, message)
  const amiss = [
    ...preview.problems.flatMap((one) => [
      ...bad(one.message),
      ...(one.path === 'body' ? marked(body, one.at, 1) : []),
    ]),
    ...(mismatch === null
      ? []
      : [
          ...bad(`differs from the registered text. ${mismatch.message}`),
          ...marked(body, mismatch.at, 1),
          ...marked(registered?.text ?? '', mismatch.registeredAt, 1),
        ]),
    ...preview.findings.flatMap(({ severity, message, at, length }) => [
      ...(severity === 'error' ? bad : warn)(message),
      ...(length > 0 ? marked(body, at, length) : []),
    ]),
    ...longNames.flatMap(({ placeholder, name, longest, sent }) =>
      warn(
        `“${name}” is longer than the ${longest} characters that {{${placeholder}}} takes: ${sent === null ? 'such texts are skipped' : `it is cut to “${sent}”`}.`,
      ),
    ),
  ]
  return [
    ...(key === null ? [] : [`  ${paint.bold(key)}`]),
    ...hanging('  ', preview.text),
    '',
    ...(amiss.length === 0 ? [`  ${paint.ok('Nothing is wrong with it.')}`] : amiss),
    '',
    ...costLines(preview),
    '',
  ]
}

const encodingWords = { gsm: 'GSM-7', ucs2: 'UCS-2' }

function costLines({ encoding, parts, units, perThousand, worst, costly }: Preview): string[] {
  const because =
    worst.because === null ? '' : `, by {{${worst.because.placeholder}}} ${worst.because.value ?? 'in Hindi'}`
  return [
    `  ${encodingWords[encoding]}, ${counted(parts, 'part')} of ${counted(units, 'unit')}, ${money(perThousand)} per thousand`,
    ...hanging(
      '  ',
      `At worst ${encodingWords[worst.encoding]}, ${counted(worst.parts, 'part')}, ${money(worst.price)} each${because}`,
    ),
    ...(costly === null
      ? []
      : hanging('  ', `“${costly.character}” costs a part: without it ${counted(costly.partsWithout, 'part')}`)),
  ]
}

const around = 30

/** The piece of a text about a place, and a sign below it. */
function marked(text: string, at: number, length: number): string[] {
  const plain = text.replace(/\s/g, ' ')
  const before = (at > around ? '…' : '') + plain.slice(Math.max(0, at - around), at)
  const piece = plain.slice(at, at + length)
  const behind = plain.slice(at + length)
  return [
    `    ${before}${piece}${cut(behind, Math.max(1, Math.min(around, columns - 4 - width(before + piece))))}`,
    `    ${' '.repeat(width(before))}${'^'.repeat(Math.max(1, width(piece)))}`,
  ]
}
