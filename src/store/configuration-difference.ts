/** What a change of an account's document changes, for dry runs and the audit. Secrets are never shown: only that one is new. */
import type { Sections } from './account-document.ts'
import type { MappingFields } from './mappings.ts'

export type Change = {
  section: keyof Sections
  key: string | null
  kind: 'added' | 'changed' | 'removed'
  fields?: FieldChange[]
}
/** `from` absent: it was not there; `to` absent: it is no longer. */
export type FieldChange = { path: string; from?: unknown; to?: unknown }

const keyed = [
  'users',
  'departments',
  'dids',
  'headers',
  'templates',
  'rules',
  'gateways',
  'sources',
] as const satisfies readonly (keyof Sections)[]

/** The changes from one document to the next, section by section in the order of the file. */
export function differenceOf(was: Sections, is: Sections): Change[] {
  const [before, after] = [inOneOrder(was), inOneOrder(is)]
  const changes: Change[] = []
  const account = fieldsBetween(before.account, after.account)
  if (account.length > 0) changes.push({ section: 'account', key: null, kind: 'changed', fields: account })
  for (const section of keyed) {
    changes.push(...changesOf(section, before[section], after[section]))
    if (section === 'rules') changes.push(...orderChange(before.rules, after.rules))
    if (section === 'gateways') changes.push(...routeChange(before, after))
  }
  return changes
}

/** Mappings have no order of their own: the database's is that of its collation, and a file's is its writer's. */
function inOneOrder(sections: Sections): Sections {
  const sources = sections.sources.map((one) => ({ ...one, mappings: one.mappings.toSorted(byName) }))
  return { ...sections, sources }
}

function byName(one: MappingFields, other: MappingFields): number {
  const [a, b] = [`${one.kind} ${one.external}`, `${other.kind} ${other.external}`]
  return a < b ? -1 : a > b ? 1 : 0
}

type Keyed = { key: string }

function changesOf(section: (typeof keyed)[number], before: readonly Keyed[], after: readonly Keyed[]): Change[] {
  const was = new Map(before.map((one) => [one.key, one]))
  const is = new Set(after.map((one) => one.key))
  const there = after.flatMap((one): Change[] => {
    const old = was.get(one.key)
    if (!old) return [{ section, key: one.key, kind: 'added' }]
    const fields = fieldsBetween(shown(old), shown(one))
    return fields.length === 0 ? [] : [{ section, key: one.key, kind: 'changed', fields: fields.map(withoutSecret) }]
  })
  const gone = before
    .filter((one) => !is.has(one.key))
    .map((one): Change => ({ section, key: one.key, kind: 'removed' }))
  return [...there, ...gone]
}

/** Leaves out what is ours and not the document's. */
function shown(one: object): object {
  const {
    id: _id,
    version: _version,
    waitingVersion: _waiting,
    token: _token,
    lastReportAt: _at,
    ...fields
  } = one as Record<string, unknown>
  return fields
}

function withoutSecret({ path, ...field }: FieldChange): FieldChange {
  if (path !== 'secrets' && !path.startsWith('secrets.')) return { path, ...field }
  return { path, ...('from' in field ? { from: 'the one before' } : {}), ...('to' in field ? { to: 'a new one' } : {}) }
}

function orderChange(before: readonly Keyed[], after: readonly Keyed[]): Change[] {
  const kept = (all: readonly Keyed[], others: readonly Keyed[]) => {
    const keys = new Set(others.map((one) => one.key))
    return all.map((one) => one.key).filter((key) => keys.has(key))
  }
  const [from, to] = [kept(before, after), kept(after, before)]
  return from.join() === to.join()
    ? []
    : [{ section: 'rules', key: null, kind: 'changed', fields: [{ path: 'order', from, to }] }]
}

function routeChange(before: Sections, after: Sections): Change[] {
  const [from, to] = [before.routes, after.routes]
  return JSON.stringify(from) === JSON.stringify(to)
    ? []
    : [{ section: 'routes', key: null, kind: 'changed', fields: [{ path: 'order', from, to }] }]
}

/** The paths at which two values differ. Objects are walked into, lists are compared whole. */
function fieldsBetween(from: unknown, to: unknown, path = ''): FieldChange[] {
  if (isObject(from) && isObject(to))
    return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((name) =>
      fieldsBetween(from[name], to[name], path === '' ? name : `${path}.${name}`),
    )
  if (isSame(from, to)) return []
  return [{ path, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }]
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((value, at) => isSame(value, other[at]))
  return isObject(one) && isObject(other) && fieldsBetween(one, other).length === 0
}

/** The sections that a list of changes touches. */
export function touchedSections(changes: readonly Change[]): Set<keyof Sections> {
  return new Set(changes.map((one) => one.section))
}

/** The keys of a section that were added or changed, and those removed. */
export function touchedKeys(
  changes: readonly Change[],
  section: keyof Sections,
): { written: Set<string>; removed: string[] } {
  const here = changes.filter((one) => one.section === section && one.key !== null)
  const keys = (removed: boolean) =>
    here.flatMap((one) => (one.key !== null && (one.kind === 'removed') === removed ? [one.key] : []))
  return { written: new Set(keys(false)), removed: keys(true) }
}
