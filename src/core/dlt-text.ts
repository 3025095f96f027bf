/**
 * A text registered in India and the template that sends it. Operators compare every text with its registration and drop what differs by one
 * character, so the two are compared here when a template is compiled: fixed text exactly, and each `{#var#}` with the placeholder in its place.
 * What a text is made of is known, so nothing has to be guessed from the rendered text and nothing is tried twice.
 */
import { type SlotTag, slotTags, type TooLong } from './dlt-slots.ts'
import { isGsm } from './gsm-alphabet.ts'
import { replacementFor } from './sms-parts.ts'
import type { Placeholder, Segment, TemplateProblem } from './template.ts'

/**
 * A registration as it is kept with a template version. `tags` are those of the variables in order, where a portal keeps them beside the text
 * (SmartPing, Tata) instead of in it; an absent one is what the text says.
 */
export type Registration = {
  text: string
  tags?: (SlotTag | null)[] | undefined
  tooLong: TooLong
  letters?: 'plain' | undefined
}

/** A variable of a registered text. `at` is in UTF-16 units. */
export type RegisteredSlot = { tag: SlotTag; at: number }
export type RegisteredSegment = string | RegisteredSlot

/** `at` is where the template's body stands apart from the registered text, `registeredAt` where that does, both in UTF-16 units. */
export type DltMismatch = { at: number; registeredAt: number; code: MismatchCode; message: string }
export type MismatchCode =
  | 'curly_quote'
  | 'double_space'
  | 'line_break'
  | 'letter_case'
  | 'look_alike'
  | 'other_character'
  | 'text_missing'
  | 'text_extra'
  | 'variable_missing'
  | 'variable_extra'

/** Reads a registered text. Both ways to write tags are taken; a tag nobody knows is a problem, with its place. */
export function parseRegistered({ text, tags = [] }: Pick<Registration, 'text' | 'tags'>): {
  segments: RegisteredSegment[]
  problems: TemplateProblem[]
} {
  const segments: RegisteredSegment[] = []
  const problems: TemplateProblem[] = []
  const add = (code: string, at: number, message: string) =>
    problems.push({ path: 'registered.text', code, message, at })
  let end = 0
  let count = 0
  for (const match of text.matchAll(/\{#([^{}#]*)#\}|##(\w+)##|[{}]+/g)) {
    const { 0: piece, 1: tag, 2: hashed, index: at } = match
    const place = `(character ${at + 1})`
    if (at > end) segments.push(text.slice(end, at))
    end = at + piece.length
    const known = tag === undefined ? undefined : tagNamed(tag)
    if (hashed !== undefined)
      add(
        'hashed_variable',
        at,
        `Write {#var#} for ${piece}, as the DLT portal shows it: no operator knows ## ${place}`,
      )
    else if (tag === undefined)
      add('stray_brace', at, `${piece} belongs to no variable; they are written {#var#} ${place}`)
    else if (!known)
      add(
        'unknown_tag',
        at,
        `There is no variable ${piece}; there are ${slotTags.map((one) => `{#${one}#}`).join(', ')} ${place}`,
      )
    segments.push({ tag: tags[count] ?? known ?? 'var', at })
    count += 1
  }
  if (end < text.length) segments.push(text.slice(end))
  if (tags.length > count)
    problems.push({
      path: 'registered.tags',
      code: 'too_many_tags',
      message: `There are ${tags.length} tags and ${count} variables in the text.`,
      at: 0,
    })
  return { segments, problems }
}

/** Tags are case-sensitive in the register; `number` is how some portals call `numeric`. */
function tagNamed(word: string): SlotTag | undefined {
  if (word === 'number') return 'numeric'
  return slotTags.find((tag) => tag === word)
}

/** The form to register: the body with each placeholder as a variable of the tag that suits what it says. */
export function registeredForm(segments: readonly Segment[]): string {
  return segments.map((one) => (typeof one === 'string' ? one : `{#${suitingTag(one)}#}`)).join('')
}

function suitingTag({ name, fallback }: Placeholder): SlotTag {
  if (isAddress(name)) return 'url'
  // The account's own number is there to be called back, unless words may stand for it; a caller's or a user's is no registered call-back number.
  if (name === 'did_number') return fallback === undefined || /^[\d+ ()-]+$/.test(fallback) ? 'cbn' : 'alphanumeric'
  return name === 'caller_number' || name === 'user_number' ? 'numeric' : 'alphanumeric'
}

/** Whether a placeholder says a web address, of which no other variable leaves anything that leads somewhere. */
export const isAddress = (name: string): boolean => name === 'recording_url' || name === 'opt_out_link'

/** The reverse: the body for a registered text, with the placeholder (such as `user_name|our team`) that each variable in turn stands for. */
export function bodyFor(registered: readonly RegisteredSegment[], placeholders: readonly string[]): string {
  let count = 0
  return registered.map((one) => (typeof one === 'string' ? one : `{{${placeholders[count++] ?? ''}}}`)).join('')
}

/** The slot of each placeholder in turn, or the first place where body and registered text differ. */
export type Alignment = { slots: SlotTag[] } | { mismatch: DltMismatch }

type Text<S> = { text: string; segments: readonly (string | S)[] }

/** Lays a body beside its registered text, from the left and once. */
export function align(body: Text<Placeholder>, registered: Text<RegisteredSlot>): Alignment {
  const slots: SlotTag[] = []
  const [ours, theirs] = [unitsOf(body), unitsOf(registered)]
  for (let index = 0; index < Math.max(ours.length, theirs.length); index += 1) {
    const [mine, its] = [ours[index]?.is, theirs[index]?.is]
    if (typeof mine === 'object' && typeof its === 'object') slots.push(its.tag)
    else if (mine !== its)
      return {
        mismatch: {
          at: ours[index]?.at ?? body.text.length,
          registeredAt: theirs[index]?.at ?? registered.text.length,
          ...differenceAt(index, ours, theirs),
        },
      }
  }
  return { slots }
}

type Unit<S> = { is: string | S; at: number }

/** Fixed text unit by unit, and each variable as one. Segments tile their text, so what a variable is long follows from the right. */
function unitsOf<S extends { at: number }>({ text, segments }: Text<S>): Unit<S>[] {
  const units: Unit<S>[] = []
  let end = text.length
  for (const segment of segments.toReversed()) {
    const start = typeof segment === 'string' ? end - segment.length : segment.at
    if (typeof segment === 'object') units.push({ is: segment, at: start })
    else
      for (let index = segment.length - 1; index >= 0; index -= 1)
        units.push({ is: segment.charAt(index), at: start + index })
    end = start
  }
  return units.reverse()
}

type Ours = readonly Unit<Placeholder>[]
type Theirs = readonly Unit<RegisteredSlot>[]

function differenceAt(index: number, ours: Ours, theirs: Theirs): { code: MismatchCode; message: string } {
  const [mine, its] = [ours[index]?.is, theirs[index]?.is]
  const place = ours[index] ? ` (character ${ours[index].at + 1})` : ''
  const say = (code: MismatchCode, message: string) => ({ code, message: `${message}${place}` })
  if (isSecondSpace(ours, index)) return say('double_space', 'There are two spaces where the registered text has one')
  if (isSecondSpace(theirs, index)) return say('double_space', 'There is one space where the registered text has two')
  if (typeof mine === 'string' && typeof its === 'string') return say(...otherCharacter(mine, its))
  if (typeof mine === 'object')
    return say('variable_extra', `{{${mine.name}}} stands where the registered text has ${runAt(theirs, index)}`)
  if (typeof its === 'object')
    return say('variable_missing', `The registered text has a variable where the template has ${runAt(ours, index)}`)
  if (mine === undefined) return say('text_missing', `The registered text goes on with ${runAt(theirs, index)}`)
  return say('text_extra', `The registered text has ended; take out ${runAt(ours, index)}`)
}

function isSecondSpace(units: readonly Unit<unknown>[], index: number): boolean {
  return units[index]?.is === ' ' && units[index - 1]?.is === ' '
}

function otherCharacter(mine: string, its: string): [MismatchCode, string] {
  const words = `${shown(mine)} stands where the registered text has ${shown(its)}`
  if (/[\r\n]/.test(mine + its)) return ['line_break', words]
  const [plainMine, plainIts] = [replacementFor(mine) ?? mine, replacementFor(its) ?? its]
  if (plainMine === plainIts) {
    if (plainMine !== "'" && plainMine !== '"') return ['look_alike', words]
    return ['curly_quote', isGsm(mine) ? `A straight quote ${words}` : `A curly quote ${words}`]
  }
  return mine.toLowerCase() === its.toLowerCase() ? ['letter_case', words] : ['other_character', words]
}

const named: Readonly<Record<string, string>> = {
  ' ': 'a space',
  '\n': 'a line break',
  '\r': 'a line break (CR)',
  '\u00a0': 'a no-break space (U+00A0)',
}

function shown(unit: string): string {
  const code = unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
  return named[unit] ?? (/[\p{C}\p{Z}\p{M}]/u.test(unit) ? `U+${code}` : unit)
}

/** The fixed text from there on, or what else stands there. */
function runAt(units: readonly Unit<object>[], index: number): string {
  const first = units[index]?.is
  if (first === undefined) return 'nothing'
  if (typeof first === 'object') return 'a variable'
  let run = ''
  for (let end = index; run.length < 20 && typeof units[end]?.is === 'string'; end += 1) run += units[end]?.is
  return `“${run}”`
}
