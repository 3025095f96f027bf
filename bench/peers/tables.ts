/** The two tables of `npm run bench:peers`: medians over the rounds, what was wanted, and plainly whatever is missing. */
import { markdown, median } from '../table.ts'
import { type FlowFigure, type FlowRun, ours, shapes } from './flows.ts'
import { type QueueFigure, type QueueRun, queues } from './queues.ts'

type Found<T> = Exclude<T, { missing: string }>
type Of<T> = { runs: Found<T>[]; missing: string | undefined }

function gather<T extends object>(figures: readonly (T | { missing: string })[]): Of<T> {
  const runs = figures.filter((one): one is Found<T> => !('missing' in one))
  const [missing] = figures.flatMap((one) => ('missing' in one ? [one.missing] : []))
  return { runs, missing }
}

/** Ours beside each peer: which of our shapes, which of theirs, and how many times as fast ours should be. */
const comparisons: [theirs: RegExp, their: string, our: string, wanted: number][] = [
  [/^Node-RED/, '64 connections, one call', '64 connections, one call', 6],
  [/^Kannel/, '256 connections, one call', '256 connections, one call', 0.75],
  [/^Kannel/, '256 connections, one call', '16 connections, arrays of 100', 1.3],
]

export function flowTable(runs: readonly FlowRun[], kannel: string): string {
  const names = [...new Set(runs.map((one) => one.name))].sort((a, b) => Number(b === ours) - Number(a === ours))
  const figures = (name: string, title: string): Of<FlowFigure> =>
    gather(runs.filter((one) => one.name === name).flatMap((one) => one.figures[title] ?? []))
  const perSecond = (name: string, title: string) => median(figures(name, title).runs.map((one) => one.perSecond))
  const rows = names.flatMap((name) =>
    Object.keys(shapes).flatMap((title) => {
      const { runs: found, missing } = figures(name, title)
      if (found.length === 0) return missing === undefined ? [] : [[name, title, missing, '', '']]
      const middle = (key: 'perSecond' | 'p50' | 'p99') => median(found.map((one) => one[key]))
      const amiss = found.reduce((sum, one) => sum + one.amiss, 0)
      return [
        [
          name,
          title,
          String(Math.round(middle('perSecond'))),
          `${middle('p50').toFixed(1)} / ${middle('p99').toFixed(1)}`,
          String(amiss),
        ],
      ]
    }),
  )
  const ratios = comparisons.flatMap(([theirs, their, our, wanted]) =>
    names
      .filter((name) => theirs.test(name) && figures(name, their).runs.length > 0 && figures(ours, our).runs.length > 0)
      .map((name) => [
        `Aftercall, ${our}`,
        `${name}, ${their}`,
        (perSecond(ours, our) / perSecond(name, their)).toFixed(2),
        String(wanted),
      ]),
  )
  return [
    markdown([['', 'load', 'texts/s', 'answer p50 / p99 ms', 'not answered well or not sent'], ...rows]),
    `\nAftercall stores each call, its plan and its text durably before it answers, and each receipt afterwards (SMPP, window 100). Node-RED answers when its HTTP request was answered and keeps nothing. Kannel ${kannel} answers when it has the text in memory; its file store writes and never syncs; no receipts were asked of it. Its rate is per text at the SMSC.\n`,
    markdown([['', 'beside', 'times as fast', 'wanted'], ...ratios]),
  ].join('\n')
}

export function queueTable(runs: readonly QueueRun[]): string {
  const of = (name: string): Of<QueueFigure> => gather(runs.filter((one) => one.name === name).map((one) => one.figure))
  const middle = (name: string, key: keyof Found<QueueFigure>) => median(of(name).runs.map((one) => one[key]))
  const own = queues.filter((one) => one.isOurs).map((one) => one.name)
  const rows = queues.map(({ name, wanted, isOurs }) => {
    const { runs: found, missing } = of(name)
    if (found.length === 0) return [name, missing ?? 'not run', '', '', '', '', '']
    const ratio = (our: string) => (isOurs ? '' : (middle(our, 'perSecond') / middle(name, 'perSecond')).toFixed(2))
    const halves =
      own[0] === name ? '' : `${Math.round(middle(name, 'added'))} / ${Math.round(middle(name, 'processed'))}`
    return [
      name,
      String(Math.round(middle(name, 'perSecond'))),
      halves,
      `${Math.round(middle(name, 'nodeCpu'))} + ${Math.round(middle(name, 'storeCpu'))}`,
      own.map(ratio).filter(Boolean).join(' / '),
      wanted === undefined ? '' : String(wanted),
    ]
  })
  return [
    markdown([
      [
        'queue',
        'jobs/s, all steps',
        'added / processed a second',
        'CPU a job, us (Node + store)',
        'ours as fast, handed over / by table',
        'wanted',
      ],
      ...rows,
    ]),
    '\nBatches of 500, two in flight, work that does nothing, about 190 octets a job. The same steps: calls, texts, answers and the keys of receipts are kept in the same tables, in one statement a batch; jobs alone keep nothing and are forgotten. Handed over, our insert is the claim, as it is for nearly every text.',
  ].join('\n')
}
