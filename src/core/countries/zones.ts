/** The time zones of a country, as the platform's zone data have them. */
import { offsetMs } from '../schedule.ts'

/** The newer name of the platform's list, and the older; the language's own library does not know either yet. */
type WithZones = Intl.Locale & { getTimeZones?(): string[] | undefined; timeZones?: string[] }

const remembered = new Map<string, readonly string[]>()

/**
 * The zones between whose clocks those of all the country's zones lie, in winter and in summer: one for most countries, two for the United States. A number does
 * not tell in which of them its owner is. Empty where the platform knows no zone of it.
 */
export function zonesOf(country: string): readonly string[] {
  const known = remembered.get(country)
  if (known) return known
  const locale = new Intl.Locale('und', { region: country }) as WithZones
  const zones = outermost([...(locale.getTimeZones?.() ?? locale.timeZones ?? [])].sort())
  remembered.set(country, zones)
  return zones
}

const winterAndSummer = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)]

/** The easternmost and the westernmost at both times of the year, each once. */
function outermost(zones: readonly string[]): string[] {
  const found = winterAndSummer.flatMap((at) => {
    const byClock = zones.toSorted((one, other) => offsetMs(one, at) - offsetMs(other, at))
    const [west, east] = [byClock[0], byClock.at(-1)]
    if (west === undefined || east === undefined) return []
    return offsetMs(west, at) === offsetMs(east, at) ? [west] : [west, east]
  })
  const seen = new Set<string>()
  return found.filter((zone) => {
    const clocks = winterAndSummer.map((at) => offsetMs(zone, at)).join()
    if (seen.has(clocks)) return false
    seen.add(clocks)
    return true
  })
}
