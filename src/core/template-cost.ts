/**
 * What a wording costs before it is saved: parts of a usual text, parts of the longest, and the one character that costs more than it says.
 * The longest is judged by the account's own names, since one emoji in a user's name more than doubles the price of every text that has it.
 */

import { fittedIn, type RegisteredTemplate } from './dlt-render.ts'
import { longestIn } from './dlt-slots.ts'
import { isGsm } from './gsm-alphabet.ts'
import { type CostlyCharacter, costlyCharacters, replacementFor, smsParts } from './sms-parts.ts'
import { cleanValue, type Segment } from './template.ts'
import { longestLength } from './template-lengths.ts'

/** The account's own names by the placeholder that says them. */
export type NamesByPlaceholder = Readonly<Record<string, readonly string[]>>

/** `because`: the name that makes the text UCS-2 or the longest, where one does. */
export type WorstCase = {
  encoding: 'gsm' | 'ucs2'
  parts: number
  because: { placeholder: string; value: string } | null
}

/** The most parts that a text of this wording will have: each value as long as it can be, and each of the account's names tried. */
export function worstCase(template: WordingToCost, names: NamesByPlaceholder): WorstCase {
  const values = template.segments.flatMap((one) =>
    typeof one === 'string' ? [] : [longestValue(one.name, one.tag, names)],
  )
  let worst: WorstCase = { ...partsOf(template.segments, values), because: null }
  let index = 0
  for (const one of template.segments) {
    if (typeof one === 'string') continue
    for (const name of strangestNames(names[one.name] ?? [])) {
      const value = sentAs(name, one.tag, template.inPlainLetters === true)
      const tried = partsOf(template.segments, values.with(index, value))
      if (tried.parts > worst.parts) worst = { ...tried, because: { placeholder: one.name, value: name } }
    }
    index += 1
  }
  return worst
}

/** A wording to reckon with; a tag where it has a registered text. */
export type WordingToCost = {
  segments: readonly (string | { name: string; tag?: Tag | undefined })[]
  inPlainLetters?: boolean
}
type Tag = Parameters<typeof longestIn>[0]

/** Of a wording as it is sent: with its slots where it is laid beside a registered text. */
export function wordingToCost(segments: readonly Segment[], registered: RegisteredTemplate | undefined): WordingToCost {
  return registered?.is === 'aligned' ? registered : { segments }
}

function partsOf(
  segments: WordingToCost['segments'],
  values: readonly string[],
): { encoding: 'gsm' | 'ucs2'; parts: number } {
  let count = 0
  const { encoding, parts } = smsParts(
    segments.map((one) => (typeof one === 'string' ? one : (values[count++] ?? ''))).join(''),
  )
  return { encoding, parts }
}

/** So many of one letter as the longest value has: of the account's names where they are all there is, else of what is usual at most. */
function longestValue(name: string, tag: Tag | undefined, names: NamesByPlaceholder): string {
  const own = names[name] ?? []
  const most = own.length > 0 ? own.reduce((longest, one) => Math.max(longest, one.length), 0) : longestLength(name)
  return 'x'.repeat(tag === undefined ? most : Math.min(most, longestIn(tag)))
}

/** Only names outside the GSM alphabet can be worse than the longest; the longest few of them are. */
function strangestNames(names: readonly string[]): string[] {
  return names
    .filter((one) => !isGsm(one))
    .sort((one, other) => other.length - one.length)
    .slice(0, 3)
}

function sentAs(name: string, tag: Tag | undefined, inPlainLetters: boolean): string {
  if (tag === undefined) return cleanValue(name)
  const fitted = fittedIn(cleanValue(name), tag, { tooLong: 'cut', inPlainLetters })
  return 'value' in fitted ? fitted.value : ''
}

/** The character of a text that costs parts. `at` in UTF-16 units of the text; `partsWithout` it, or with its replacement. */
export type CostlyPlace = {
  why: 'forces_ucs2' | 'begins_second_part'
  character: string
  at: number
  partsWithout: number
  replacement: string | null
}

/** In another script every letter costs, as it must be: only few and rare characters are to blame. */
const mostStrangers = 4
const rare = 1 / 8

/** The few characters that alone make a text UCS-2; none of a text that is in another script. */
export function strangersOf(text: string): CostlyCharacter[] {
  const all = costlyCharacters(text)
  const times = all.reduce((sum, one) => sum + one.times, 0)
  return all.length > mostStrangers || times > Math.max(2, text.length * rare) ? [] : all
}

/** So little over one part that shortening is worth a thought. */
const nearlyOnePart = 40

/** The character that costs a usual text its second part, or makes it UCS-2; null where there is none to blame. */
export function costlyPlace(text: string): CostlyPlace | null {
  const { encoding, parts, bodies, units } = smsParts(text)
  if (encoding === 'ucs2') return strangerIn(text, parts)
  const at = bodies[0]?.length ?? 0
  if (parts !== 2 || units - 160 > nearlyOnePart) return null
  // The first part of one that stands alone holds 160, not the 153 of a part among several.
  const begins = lengthOfUnits(text, 160)
  return {
    why: 'begins_second_part',
    character: text.charAt(begins),
    at: Math.max(at, begins),
    partsWithout: 1,
    replacement: '',
  }
}

function strangerIn(text: string, parts: number): CostlyPlace | null {
  const strangers = strangersOf(text)
  const mended = strangers.reduce(
    (rest, { character }) => rest.replaceAll(character, replacementFor(character) ?? ''),
    text,
  )
  const { parts: partsWithout } = smsParts(mended)
  const [first] = strangers
  if (!first || partsWithout >= parts) return null
  return { why: 'forces_ucs2', character: first.character, at: first.at, partsWithout, replacement: first.replacement }
}

/** The UTF-16 units at the beginning that take so many septets. */
function lengthOfUnits(text: string, septets: number): number {
  let end = 0
  for (let used = 0; end < text.length; end += 1) {
    used += /[\f^{}\\[\]~|€]/.test(text.charAt(end)) ? 2 : 1
    if (used > septets) return end
  }
  return end
}
