/**
 * The one reader of phone numbers. Callers come as phone systems tell them: E.164, national, SIP addresses, words for "withheld". What
 * is read says what kind of number it is, since only a mobile can receive a text.
 */
import { type CountryCode, Metadata, parsePhoneNumberFromString } from 'libphonenumber-js/max'

declare const brand: unique symbol

/** A valid number as E.164 text, such as `+919000001417`. Only this file makes one. */
export type PhoneNumber = string & { readonly [brand]: 'PhoneNumber' }

/**
 * What a number is. `landline` includes internet lines; `service` is everything rented by a firm and not by a person (UAN, shared cost, premium,
 * India's 140, 1600 and 186 series); `short` is a short code or an extension; `withheld` is a number not told; `invalid` is anything else.
 */
export const numberKinds = ['mobile', 'landline', 'toll_free', 'service', 'short', 'withheld', 'invalid'] as const
export type NumberKind = (typeof numberKinds)[number]

/** What a number is, as people are told. */
export const numberKindWords: Readonly<Record<NumberKind, string>> = {
  mobile: 'a mobile number',
  landline: 'a landline number',
  toll_free: 'a toll-free number',
  service: 'a service number',
  short: 'a short number',
  withheld: 'no number',
  invalid: 'not a phone number',
}

/** A number as told and as read. `number` is null for short, withheld and invalid ones; `country` is ISO 3166, null where none is sure. */
export type ReadNumber = Readonly<{
  raw: string | null
  number: PhoneNumber | null
  kind: NumberKind
  country: string | null
}>

/** Reads any text as a phone number; `country` (ISO 3166, the account's) is where a number without country code is at home. Never throws. */
export function readNumber(text: string | null | undefined, country: string): ReadNumber {
  if (!text) return readCarefully(text, country)
  return readIndianMobile(text, country) ?? readOnce(text, country)
}

/** A valid number of any kind, or undefined: for numbers that people type. */
export function parsePhoneNumber(text: string, country: string): PhoneNumber | undefined {
  return readNumber(text, country).number ?? undefined
}

/** Only a mobile can receive a text. */
export function canReceiveSms(kind: NumberKind): boolean {
  return kind === 'mobile'
}

// The patterns are the library's own, so that the short way agrees with the long one when the metadata is renewed. Its types leave these
// two methods out; were they ever gone, the pattern is empty, nothing matches, and every number goes the long way.
type Patterns = { nationalNumberPattern?(): string; type?(name: 'MOBILE'): { pattern(): string } | undefined }
const metadata = new Metadata()
metadata.selectNumberingPlan('IN')
const india = (metadata.numberingPlan ?? {}) as Patterns
const wholly = (pattern: string | undefined) => new RegExp(`^(?:${pattern ?? ''})$`)
const indianNational = wholly(india.nationalNumberPattern?.())
const indianMobile = wholly(india.type?.('MOBILE')?.pattern())

/** The short way, for nearly every caller in India: 0.1 us where the library takes 19. A test holds it equal to the long way. */
function readIndianMobile(text: string, country: string): ReadNumber | undefined {
  const national = text.slice(-10)
  const before = text.slice(0, -10)
  if (before !== '+91' && (country !== 'IN' || (before !== '' && before !== '0' && before !== '91'))) return undefined
  if (before === '' && keypadWords.has(national)) return undefined
  const first = national.charCodeAt(0)
  if (first < 0x36 || first > 0x39 || !indianMobile.test(national) || !indianNational.test(national)) return undefined
  return { raw: text, number: `+91${national}` as PhoneNumber, kind: 'mobile', country: 'IN' }
}

/** The long way, for every other number. Exported for the test that compares both. */
export function readCarefully(text: string | null | undefined, country: string): ReadNumber {
  const raw = text ?? null
  const told = addressOf(text ?? '')
  const nothing = (kind: NumberKind): ReadNumber => ({ raw, number: null, kind, country: null })
  if (isWithheld(told)) return nothing('withheld')
  const parsed = parsePhoneNumberFromString(told, { defaultCountry: country as CountryCode, extract: false })
  if (!parsed?.isValid()) return nothing(/^[*#]?\d{3,6}#?$/.test(told) ? 'short' : 'invalid')
  const number = parsed.number as string as PhoneNumber
  return { raw, number, kind: kindOf(number, parsed.getType()), country: parsed.country ?? null }
}

/** The long way once for each number that keeps coming back, such as the account's own. */
const readOnce = remembering(readCarefully)

/** Remembers the answers of a costly pure function; when it has 4,096 it forgets them all, which bounds memory and costs nothing to keep up. */
function remembering<A>(answer: (text: string, country: string) => A): (text: string, country: string) => A {
  const answers = new Map<string, A>()
  return (text, country) => {
    const key = `${country}\u0000${text}`
    const known = answers.get(key)
    if (known !== undefined) return known
    if (answers.size >= 4096) answers.clear()
    const fresh = answer(text, country)
    // A long text is not a number that comes back.
    if (text.length <= 40) answers.set(key, fresh)
    return fresh
  }
}

/** Words and digits that phone systems give in place of a number. "caller", "number" and the like around them are passed over. */
const around = '(?:the|caller|call|number|cli|id|user)*'
const withheldWords = new RegExp(
  `^${around}(?:anonym|anonymous|anon|withheld|private|restricted|blocked|unavailable|notavailable|unknown|notknown|unidentified|` +
    `hidden|suppressed|secret|confidential|outofarea|coverageunavailable|no|none|null|nil|undefined|invalid|empty|na|p|o)${around}$`,
)

/** ANONYMOUS, RESTRICTED, BLOCKED, UNAVAILABLE and UNKNOWN on a telephone's keys: some networks signal these as if they were numbers. */
const keypadWords: ReadonlySet<string> = new Set(['266696687', '7378742833', '2562533', '86282452253', '8656696'])

function isWithheld(told: string): boolean {
  if (/^[\s\p{P}+]*$/u.test(told)) return true
  const digits = told.replace(/^\+/, '')
  if (/^\d+$/.test(digits)) return keypadWords.has(digits) || /^0+$/.test(digits)
  return !/\d/.test(told) && withheldWords.test(told.toLowerCase().replace(/[^\p{L}]/gu, ''))
}

/** The number within a SIP or tel address, within angle brackets, or with invisible characters around it as when pasted. */
function addressOf(text: string): string {
  // A number has at most 15 digits; what is longer than an address can be is not searched for one.
  const plain = text
    .slice(0, 250)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
  const bracketed = /<([^<>]*)>/.exec(plain)?.[1] ?? plain
  const address = bracketed.trim().replace(/^(?:sips?|tel|callto):(?:\/\/)?/i, '')
  const context = /;phone-context=(\+\d+)/i.exec(address)?.[1] ?? ''
  const told = decodeEscapes(address.split(/[;@?]/, 1)[0] ?? '').trim()
  return told.startsWith('+') ? told : context + told
}

function decodeEscapes(text: string): string {
  return text.replace(/%2B/gi, '+').replace(/%23/g, '#').replace(/%20/g, ' ')
}

/** India's 140 and 160x series (calls by firms), shared-cost 186 and UAN; the metadata takes 1600 and 1601 for mobiles. */
const indianService = /^\+91(?:1[046]0|186)/

function kindOf(number: string, type: string | undefined): NumberKind {
  if (indianService.test(number)) return 'service'
  switch (type) {
    case 'MOBILE':
    // In North America and a few other places one cannot tell; nearly all who call from such a number can read a text.
    case 'FIXED_LINE_OR_MOBILE':
      return number.startsWith('+91') && !/^\+91[6-9]\d{9}$/.test(number) ? 'service' : 'mobile'
    case 'FIXED_LINE':
    case 'VOIP':
      return 'landline'
    case 'TOLL_FREE':
      return 'toll_free'
    default:
      return 'service'
  }
}

/** Grouped for reading: `+91 90000 01417`, `1800 572 0199` (toll-free and service numbers cannot be dialled from abroad). Other text as it is. */
export function formatPhoneNumber(text: string): string {
  return text.startsWith('+') ? groupedOnce(text, '') : text
}

/** As people of its country write it, to be read and dialled there: `080 4123 4567`, `1800 572 0199`, Indian mobiles `90000 01417`. */
export function formatNational(number: PhoneNumber): string {
  return nationalOnce(number, '')
}

const groupedOnce = remembering((text) => {
  const parsed = parsePhoneNumberFromString(text, { extract: false })
  if (!parsed?.isValid()) return text
  const kind = kindOf(parsed.number, parsed.getType())
  return (kind === 'toll_free' || kind === 'service') && parsed.country
    ? parsed.formatNational()
    : parsed.formatInternational()
})

const nationalOnce = remembering((text) => {
  const parsed = parsePhoneNumberFromString(text, { extract: false })
  if (!parsed) return text
  const national = parsed.formatNational()
  // Indian mobiles are dialled without the 0 that the metadata still writes before them.
  return kindOf(parsed.number, parsed.getType()) === 'mobile' && parsed.country === 'IN' ? national.slice(1) : national
})

/** For lists and logs: the two digits before the last three are hidden, `+91 90000 ••417`. Short codes (up to six digits) hide nobody. */
export function maskPhoneNumber(text: string): string {
  return maskDigits(formatPhoneNumber(text))
}

/** What stands for a digit that is not shown. */
const hidden = '•'

function maskDigits(shown: string, sign = hidden): string {
  // An address writes a space with two digits, which are none of the number.
  let place = bareDigits(shown.replaceAll('%20', '')).length
  if (place <= 6) return shown
  return shown.replace(/%20|\d/g, (digit) => {
    if (digit === '%20') return digit
    place -= 1
    return place === 3 || place === 4 ? sign : digit
  })
}

const bareDigits = (text: string): string => text.replace(/\D/g, '')

const ids = /\b[a-z]+_[0-9a-f]{32}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/
const dates = /(?<!\d)(?:20\d\d[-/.][01]\d[-/.][0-3]\d|[0-3]\d[-/.][01]\d[-/.]20\d\d)(?!\d)/
/** Seven digits or more, grouped as people and address lines group them. */
const digits = /\+?\d(?:(?:[ ().+/-]|%20){0,2}\d){6,}/
const keptOrNumbers = new RegExp(`(${ids.source}|${dates.source})|${digits.source}`, 'g')

/** A text of somebody else's making, with whatever may be a number in it masked where it stands: ids and dates stay as they are. */
export function maskNumbersIn(text: string): string {
  return text.replace(keptOrNumbers, (found, kept?: string) => kept ?? maskDigits(found))
}

/** What people, phone systems and addresses put between the digits of a number. */
const between = '(?:[\\s().+/_-]|%20){0,3}'

/**
 * A text that may say these numbers, each masked wherever and however it is written there. Whatever else has digits stays as it is: orders, ids, the
 * account's own numbers. `sign` stands for a digit that is not shown.
 */
export function maskNumbersOf(text: string, numbers: readonly string[], sign = hidden): string {
  if (!hasDigits(text, fewestDigits)) return text
  const written = [...new Set(numbers.flatMap(waysToWrite))]
  if (written.length === 0) return text
  // The longest first: what stands before the digits must not lead to another place.
  written.sort((one, other) => other.length - one.length)
  const anyOf = new RegExp(written.map((one) => [...one].join(between)).join('|'), 'g')
  return text.replace(anyOf, (found) => maskDigits(found, sign))
}

/** What has fewer hides nobody. */
const fewestDigits = 7

/** Most words have none, and each look costs as much as there are numbers. */
function hasDigits(text: string, wanted: number): boolean {
  let found = 0
  for (let at = 0; at < text.length && found < wanted; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit >= 0x30 && unit <= 0x39) found += 1
  }
  return found >= wanted
}

/** Digits by which a number can be told in a text, without what may be left out before them. */
function waysToWrite(number: string): string[] {
  if (/^\+91\d{10}$/.test(number)) return [number.slice(3)]
  if (number.startsWith('+')) return writtenOnce(number, '').filter((one) => one.length >= fewestDigits)
  // As a phone system told it, and nobody could read it.
  const told = (number.match(new RegExp(digits, 'g')) ?? []).map((one) => withoutPrefix(bareDigits(one)))
  return told.filter((one) => one.length >= fewestDigits)
}

/** What else is written of the same number begins with other digits, or with none. */
const withoutPrefix = (bare: string): string => bare.replace(/^0+/, '').replace(/^91(?=\d{10}$)/, '')

/** Some countries write a number at home with other digits than abroad. */
const writtenOnce = remembering((number) => {
  const parsed = parsePhoneNumberFromString(number, { extract: false })
  if (!parsed) return [bareDigits(number)]
  return [parsed.nationalNumber as string, bareDigits(parsed.formatNational()), bareDigits(number)]
})
