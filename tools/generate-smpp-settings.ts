/**
 * Puts what the schema says of each SMPP setting (title, name, default, choices) into the table of docs/gateways/smpp.md; the last column, what it means, is
 * written by hand there. A row may be of several settings. With --check it fails when the table is stale, or a setting stands in no row or in two.
 */
import { z } from 'zod'
import { smppSettings } from '../src/gateways/smpp/settings.ts'
import { keepGeneratedPart } from './keep-generated.ts'
import { table } from './markdown-table.ts'

type Field = {
  title?: string
  description?: string
  default?: unknown
  enum?: string[]
  secret?: boolean
}

const { properties = {}, required = [] } = z.toJSONSchema(smppSettings, { io: 'input', unrepresentable: 'any' }) as {
  properties?: Record<string, Field>
  required?: string[]
}

keepGeneratedPart('docs/gateways/smpp.md', 'settings', (part) => {
  const rows = part
    .split('\n')
    .slice(2)
    .filter((line) => line.startsWith('|'))
    .map(rowOf)
  const told = rows.flatMap(({ names }) => names)
  const twice = told.filter((name, at) => told.indexOf(name) < at)
  const unknown = told.filter((name) => !(name in properties))
  if (twice.length > 0 || unknown.length > 0)
    throw new Error(`docs/gateways/smpp.md: settings that stand twice (${twice}) or are none (${unknown})`)
  const missing = Object.keys(properties)
    .filter((name) => !told.includes(name))
    .map((name) => ({ names: [name], means: properties[name]?.description ?? '' }))
  return table(
    ['Setting', 'In a file', 'Without it', 'What it means'],
    [...rows, ...missing].map(({ names, means }) => [
      names.map((name) => properties[name]?.title ?? name).join(', '),
      names.map((name) => `\`${name}\`${properties[name]?.secret === true ? ' (secret)' : ''}`).join(', '),
      withoutIt(names),
      means,
    ]),
  )
})

function rowOf(line: string): { names: string[]; means: string } {
  const cells = line.slice(1, line.lastIndexOf('|')).split(/(?<!\\)\|/)
  const names = [...(cells[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name)
  return { names, means: (cells[3] ?? '').trim().replaceAll('\\|', '|') }
}

/** The defaults, and of a setting with few values the others that it may have. */
function withoutIt(names: readonly string[]): string {
  const words = names.map((name) => {
    const { default: preset, enum: values } = properties[name] ?? {}
    if (required.includes(name)) return 'needed'
    const others = (values ?? []).filter((one) => one !== preset).map((one) => `\`${one}\``)
    return `${presetWords(preset)}${others.length > 0 ? `; or ${others.join(', ')}` : ''}`
  })
  return words.every((one) => one === words[0]) ? (words[0] ?? '') : words.join(', ')
}

function presetWords(preset: unknown): string {
  if (preset === undefined || preset === '' || (Array.isArray(preset) && preset.length === 0)) return 'none'
  return `\`${String(preset)}\``
}
