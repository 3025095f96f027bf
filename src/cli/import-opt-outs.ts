/** Sends a file of opt-outs in pieces of whole rows, so that its length does not matter; what is opted out already changes nothing. */
import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Client } from './client.ts'
import { counted } from './print.ts'
import { answer, CommandFailed, type Given, type Shell } from './shell.ts'

const linesPerPiece = 20_000

type BadRow = { line: number; value: string; message: string }
type Imported = { column: string | null; rows: number; added: number; known: number; bad: number; badRows: BadRow[] }

export async function importOptOuts(
  client: Client,
  { file, column }: { file: string; column?: string | undefined },
  given: Given,
  shell: Shell,
): Promise<void> {
  if (file !== '-' && !existsSync(file)) throw new CommandFailed(`There is no file ${file}.`)
  const total: Imported = { column: column ?? null, rows: 0, added: 0, known: 0, bad: 0, badRows: [] }
  try {
    for await (const piece of piecesOf(file)) {
      const query = { firstLine: piece.firstLine, ...(total.column !== null && { column: total.column }) }
      const body = { type: 'text/csv', body: piece.text }
      add(total, await client.sendText<Imported>('/v1/opt-outs/import', body, query))
    }
  } catch (error) {
    if (!(error instanceof CommandFailed) || total.rows === 0) throw error
    throw new CommandFailed(
      `${error.message}\n${counted(total.rows, 'row')} went before that. Call this again: what is known changes nothing.`,
    )
  }
  answer(shell, given, total, () => linesOf(total, shell))
  if (total.bad > 0) shell.exitWith(1)
}

function add(total: Imported, piece: Imported): void {
  for (const name of ['rows', 'added', 'known', 'bad'] as const) total[name] += piece[name]
  total.badRows.push(...piece.badRows)
  // The headings stand in the first piece alone.
  total.column = piece.column
}

async function* piecesOf(file: string): AsyncGenerator<{ firstLine: number; text: string }> {
  const input = file === '-' ? process.stdin : createReadStream(file)
  let lines: string[] = []
  let read = 0
  let isQuoted = false
  const piece = () => ({ firstLine: read - lines.length + 1, text: `${lines.join('\n')}\n` })
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    read += 1
    lines.push(line)
    if (line.split('"').length % 2 === 0) isQuoted = !isQuoted
    if (lines.length < linesPerPiece || isQuoted) continue
    yield piece()
    lines = []
  }
  if (lines.length > 0) yield piece()
}

function linesOf({ rows, added, known, bad, badRows }: Imported, { paint }: Shell): string[] {
  const shown = badRows.slice(0, 20)
  return [
    `  ${counted(rows, 'row')}: ${added} opted out, ${known} known already, ${bad === 0 ? 'none' : paint.bad(String(bad))} without a number`,
    ...shown.map(
      ({ line, value, message }) => `  ${paint.dim(`line ${line}`)}  ${value === '' ? 'it' : `“${value}”`} ${message}`,
    ),
    ...(bad > shown.length
      ? [`  and ${bad - shown.length} more; --json names up to a hundred of each ${linesPerPiece} rows`]
      : []),
  ]
}
