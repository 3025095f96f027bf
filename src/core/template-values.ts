/**
 * What each placeholder says for one call, in forms that India's DLT slots take: digits, letters and spaces, no ":" and no "/".
 *
 *   call_date  `23 Nov`, in Hindi `23 नवंबर`: the day the call began, in the account's zone
 *   call_time  `2 31 PM`, in every language
 *   ring_time, talk_time  `24 s`, `3 min 12 s`, `1 h 2 min`; in Hindi `24 सेकंड`
 *   caller_number, user_number  digits as dialled at home, Indian ones always ten; a foreign number with its + and country code
 *   did_number  grouped as people at home write it: `1800 572 0199`, `080 4123 4567`
 *
 * The months are written out here, since those of Intl change with the version of Node, and a text must stay what was registered.
 */
import type { Call, Outcome } from './call.ts'
import { talkSecondsOf } from './conditions.ts'
import { answererOf, type Facts, firstToAnswer, isUnknownUser, type Person } from './facts.ts'
import type { Instant } from './instant.ts'
import { ownValue } from './own-value.ts'
import { formatNational, type PhoneNumber, parsePhoneNumber, readNumber } from './phone-number.ts'
import type { RuleSetVersion } from './rule-set.ts'
import { localTime } from './schedule.ts'
import type { TemplateValues } from './template.ts'

type Words = {
  months: readonly string[]
  outcomes: Record<Outcome, string>
  withheld: string
  hours(count: number): string
  minutes: string
  seconds: string
}

const english: Words = {
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  outcomes: { connected: 'connected', missed: 'missed', voicemail: 'voicemail' },
  withheld: 'withheld',
  hours: () => 'h',
  minutes: 'min',
  seconds: 's',
}

const hindi: Words = {
  months: ['जनवरी', 'फरवरी', 'मार्च', 'अप्रैल', 'मई', 'जून', 'जुलाई', 'अगस्त', 'सितंबर', 'अक्टूबर', 'नवंबर', 'दिसंबर'],
  outcomes: { connected: 'कनेक्टेड', missed: 'मिस्ड', voicemail: 'वॉइसमेल' },
  withheld: 'गोपनीय',
  hours: (count) => (count === 1 ? 'घंटा' : 'घंटे'),
  minutes: 'मिनट',
  seconds: 'सेकंड',
}

/** No number that anybody has: what a withheld one says where a registered variable takes digits only. */
export const withheldInDigits = '0'

/** By the language's first letters; whoever reads any other language, or Hindi in Latin letters, reads English words. */
const wordsOf = (language: string): Words => (/^hi(?!-Latn)/.test(language) ? hindi : english)

/** Whom a text goes to: the person, where it is one of the account's, and the number. */
type Reader = { person: Person | null; number: PhoneNumber | null }

/**
 * The values of a call for one who reads them. Where nobody is known to have answered or rung, a member of the department who gets the text is its user.
 */
export function templateValues(call: Call, facts: Facts, version: RuleSetVersion, recipient: Reader): TemplateValues {
  const { country, zone } = version
  const words = wordsOf(version.language)
  const user = () => userOf(call, facts, country, recipient.person)
  // Made when a template asks: it asks for two or three of them.
  return {
    ...variablesOf(call),
    get caller_number() {
      return callerNumber(facts, country) ?? { standIn: words.withheld, digits: withheldInDigits }
    },
    caller_name: call.callerName,
    get user_name() {
      return user().name
    },
    get user_number() {
      const { number } = user()
      return number && plainDigits(number, country)
    },
    get first_user_name() {
      return firstUserName(call, facts, user)
    },
    department_name: facts.department?.name ?? call.department?.name,
    get did_number() {
      return didNumber(facts.did?.number ?? call.did, country)
    },
    account_name: version.accountName,
    get call_date() {
      return dateOf(call.startedAt, zone, words)
    },
    get call_time() {
      return timeOf(call.startedAt, zone)
    },
    outcome: words.outcomes[call.outcome],
    get ring_time() {
      return duration(call.ringSeconds, words)
    },
    get talk_time() {
      return duration(talkSecondsOf(call), words)
    },
    recording_url: call.recordingUrl || call.voicemail?.url,
    ticket_number: call.variables?.['ticket_number'] || facts.ticket,
    opt_out_link: recipient.number === null ? undefined : facts.optOutLinks?.[recipient.number],
  }
}

function variablesOf({ variables = {} }: Call): TemplateValues {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [`var.${name}`, value]))
}

/** A short code has no E.164 form, but the user can read it; everything else that is not a number is withheld to a reader. */
function callerNumber({ caller }: Facts, country: string): string | undefined {
  if (caller.number !== null) return plainDigits(caller.number, country)
  return caller.kind === 'short' ? /[*#]?\d{3,6}#?/.exec(caller.raw ?? '')?.[0] : undefined
}

/** Digits to dial from within the country; DLT's numeric slots take nothing else. */
function plainDigits(number: PhoneNumber, country: string): string {
  if (country === 'IN' && number.startsWith('+91')) return number.slice(3)
  return readNumber(number, country).country === country ? formatNational(number).replace(/\D/g, '') : number
}

function didNumber(told: string | undefined, country: string): string | undefined {
  if (told === undefined) return undefined
  const number = parsePhoneNumber(told, country)
  return number === undefined ? told : formatNational(number)
}

type User = { name?: string | undefined; number?: PhoneNumber | undefined }

/**
 * Who answered last; else who rang last; else the member who reads: as recipients are chosen, by the name that the account gives the person. A user of
 * the source whom nobody has mapped yet goes by the source's words.
 */
function userOf(call: Call, facts: Facts, country: string, recipient: Person | null): User {
  const answerer = answererOf(call)
  // Of a call that nobody answered, a source names whom it rang last.
  const isStranger = call.user !== undefined && isUnknownUser(call.user, facts.unknown)
  const known = facts.answeredBy ?? (answerer || isStranger ? undefined : facts.rung.at(-1))
  const person = known === undefined ? undefined : ownValue(facts.people, known)
  if (person) return ofPerson(person)
  const told = answerer ?? call.user ?? call.rung?.at(-1)
  if (told)
    return { name: told.name, number: told.phone === undefined ? undefined : parsePhoneNumber(told.phone, country) }
  return recipient && facts.department?.members.includes(recipient.key) ? ofPerson(recipient) : {}
}

/** Who answered first, in the source's words while nobody has mapped them; who talked last where nobody passed the call on. */
function firstUserName(call: Call, { answeredFirst, people }: Facts, last: () => User): string | undefined {
  if (call.outcome !== 'connected') return undefined
  if (answeredFirst === undefined) return last().name
  if (answeredFirst !== null) return ownValue(people, answeredFirst)?.name
  return firstToAnswer(call)?.name
}

const ofPerson = ({ name, phone }: Person): User => ({ name, number: phone ?? undefined })

function dateOf(at: Instant, zone: string, words: Words): string {
  const { day, month } = localTime(zone, at)
  return `${day} ${words.months[month - 1]}`
}

function timeOf(at: Instant, zone: string): string {
  const { minute } = localTime(zone, at)
  const hour = Math.floor(minute / 60)
  const past = String(minute % 60).padStart(2, '0')
  return `${hour % 12 || 12} ${past} ${hour < 12 ? 'AM' : 'PM'}`
}

function duration(seconds: number | undefined, words: Words): string | undefined {
  if (seconds === undefined) return undefined
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  const rest = seconds % 60
  const pieces: string[] = []
  if (hours > 0) pieces.push(`${hours} ${words.hours(hours)}`)
  if (minutes > 0) pieces.push(`${minutes} ${words.minutes}`)
  if (rest > 0 || seconds === 0) pieces.push(`${rest} ${words.seconds}`)
  return pieces.join(' ')
}
