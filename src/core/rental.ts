/**
 * What the lines of a cycle cost. Nothing is taken by the day: a line that was there at any moment of the cycle costs its rental once in full, by the highest mode
 * that it had in the cycle, and one that was never on costs nothing. Raising a DID's count adds lines, lowering it takes the newest away; both are paid.
 */
import { invoiceLine } from './billing.ts'
import type { Day } from './billing-cycle.ts'
import type { Instant } from './instant.ts'
import { higherMode, type LineMode } from './line-mode.ts'

/** The lines of a DID from a moment on, with the change that made them so. */
export type LineChange = { at: Instant; lines: number; mode: LineMode; ruleSet: number; what: string }

/** A change, as what a figure comes from. */
export type Cause = Pick<LineChange, 'at' | 'ruleSet' | 'what'>

/**
 * Lines that cost alike for the same cause. `since`: what brought them to this mode within the cycle, absent where it began so; `until`: what took them away in it.
 */
export type RentedLines = { mode: LineMode; lines: number; since?: Cause; until?: Cause }

export type Span = { startsAt: Instant; endsAt: Instant }

/** The lines of one DID that a cycle pays for. `changes` are in the order of time and begin with the last one before the cycle, where there is one. */
export function rentedLines(changes: readonly LineChange[], { startsAt, endsAt }: Span): RentedLines[] {
  const before = changes.findLast((one) => one.at <= startsAt)
  // Oldest first: the newest go first.
  let there: RentedLines[] = before ? [{ mode: before.mode, lines: before.lines }] : []
  const gone: RentedLines[] = []
  for (const change of changes) {
    if (change.at <= startsAt || change.at >= endsAt) continue
    const cause = causeOf(change)
    const surplus = countOf(there) - change.lines
    if (surplus > 0) gone.push(...takeNewest(there, surplus).map((one) => ({ ...one, until: cause })))
    there = there.map((one) =>
      higherMode(one.mode, change.mode) === one.mode ? one : { ...one, mode: change.mode, since: cause },
    )
    if (surplus < 0) there.push({ mode: change.mode, lines: -surplus, since: cause })
  }
  return joined([...there, ...gone].filter((one) => one.lines > 0))
}

const causeOf = ({ at, ruleSet, what }: LineChange): Cause => ({ at, ruleSet, what })
const countOf = (all: readonly RentedLines[]) => all.reduce((sum, one) => sum + one.lines, 0)

/** Takes so many off the end. */
function takeNewest(there: RentedLines[], count: number): RentedLines[] {
  const taken: RentedLines[] = []
  for (let left = count; left > 0; ) {
    const last = there.pop()
    if (!last) break
    const lines = Math.min(left, last.lines)
    taken.push({ ...last, lines })
    if (lines < last.lines) there.push({ ...last, lines: last.lines - lines })
    left -= lines
  }
  return taken.reverse()
}

/** Lines of one mode and one cause are told together. */
function joined(all: readonly RentedLines[]): RentedLines[] {
  const groups = Map.groupBy(all, ({ mode, since, until }) => `${mode} ${since?.at} ${until?.at}`)
  return [...groups.values()].flatMap(([first, ...more]) =>
    first ? [{ ...first, lines: first.lines + countOf(more) }] : [],
  )
}

/** What one line costs in a cycle by its mode, in 1/10,000 of the currency's unit. */
export type LinePrices = { oneWay: number; twoWay: number; currency: string }

export type RentalItem = RentedLines & { price: number; amount: number }

/** The invoice's lines of one DID, each rounded once. */
export function rentalItems(changes: readonly LineChange[], cycle: Span, prices: LinePrices): RentalItem[] {
  return rentedLines(changes, cycle).map((one) => ({
    ...one,
    price: priceOfLine(one.mode, prices),
    amount: lineRental(one.lines, one.mode, prices),
  }))
}

/** What the lines of one DID cost in a cycle. */
export function rentalOf(changes: readonly LineChange[], cycle: Span, prices: LinePrices): number {
  return rentalItems(changes, cycle, prices).reduce((sum, one) => sum + one.amount, 0)
}

/** What so many lines of one mode cost in a cycle, rounded as the invoice's line that they are. */
export function lineRental(lines: number, mode: LineMode, prices: LinePrices): number {
  return invoiceLine([lines * priceOfLine(mode, prices)], prices.currency)
}

const priceOfLine = (mode: LineMode, { oneWay, twoWay }: LinePrices): number =>
  ({ off: 0, one_way: oneWay, two_way: twoWay })[mode]

/** The mode of a day: the highest of any of its moments. `isToCome`: as it stands now. */
export type DayMode = { day: string; mode: LineMode; isToCome?: true }

/** How the lines of one DID stand day by day; without lines they are off. */
export function modeByDay(changes: readonly LineChange[], days: readonly Day[], now: Instant): DayMode[] {
  const modeOf = (change: LineChange | undefined): LineMode =>
    change === undefined || change.lines === 0 ? 'off' : change.mode
  return days.map(({ day, startsAt, endsAt }) => {
    if (startsAt > now) return { day, mode: modeOf(changes.at(-1)), isToCome: true }
    const atStart = modeOf(changes.findLast((one) => one.at <= startsAt))
    const within = changes.filter((one) => one.at > startsAt && one.at < endsAt).map(modeOf)
    return { day, mode: within.reduce(higherMode, atStart) }
  })
}
