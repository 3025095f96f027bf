/** When a text may not go: a rule's quiet hours in the account's zone, and the hours of the recipient's country. Judged when planned and at the gate. */
import { countryOf, packOf } from './countries/packs.ts'
import { zonesOf } from './countries/zones.ts'
import type { Instant } from './instant.ts'
import type { Reason } from './reasons.ts'
import type { QuietHours } from './rule.ts'
import type { TemplateCategory } from './rule-set.ts'
import { instantOfClock, localTime } from './schedule.ts'

/** Hours in which a text may not go, and what becomes of it then. */
export type Quiet = QuietHours & { zone: string; reason: Reason & ('quiet_hours' | 'promotional_hours') }

/** All quiet hours that a text of this rule and template to this number keeps; null for nearly all. */
export function quietOf(
  rule: { quietHours?: QuietHours | undefined },
  category: TemplateCategory,
  { zone, number }: { zone: string; number: string },
): Quiet[] | null {
  const ofCountry = nightOf(number, category, zone)
  if (!rule.quietHours) return ofCountry
  return [...(ofCountry ?? []), { ...rule.quietHours, zone, reason: 'quiet_hours' as const }]
}

/** Outside of the country's hours, in each of its zones, since the number does not tell which is its owner's; null where its category may always go. */
function nightOf(number: string, category: TemplateCategory, accountZone: string): Quiet[] | null {
  const country = countryOf(number)
  const hours = packOf(country).hours[category]
  if (!hours) return null
  const zones = country === null ? [] : zonesOf(country)
  // A number of no country, or of one whose zone nobody has written down: by the account's clock.
  return (zones.length === 0 ? [accountZone] : zones).map((zone) => ({
    from: hours.to,
    to: hours.from,
    action: 'hold',
    zone,
    reason: 'promotional_hours',
  }))
}

/** The first moment from `at` on at which the text may go; or why it is not to wait for one. */
export type FreeMoment =
  | { is: 'free'; at: Instant; because: Quiet['reason'] | null }
  | { is: 'skip'; reason: Quiet['reason'] }

/** Quiet hours may follow upon each other, so each end is looked at again; a rule's and a country's leave no more than a few ends in a day. */
export function freeMoment(quiet: readonly Quiet[], at: Instant): FreeMoment {
  let moment = at
  let because: Quiet['reason'] | null = null
  for (let turns = 0; turns < 8; turns += 1) {
    const one = quiet.find((each) => isQuiet(each, each.zone, moment))
    if (!one) return { is: 'free', at: moment, because }
    if (one.action === 'skip') return { is: 'skip', reason: one.reason }
    because = one.reason
    moment = endOf(one, moment)
  }
  // Between them they leave no minute of the day.
  return { is: 'skip', reason: because ?? 'quiet_hours' }
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Whether the moment is within the hours, by the zone's clock. */
export function isQuiet({ from, to }: Pick<QuietHours, 'from' | 'to'>, zone: string, at: Instant): boolean {
  const { minute } = localTime(zone, at)
  const [begin, end] = [minutesOf(from), minutesOf(to)]
  return begin < end ? begin <= minute && minute < end : begin <= minute || minute < end
}

/** How long they last, by a clock that nobody changes meanwhile. */
export function lengthInMinutes({ from, to }: Pick<QuietHours, 'from' | 'to'>): number {
  return (minutesOf(to) - minutesOf(from) + 1440) % 1440
}

function endOf({ to, zone }: Quiet, at: Instant): Instant {
  const end = instantOfClock(zone, at, minutesOf(to))
  // Where clocks go back the same minute comes twice; the end is never before the moment that asks for it.
  return end > at ? end : at + 60_000
}
