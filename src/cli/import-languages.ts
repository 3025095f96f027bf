/** Sends a file of callers' languages in chunks, so that its length does not matter; what is known already changes nothing. */
import { createReadStream, existsSync } from 'node:fs'
import type { Client } from './client.ts'
import { csvChunks } from './csv-chunks.ts'
import { counted } from './print.ts'
import { answer, CommandFailed, type Given, type Shell } from './shell.ts'

type BadRow = { line: number; value: string; message: string }
type Imported = { rows: number; set: number; known: number; bad: number; badRows: BadRow[] }

export async function importLanguages(client: Client, file: string, given: Given, shell: Shell): Promise<void> {
  if (file !== '-' && !existsSync(file)) throw new CommandFailed(`There is no file ${file}.`)
  const total: Imported = { rows: 0, set: 0, known: 0, bad: 0, badRows: [] }
  try {
    for await (const { csv, skippedLines } of csvChunks(file === '-' ? process.stdin : createReadStream(file)))
      add(total, await client.send<Imported>('POST', '/v1/caller-languages/import', { csv, skippedLines }))
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
  for (const name of ['rows', 'set', 'known', 'bad'] as const) total[name] += piece[name]
  total.badRows.push(...piece.badRows)
}

function linesOf({ rows, set, known, bad, badRows }: Imported, { paint }: Shell): string[] {
  const shown = badRows.slice(0, 20)
  return [
    `  ${counted(rows, 'row')}: ${set} set, ${known} known already, ${bad === 0 ? 'none' : paint.bad(String(bad))} not read`,
    ...shown.map(
      ({ line, value, message }) => `  ${paint.dim(`line ${line}`)}  ${value === '' ? 'it' : `“${value}”`} ${message}`,
    ),
    ...(bad > shown.length ? [`  and ${bad - shown.length} more; --json names them`] : []),
  ]
}
