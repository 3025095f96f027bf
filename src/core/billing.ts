/**
 * Money, counted in whole 1/10,000 of the currency's unit (30 paise are 3,000): per-text prices need four places, and integers add up exactly.
 * It leaves the program as `{amount: "123.4500", currency: "INR"}`. Rounding happens once, on an invoice's line.
 */
export type Money = { amount: string; currency: string }

const unitsPerWhole = 10_000

/** `123.4500` from 1,234,500 units: always four places. */
export function formatAmount(units: number): string {
  const digits = Math.abs(safe(units)).toString().padStart(5, '0')
  return `${units < 0 ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`
}

/** Units from an amount such as `0.3`, `1400` or `-12.0050`. Undefined for anything else, also for more than four places or eleven digits before them. */
export function parseAmount(text: string): number | undefined {
  const match = /^(-?)(\d{1,11})(?:\.(\d{1,4}))?$/.exec(text)
  if (!match) return undefined
  const [, sign, whole, places = ''] = match
  const units = Number(whole) * unitsPerWhole + Number(places.padEnd(4, '0'))
  return sign === '-' && units !== 0 ? -units : units
}

/** Units as they leave the program. */
export function money(units: number, currency: string): Money {
  return { amount: formatAmount(units), currency }
}

/** What prices come to together, at most what a number holds exactly: each may be such a sum already, and more could neither be stored nor shown. */
export function totalOf(amounts: readonly number[]): number {
  return Math.min(
    amounts.reduce((total, one) => total + one, 0),
    Number.MAX_SAFE_INTEGER,
  )
}

/**
 * 99,999.9999 of the unit: in the weakest currencies a part costs thousands, and ten parts of it, a million times a day, are still a sum that a number holds
 * exactly. Not said by the document's schema, by which accounts from before are shown too.
 */
export const highestPricePerPart = 999_999_999

/** What a text of so many parts costs, in the units of the price. */
export function priceOf(parts: number, pricePerPart: number): number {
  return safe(parts * pricePerPart)
}

/**
 * The total of an invoice's line: its items added up exactly, then rounded half up to what the currency has coins for (paise; whole yen). A credit is
 * rounded like the charge that it takes back. Throws a RangeError for a currency that is not three letters.
 */
export function invoiceLine(items: readonly number[], currency: string): number {
  const total = items.reduce((sum, units) => safe(sum + safe(units)), 0)
  const coin = coinOf(currency)
  const rounded = Math.floor((Math.abs(total) + coin / 2) / coin) * coin
  return safe(total < 0 && rounded > 0 ? -rounded : rounded)
}

/** A tax of so many per cent (`9`, `18.00`; at most four places) on an amount that is not below nothing, rounded half up once like every line of an invoice. */
export function taxLine(amount: number, percent: string, currency: string): number {
  const rate = parseAmount(percent)
  if (rate === undefined || rate < 0) throw new RangeError(`${percent} is not a percentage`)
  const coin = BigInt(coinOf(currency))
  // In 1/10,000 of a per cent of the amount, which may be more than a number counts exactly.
  const exact = BigInt(safe(amount)) * BigInt(rate)
  const whole = coin * 100n * BigInt(unitsPerWhole)
  return safe(Number(((exact + whole / 2n) / whole) * coin))
}

/** What the currency has no smaller coin than, in 1/10,000 of its unit. */
const coinOf = (currency: string): number => unitsPerWhole / 10 ** placesOf(currency)

const places = new Map<string, number>()

/** Places that a currency is paid in: 2 for INR, 0 for JPY, 3 for KWD. */
function placesOf(currency: string): number {
  const known = places.get(currency)
  if (known !== undefined) return known
  const found =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  places.set(currency, found)
  return found
}

function safe(units: number): number {
  if (!Number.isSafeInteger(units))
    throw new RangeError(`${units} is not a whole number of 1/10,000 that can be counted exactly`)
  return units
}
