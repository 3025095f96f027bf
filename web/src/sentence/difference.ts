import type { Piece } from './pieces.ts'

export type Change = 'same' | 'added' | 'removed'
export type ChangedPiece = Piece & { change: Change }

/** What became of a sentence, word by word: the new sentence with what was added, and, where it stood, what was removed. */
export function difference(before: readonly Piece[], after: readonly Piece[]): ChangedPiece[] {
  const old = words(before)
  const now = words(after)
  const keep = longestCommon(old, now)
  const out: ChangedPiece[] = []
  let i = 0
  let j = 0
  while (i < old.length || j < now.length) {
    const gone = old[i]
    const come = now[j]
    if (gone !== undefined && come !== undefined && same(gone, come)) {
      push(out, come, 'same')
      i++
      j++
    } else if (gone !== undefined && (come === undefined || at(keep, i + 1, j) >= at(keep, i, j + 1))) {
      push(out, gone, 'removed')
      i++
    } else if (come !== undefined) {
      push(out, come, 'added')
      j++
    }
  }
  return out
}

const same = (a: Piece, b: Piece) => a.text === b.text && a.as === b.as
const at = (table: number[][], i: number, j: number) => table[i]?.[j] ?? 0

function words(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap(({ text, as }) =>
    (text.match(/\s+|[^\s,.।]+|[,.।]/g) ?? []).map((word) => ({ text: word, as })),
  )
}

/** table[i][j]: how many words the sentences share from word i and word j on. */
function longestCommon(a: readonly Piece[], b: readonly Piece[]): number[][] {
  const table: number[][] = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0))
  for (let i = a.length - 1; i >= 0; i--) {
    const row = table[i] as number[]
    for (let j = b.length - 1; j >= 0; j--) {
      const match = same(a[i] as Piece, b[j] as Piece)
      row[j] = match ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1))
    }
  }
  return table
}

function push(out: ChangedPiece[], piece: Piece, change: Change): void {
  const last = out.at(-1)
  if (last !== undefined && last.as === piece.as && last.change === change) last.text += piece.text
  else out.push({ ...piece, change })
}
