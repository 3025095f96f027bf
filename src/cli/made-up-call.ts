/** A call from command-line options, for `call` and `plan`. */
import { randomUUID } from 'node:crypto'
import { type Command, Option } from 'commander'
import { type CallReport, directions, missedBecauses, outcomes } from '../core/call.ts'
import { pairOf } from './pair.ts'
import { UsageError } from './shell.ts'

export type CallOptions = {
  direction: CallReport['direction']
  outcome: CallReport['outcome']
  caller: string
  callerName?: string
  language?: string
  department?: string
  did?: string
  user?: string
  ring?: number
  talk?: number
  because?: NonNullable<CallReport['missedBecause']>
  id?: string
  at?: string
  var?: Record<string, string>
}

/** Adds the options that describe a call. */
export function withCallOptions(command: Command): Command {
  return command
    .addOption(new Option('--direction <direction>', 'who dialled').choices(directions).default('incoming'))
    .addOption(new Option('--outcome <outcome>', 'how it ended').choices(outcomes).default('missed'))
    .option('--caller <number>', 'the outside party; "withheld" for none', '+919000012842')
    .option('--caller-name <name>', 'what the phone system calls the caller')
    .option('--language <language>', 'what the caller asked to be spoken to in, such as hi or Hindi')
    .option('--department <name>', 'name or key of the department')
    .option('--did <number>', 'the number of yours that the call used')
    .option('--user <name>', 'name, key or extension of the user who talked, or whose phone rang')
    .option('--ring <seconds>', 'how long it rang', seconds)
    .option('--talk <seconds>', 'how long they talked', seconds)
    .addOption(new Option('--because <why>', 'why a missed call was missed').choices(missedBecauses))
    .option('--at <instant>', 'when it ended, such as 2026-11-21T18:42:10+05:30 (else now)')
    .option('--id <id>', 'the phone system’s id of the call (else a new one)')
    .option('--var <name=value>', 'a variable of the call; may be repeated', variable, {})
}

/** Reads an option that is a number of seconds. */
export function seconds(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new UsageError(`"${text}" is not a number of seconds`)
  return Number(text)
}

function variable(text: string, earlier: Record<string, string>): Record<string, string> {
  const [name, value] = pairOf(text, '--var', 'order=1042')
  return { ...earlier, [name]: value }
}

const usualRingSeconds = 24
const usualTalkSeconds = 90

/** The report of such a call, ended at `now` (milliseconds) unless the options say when. */
export function madeUpCall(options: CallOptions, now: number): CallReport {
  const { direction, outcome, because, user, at } = options
  const isConnected = outcome === 'connected'
  const ringSeconds = options.ring ?? usualRingSeconds
  const talkSeconds = options.talk ?? usualTalkSeconds
  const party = user === undefined ? undefined : { id: user, name: user }
  return {
    sourceCallId: options.id ?? `made-up-${randomUUID()}`,
    direction,
    outcome,
    caller: options.caller === 'withheld' ? null : options.caller,
    endedAt: at ?? new Date(now).toISOString(),
    ringSeconds,
    totalSeconds: ringSeconds + (isConnected ? talkSeconds : 0),
    ...(isConnected ? { talkSeconds } : {}),
    ...(because === undefined ? {} : { missedBecause: because }),
    ...(options.callerName === undefined ? {} : { callerName: options.callerName }),
    ...(options.language === undefined ? {} : { callerLanguage: options.language }),
    ...(options.department === undefined ? {} : { department: { name: options.department } }),
    ...(options.did === undefined ? {} : { did: options.did }),
    ...(party && isConnected ? { user: party } : {}),
    ...(party ? { rung: [{ ...party, seconds: ringSeconds, result: isConnected ? 'answered' : 'no_answer' }] } : {}),
    ...(options.var && Object.keys(options.var).length > 0 ? { variables: options.var } : {}),
  }
}
