/** What a header is in other countries: its sender there, and the ids under which that is registered. Checked by the country's pack. */
import { isSupportedCountry } from 'libphonenumber-js/max'
import { z } from 'zod'
import type { FieldProblem } from '../adapter.ts'
import type { PhoneNumber } from '../phone-number.ts'
import { countryOf, countryPacks, packOf } from './packs.ts'
import { fitsField, missingFields, senderWords, takesSender } from './senders.ts'

const senderAbroad = z.strictObject({
  sender: z.string().trim().min(1).max(20).nullable().default(null).describe('Null: the header itself'),
  fields: z
    .record(z.string().max(40), z.string().trim().min(1).max(80))
    .default({})
    .describe('Ids of registrations, by the names in GET /v1/countries'),
})

/** By ISO 3166 code, or EU for all its members. */
export const sendersAbroad = z.record(z.string().regex(/^[A-Z]{2}$/), senderAbroad)
type SendersAbroad = z.infer<typeof sendersAbroad>

/** A header's senders by country, as a plan asks them; undefined where it has the same everywhere. */
export function sendersOf(countries: SendersAbroad): Record<string, string> | undefined {
  const senders = Object.entries(countries).flatMap(([code, { sender }]) => (sender === null ? [] : [[code, sender]]))
  return senders.length === 0 ? undefined : Object.fromEntries(senders)
}

/** What a text to this number comes from: the header's sender in that country, else in the group of its pack, else the header. */
export function senderTo(
  number: PhoneNumber | null,
  { header, senders }: { header: string; senders?: Readonly<Record<string, string>> },
): string {
  if (!senders || number === null) return header
  const country = countryOf(number)
  return senders[country ?? ''] ?? senders[packOf(country).key] ?? header
}

const packNamed = (code: string) => countryPacks.find((one) => one.key === code) ?? packOf(code)
const isKnown = (code: string) => isSupportedCountry(code) || code === 'EU'

/** What is wrong with an account's own country. */
export function countryProblems(code: string, path: string): FieldProblem[] {
  if (isSupportedCountry(code)) return []
  return [
    { path, code: 'unknown_country', message: `${code} is no country; write its ISO 3166 code, such as IN or GB` },
  ]
}

/** What is wrong with a header's senders and ids abroad; `path` is where they stand. */
export function abroadProblems(countries: SendersAbroad, path: string): FieldProblem[] {
  return Object.entries(countries).flatMap(([code, { sender, fields }]): FieldProblem[] => {
    const at = `${path}.${code}`
    if (!isKnown(code))
      return [{ path: at, code: 'unknown_country', message: `${code} is no country; write a code such as US, or EU` }]
    const pack = packNamed(code)
    const ofSender =
      sender === null || takesSender(pack, sender)
        ? []
        : [{ path: `${at}.sender`, code: 'not_for_country', message: `${pack.name} takes: ${senderWords(pack)}` }]
    return [...ofSender, ...Object.entries(fields).flatMap(([name, value]) => fieldProblems(pack, name, value, at))]
  })
}

function fieldProblems(pack: ReturnType<typeof packNamed>, name: string, value: string, at: string): FieldProblem[] {
  const field = pack.registration.find((one) => one.name === name)
  const path = `${at}.fields.${name}`
  if (!field) {
    const known = pack.registration.map((one) => one.name).join(', ')
    const message = `${pack.name} knows no "${name}"${known === '' ? '' : `; it has ${known}`}`
    return [{ path, code: 'unknown_field', message }]
  }
  return fitsField(field, value) ? [] : [{ path, code: 'wrong_form', message: `${field.title}: ${field.words}` }]
}

/** Which registrations a header's senders abroad lack. It may be saved: a gateway may hold them. Paths are below the header. */
export function abroadWarnings(header: string, countries: SendersAbroad): FieldProblem[] {
  return Object.entries(countries).flatMap(([code, { sender, fields }]) => {
    const pack = packNamed(code)
    return missingFields(pack, sender ?? header, fields).map(({ name, title }) => ({
      path: `countries.${code}.fields.${name}`,
      code: 'not_registered',
      message: `${pack.name} blocks texts from ${sender ?? header} without it (${title}), unless the gateway has registered it.`,
    }))
  })
}
