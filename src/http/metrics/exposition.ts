/** The text that Prometheus reads: https://prometheus.io/docs/instrumenting/exposition_formats/ (0.0.4, which every scraper takes). */
import type { Histogram } from '../../pipeline/histogram.ts'

export type Labels = Readonly<Record<string, string>>
export type Sample = { labels: Labels; value: number } | { labels: Labels; histogram: Readonly<Histogram> }
export type Family = { name: string; type: 'counter' | 'gauge' | 'histogram'; help: string; samples: readonly Sample[] }

export const expositionType = 'text/plain; version=0.0.4; charset=utf-8'

export function exposition(families: readonly Family[]): string {
  return families.map(familyText).join('')
}

function familyText({ name, type, help, samples }: Family): string {
  const head = `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n# TYPE ${name} ${type}\n`
  return head + samples.map((one) => sampleText(name, one)).join('')
}

function sampleText(name: string, sample: Sample): string {
  return 'histogram' in sample
    ? histogramText(name, sample.labels, sample.histogram)
    : line(name, sample.labels, sample.value)
}

function histogramText(name: string, labels: Labels, { bounds, counts, sum }: Readonly<Histogram>): string {
  let below = 0
  const buckets = counts.map((count, at) => {
    below += count
    return line(`${name}_bucket`, { ...labels, le: String(bounds[at] ?? '+Inf') }, below)
  })
  return buckets.join('') + line(`${name}_sum`, labels, sum) + line(`${name}_count`, labels, below)
}

function line(name: string, labels: Labels, value: number): string {
  const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`)
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}\n`
}

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
