import type { Command } from 'commander'
import { limitOption, moreLines, newestOf } from './all-pages.ts'
import { connect } from './client.ts'
import { importOptOuts } from './import-opt-outs.ts'
import { table } from './print.ts'
import { answer, type Given, type Shell } from './shell.ts'
import { dayAndTime } from './time.ts'

type Event = { what: 'out' | 'in'; source: string; who: string; words: string | null; at: string }
type Standing = {
  numberShown: string
  optedOut: boolean
  since: string | null
  source: string | null
  history: Event[]
}
type Row = { id: string; ending: string | null; source: string; since: string }

/** `opt-out add|remove|check|list|import|confirmation`: who wants no more texts. */
export function addOptOut(program: Command, shell: Shell): void {
  const optOut = program
    .command('opt-out')
    .summary('who wants no more texts: add, remove, check, list, import, confirmation')
    .description('A number that is opted out gets no text of the account, also none that waits.')
  const one = (name: string, path: string, summary: string) =>
    optOut
      .command(name)
      .summary(summary)
      .argument('<number>', 'as dialled in the account’s country, or with + and the country')
      .action(async (number: string, _options: unknown, command: Command) => {
        const given = command.optsWithGlobals<Given>()
        const standing = await (await connect(shell, given)).send<Standing>('POST', path, { number })
        answer(shell, given, standing, () => standingLines(standing, shell))
      })
  one('add', '/v1/opt-outs', 'opt a number out')
  one('remove', '/v1/opt-outs/remove', 'let texts go to a number again, where its owner asked for it')
  one('check', '/v1/opt-outs/check', 'whether a number is opted out, and how that came about')
  optOut
    .command('list')
    .summary('list who is opted out, newest first')
    .option(...limitOption)
    .action(async ({ limit }: { limit?: string }, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const { items, hasMore } = await newestOf<Row>(await connect(shell, given), '/v1/opt-outs', limit)
      answer(shell, given, items, () =>
        items.length === 0
          ? ['  Nobody is opted out.']
          : [
              ...table(
                items.map(({ ending, source, since }) => [
                  ending === null ? '?' : `…${ending}`,
                  `by ${source}`,
                  dayAndTime(since, 'UTC'),
                ]),
              ),
              ...moreLines(hasMore),
            ],
      )
    })
  optOut
    .command('import')
    .summary('opt out the numbers of a CSV file, of any length')
    .argument('<file>', 'CSV in UTF-8; - reads standard input')
    .option('--column <name>', 'heading of the numbers’ column, or its place as in #2')
    .action(async (file: string, { column }: { column?: string }, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      await importOptOuts(await connect(shell, given), { file, column }, given, shell)
    })
  addConfirmation(optOut, shell)
}

type Confirmation = { template: string; byPage: boolean } | null

function addConfirmation(optOut: Command, shell: Shell): void {
  optOut
    .command('confirmation')
    .summary('show or set the one text that confirms an opt-out')
    .argument('[template]', 'the template’s key; off: none is sent')
    .option('--by-page', 'also to whoever opts out by the page behind a link')
    .action(async (template: string | undefined, { byPage = false }: { byPage?: boolean }, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const client = await connect(shell, given)
      const wanted = template === 'off' ? null : { template, byPage }
      const { optOutConfirmation: stands } = await (template === undefined
        ? client.get<{ optOutConfirmation: Confirmation }>('/v1/account')
        : client.send<{ optOutConfirmation: Confirmation }>('PATCH', '/v1/account', { optOutConfirmation: wanted }))
      answer(shell, given, stands, () => [
        stands === null
          ? '  Whoever opts out gets no confirmation.'
          : `  Whoever opts out by reply${stands.byPage ? ' or by the page behind a link' : ''} gets one text: ${stands.template}.`,
      ])
    })
}

function standingLines({ numberShown, optedOut, history }: Standing, { paint }: Shell): string[] {
  const head = optedOut ? `${paint.warn('opted out')}` : paint.ok('not opted out')
  return [
    `  ${numberShown}  ${head}`,
    ...(history.length === 0 ? [] : ['']),
    ...table(
      history.map(({ what, source, who, words, at }) => [
        dayAndTime(at, 'UTC'),
        what === 'out' ? 'opted out' : 'opted in again',
        `by ${source}`,
        words === null ? who : `“${words.replace(/\s+/g, ' ').slice(0, 30)}”`,
      ]),
    ),
  ]
}
