/** What `apply` changes, for reading: sections in the order of the file, one line for each field. */
import { columns, counted, cut, hanging, type Paint, pad, width } from './print.ts'

export type Change = {
  section: string
  key?: string | null
  kind: 'added' | 'changed' | 'removed'
  fields?: FieldChange[]
}
type FieldChange = { path: string; from?: unknown; to?: unknown }

/** The changes and, below them, how many there were and whether they were written. */
export function differenceLines(changes: readonly Change[], applied: boolean, paint: Paint): string[] {
  if (changes.length === 0) return ['', '  Nothing differs: the account is as the file says.']
  const sections = [...new Set(changes.map((one) => one.section))]
  const body = sections.flatMap((section) => {
    const here = changes.filter((one) => one.section === section)
    return ['', `  ${section}`, ...here.flatMap((one) => changeLines(one, paint))]
  })
  const count = counted(changes.length, 'change')
  const end = applied ? `${count}, applied together.` : `${count}. Nothing was written.`
  return [...body, '', `  ${end}`]
}

/** Something that was taken though it is unusual. */
export type Warning = { section: string; key: string; field: string; message: string }

export function warningLines(warnings: readonly Warning[], paint: Paint): string[] {
  if (warnings.length === 0) return []
  const lines = warnings.flatMap(({ section, key, field, message }) => [
    `  ${paint.warn('!')} ${cut(`${section} ${key} ${field}`, columns - 4)}`,
    ...hanging('    ', message, paint.dim),
  ])
  return ['', '  To be looked at:', ...lines]
}

function changeLines({ key, kind, fields = [] }: Change, paint: Paint): string[] {
  if (kind === 'added') return [`  ${paint.ok('+')} ${key ?? ''}`]
  if (kind === 'removed') return [`  ${paint.bad('-')} ${key ?? ''}`]
  // What belongs to no single object: the account's own settings, the order of the rules, the routes.
  const head = key ? [`  ${paint.warn('~')} ${key}`] : []
  const widest = Math.min(28, Math.max(0, ...fields.map((one) => width(one.path))))
  return [...head, ...fields.flatMap((one) => fieldLines(one, widest, paint))]
}

function fieldLines({ path, from, to }: FieldChange, widest: number, paint: Paint): string[] {
  const left = `      ${pad(path, widest)}  `
  const room = columns - width(left)
  const [was, is] = [valueWords(from), valueWords(to)]
  if (width(was) + width(is) + 4 <= room) return [`${left}${paint.dim(was)} -> ${is}`]
  const indent = ' '.repeat(width(left))
  return [`${left}${paint.dim(cut(was, room))}`, `${indent}-> ${cut(is, room - 3)}`]
}

function valueWords(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'none'
  if (typeof value === 'string') return value.replace(/\s+/g, ' ')
  return Array.isArray(value) ? value.map(itemWords).join(', ') || 'none' : JSON.stringify(value)
}

/** Of an object in a list its key, where it has one; a route's is its gateway. */
function itemWords(item: unknown): string {
  if (typeof item === 'string') return item
  const { key, gateway } = (item ?? {}) as { key?: string; gateway?: string }
  return key ?? gateway ?? JSON.stringify(item)
}
