/**
 * The two ways in which portals want a registered text: with the tag of each variable in it (`{#numeric#}`: Airtel, Jio, Vi, BSNL), or with `{#var#}`
 * in it and the tags in a form beside it (SmartPing, Tata). And what each variable of a pasted text probably stands for.
 */
import { longestIn, type SlotTag, takenBy } from './dlt-slots.ts'
import { parseRegistered, type RegisteredSegment, type Registration, registeredForm } from './dlt-text.ts'
import { parseTemplate } from './template.ts'
import type { PlaceholderName } from './template-names.ts'

export const formStyles = ['typed', 'var'] as const
export type FormStyle = (typeof formStyles)[number]
/** `tags` are those to set beside the text; empty where it has them in it. */
export type RegisteredForm = { text: string; tags: SlotTag[] }

/** A registered text in a portal's style. */
export function inStyle(segments: readonly RegisteredSegment[], style: FormStyle): RegisteredForm {
  const slots = segments.flatMap((one) => (typeof one === 'string' ? [] : [one.tag]))
  const write = (tag: SlotTag) => (style === 'typed' ? `{#${tag}#}` : '{#var#}')
  return {
    text: segments.map((one) => (typeof one === 'string' ? one : write(one.tag))).join(''),
    tags: style === 'typed' ? [] : slots,
  }
}

/** What to register for a wording: its registered text, or where it has none the form that follows from its placeholders. */
export function formOf(
  { body, registered }: { body: string; registered: Pick<Registration, 'text' | 'tags'> | null },
  style: FormStyle,
): RegisteredForm {
  const asked = registered ?? { text: registeredForm(parseTemplate(body).segments) }
  return inStyle(parseRegistered(asked).segments, style)
}

/** A variable of a registered text: what it takes, the fixed words before it, and the placeholders that may be meant, the likeliest first. */
export type MappedVariable = {
  tag: SlotTag
  takes: string
  longest: number
  before: string
  suggested: PlaceholderName[]
}

/** The variables of a registered text in turn. The suggestions come from the words before each and from its tag; a person chooses. */
export function variablesOf(segments: readonly RegisteredSegment[]): MappedVariable[] {
  return segments.flatMap((one, at) => {
    if (typeof one === 'string') return []
    const fixed = segments[at - 1]
    const before = typeof fixed === 'string' ? fixed.slice(-40) : ''
    const { tag } = one
    return [{ tag, takes: takenBy(tag), longest: longestIn(tag), before, suggested: suggest(before, tag) }]
  })
}

// biome-ignore format: one line for each kind of words
const hints: readonly [RegExp, PlaceholderName[]][] = [
  [/\b(dear|hi|hello|mr|ms|mrs)\.?\s*$/i, ['caller_name', 'user_name']],
  [/\b(department|dept|team|branch|call(ed|ing)? (to|us at|for)|reach(ing)?|contact(ing)?)\W*$/i, ['department_name', 'account_name']],
  [/\b(ticket|reference|ref|request|case|complaint)(\s+(no|number|id))?\W*$/i, ['ticket_number']],
  [/\b(on|dated?|day)\W*$/i, ['call_date', 'call_time']],
  [/\b(opt[ -]?out|unsubscribe)\W*(at|on|here|by|visit)?\W*$/i, ['opt_out_link']],
  [/\b(at|time)\W*$/i, ['call_time', 'did_number']],
  [/\b(by|agent|executive|with|to speak to)\W*$/i, ['user_name']],
  [/\b(from|caller|number|mobile|no\.?)\W*$/i, ['caller_number', 'did_number']],
  [/\b(regards|thanks|team|-|–)\s*$/i, ['account_name']],
]
const byTag: Record<SlotTag, PlaceholderName[]> = {
  var: ['caller_name', 'department_name', 'user_name'],
  alphanumeric: ['caller_name', 'department_name', 'user_name'],
  numeric: ['caller_number', 'ticket_number', 'user_number'],
  cbn: ['did_number', 'user_number'],
  url: ['recording_url', 'opt_out_link'],
  urlott: ['recording_url', 'opt_out_link'],
  email: [],
}

function suggest(before: string, tag: SlotTag): PlaceholderName[] {
  const fits = (name: PlaceholderName) => (tag === 'var' || tag === 'alphanumeric' ? true : byTag[tag].includes(name))
  const hinted = hints.find(([words]) => words.test(before))?.[1] ?? []
  return [...new Set([...hinted.filter(fits), ...byTag[tag]])]
}
