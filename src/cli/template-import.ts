/** `template import` and `template export`: a DLT portal's export into the account, chunk by chunk. A chunk that is sent again changes nothing. */
import { appendFileSync, closeSync, openSync, statSync, writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { csvLine, utf8Mark } from '../core/csv.ts'
import { type Client, connect } from './client.ts'
import { chunksOfFile } from './csv-chunks.ts'
import { failAfter } from './fail-after.ts'
import { pairOf } from './pair.ts'
import { counted, table } from './print.ts'
import { progressBar } from './progress.ts'
import { answer, CommandFailed, type Given, type Shell } from './shell.ts'

type Problem = { line: number; column: string | null; code: string; message: string; severity: 'error' | 'warning' }
type Imported = {
  rows: number
  added: number
  changed: number
  same: number
  bad: number
  problems: Problem[]
  moreProblems: number
  columns: Record<string, string>
  ignored: string[]
  templates: { key: string; move: string }[]
}
type Options = { dryRun?: boolean; column?: string[]; bad?: string }

const shownProblems = 20
const keptProblems = 10_000

export function addTemplateImport(template: Command, shell: Shell): void {
  template
    .command('import')
    .summary('take in a DLT portal’s export of registered templates')
    .description(
      'A CSV file, UTF-8 or UTF-16. Columns are found by their names; good rows are kept, each bad one is named by line and column. ' +
        'Templates are made of what is registered in the console, or by POST /v1/registered-texts/ID/use.',
    )
    .argument('<file>', 'the export; - reads standard input')
    .option('--dry-run', 'only say what would happen')
    .option('--column <field=name...>', 'which column holds a field, such as templateId=Code or text=Wording')
    .option('--bad <file>', 'write every bad row’s line, column and reason to this file; - writes to standard error')
    .action(async (file: string, options: Options, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      await importFile(await connect(shell, given), { file, options, given }, shell)
    })
}

type Asked = { file: string; options: Options; given: Given }

async function importFile(client: Client, { file, options, given }: Asked, shell: Shell): Promise<void> {
  const startedAt = performance.now()
  const total = file === '-' ? undefined : sizeOf(file)
  const progress = progressBar({ isShown: shell.isWatched && !given.json, total, paint: shell.paint, noun: 'row' })
  const badRows = options.bad === undefined ? undefined : badRowsTo(options.bad, shell)
  const ask = { columns: columnsFrom(options.column), dryRun: options.dryRun === true }
  let all: Imported | undefined
  try {
    for await (const { head, rows, skippedLines, bytes } of chunksOfFile(file)) {
      const body = { csv: head + rows, skippedLines, ...ask }
      const done = await client.send<Imported>('POST', '/v1/registered-texts/import', body)
      for (const one of done.problems) badRows?.write([String(one.line), one.column ?? '', one.severity, one.message])
      all = all === undefined ? done : sumOf(all, done)
      progress.moved(bytes, all.rows)
    }
  } catch (error) {
    failAfter(all?.rows ?? 0, 'row', error)
  } finally {
    progress.end()
    badRows?.end()
  }
  if (all === undefined) return
  const imported = all
  answer(shell, given, imported, () => importedLines(imported, ask.dryRun, performance.now() - startedAt, shell))
  if (imported.bad > 0) shell.exitWith(1)
}

const sizeOf = (file: string): number => orFailed(`${file} cannot be read`, () => statSync(file).size)

/** Opened before anything is sent: that it cannot be written must not be found out half way. */
function badRowsTo(file: string, shell: Shell) {
  const tried = <T>(what: () => T): T => orFailed(`${file} cannot be written`, what)
  const opened = file === '-' ? undefined : tried(() => openSync(file, 'w'))
  const write = (cells: readonly string[]) => {
    const line = csvLine(cells)
    if (opened === undefined) shell.complain(line.trimEnd())
    else tried(() => appendFileSync(opened, line))
  }
  write(['Line', 'Column', 'Severity', 'Reason'])
  return { write, end: () => (opened === undefined ? undefined : closeSync(opened)) }
}

function orFailed<T>(words: string, what: () => T): T {
  try {
    return what()
  } catch (error) {
    throw new CommandFailed(`${words} (${(error as NodeJS.ErrnoException).code}).`)
  }
}

function columnsFrom(pairs: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(pairs.map((pair) => pairOf(pair, '--column', 'templateId=Code')))
}

function sumOf(one: Imported, other: Imported): Imported {
  const problems = [...one.problems, ...other.problems].slice(0, keptProblems)
  const cut = one.problems.length + other.problems.length - problems.length
  return {
    ...one,
    rows: one.rows + other.rows,
    added: one.added + other.added,
    changed: one.changed + other.changed,
    same: one.same + other.same,
    bad: one.bad + other.bad,
    problems,
    moreProblems: one.moreProblems + other.moreProblems + cut,
    templates: [...one.templates, ...other.templates],
  }
}

function importedLines(done: Imported, isDryRun: boolean, ms: number, { paint }: Shell): string[] {
  const { rows, added, changed, same, bad, problems, columns, ignored, templates } = done
  const rate = `${counted(Math.round(rows / Math.max(ms / 1_000, 0.001)), 'row')}/s`
  const hidden = problems.length - shownProblems + done.moreProblems
  return [
    `  ${counted(rows, 'row')}: ${added} new, ${changed} changed, ${same} as they were, ${bad} bad${isDryRun ? paint.warn('  nothing was written') : ''}  ${paint.dim(rate)}`,
    '',
    ...table(Object.entries(columns).map(([field, column]) => [field, `from "${column}"`])),
    ...(ignored.length === 0 ? [] : [`  ${paint.dim(`Not looked at: ${ignored.join(', ')}`)}`]),
    ...(problems.length === 0 ? [] : ['']),
    ...table(
      problems
        .slice(0, shownProblems)
        .map(({ line, column, severity, message }) => [
          `line ${line}`,
          column ?? '',
          severity === 'error' ? message : `(taken) ${message}`,
        ]),
    ),
    ...(hidden > 0 ? [`  and ${hidden} more; --bad FILE writes them all`] : []),
    ...(templates.length === 0
      ? []
      : ['', ...table(templates.map(({ key, move }) => [key, `${move}: the portal says so`]))]),
  ]
}

type ExportOptions = { style: string; status?: string; output?: string }

export function addTemplateExport(template: Command, shell: Shell): void {
  template
    .command('export')
    .summary('write the templates as rows to paste into a DLT portal')
    .option('--style <style>', 'typed: tags in the text; var: {#var#}, and the tags beside it', 'typed')
    .option('--status <status>', 'only these, such as draft: what is still to be submitted')
    .option('--output <file>', 'write to this file instead of standard output')
    .action(async ({ style, status, output }: ExportOptions, command: Command) => {
      const client = await connect(shell, command.optsWithGlobals<Given>())
      const { csv, rows } = await client.get<{ csv: string; rows: number }>('/v1/templates/portal-export', {
        style,
        status,
      })
      if (output === undefined) return shell.print(csv.trimEnd())
      writeFileSync(output, utf8Mark + csv)
      shell.complain(`Wrote ${counted(rows, 'template')} to ${output}. Open it as text: a spreadsheet rounds the ids.`)
    })
}
