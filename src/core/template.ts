/**
 * Templates: wording with placeholders, `{{name}}` and `{{name|fallback}}` and nothing else. What is wrong is said when a template is saved;
 * what is missing when a text is made leads to a skip, so that neither braces nor holes reach a phone.
 */
import type { FieldProblem } from './adapter.ts'
import { isPlaceholderName, nearestPlaceholder, placeholderNames } from './template-names.ts'

/** `at` is where it stands in the body, in UTF-16 units, as JavaScript counts. */
export type Placeholder = { name: string; fallback?: string; at: number }
/** Fixed text, or a placeholder. */
export type Segment = string | Placeholder

export type TemplateProblem = FieldProblem & { at: number }

/** The longest body that gateways are known to take (Exotel); no authority gives a lower one for India. */
const longestBody = 2000

/**
 * Reads a body. `problems` is empty when it can be saved. A piece that cannot be read stands among the segments as a placeholder that
 * nothing has a value for. The body is not normalised: it has to stay what was registered (NFC would take some Hindi letters apart).
 */
export function parseTemplate(body: string): { segments: Segment[]; problems: TemplateProblem[] } {
  const segments: Segment[] = []
  const problems = problemsOfText(body)
  let end = 0
  // A placeholder; or one in single braces, to be mended; or braces that belong to nothing.
  for (const match of body.matchAll(/\{\{([^{}]*)\}\}|\{[^{}]*\}|[{}]+/g)) {
    const { 0: piece, 1: inside, index: at } = match
    if (at > end) segments.push(body.slice(end, at))
    end = at + piece.length
    const read = inside === undefined ? undefined : readPlaceholder(inside, at)
    const problem = read ? problemOfPlaceholder(read) : problemOfBraces(piece)
    if (problem)
      problems.push({ path: 'body', code: problem.code, message: `${problem.message} (character ${at + 1})`, at })
    segments.push(read ?? { name: piece, at })
  }
  if (end < body.length) segments.push(body.slice(end))
  return { segments, problems }
}

function readPlaceholder(inside: string, at: number): Placeholder {
  const bar = inside.indexOf('|')
  if (bar < 0) return { name: inside.trim(), at }
  return { name: inside.slice(0, bar).trim(), fallback: inside.slice(bar + 1), at }
}

type Problem = { code: string; message: string }

function problemsOfText(body: string): TemplateProblem[] {
  const problems: TemplateProblem[] = []
  const add = (code: string, at: number, message: string) => problems.push({ path: 'body', code, message, at })
  if (body.trim() === '') add('empty', 0, 'The text is empty; write what the recipient shall read.')
  if (body.length > longestBody)
    add('too_long', longestBody, `The text has ${body.length} characters; gateways take at most ${longestBody}.`)
  const control = /(?![\n\r])\p{Cc}/u.exec(body)
  if (control) {
    const unit = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    add(
      'control_character',
      control.index,
      `Take out the control character U+${unit} (character ${control.index + 1}).`,
    )
  }
  const broken = /\p{Cs}/u.exec(body)
  if (broken)
    add(
      'broken_character',
      broken.index,
      `Half an emoji or letter was left by cutting; write it anew (character ${broken.index + 1}).`,
    )
  return problems
}

function problemOfPlaceholder({ name, fallback }: Placeholder): Problem | undefined {
  if (name === '')
    return { code: 'empty_placeholder', message: 'Write a name between the braces, such as {{caller_number}}' }
  if (!isPlaceholderName(name)) return { code: 'unknown_placeholder', message: unknownNameWords(name) }
  if (fallback?.trim() === '')
    return {
      code: 'empty_fallback',
      message: `Write what {{${name}|...}} shall say when there is no value, or leave out the "|"`,
    }
  return undefined
}

function problemOfBraces(piece: string): Problem {
  if (/^\{#.*#\}$/s.test(piece))
    return {
      code: 'registered_slot',
      message: `${piece} marks a slot in the registered text; write the placeholder for it, such as {{caller_number}}`,
    }
  if (piece.startsWith('{') && piece.endsWith('}'))
    return { code: 'single_braces', message: `Write {${piece}}: placeholders have two braces on each side` }
  if (piece === '{{') return { code: 'unclosed', message: 'Close the placeholder with }}' }
  return { code: 'stray_brace', message: `Take out ${piece}, which belongs to no placeholder` }
}

function unknownNameWords(name: string): string {
  if (name.startsWith('var.'))
    return `{{${name}}} cannot be a variable of a call: their names are 1 to 40 of a-z, 0-9 and _`
  const nearest = nearestPlaceholder(name)
  if (nearest) return `There is no placeholder {{${name}}}; did you mean {{${nearest}}}?`
  return `There is no placeholder {{${name}}}; there are ${placeholderNames.join(', ')}, and var.x for a call's variable x`
}

/** A template version ready to render. */
export type CompiledTemplate = { readonly segments: readonly Segment[] }

/** Compiles a body once per rule-set version. Never throws: a body that could not be saved renders as missing, not as raw braces. */
export function compileTemplate(body: string): CompiledTemplate {
  return { segments: parseTemplate(body).segments }
}

/** Said only where the template itself has no fallback; `digits` in a registered variable that takes nothing else. */
type StandIn = { standIn: string; digits?: string }

/** Values by placeholder name. */
export type TemplateValues = Readonly<Record<string, string | StandIn | undefined>>

/**
 * The text, or the name of the first placeholder that has neither value nor fallback. One pass: what a value contains is never read as a
 * placeholder. A value is cleaned; if nothing is left of it, it is missing.
 */
export function render({ segments }: CompiledTemplate, values: TemplateValues): { text: string } | { missing: string } {
  let text = ''
  for (const segment of segments) {
    if (typeof segment === 'string') {
      text += segment
      continue
    }
    const value = valueFor(segment, values)
    if (value === undefined) return { missing: segment.name }
    text += value
  }
  return { text }
}

function valueFor({ name, fallback }: Placeholder, values: TemplateValues): string | undefined {
  const given = Object.hasOwn(values, name) ? values[name] : undefined
  if (typeof given === 'string') return cleanValue(given) || fallback
  return fallback ?? given?.standIn
}

/** A value as it is read: trimmed, composed (NFC), on one line and without braces, which on a phone look like a broken template; empty if nothing of it would be seen. */
export function cleanValue(value: string): string {
  const trimmed = value.trim()
  if (/^[ -z|~]*$/.test(trimmed)) return trimmed
  const line = trimmed
    .normalize('NFC')
    .replace(/[{}]+/g, '')
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' ')
    .trim()
  // Joiners and other invisible characters belong into words, but alone they are a hole.
  return /^[\s\p{Cf}]*$/u.test(line) ? '' : line
}
