/**
 * How the command line looks: at most 80 columns, aligned, colour only on words, plain where nobody looks. Lines are built as plain text
 * first and painted word by word, so that widths are counted without escape codes.
 */
import { stripVTControlCharacters } from 'node:util'

/** No line is wider than this. */
export const columns = 80

export type Paint = Record<'bold' | 'dim' | 'link' | 'ok' | 'warn' | 'bad', (text: string) => string>

const codes = { bold: '1', dim: '2', ok: '32', warn: '33', bad: '31' } as const
// Plum where there are 256 colours, else the nearest of the eight.
const linkCode = (depth: number) => (depth >= 8 ? '38;5;133' : '35')

/** Painters for a terminal of that colour depth in bits, as `tty.WriteStream.getColorDepth()` tells it; 1 paints nothing. */
export function paintFor(depth: number): Paint {
  const painter = (code: string) => (text: string) =>
    depth > 1 && text !== '' ? `\u001b[${code}m${text}\u001b[0m` : text
  return {
    bold: painter(codes.bold),
    dim: painter(codes.dim),
    ok: painter(codes.ok),
    warn: painter(codes.warn),
    bad: painter(codes.bad),
    link: painter(linkCode(depth)),
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /\u001b\[[\d;]*m|\r(?!\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g

/** Without what would steer the terminal, but for our own colours: names of callers and words of gateways come from strangers. */
export function withoutControls(text: string): string {
  return text.replace(controls, (found) => (found.length > 1 ? found : ''))
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Columns a text takes on a terminal: one per visible character, so that a vowel sign does not count beside its letter. */
export function width(text: string): number {
  const visible = stripVTControlCharacters(text)
  if (/^[ -~]*$/.test(visible)) return visible.length
  return [...graphemes.segment(visible)].length
}

/** Fills up with spaces behind. A longer text stays as it is. */
export function pad(text: string, to: number): string {
  return text + ' '.repeat(Math.max(0, to - width(text)))
}

/** Fills up with spaces before. */
export function padStart(text: string, to: number): string {
  return ' '.repeat(Math.max(0, to - width(text))) + text
}

/** Cuts a plain text to so many columns; what is cut shows as one sign. */
export function cut(text: string, to: number): string {
  if (width(text) <= to) return text
  const kept = [...graphemes.segment(text)].slice(0, Math.max(0, to - 1)).map((one) => one.segment)
  return `${kept.join('').trimEnd()}…`
}

/** Breaks a plain text at spaces into lines of at most so many columns; a word that is longer stands alone. */
export function wrap(text: string, to: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (width(longer) <= to || line === '') line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  return line === '' ? lines : [...lines, line]
}

/** Sentences, wrapped, two from the edge. */
export function paragraph(text: string): string[] {
  return wrap(text, columns - 2).map((line) => `  ${line}`)
}

/** A label and a text beside it that wraps under its own beginning. `painted` paints each line of the text. */
export function hanging(label: string, text: string, painted: (line: string) => string = (line) => line): string[] {
  const indent = width(label)
  const [first = '', ...rest] = wrap(text, columns - indent)
  return [label + painted(first), ...rest.map((line) => ' '.repeat(indent) + painted(line))]
}

/** One line with a text at the left edge of the page and one at its right; where both do not fit, two lines. */
export function apart(left: string, right: string): string[] {
  const room = columns - width(left) - width(right)
  return room >= 2 ? [left + ' '.repeat(room) + right] : [left, padStart(right, columns)]
}

/** Rows as columns that line up, two spaces apart and two from the edge; the last column is cut at the page's edge. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const count = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: count }, (_, at) => Math.max(0, ...rows.map((row) => width(row[at] ?? ''))))
  return rows.map((row) => {
    let line = ' '
    for (const [at, cell] of row.entries()) {
      const isLast = at === row.length - 1
      const room = columns - width(line) - 1
      line += ` ${isLast ? (cell.includes('\u001b') ? cell : cut(cell, Math.max(8, room))) : pad(cell, (widths[at] ?? 0) + 1)}`
    }
    return line.trimEnd()
  })
}

const counts = new Intl.NumberFormat('en-IN')

/** A figure with the noun it counts: `1 part`, `2 parts`, `1,00,000 calls`. */
export function counted(figure: number, noun: string): string {
  return `${counts.format(figure)} ${noun}${figure === 1 ? '' : 's'}`
}

/** Money as the API gives it, for reading: `₹0.30`. Fractions of a paisa are shown where there are any. */
export function money({ amount, currency }: { amount: string; currency: string }): string {
  const format = new Intl.NumberFormat('en-IN', {
    style: 'currency',
    currency,
    minimumFractionDigits: 2,
    maximumFractionDigits: 4,
  })
  return format.format(amount as Intl.StringNumericLiteral)
}
