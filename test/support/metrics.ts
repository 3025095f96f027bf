/** Reads what /metrics answers, as strictly as a scraper: each line is a comment that introduces a family, or a sample of the last one introduced. */
export type MetricFamily = {
  type: string
  help: string
  samples: { name: string; labels: Record<string, string>; value: number }[]
}

const sample = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (-?[0-9.e+-]+|NaN|\+Inf)$/
const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/y

export function readMetrics(text: string): Map<string, MetricFamily> {
  if (!text.endsWith('\n')) throw new Error('the page does not end with a line feed')
  const families = new Map<string, MetricFamily>()
  let current = ''
  for (const line of text.slice(0, -1).split('\n')) {
    const [, word, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? []
    if (word === 'HELP') {
      if (families.has(name)) throw new Error(`${name} is introduced twice`)
      families.set(name, { type: '', help: rest, samples: [] })
      current = name
    } else if (word === 'TYPE') families.get(name)!.type = rest
    else families.get(current)!.samples.push(readSample(line, current))
  }
  return families
}

function readSample(line: string, family: string) {
  const [, name = '', pairs = '', value] = sample.exec(line) ?? []
  if (name === '') throw new Error(`not a sample: ${line}`)
  if (name !== family && !['_bucket', '_sum', '_count'].some((end) => name === family + end))
    throw new Error(`${name} stands below ${family}`)
  return { name, labels: readLabels(pairs, line), value: Number(value === '+Inf' ? Infinity : value) }
}

function readLabels(pairs: string, line: string): Record<string, string> {
  const labels: Record<string, string> = {}
  label.lastIndex = 0
  while (label.lastIndex < pairs.length) {
    const [, key = '', text = ''] = label.exec(pairs) ?? []
    if (key === '' || key in labels) throw new Error(`labels cannot be read: ${line}`)
    labels[key] = text
  }
  return labels
}

/** The value of one sample; undefined where there is none with exactly these labels. */
export function metricValue(
  families: Map<string, MetricFamily>,
  name: string,
  labels: Record<string, string> = {},
): number | undefined {
  const family = families.get(name.replace(/_(bucket|sum|count)$/, '')) ?? families.get(name)
  const wanted = JSON.stringify(Object.entries(labels).sort())
  return family?.samples.find(
    (one) => one.name === name && JSON.stringify(Object.entries(one.labels).sort()) === wanted,
  )?.value
}
