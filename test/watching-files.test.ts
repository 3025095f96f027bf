/** The files for Grafana and Prometheus speak of metrics that exist, with labels that they have. */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { metrics } from '../src/http/metrics/metrics.ts'
import { answerKinds } from '../src/pipeline/gateway-counts.ts'

const root = path.join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

type Node = { [name: string]: unknown }

/** Every `expr` anywhere below. */
function expressions(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(expressions)
  if (typeof node !== 'object' || node === null) return []
  const { expr } = node as Node
  return [...(typeof expr === 'string' ? [expr] : []), ...Object.values(node).flatMap(expressions)]
}

const dashboard = JSON.parse(read('deploy/grafana/aftercall.json'))
const alerts = parse(read('deploy/prometheus/alerts.yml'))

/** What Prometheus makes of each metric, and the labels it has there. */
const series = new Map(
  metrics.flatMap(({ name, type, labels }): [string, string[]][] =>
    type === 'histogram'
      ? [
          [`${name}_bucket`, [...labels, 'le']],
          ...['_sum', '_count'].map((end): [string, string[]] => [name + end, [...labels]]),
        ]
      : [[name, [...labels]]],
  ),
)
const ofScraper = ['instance', 'job']

const words = /\b(?:aftercall|process|nodejs)_[a-z_]+\b/g
const selectors = /\b((?:aftercall|process|nodejs)_[a-z_]+)\{([^}]*)\}/g

function wrongIn(expr: string): string[] {
  const unknown = [...expr.matchAll(words)].map(([name]) => name).filter((name) => !series.has(name))
  const labels = [...expr.matchAll(selectors)].flatMap(([, name = '', inside = '']) =>
    [...inside.matchAll(/(\w+)\s*=~?/g)]
      .map(([, label = '']) => label)
      .filter((label) => !ofScraper.includes(label) && !series.get(name)?.includes(label))
      .map((label) => `${name} has no label ${label}`),
  )
  return [...unknown, ...labels]
}

type Panel = {
  title: string
  targets?: { expr: string; legendFormat: string }[]
  fieldConfig?: {
    defaults: { unit: string }
    overrides: { matcher: { id: string; options: string }; properties: { id: string; value: unknown }[] }[]
  }
}

/** Grafana's units that the figures of a query can be drawn in. */
function unitsOf(expr: string): string[] {
  if (expr.includes('histogram_quantile')) return ['s']
  if (/\brate\(/.test(expr)) return expr.includes('_cpu_seconds_total') ? ['percentunit'] : ['short', 'reqps']
  if (/\bincrease\(/.test(expr)) return ['short']
  if (/_bytes\b/.test(expr)) return ['bytes']
  return /_seconds\b/.test(expr) ? ['s'] : ['short']
}

/** Queries of a panel that are drawn in a unit that is not theirs. */
function unitsAmiss({ title, targets = [], fieldConfig }: Panel): string[] {
  return targets.flatMap(({ expr, legendFormat }) => {
    const own = fieldConfig?.overrides.find(
      ({ matcher }) => matcher.id === 'byName' && matcher.options === legendFormat,
    )
    const unit = own?.properties.find((one) => one.id === 'unit')?.value ?? fieldConfig?.defaults.unit
    return unitsOf(expr).includes(String(unit)) ? [] : [`${title} draws ${legendFormat} in ${unit}`]
  })
}

describe('the dashboard', () => {
  it('asks for metrics and labels that exist', () => {
    const asked = expressions(dashboard)
    expect(asked.length).toBeGreaterThan(40)
    expect(asked.flatMap(wrongIn)).toEqual([])
  })

  it('fills its variables from metrics that exist', () => {
    for (const { type, query } of dashboard.templating.list) {
      if (type !== 'query') continue
      const [, name = '', label = ''] = /^label_values\((\w+), (\w+)\)$/.exec(query.query) ?? []
      expect([...(series.get(name) ?? []), ...ofScraper]).toContain(label)
    }
  })

  it('shows every metric somewhere', () => {
    const asked = expressions(dashboard).join('\n')
    const unseen = metrics.filter(({ name, type }) => !asked.includes(type === 'histogram' ? `${name}_bucket` : name))
    expect(unseen.map((one) => one.name)).toEqual([])
  })

  it('says in words what each panel shows, and no two stand on one place', () => {
    const panels = dashboard.panels as (Node & { gridPos: { x: number; y: number; w: number; h: number } })[]
    expect(panels.filter((one) => one['type'] !== 'row' && !one['description'])).toEqual([])
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, n) => `${x + (n % w)},${y + Math.floor(n / w)}`),
    )
    expect(new Set(cells).size).toBe(cells.length)
  })

  it('draws each query in the unit that its figures have', () => {
    const panels = dashboard.panels as Panel[]
    expect(panels.flatMap(unitsAmiss)).toEqual([])
    const [some] = panels.filter((one) => one.title === 'Connections')
    const mixed = {
      ...some!,
      targets: [...some!.targets!, { expr: 'max(aftercall_database_slot_bytes)', legendFormat: 'kept' }],
    }
    expect(unitsAmiss(mixed)).toEqual(['Connections draws kept in short'])
  })

  it('finds the processes by what they are, whatever their job is called', () => {
    const ofProcesses = expressions(dashboard).filter((one) => /\b(?:process|nodejs)_/.test(one))
    expect(ofProcesses.length).toBeGreaterThan(3)
    for (const one of ofProcesses) {
      expect(one).not.toMatch(/\bjob\s*[=!]/)
      expect(one).toContain('and on (job, instance) aftercall_ready')
    }
  })

  it('is caught when it asks for what does not exist', () => {
    expect(wrongIn('rate(aftercall_calls_totals[5m])')).toEqual(['aftercall_calls_totals'])
    expect(wrongIn('aftercall_ready{gateway="x"}')).toEqual(['aftercall_ready has no label gateway'])
  })
})

describe('the alerts', () => {
  const rules = alerts.groups.flatMap((one: { rules: Node[] }) => one.rules) as {
    alert: string
    expr: string
    labels: Node
    annotations: { summary: string; description: string }
  }[]

  it('ask for metrics and labels that exist', () => {
    expect(rules.length).toBeGreaterThan(15)
    expect(rules.flatMap((one) => wrongIn(one.expr))).toEqual([])
  })

  it('say what is so and what to do, each under a name of its own', () => {
    expect(new Set(rules.map((one) => one.alert)).size).toBe(rules.length)
    for (const { labels, annotations } of rules) {
      expect(['page', 'ticket']).toContain(labels['severity'])
      expect(annotations.summary.length).toBeGreaterThan(10)
      expect(annotations.description.length).toBeGreaterThan(30)
    }
  })

  it('tell one dead process of several, by its address and by the heart beats in the database', () => {
    const ofOne = rules.filter((one) => /^AftercallProcess(?:Down|Missing)$/.test(one.alert))
    expect(ofOne.map((one) => [...one.expr.matchAll(/\bup\b|\baftercall_\w+/g)].map(([name]) => name))).toEqual([
      ['up', 'aftercall_ready'],
      ['aftercall_nodes', 'aftercall_nodes'],
    ])
    for (const { alert } of ofOne) expect(read('docs/operating/watching.md')).toContain(`\`${alert}\``)
  })

  it('name answers as they are counted', () => {
    const named = rules.flatMap((one) => [...one.expr.matchAll(/answer="(\w+)"/g)].map(([, value]) => value))
    expect(named.length).toBeGreaterThan(0)
    for (const one of named) expect(answerKinds).toContain(one)
  })
})

describe('docs/operating/watching.md', () => {
  it('has every metric, with when to worry and what to do', () => {
    const page = read('docs/operating/watching.md')
    for (const { name, words: said } of metrics) {
      expect(page).toContain(`| \`${name}\``)
      for (const one of said) expect(page).toContain(one)
    }
  })

  it('has every alarm of the log', () => {
    const page = read('docs/operating/watching.md')
    const sources = globSync('src/**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts'))
    const alarms = sources.flatMap((file) => [...read(file).matchAll(/alarm: '(\w+)'/g)].map(([, name]) => name))
    expect(alarms.length).toBeGreaterThan(4)
    for (const one of alarms) expect(page).toContain(`| \`${one}\` (`)
  })
})
