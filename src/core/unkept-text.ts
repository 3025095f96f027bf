/**
 * Text that cannot be kept as it is, wherever it stands in a document. PostgreSQL has no U+0000 and UTF-8 no half of an emoji: a column of text refuses or bends them,
 * and in what is kept as JSON they stand as escapes, until the database is asked for something in it and can read none of it.
 */
import type { FieldProblem } from './adapter.ts'

export function unkeptTexts(document: object): FieldProblem[] {
  const found: FieldProblem[] = []
  const look = (value: unknown, path: string): void => {
    if (typeof value === 'string') found.push(...problemOf(value, path))
    else if (Array.isArray(value)) for (const [at, one] of value.entries()) look(one, `${path}[${at}]`)
    else if (typeof value === 'object' && value !== null)
      for (const [name, one] of Object.entries(value)) {
        const place = path === '' ? name : `${path}.${name}`
        look(name, place)
        look(one, place)
      }
  }
  look(document, '')
  return found
}

function problemOf(text: string, path: string): FieldProblem[] {
  if (text.includes('\u0000'))
    return [{ path, code: 'control_character', message: 'must not contain the character U+0000' }]
  if (!text.isWellFormed())
    return [{ path, code: 'half_character', message: 'has half of a character, such as of an emoji that was cut' }]
  return []
}
