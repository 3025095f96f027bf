/** Lines for a terminal of any width: cells flow to the next line where they do not fit, sentences wrap, and only a word that is too wide is cut. */
import { cut, type Paint, pad, width, wrap } from './print.ts'

/** A plain text, or one with a painter; painted last, so that widths are counted without escape codes. */
export type Cell = string | { text: string; paint: keyof Paint }

const gap = '   '
const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text)

/** `label` at the left edge, the cells behind it, further lines under the first cell; below 40 columns under the label. */
export function flow(
  label: string,
  cells: readonly Cell[],
  { columns, paint }: { columns: number; paint: Paint },
): string[] {
  const indent = columns < 40 ? 2 : Math.min(12, Math.max(10, width(label) + 2))
  const room = Math.max(1, columns - indent)
  const rows: Cell[][] = [[]]
  let used = 0
  for (const cell of cells.flatMap((one) => wrapped(one, room))) {
    const wide = Math.min(room, width(textOf(cell)))
    if (used > 0 && used + gap.length + wide > room) {
      rows.push([])
      used = 0
    }
    used += (used > 0 ? gap.length : 0) + wide
    rows.at(-1)?.push(cell)
  }
  const lines = rows.map((row) => row.map((cell) => painted(cell, room, paint)).join(gap))
  if (columns < 40) return [paint.bold(cut(label, columns)), ...lines.map((line) => '  '.slice(0, columns - 1) + line)]
  return lines.map((line, at) => (at === 0 ? paint.bold(pad(cut(label, indent), indent)) : ' '.repeat(indent)) + line)
}

function wrapped(cell: Cell, room: number): Cell[] {
  const text = textOf(cell)
  if (text.trim() === '') return []
  if (width(text) <= room) return [cell]
  return wrap(text, room).map((line) => (typeof cell === 'string' ? line : { ...cell, text: line }))
}

/** One line of a text at each end; where both do not fit, two. */
export function ends(left: Cell, right: Cell, { columns, paint }: { columns: number; paint: Paint }): string[] {
  const between = columns - width(textOf(left)) - width(textOf(right))
  if (between >= 2) return [painted(left, columns, paint) + ' '.repeat(between) + painted(right, columns, paint)]
  return [painted(left, columns, paint), painted(right, columns, paint)]
}

function painted(cell: Cell, room: number, paint: Paint): string {
  const text = cut(textOf(cell), room)
  return typeof cell === 'string' ? text : paint[cell.paint](text)
}
