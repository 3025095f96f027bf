/** Makes a template of what a portal says is registered, with the header that it needs. */
import type { Configuration } from '../core/configuration.ts'
import type { TooLong } from '../core/dlt-slots.ts'
import { bodyFor, parseRegistered } from '../core/dlt-text.ts'
import type { RegisteredText } from '../core/registered-import.ts'
import { problem } from './problems.ts'
import { freeSlug, slugOf } from './slug.ts'

type Ask = {
  placeholders: readonly string[]
  key?: string | undefined
  name?: string | undefined
  header?: string | undefined
  tooLong: TooLong
  language?: string | undefined
  variantOf?: string | undefined
}
type Header = NonNullable<Configuration['headers']>[number]

const statuses = { approved: 'approved', submitted: 'submitted', rejected: 'draft', inactive: 'draft' } as const

/** The sections with the template in them, from the document as it stands. */
export function useRegistered(row: RegisteredText, ask: Ask) {
  const body = bodyOf(row, ask.placeholders)
  return ({ headers = [], templates = [] }: Configuration): { key: string; configuration: Configuration } => {
    const { header, added } = headerFor(row, ask, headers)
    const name = ask.name ?? row.name
    const key = ask.key ?? freeSlug(slugOf(name, 'template'), new Set(templates.map((one) => one.key)))
    if (templates.some((one) => one.key === key))
      throw problem('key_taken', { errors: [{ path: 'key', code: 'key_taken', message: 'is taken' }] })
    const template = {
      key,
      name,
      language: ask.language ?? null,
      variantOf: ask.variantOf ?? null,
      body,
      header,
      dltTemplateId: row.templateId,
      category: row.category,
      registered: { text: row.text, ...(row.tags && { tags: row.tags }), tooLong: ask.tooLong },
      status: statuses[row.status],
    }
    return { key, configuration: { headers: [...headers, ...added], templates: [...templates, template] } }
  }
}

/** One placeholder for each variable, no more and no fewer. */
export function bodyOf({ text, tags }: Pick<RegisteredText, 'text' | 'tags'>, placeholders: readonly string[]): string {
  const { segments } = parseRegistered({ text, ...(tags && { tags }) })
  const variables = segments.filter((one) => typeof one !== 'string').length
  if (placeholders.length !== variables) {
    const message = `the text has ${variables} variables, and ${placeholders.length} placeholders are given`
    throw problem('invalid', { errors: [{ path: 'placeholders', code: 'count', message }] })
  }
  return bodyFor(segments, placeholders)
}

function headerFor(
  row: RegisteredText,
  { header: wanted }: Ask,
  headers: readonly Header[],
): { header: string; added: Header[] } {
  const text = wanted ?? row.headers[0]
  const known = headers.find((one) => one.header === text)
  if (known) return { header: known.key, added: [] }
  if (text === undefined || (row.headers.length > 0 && !row.headers.includes(text))) {
    const message =
      row.headers.length === 0
        ? 'say by which header it goes: the export names none'
        : `is none of its headers (${row.headers.join(', ')})`
    throw problem('invalid', { errors: [{ path: 'header', code: 'not_registered', message }] })
  }
  const key = freeSlug(slugOf(text, 'header'), new Set(headers.map((one) => one.key)))
  return {
    header: key,
    added: [{ key, header: text, entityId: row.entityId, class: null, status: 'active', countries: {} }],
  }
}
