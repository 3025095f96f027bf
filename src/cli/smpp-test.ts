/**
 * `smpp-test`: one text to an SMSC, with every PDU in words. By settings that are given, from this process; or by those
 * of a configured gateway, from the running program, which alone holds its password.
 */
import { type Command, Option } from 'commander'
import { parsePhoneNumber } from '../core/phone-number.ts'
import type { Submission, Traced, TryOutResult } from '../gateways/gateway.ts'
import { tryOutText } from '../gateways/try-out-text.ts'
import type { TriedOut } from '../http/services.ts'
import { connect } from './client.ts'
import { seconds } from './made-up-call.ts'
import { answer, type Given, type Shell, UsageError } from './shell.ts'
import { type Described, type SmppOptions, settingsFromOptions } from './smpp-settings.ts'
import { resultLines, tracedLines } from './smpp-story.ts'

type Options = SmppOptions & {
  gateway?: string
  header: string
  text: string
  entity?: string
  template?: string
  wait: number
}

/** So long the API waits for a receipt at most. */
const mostWaitThere = 45

export function addSmppTest(program: Command, shell: Shell): void {
  program
    .command('smpp-test')
    .summary('send one text to an SMSC and see every PDU')
    .description(
      'Binds, sends one real text to your own phone, shows all PDUs in words, waits for the receipt, and says which settings they contradict. ' +
        'With --gateway by the settings of a configured gateway; else by those given here, the password from the environment.',
    )
    .argument('<number>', 'your own phone, with its country code')
    .option('--gateway <key>', 'a configured gateway, through the running program; a shared one is shared:KEY')
    .option('--host <host>', 'the SMSC')
    .option('--port <port>', 'its port (2775)')
    .option('--tls', 'over TLS')
    .option('--system-id <id>', 'the account at the SMSC')
    .addOption(new Option('--password-env <name>', 'variable that holds the password').default('SMPP_PASSWORD'))
    .option('--preset <key>', 'begin with the settings of a family, such as india-aggregator')
    .option('--set <name=value>', 'any other setting, such as bind=separate; may be repeated', collected, [])
    .requiredOption('--header <header>', 'whom the text is from')
    .option('--text <text>', 'what it says', 'This is a test of our text service.')
    .option('--entity <id>', 'DLT entity id, on routes to India')
    .option('--template <id>', 'DLT template id; the text must be one of it')
    .option(
      '--wait <seconds>',
      `how long the receipt is waited for; with --gateway at most ${mostWaitThere}`,
      seconds,
      30,
    )
    .action(async (number: string, options: Options, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      if (options.gateway !== undefined) demandNoSettings(command)
      if ((options.entity === undefined) !== (options.template === undefined))
        throw new UsageError('--entity and --template go together: the ids of the registered wording')
      const run = options.gateway === undefined ? tryHere : tryThere
      const { result, lines } = await run(shell, given, number, options)
      if (given.json) answer(shell, given, { ok: isWell(result), ...result, lines }, () => [])
      else shell.print(['', ...resultLines(result, shell.paint), ''])
      if (!isWell(result)) shell.exitWith(1)
    })
}

/** The options that say what a configured gateway knows by itself. */
const ofSettings = ['--host', '--port', '--tls', '--system-id', '--password-env', '--preset', '--set']

/** Left out silently they would seem to have been tried. */
function demandNoSettings(command: Command): void {
  const given = command.options
    .filter((one) => ofSettings.includes(one.long ?? '') && command.getOptionValueSource(one.attributeName()) === 'cli')
    .map((one) => one.long)
  if (given.length > 0)
    throw new UsageError(
      `With --gateway its own settings count: leave out ${given.join(', ')}, or leave --gateway out.`,
    )
}

const isWell = ({ is }: TryOutResult) => is === 'delivered' || is === 'accepted'

type Tried = { result: TryOutResult; lines: Traced[] }

/** From this process. It is the person's own computer, so private addresses are theirs to dial. */
async function tryHere(shell: Shell, given: Given, number: string, options: Options): Promise<Tried> {
  const text = textFor(number, options)
  const { createDialler } = await import('../network/dial.ts')
  const { smpp } = await import('../gateways/smpp/smpp.ts')
  const settings = settingsFromOptions(smpp satisfies Described, options, shell.environmentValue)
  const lines: Traced[] = []
  const tell = (line: Traced) => {
    lines.push(line)
    if (!given.json) shell.print(tracedLines(line, shell.paint))
  }
  if (!given.json) shell.print('')
  const io = {
    dial: createDialler({ allowPrivate: ['0.0.0.0/0', '::/0'] }),
    now: Date.now,
    tell,
    // The SMSC is told to keep what belongs to other texts and to bring it again.
    others: () => Promise.reject(new Error('not for this text')),
  }
  return { result: await smpp.tryOut(settings, io, { text, waitMs: options.wait * 1_000 }), lines }
}

/** By the running program, which has the settings and the password. */
async function tryThere(shell: Shell, given: Given, number: string, options: Options): Promise<Tried> {
  const { gateway = '', header, text, entity, template } = options
  const wait = Math.min(mostWaitThere, options.wait)
  const client = await connect(shell, given)
  if (wait < options.wait)
    shell.complain(`Waits ${wait} s for the receipt, not ${options.wait}: with --gateway that is the most.`)
  if (!given.json) shell.print(['', `  ${shell.paint.dim(`The program tries ${gateway}, for up to ${wait} s …`)}`])
  const body = { to: number, header, text, entityId: entity, templateId: template, waitSeconds: wait }
  const { lines, ...result } = await client.send<TriedOut>(
    'POST',
    `/v1/gateways/${encodeURIComponent(gateway)}/test`,
    body,
  )
  if (!given.json) shell.print(['', ...lines.flatMap((line) => tracedLines(line, shell.paint))])
  return { result, lines }
}

function textFor(number: string, { header, text, entity, template }: Options): Submission {
  const to = parsePhoneNumber(number, 'IN')
  if (!to) throw new UsageError(`"${number}" is no phone number; write it with its country code, such as +919812345678`)
  return tryOutText({ to, header, text, entityId: entity, templateId: template })
}

function collected(value: string, before: string[]): string[] {
  return [...before, value]
}
