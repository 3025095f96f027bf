/** What the commands that send a file have in common: its pieces one after the other, sums of what became of the rows, and the rows that could not be kept. */
import { existsSync } from 'node:fs'
import { failAfter } from './fail-after.ts'
import { counted } from './print.ts'
import { answer, CommandFailed, type Given, type Shell } from './shell.ts'

type BadRow = { line: number; value: string; message: string }
/** Of a piece, or of the whole file; each kind of import counts besides what its rows became. */
export type Imported = { rows: number; bad: number; badRows: BadRow[] }

type Words<Total extends Imported> = {
  /** What became of the good rows, such as `3 set, 1 known already`. */
  done(total: Total): string
  /** Of the bad ones, such as `not read`. */
  bad: string
  /** Where the rest of the bad rows is named. */
  named?: string
}

/** Sends what `pieces` gives and adds up the answers in `total`; safe to be called again, since what is known changes nothing. */
export async function importFile<Total extends Imported, Piece>(
  {
    file,
    pieces,
    send,
    total,
  }: {
    file: string
    pieces: () => AsyncIterable<Piece>
    send(piece: Piece): Promise<Total>
    total: Total
  },
  words: Words<Total>,
  given: Given,
  shell: Shell,
): Promise<void> {
  if (file !== '-' && !existsSync(file)) throw new CommandFailed(`There is no file ${file}.`)
  try {
    for await (const piece of pieces()) add(total, await send(piece))
  } catch (error) {
    failAfter(total.rows, 'row', error)
  }
  answer(shell, given, total, () => linesOf(total, words, shell))
  if (total.bad > 0) shell.exitWith(1)
}

/** Counts are added up, bad rows put together, and of anything else the last word stands. */
function add<Total extends Imported>(total: Total, piece: Total): void {
  const sums = total as Record<string, unknown>
  for (const [name, value] of Object.entries(piece)) {
    const before = sums[name]
    if (typeof before === 'number' && typeof value === 'number') sums[name] = before + value
    else if (name !== 'badRows') sums[name] = value
  }
  total.badRows.push(...piece.badRows)
}

function linesOf<Total extends Imported>(total: Total, words: Words<Total>, { paint }: Shell): string[] {
  const { rows, bad, badRows } = total
  const shown = badRows.slice(0, 20)
  return [
    `  ${counted(rows, 'row')}: ${words.done(total)}, ${bad === 0 ? 'none' : paint.bad(String(bad))} ${words.bad}`,
    ...shown.map(
      ({ line, value, message }) => `  ${paint.dim(`line ${line}`)}  ${value === '' ? 'it' : `“${value}”`} ${message}`,
    ),
    ...(bad > shown.length ? [`  and ${bad - shown.length} more; --json names ${words.named ?? 'them'}`] : []),
  ]
}
