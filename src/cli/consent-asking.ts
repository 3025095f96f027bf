import type { Command } from 'commander'
import { connect } from './client.ts'
import { answer, type Given, type Shell, UsageError } from './shell.ts'

type Asking = { purpose: string; wording: string | null; replies: string[]; byPage: boolean }
type Account = { consent: { asking: Asking | null } }
type Options = { purpose?: string; wording?: string; reply?: string[]; byPage?: boolean; off?: boolean }

/** `consent asking`: how people agree by themselves. */
export function addAsking(consent: Command, shell: Shell): void {
  consent
    .command('asking')
    .summary('show or set how people agree by themselves')
    .option('--purpose <words>', 'what they agree to, such as “offers by text”')
    .option('--wording <version>', 'which version of your wording asks them')
    .option('--reply <word...>', 'words that agree when they are the whole reply, such as JOIN')
    .option('--by-page', 'the page behind a link asks too')
    .option('--off', 'they cannot')
    .action(async (options: Options, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const client = await connect(shell, given)
      const { consent: stands } = await client.get<Account>('/v1/account')
      const wanted = wantedOf(options)
      const { asking } =
        wanted === undefined
          ? stands
          : (await client.send<Account>('PATCH', '/v1/account', { consent: { ...stands, asking: wanted } })).consent
      answer(shell, given, asking, () => [asking === null ? '  Nobody can agree by themselves.' : lineOf(asking)])
    })
}

/** Undefined: only show it. */
function wantedOf({ purpose, wording, reply = [], byPage = false, off }: Options): Asking | null | undefined {
  if (off) return null
  if (purpose !== undefined) return { purpose, wording: wording ?? null, replies: reply, byPage }
  if (wording === undefined && reply.length === 0 && !byPage) return undefined
  throw new UsageError('say with --purpose what they agree to')
}

function lineOf({ purpose, replies, byPage }: Asking): string {
  const ways = [
    ...(replies.length > 0 ? [`by replying ${replies.join(' or ')}`] : []),
    ...(byPage ? ['by the page behind a link'] : []),
  ]
  return `  They agree to ${purpose} ${ways.join(' or ')}.`
}
