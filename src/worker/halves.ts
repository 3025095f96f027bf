/**
 * How a window is shared where both wait: what lies in the table, and new calls. Each has half of it, reckoned by what it holds, so that neither starves
 * behind the other; only a text that needs more than half gets what it needs.
 */
export type Half = 'table' | 'calls'

export type Halves = {
  /** Places of the window that each holds now. */
  held: Record<Half, number>
  /** How many places the first text in the table waits for in vain; 0 where it found them. */
  wanted(places: number): void
  /** A look at all calls that wait begins. */
  look(): void
  /** One of the calls looked at needs a place, now or when some are free. */
  callAsks(): void
  /** Free places that calls leave to the table. */
  leftToTable(): number
  /** Free places that a text in the table which needs so many leaves to calls. */
  leftToCalls(needed: number): number
}

/** Calls that wait are looked at every few milliseconds; of one that was not seen for so long nobody knows. */
export const asksMs = 100

export function createHalves(options: { window: number; areTextsWaiting(): boolean; now(): number }): Halves {
  const { window } = options
  const held = { table: 0, calls: 0 }
  const asking = { calls: 0, at: 0 }
  let wanted = 0
  const ofTable = (needed: number) => Math.max(window / 2, needed)
  return {
    held,
    wanted: (places) => {
      wanted = places
    },
    look: () => {
      asking.calls = 0
    },
    callAsks: () => {
      asking.calls += 1
      asking.at = options.now()
    },
    leftToTable: () => (options.areTextsWaiting() ? Math.max(0, ofTable(wanted) - held.table) : 0),
    leftToCalls: (needed) => {
      if (options.now() - asking.at > asksMs) return 0
      return Math.min(asking.calls, Math.max(0, window - ofTable(needed) - held.calls))
    },
  }
}
