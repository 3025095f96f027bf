/** Figures and moments as people read them: in the account's time zone and currency, with units and a space. */
import { t } from './i18n/i18n.ts'

export type Locale = { language: string; zone: string; currency: string }

const localeOf = (language: string) => (language.startsWith('hi') ? 'hi-IN' : 'en-IN')
const formatters = new Map<string, Intl.DateTimeFormat>()

function dates({ language, zone }: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${JSON.stringify(options)}`
  const known = formatters.get(key)
  if (known !== undefined) return known
  // Latin digits also in Hindi: they stand beside phone numbers.
  const made = new Intl.DateTimeFormat(`${localeOf(language)}-u-nu-latn`, { timeZone: zone, ...options })
  formatters.set(key, made)
  return made
}

const ms = (at: string | number) => (typeof at === 'number' ? at : Date.parse(at))
const clock24 = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

export function makeFormat(locale: Locale) {
  const clock = (at: string | number) => dates(locale, clock24).format(ms(at))
  const second = (at: string | number) => dates(locale, { ...clock24, second: '2-digit' }).format(ms(at))
  const exact = (at: string | number) => `${second(at)}.${String(Math.floor(ms(at)) % 1000).padStart(3, '0')}`
  const yearOf = (at: string | number) => dates(locale, { year: 'numeric' }).format(ms(at))
  /** The year is said when it is not this one. */
  const withYear = (at: string | number, options: Intl.DateTimeFormatOptions) =>
    dates(locale, yearOf(at) === yearOf(Date.now()) ? options : { ...options, year: 'numeric' }).format(ms(at))
  const day = (at: string | number) => withYear(at, { day: 'numeric', month: 'short' })
  const longDay = (at: string | number) => withYear(at, { weekday: 'long', day: 'numeric', month: 'long' })
  const weekday = (at: string | number) => dates(locale, { weekday: 'long' }).format(ms(at))
  const isToday = (at: string | number) => day(at) === day(Date.now()) && Math.abs(Date.now() - ms(at)) < 86_400_000 * 2
  return {
    clock,
    second,
    exact,
    day,
    longDay,
    weekday,
    isToday,
    /** `2026-11-26`, as date fields have it. */
    date: (at: string | number) => new Intl.DateTimeFormat('en-CA', { timeZone: locale.zone }).format(ms(at)),
    /** As a handset shows it: `2:31 pm`. */
    handset: (at: string | number) =>
      dates(locale, { hour: 'numeric', minute: '2-digit', hour12: true }).format(ms(at)).toLowerCase(),
    /** `14:31` today, else `23 Nov, 14:31`. */
    moment: (at: string | number) => (isToday(at) ? clock(at) : `${day(at)}, ${clock(at)}`),
    /** A day such as `2026-11-05`, which is the same in every zone: `5 Nov`. */
    calendarDay: (day: string, month: 'short' | 'long' = 'short') => {
      const isOfThisYear = day.startsWith(yearOf(Date.now()))
      const year = isOfThisYear ? {} : ({ year: 'numeric' } as const)
      return dates({ ...locale, zone: 'UTC' }, { day: 'numeric', month, ...year }).format(ms(day))
    },
    /** A month such as `2026-11`. */
    month: (month: string) =>
      dates({ ...locale, zone: 'UTC' }, { month: 'long', year: 'numeric' }).format(ms(`${month}-01`)),
    money: (amount: string | number, currency = locale.currency) =>
      new Intl.NumberFormat(localeOf(locale.language), {
        style: 'currency',
        currency,
        minimumFractionDigits: 2,
        maximumFractionDigits: 4,
      }).format(Number(amount)),
    count: (n: number) => new Intl.NumberFormat(`${localeOf(locale.language)}-u-nu-latn`).format(n),
  }
}
export type Format = ReturnType<typeof makeFormat>

/** The last moment of a day such as `2026-03-31` in a zone: what "until 31 March" means there. */
export function endOfDay(day: string, zone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`) + 86_400_000
  const aheadAt = (at: number) => {
    const words = dates({ language: 'en', zone, currency: '' }, { timeZoneName: 'longOffset' }).format(at)
    // "31/3/2026, GMT+05:30"; UTC itself is "GMT".
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(words) ?? []
    return Number(`${sign ?? ''}1`) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000
  }
  // The offset there may be another than at midnight in UTC.
  return new Date(midnight - aheadAt(midnight - aheadAt(midnight)) - 1).toISOString()
}

/** A length of time as it is said: `41 ms`, `2.31 s`, `24 min`, `3 h`. */
export function lasted(milliseconds: number, digits = 2): string {
  if (milliseconds < 1000) return t('ui.lasted.milliseconds', { figure: Math.round(milliseconds) })
  const seconds = milliseconds / 1000
  if (seconds < 60) return t('ui.lasted.seconds', { figure: seconds.toFixed(seconds < 10 ? digits : 1) })
  if (seconds < 3600) return t('ui.lasted.minutes', { figure: Math.round(seconds / 60) })
  return seconds < 172_800
    ? t('ui.lasted.hours', { count: Math.round(seconds / 3600) })
    : t('ui.lasted.days', { figure: Math.round(seconds / 86_400) })
}

/** `8.1 %`, `44 %`, `0 %` */
export function percent(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0 %'
  const value = (part / whole) * 100
  return `${value.toFixed(1).replace(/\.0$/, '')} %`
}

/** A phone number as people of its country write it; an unknown kind as it is. */
export function phone(number: string): string {
  // Cities of two digits, whose numbers no mobile begins with: 79 and 80 are shared with mobiles, and only their fixed lines are meant.
  const city = /^\+91(11|2[02]|33|4[04]|79(?=[1245])|80(?=[2-46]))(\d{4})(\d{4})$/.exec(number)
  if (city) return `+91 ${city[1]} ${city[2]} ${city[3]}`
  const indian = /^\+91(\d{5})(\d{5})$/.exec(number)
  if (indian) return `+91 ${indian[1]} ${indian[2]}`
  const tollFree = /^(?:\+91)?(1800|1860)(\d{3})(\d{3,4})$/.exec(number.replaceAll(' ', ''))
  if (tollFree) return `${tollFree[1]} ${tollFree[2]} ${tollFree[3]}`
  return number
}

/** A name that only writes the number, as one without a name is called, is none. */
export const ownName = (name: string, number: string): string => (isWritingOf(name, number) ? '' : name)

const isWritingOf = (written: string, number: string): boolean => {
  const digits = /^[\d\s+()-]{6,}$/.test(written) ? written.replaceAll(/\D/g, '').replace(/^0/, '') : ''
  return digits !== '' && number.replaceAll(/\D/g, '').endsWith(digits)
}

/** What a name says besides the number, which may stand before it as people write it: `080 4123 4567, Bengaluru` is Bengaluru. */
export function besidesNumber(name: string, number: string): string {
  const [, written = '', rest = ''] = /^([\d\s+()-]{6,}),\s*(.+)$/.exec(name) ?? []
  return isWritingOf(written, number) ? rest : ownName(name, number)
}

/** An amount as one would type it: `200.00`, `0.0083`; the program keeps four places of each. */
export const plainAmount = (amount: string): string => amount.replace(/(\.\d\d\d*?)0+$/, '$1')
