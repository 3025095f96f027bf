/** Writes the table of metrics into docs/operating/watching.md from src/http/metrics/metrics.ts, where each has its words. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { metrics } from '../src/http/metrics/metrics.ts'
import { keepGenerated } from './keep-generated.ts'

const file = 'docs/operating/watching.md'
const page = readFileSync(path.join(import.meta.dirname, '..', file), 'utf8')
const [open, close] = ['<!-- metrics -->', '<!-- /metrics -->']
const [from, to] = [page.indexOf(open), page.indexOf(close)]
if (from < 0 || to < from) throw new Error(`${file} has no place for the table: write ${open} and ${close}`)

const row = (cells: readonly string[]) => `| ${cells.map((one) => one.replaceAll('|', '\\|')).join(' | ')} |`
const rows = metrics.map(({ name, type, labels, words: [what, worry, act] }) =>
  row([
    `\`${name}\`${labels.map((one) => ` \`${one}\``).join('')}`,
    `${type === 'counter' ? '' : `*${type}* `}${what}`,
    worry,
    act,
  ]),
)
const head = [row(['metric, labels', 'what it is', 'worry when', 'then']), row(['---', '---', '---', '---'])]
keepGenerated(file, `${page.slice(0, from + open.length)}\n\n${[...head, ...rows].join('\n')}\n\n${page.slice(to)}`)
