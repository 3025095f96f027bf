/** The bench's one table. */
import type { Measured } from './measure.ts'
import type { Results } from './run.ts'

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

const columns: [title: string, read: (of: (key: keyof Measured) => number) => string][] = [
  ['calls/s submitted', (of) => String(Math.round(of('submitted')))],
  ['calls/s receipt stored', (of) => String(Math.round(of('stored')))],
  ['answer p50 / p99 ms', (of) => `${of('p50').toFixed(1)} / ${of('p99').toFixed(1)}`],
  ['accepted to submitted p50 / p99 ms', (of) => `${of('sendP50').toFixed(1)} / ${of('sendP99').toFixed(1)}`],
  ['CPU a call, us (Node + PostgreSQL)', (of) => `${Math.round(of('nodeCpu'))} + ${Math.round(of('postgresCpu'))}`],
  ['peak memory, MB', (of) => String(Math.round(of('peakMb')))],
]

/** Medians over the rounds, and how fast the program is beside the bare path. */
export function printTable(results: Results, middle: (values: readonly number[]) => number): void {
  const rows = Object.entries(results).flatMap(([title, byName]) => {
    const of = (measured: readonly Measured[]) => (key: keyof Measured) => middle(measured.map((one) => one[key]))
    const lines = Object.entries(byName).map(([name, measured]) => [
      title,
      name,
      ...columns.map(([, read]) => read(of(measured))),
    ])
    const [ours, bare] = [byName.aftercall, byName['bare path']]
    if (!ours || !bare) return lines
    const ratio = (key: keyof Measured) => (of(ours)(key) / of(bare)(key)).toFixed(2)
    return [...lines, [title, 'ratio', ratio('submitted'), ratio('stored'), '', '', '', '']]
  })
  console.log(markdown([['load', '', ...columns.map(([name]) => name)], ...rows]))
}

/** Rows as a table in Markdown, the first one being its head. */
export function markdown(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  const text = (row: readonly string[]) => `| ${widths.map((width, i) => (row[i] ?? '').padEnd(width)).join(' | ')} |`
  const [head = [], ...body] = rows
  return [text(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body.map(text)].join('\n')
}
