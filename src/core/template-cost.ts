/**
 * What a wording costs before it is saved: parts of a usual text, parts of the longest, and the one character that costs more than it says.
 * The longest is judged by the account's own names, since one emoji in a user's name more than doubles the price of every text that has it.
 */

import { fittedIn, type RegisteredTemplate } from './dlt-render.ts'
import { longestIn } from './dlt-slots.ts'
import { isGsm, septetsOfUnit } from './gsm-alphabet.ts'
import { ownValue } from './own-value.ts'
import { type CostlyCharacter, costlyCharacters, replacementFor, smsParts } from './sms-parts.ts'
import { cleanValue, type Segment } from './template.ts'
import { longestLength } from './template-lengths.ts'

/** The account's own names by the placeholder that says them. */
export type NamesByPlaceholder = Readonly<Record<string, readonly string[]>>

/** `because`: whose value makes the text UCS-2, where its own words do not; `value` is the account's own name, null of what callers say of themselves. */
export type WorstCase = {
  encoding: 'gsm' | 'ucs2'
  parts: number
  because: { placeholder: string; value: string | null } | null
}

/**
 * The most parts that a text of this wording will have: each value as long as it can be, with each placeholder in turn saying what GSM has no letters for,
 * in every place where it stands.
 */
export function worstCase(template: WordingToCost, names: NamesByPlaceholder): WorstCase {
  const places = template.segments.map((one) =>
    typeof one === 'string'
      ? { values: [{ sent: one, own: null }] }
      : { name: one.name, values: valuesOf(one, names, template.inPlainLetters === true) },
  )
  const longestOfAll = places.map(({ values }) => longest(values))
  // A fixed text stands as it is. Where it is in another script by its own words, no value is to blame.
  const inGsm = partsOf(
    places.map(({ name, values }) => longest(name === undefined ? values : values.filter(isGsmValue))),
  )
  if (inGsm.encoding === 'ucs2') return { ...partsOf(longestOfAll), because: null }
  let worst: WorstCase = { ...inGsm, because: null }
  for (const { name: placeholder, values } of places) {
    const strange = placeholder === undefined ? undefined : strangest(values)
    if (placeholder === undefined || strange === undefined) continue
    const tried = partsOf(
      places.map(({ name, values: own }, index) =>
        name === placeholder ? (strangest(own) ?? longestOfAll[index]) : longestOfAll[index],
      ),
    )
    if (worst.because === null || tried.parts > worst.parts)
      worst = { ...tried, because: { placeholder, value: strange.own } }
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

/** What a placeholder may say: `own` is the account's name for it, null where it is made up. */
type Value = { sent: string; own: string | null }

const isGsmValue = ({ sent }: Value): boolean => isGsm(sent)

function longest(values: readonly Value[]): Value | undefined {
  return values.reduce<Value | undefined>(
    (most, one) => (most === undefined || one.sent.length > most.sent.length ? one : most),
    undefined,
  )
}

const strangest = (values: readonly Value[]) => longest(values.filter((one) => !isGsmValue(one)))

function partsOf(values: readonly (Value | undefined)[]): { encoding: 'gsm' | 'ucs2'; parts: number } {
  const { encoding, parts } = smsParts(values.map((one) => one?.sent ?? '').join(''))
  return { encoding, parts }
}

/** The account's own names where they are all there is; else one as long as is usual at most, and of what callers say also one in another script. */
function valuesOf(
  { name, tag }: { name: string; tag?: Tag | undefined },
  names: NamesByPlaceholder,
  inPlainLetters: boolean,
): Value[] {
  const own = ownValue(names, name) ?? []
  if (own.length > 0) return own.map((one) => ({ sent: sentAs(one, tag, inPlainLetters), own: one }))
  const most = longestLength(name)
  const plain = { sent: 'x'.repeat(tag === undefined ? most : Math.min(most, longestIn(tag))), own: null }
  if (name !== 'caller_name' && !name.startsWith('var.')) return [plain]
  return [plain, { sent: sentAs('क'.repeat(most), tag, inPlainLetters), own: null }]
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
  const { encoding, parts, units } = smsParts(text)
  if (encoding === 'ucs2') return strangerIn(text, parts)
  if (parts !== 2 || units - 160 > nearlyOnePart) return null
  // The first part of one that stands alone holds 160, not the 153 of a part among several.
  const begins = lengthOfUnits(text, 160)
  return {
    why: 'begins_second_part',
    character: text.charAt(begins),
    at: begins,
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

/** The UTF-16 units at the beginning of a text of the GSM alphabet that take so many septets. */
function lengthOfUnits(text: string, septets: number): number {
  let end = 0
  for (let used = 0; end < text.length; end += 1) {
    used += septetsOfUnit(text.charCodeAt(end))
    if (used > septets) return end
  }
  return end
}
