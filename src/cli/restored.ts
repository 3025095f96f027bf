import type { Command } from 'commander'
import { type Client, connect } from './client.ts'
import { counted, cut, table } from './print.ts'
import { answer, CommandFailed, type Given, type Shell } from './shell.ts'

type Held = {
  items: {
    id: string
    name: string | null
    numberShown: string | null
    text: string | null
    doubt: string
    createdAt: string
  }[]
  waiting: number
  restoredAt: string | null
  backupTakenAt: string | null
}
type Options = Given & { all?: boolean; mayArriveTwice?: boolean; valid?: string }

const shownAtOnce = 20
const words: Record<string, string> = { restored: 'waited then', restored_window: 'told again' }

/** `restored`: the texts that a restore put before a person, and what to do with them. */
export function addRestored(program: Command, shell: Shell): void {
  const restored = program
    .command('restored')
    .summary('texts that a restore put before you: list, send or drop')
    .description(
      'After a restore nothing sends old texts by itself: those that waited when the backup was made, and those of calls that ended before the restore. After 72 hours they are unknown.',
    )
  restored
    .command('list', { isDefault: true })
    .summary('the oldest of them')
    .action(async (_options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const held = await (await connect(shell, given)).get<Held>('/v1/restored', { limit: shownAtOnce })
      answer(shell, given, held, () => listLines(shell, held))
    })
  restored
    .command('send')
    .summary('let them go; one that went before the restore arrives twice')
    .argument('[ids...]', 'ids or their beginnings')
    .option('--all', 'all of them')
    .option('--may-arrive-twice', 'you have read that whether they went is not known')
    .option('--valid <minutes>', 'how long they may still go', '60')
    .action(async (ids: string[], _options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Options>()
      if (!given.mayArriveTwice)
        throw new CommandFailed(
          'Whether these went before the restore is not known. Say --may-arrive-twice to send them all the same.',
        )
      const body = { confirm: 'may arrive twice', validMinutes: Number(given.valid) }
      const done = await settle(await connect(shell, given), '/v1/restored/send', chosen(ids, given), body)
      answer(shell, given, done, () => [`  ${counted(done.done, 'text')} let go; ${done.left} still wait.`])
    })
  restored
    .command('drop')
    .summary('they are not to go')
    .argument('[ids...]', 'ids or their beginnings')
    .option('--all', 'all of them')
    .action(async (ids: string[], _options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Options>()
      const done = await settle(await connect(shell, given), '/v1/restored/drop', chosen(ids, given), {})
      answer(shell, given, done, () => [`  ${counted(done.done, 'text')} dropped; ${done.left} still wait.`])
    })
}

function chosen(ids: readonly string[], { all }: Options): readonly string[] | undefined {
  if (ids.length > 0) return ids
  if (all) return undefined
  throw new CommandFailed('Name the texts by their ids, or say --all.')
}

/** A request takes as many as fit in one transaction; all is as many requests as it needs. */
async function settle(client: Client, path: string, ids: readonly string[] | undefined, more: object) {
  const sum = { done: 0, left: 0 }
  for (;;) {
    const { done, left } = await client.send<typeof sum>('POST', path, { ...more, ...(ids && { ids }) })
    sum.done += done
    sum.left = left
    if (ids !== undefined || left === 0 || done === 0) return sum
  }
}

/** Texts of one call are made within a moment, and their ids begin alike: as much of them as tells these apart. */
function tellingLength(ids: readonly string[]): number {
  let length = 'msg_'.length + 12
  while (length < 36 && new Set(ids.map((id) => id.slice(0, length))).size < ids.length) length += 1
  return length
}

function listLines(shell: Shell, { items, waiting, restoredAt, backupTakenAt }: Held): string[] {
  if (restoredAt === null) return ['  This database was never restored: no text waits for that.']
  const since = backupTakenAt === null ? '' : `, from the backup of ${backupTakenAt}`
  const head = `  Restored ${restoredAt}${since}.`
  if (waiting === 0) return [head, '  No text waits.']
  const length = tellingLength(items.map((one) => one.id))
  const rows = items.map((one) => [
    one.id.slice(0, length),
    words[one.doubt] ?? one.doubt,
    one.numberShown ?? one.name ?? '',
    cut(one.text ?? '', 40),
  ])
  const { invoked } = shell
  return [
    head,
    `  ${counted(waiting, 'text')} ${waiting === 1 ? 'waits' : 'wait'}. Whether they went is not known.`,
    '',
    ...table(rows),
    ...(waiting > items.length ? [`  … and ${waiting - items.length} more`] : []),
    '',
    `  ${invoked} restored send ID... --may-arrive-twice`,
    `  ${invoked} restored drop ID...`,
    '  or --all of them.',
  ]
}
