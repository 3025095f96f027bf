import type { Command } from 'commander'
import { limitOption, moreLines, newestOf } from './all-pages.ts'
import { connect } from './client.ts'
import { importLanguages } from './import-languages.ts'
import { table } from './print.ts'
import { answer, type Given, type Shell } from './shell.ts'
import { dayAndTime } from './time.ts'

type Standing = { numberShown: string; languageName: string | null; source: string | null; at: string | null }
type Row = { numberShown: string; language: string; languageName: string; source: string; at: string }

const numberHelp = 'as dialled in the account’s country, or with + and the country'

/** `language set|remove|check|list|import`: what callers read. */
export function addLanguage(program: Command, shell: Shell): void {
  const language = program
    .command('language')
    .summary('what callers read: set, remove, check, list, import')
    .description(
      'A caller’s language chooses among the texts of a template. Calls that tell one set it too; the last said counts.',
    )
  const one = (name: string, path: string, summary: string) =>
    language
      .command(name)
      .summary(summary)
      .argument('<number>', numberHelp)
      .action(async (number: string, _options: unknown, command: Command) => {
        await ask(command, path, { number })
      })
  const ask = async (command: Command, path: string, body: object) => {
    const given = command.optsWithGlobals<Given>()
    const standing = await (await connect(shell, given)).send<Standing>('POST', path, body)
    answer(shell, given, standing, () => [standingLine(standing)])
  }
  language
    .command('set')
    .summary('say what a caller reads')
    .argument('<number>', numberHelp)
    .argument('<language>', 'a tag such as hi, or a name such as Hindi')
    .action(async (number: string, word: string, _options: unknown, command: Command) => {
      await ask(command, '/v1/caller-languages', { number, language: word })
    })
  one('remove', '/v1/caller-languages/remove', 'forget what a caller reads')
  one('check', '/v1/caller-languages/check', 'what a caller reads, and who said so')
  addList(language, shell)
  language
    .command('import')
    .summary('say what the callers of a CSV file read, of any length')
    .argument('<file>', 'CSV whose first row names the columns; - reads standard input')
    .action(async (file: string, _options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      await importLanguages(await connect(shell, given), file, given, shell)
    })
}

function addList(language: Command, shell: Shell): void {
  language
    .command('list')
    .summary('list callers whose language is known, the last said first')
    .option(...limitOption)
    .action(async ({ limit }: { limit?: string }, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const { items, hasMore } = await newestOf<Row>(await connect(shell, given), '/v1/caller-languages', limit)
      answer(shell, given, items, () =>
        items.length === 0
          ? ['  No caller’s language is known.']
          : [
              ...table(
                items.map(({ numberShown, languageName, source, at }) => [
                  numberShown,
                  languageName,
                  `by ${source}`,
                  dayAndTime(at, 'UTC'),
                ]),
              ),
              ...moreLines(hasMore),
            ],
      )
    })
}

function standingLine({ numberShown, languageName, source, at }: Standing): string {
  if (languageName === null || at === null) return `  ${numberShown}  nobody said which language`
  return `  ${numberShown}  ${languageName}, by ${source}, ${dayAndTime(at, 'UTC')}`
}
