/** Which pack governs a number: that of the recipient's country, whatever the account's own is. */
import type { PhoneNumber } from '../phone-number.ts'
import { readNumber } from '../phone-number.ts'
import { elsewhere } from './elsewhere.ts'
import { europeanUnion } from './european-union.ts'
import { india } from './india.ts'
import type { CountryPack } from './pack.ts'
import { singapore } from './singapore.ts'
import { unitedArabEmirates } from './united-arab-emirates.ts'
import { unitedKingdom } from './united-kingdom.ts'
import { unitedStates } from './united-states.ts'

/** Every pack there is, in the order in which they are shown; last what holds without one. */
export const countryPacks: readonly CountryPack[] = [
  india,
  unitedStates,
  unitedKingdom,
  europeanUnion,
  singapore,
  unitedArabEmirates,
  elsewhere,
]

const byCountry = new Map(
  countryPacks.flatMap((pack) => pack.countries.map((one): [string, CountryPack] => [one, pack])),
)

/** The pack of a country (ISO 3166), or the safe defaults. */
export function packOf(country: string | null): CountryPack {
  return (country !== null && byCountry.get(country)) || elsewhere
}

/** The country of a number in E.164; null where none is sure, as of satellite phones. Nearly all are Indian, so these cost one comparison. */
export function countryOf(number: PhoneNumber | string): string | null {
  return isIndian(number) ? 'IN' : readNumber(number, '').country
}

/** The pack that governs texts to a number. */
export function packOfNumber(number: PhoneNumber | string): CountryPack {
  return isIndian(number) ? india : packOf(countryOf(number))
}

/** Whether a number is India's: texts to no other carry the ids of its registers. */
export function isIndian(number: PhoneNumber | string): boolean {
  return number.startsWith('+91')
}
