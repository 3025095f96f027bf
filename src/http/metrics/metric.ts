/** A metric: its name, what it means for whoever is woken by it, and how it is read from the figures. */
import type { GatewayFigures } from '../../pipeline/sender-figures.ts'
import type { QueueFigures } from '../../store/queue-figures.ts'
import type { Figures } from '../figures.ts'
import type { Family, Labels, Sample } from './exposition.ts'
import type { ProcessFigures } from './process-figures.ts'

export type Seen = Figures & { process: ProcessFigures; gatewayLabel(gatewayId: string): string }

export type Metric = {
  name: string
  type: Family['type']
  /** What it is, when to worry, what to do then: the help text, and the page docs/operating/watching.md. */
  words: readonly [what: string, worry: string, act: string]
  /** Names of the labels, for the page. */
  labels: readonly string[]
  read(seen: Seen): Sample[]
}

export const counter = (name: string, words: Metric['words'], read: (seen: Seen) => number): Metric => ({
  name,
  type: 'counter',
  words,
  labels: [],
  read: (seen) => [{ labels: {}, value: read(seen) }],
})

export const gauge = (name: string, words: Metric['words'], read: (seen: Seen) => number): Metric => ({
  ...counter(name, words, read),
  type: 'gauge',
})

/** `name{label}`: one number for each value of the label. */
export function labelled(
  type: 'counter' | 'gauge',
  nameAndLabel: string,
  words: Metric['words'],
  read: (seen: Seen) => Iterable<readonly [value: string, number]>,
): Metric {
  const { name, label } = split(nameAndLabel)
  return {
    name,
    type,
    words,
    labels: [label],
    read: (seen) => Array.from(read(seen), ([text, value]) => ({ labels: { [label]: text }, value })),
  }
}

/** Something of each gateway, by its label; `name{label}` for one with a label of its own. Gateways that share a label count together. */
export function ofGateways(
  type: 'counter' | 'gauge',
  nameAndLabel: string,
  words: Metric['words'],
  read: (one: GatewayFigures) => number | Iterable<readonly [value: string, number]>,
): Metric {
  const { name, label } = split(nameAndLabel)
  return {
    name,
    type,
    words,
    labels: label === '' ? ['gateway'] : ['gateway', label],
    read: ({ sender, gatewayLabel }) =>
      together(
        sender.gateways.flatMap((one) => {
          const gateway = gatewayLabel(one.gatewayId)
          const found = read(one)
          if (typeof found === 'number') return [{ labels: { gateway }, value: found }]
          return Array.from(found, ([text, value]) => ({ labels: { gateway, [label]: text }, value }))
        }),
        (a, b) => a + b,
      ),
  }
}

function split(nameAndLabel: string): { name: string; label: string } {
  const [name = '', label = ''] = nameAndLabel.split(/[{}]/)
  return { name, label }
}

/** Something of what waits for each gateway; nothing while the database does not answer. */
export function ofQueues(
  name: string,
  words: Metric['words'],
  read: (one: QueueFigures) => number,
  join: (a: number, b: number) => number = (a, b) => a + b,
): Metric {
  return {
    name,
    type: 'gauge',
    words,
    labels: ['gateway'],
    read: ({ installation, gatewayLabel }) =>
      together(
        (installation?.queues ?? []).map((one) => ({
          labels: { gateway: gatewayLabel(one.gatewayId) },
          value: read(one),
        })),
        join,
      ),
  }
}

type Plain = { labels: Labels; value: number }

function together(samples: readonly Plain[], join: (a: number, b: number) => number): Plain[] {
  const byLabels = new Map<string, Plain>()
  for (const one of samples) {
    const key = JSON.stringify(one.labels)
    const known = byLabels.get(key)
    byLabels.set(key, known ? { ...known, value: join(known.value, one.value) } : one)
  }
  return [...byLabels.values()]
}
