import { setTimeout } from 'node:timers/promises'
import type { Command } from 'commander'
import { settledStates } from '../core/delivery.ts'
import type { CallStoryView } from '../http/shapes/calls.ts'
import { allPages } from './all-pages.ts'
import type { AccountView } from './client.ts'
import { type Client, connect, Refused } from './client.ts'
import { readStory, storyLines } from './explain.ts'
import { nameInRoutes } from './gateway-name.ts'
import { type CallOptions, madeUpCall, seconds, withCallOptions } from './made-up-call.ts'
import { replay, reportPath } from './replay.ts'
import { answer, type Given, type Shell, UsageError } from './shell.ts'
import { messageLines } from './story.ts'

/** `call`: one made-up call, or a file of calls, into the running program. */
export function addCall(program: Command, shell: Shell): void {
  withCallOptions(program.command('call'))
    .summary('place a made-up call, or replay a file of calls')
    .description(
      'Without a file: reports one made-up call and follows its texts. With a file: reports every call in it, one JSON object a line, ' +
        'as POST /v1/calls takes them; a call that is known already changes nothing, so a replay that broke off is simply started again. ' +
        'Where texts leave by another gateway than the sandbox they are real, and --caller must say whose phone gets them.',
    )
    .argument('[file]', 'calls as JSON lines; - reads standard input')
    .option('--source <key>', 'the source that the calls are of (else api); what it told itself is known')
    .option('--wait <seconds>', 'how long to follow the texts of a made-up call', seconds, 15)
    .action(async (file: string | undefined, options: PlaceOptions, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const client = await connect(shell, given)
      if (file !== undefined) return replay(client, { file, source: options.source }, given, shell)
      if (command.getOptionValueSource('caller') === 'default') await demandSandbox(client)
      await placeCall(client, options, given, shell)
    })
}

/** The example number may be somebody's: only the sandbox, which sends nothing, is given it unasked. */
async function demandSandbox(client: Client): Promise<void> {
  const { items } = await client.get<{ items: { gateway: string }[] }>('/v1/routes')
  const wayOut = items[0]?.gateway
  if (wayOut === undefined) return
  const gateways = await allPages<{ key: string; shared: boolean; kind: string }>(client, '/v1/gateways')
  const found = gateways.find((one) => nameInRoutes(one) === wayOut)
  if (found?.kind !== 'sandbox')
    throw new UsageError(
      `texts of this account leave by "${wayOut}" and reach real phones: say with --caller whose, such as your own number`,
    )
}

type PlaceOptions = CallOptions & { wait: number; source?: string }
type Placed = { id: string; outcome: 'new' | 'known' }

async function placeCall(client: Client, options: PlaceOptions, given: Given, shell: Shell): Promise<void> {
  const placed = await place(client, options)
  const givingUpAt = performance.now() + options.wait * 1_000
  if (given.json) {
    const story = await follow(client, placed.id, givingUpAt, () => undefined)
    return answer(shell, given, { ...placed, ...story }, () => [])
  }
  const account = await client.get<AccountView>('/v1/account')
  await printLife(client, placed, { givingUpAt, zone: account.zone, shell })
}

async function place(client: Client, options: PlaceOptions): Promise<Placed> {
  const { status, body } = await client.request('POST', reportPath(options.source), madeUpCall(options, Date.now()))
  if (status !== 200 && status !== 202) throw new Refused(status, (body ?? {}) as object)
  return body as Placed
}

type Printing = { givingUpAt: number; zone: string; shell: Shell }

/** The plan at once; below it the texts, drawn again in place while somebody watches. */
async function printLife(client: Client, placed: Placed, at: Printing): Promise<void> {
  const { zone, shell } = at
  const first = await readStory(client, placed.id)
  const known =
    placed.outcome === 'known' ? [`  ${shell.paint.warn('This call was known already: nothing was changed.')}`, ''] : []
  shell.print(['', ...known, ...storyLines({ ...first, messages: [] }, zone, shell), ''])
  await drawTexts(client, placed.id, at)
}

/** The texts of a call, drawn again in place while somebody watches, until nothing more is expected of them. */
export async function drawTexts(
  client: Client,
  callId: string,
  { givingUpAt, shell }: Omit<Printing, 'zone'>,
): Promise<void> {
  let drawn: string[] = []
  const draw = (story: CallStoryView) => {
    const lines = messageLines(story, shell.paint)
    if (lines.join('\n') === drawn.join('\n')) return
    shell.print(drawn.length === 0 ? lines : `\u001b[${drawn.length}A\u001b[0J${lines.join('\n')}`)
    drawn = lines
  }
  const last = await follow(client, callId, givingUpAt, shell.isWatched ? draw : () => undefined)
  if (!shell.isWatched && last.messages.length > 0) draw(last)
  const open = last.messages.filter((one) => !isSettled(one))
  const later = open.length > 0 ? [`  ${shell.paint.dim('Not all is known yet; look again later.')}`] : []
  const id = (last.call.id ?? callId).slice(0, 'call_'.length + 12)
  shell.print([
    ...(last.messages.length > 0 ? [''] : []),
    ...later,
    `  ${shell.paint.dim('Again')}     ${shell.invoked} explain ${id}`,
    '',
  ])
}

/** Reads the call again until nothing more is expected of its texts, or until the time is over. */
export async function follow(
  client: Client,
  id: string,
  givingUpAt: number,
  seen: (story: CallStoryView) => void,
): Promise<CallStoryView> {
  for (;;) {
    const story = await readStory(client, id)
    seen(story)
    if (story.messages.every(isSettled) || performance.now() > givingUpAt) return story
    await setTimeout(200)
  }
}

function isSettled({ state }: CallStoryView['messages'][number]): boolean {
  return (settledStates as readonly string[]).includes(state)
}
