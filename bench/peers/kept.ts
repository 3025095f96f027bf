/** What a run of `npm run bench:peers` leaves: docs/figures/peers.md, with the command, the day, the tables and each round's own figures. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { markdown } from '../table.ts'
import type { FlowRun } from './flows.ts'
import type { QueueRun } from './queues.ts'

const usualFile = fileURLToPath(new URL('../../docs/figures/peers.md', import.meta.url))

type Figure = { perSecond: number } | { missing: string }
type Found = { tables: string; flows: readonly FlowRun[]; queues: readonly QueueRun[]; day: string }

/** Writes it, and says where. */
export function keepFigures(found: Found, file = usualFile): string {
  const flows = found.flows.flatMap(({ name, figures }) =>
    Object.entries(figures).map(([title, figure]): [string, Figure] => [`${name}, ${title}`, figure]),
  )
  const queues = found.queues.map(({ name, figure }): [string, Figure] => [name, figure])
  const rows = [...Map.groupBy([...flows, ...queues], ([name]) => name)].map(([name, rounds]) => [
    name,
    rounds.map(([, one]) => ('missing' in one ? one.missing : String(Math.round(one.perSecond)))).join(', '),
  ])
  const text = [
    '# Beside what one would otherwise build',
    `Written by the command below on ${found.day}. [figures.md](../figures.md) says what is compared, and how.`,
    found.tables.trim(),
    '## Each round, a second',
    markdown([['', 'rounds, in their order'], ...rows]),
  ]
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, `${text.join('\n\n')}\n`)
  return file
}
