/**
 * Ids and headers of India's DLT registers (TCCCPR 2018). The registers compare them byte for byte, so they are checked here and never changed.
 * What surely cannot be registered is an error; what is only unusual is a warning, since old registrations in odd forms are still in force.
 */
import type { FieldProblem } from './adapter.ts'

export type DltProblem = FieldProblem & { severity: 'error' | 'warning' }

/** What of a text's DLT ids a gateway passes on: the entity's and the template's, these with the chain, all of it to no network; or none, and how that is mended. */
export type DltPassed = { is: 'ids' | 'ids_and_chain' | 'no_network' } | { is: 'none'; mend: string }

/** Infobip's limit for both ids, the only one that any gateway documents. */
const longestId = 30
/** Today's ids have 19 digits; early VILPOWER entities have 12. */
const usualLengths = { entity: [19, 12], template: [19], telemarketer: [19, 16] } as const

/**
 * What is wrong with an entity, template or telemarketer id. Takes whatever a file or request holds: a JSON or YAML number has already lost its last
 * digits, since 19 of them do not fit, and is refused whatever it looks like. No check digit or structure is known, so none is checked.
 */
export function checkDltId(id: unknown, kind: keyof typeof usualLengths, path: string): DltProblem[] {
  const is = (severity: DltProblem['severity'], code: string, message: string): DltProblem[] => [
    { path, code, message, severity },
  ]
  if (typeof id === 'number' || typeof id === 'bigint')
    return is('error', 'number_not_text', `Write the ${kind} id in quotes: as a number it loses its last digits.`)
  if (typeof id !== 'string' || id === '')
    return is('error', 'missing', `Give the ${kind} id as the DLT portal shows it.`)
  if (/^\d(?:[.,]\d+)?e\+?\d+$/i.test(id.trim()))
    return is(
      'error',
      'spreadsheet_number',
      `"${id}" is what a spreadsheet made of the ${kind} id; its last digits are lost. Copy it from the DLT portal, or format the column as text before pasting.`,
    )
  if (!/^\d+$/.test(id)) return is('error', 'not_digits', `The ${kind} id has digits only; take out ${firstOther(id)}.`)
  if (id.length > longestId)
    return is('error', 'too_long', `The ${kind} id has at most ${longestId} digits; this has ${id.length}.`)
  const usual: readonly number[] = usualLengths[kind]
  if (!usual.includes(id.length))
    return is(
      'warning',
      'unusual_length',
      `${kind === 'entity' ? 'An' : 'A'} ${kind} id usually has ${usual.join(' or ')} digits; this has ${id.length}. Compare it with the DLT portal.`,
    )
  // Spreadsheets keep 15 digits and write noughts for the rest.
  if (id.length === 19 && id.endsWith('0000'))
    return is(
      'warning',
      'maybe_rounded',
      `The ${kind} id ends in 0000, as when a spreadsheet has rounded it. Compare it with the DLT portal.`,
    )
  return []
}

function firstOther(id: string): string {
  const other = /\D/u.exec(id)?.[0] ?? ''
  return /\s/.test(other) ? 'the spaces' : `"${other}"`
}

/**
 * What is wrong with a header (sender id): six letters, in the case in which they were registered, or six digits for promotional texts. Three to
 * nine letters are accepted with a warning, since sources disagree and such headers are in use.
 */
export function checkHeader(header: string, path: string): DltProblem[] {
  if (/^[A-Za-z]{6}$/.test(header) || /^\d{6}$/.test(header)) return []
  const is = (severity: DltProblem['severity'], code: string, message: string): DltProblem[] => [
    { path, code, message, severity },
  ]
  if (/^[A-Za-z]{3,9}$/.test(header))
    return is(
      'warning',
      'unusual_length',
      `A header usually has 6 letters; "${header}" has ${header.length}. Compare it with its registration.`,
    )
  // "JX-KAVERI-S" is what a phone shows: the operator puts its own letters before the header and the text's class behind it.
  const registered = /^[A-Za-z]{2}-(\w{3,9})(?:-[PSTG])?$/.exec(header)?.[1] ?? /^(\w{3,9})-[PSTG]$/.exec(header)?.[1]
  if (registered)
    return is(
      'error',
      'as_shown_on_phones',
      `Write "${registered}": the operator adds what stands before and behind it on a phone.`,
    )
  return is(
    'error',
    'not_a_header',
    'A header is 6 letters, or 6 digits for promotional texts, exactly as registered: no spaces or signs.',
  )
}

/** How a route sends the chain of telemarketers: not at all since its gateway adds it, as ids, or as the hash that operators compare. */
export const chainModes = ['none', 'ids', 'sha256'] as const
export type ChainMode = (typeof chainModes)[number]

/** What is wrong with a chain: one telemarketer id, or several joined by commas in their order. */
export function checkChain(chain: string, path: string): DltProblem[] {
  const ids = chain.split(',')
  const twice = ids.find((one, at) => ids.indexOf(one) < at)
  const problems = ids.flatMap((one) => checkDltId(one.trim(), 'telemarketer', path))
  if (twice === undefined) return problems
  return [...problems, { path, code: 'twice', message: `${twice} stands in the chain twice.`, severity: 'error' }]
}

/** How portals register headers: promotional ones are digits; all else ("others") letters; government ones are exempt. */
export const headerClasses = ['others', 'promotional', 'government'] as const
export type HeaderClass = (typeof headerClasses)[number]

/** What operators make of a header: only an active one passes. */
export const headerStatuses = ['active', 'inactive', 'dormant', 'suspended', 'blacklisted'] as const
export type HeaderStatus = (typeof headerStatuses)[number]
