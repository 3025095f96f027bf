/**
 * How places are shared where both wait: what lies in the table, and new calls. Each has half of them, reckoned by what it holds, so that neither starves
 * behind the other. A text that needs more than half gets what it needs.
 */
export type Half = 'table' | 'calls'

export type Halves = {
  /** Places that each holds now, taken or promised. */
  held: Record<Half, number>
  /** How many places the first text in the table waits for in vain; 0 where it found them. */
  wanted(count: number): void
  /** A look at all calls that wait begins; of those before it, so many have not reserved yet what they were let in for. */
  look(letIn: number): void
  /** One of the calls looked at waits for a place or takes one. */
  callAsks(): void
  /** One of them has its place, or does without. */
  callServed(): void
  /** Free places that calls leave to the table. */
  leftToTable(): number
  /** Free places that a text in the table which needs so many leaves to calls: none until the table has its half, so that no place stays free for both. */
  leftToCalls(needed: number): number
}

/** Calls that wait are looked at every few milliseconds, unless commits take long; those not seen for so long are not coming. */
export const asksMs = 250

/** `places`: how many there are now, with those that may be promised. */
export function createHalves(options: { places(): number; areTextsWaiting(): boolean; now(): number }): Halves {
  const { places } = options
  const held = { table: 0, calls: 0 }
  const asking = { calls: 0, at: 0 }
  let wanted = 0
  const ofTable = (needed: number) => Math.max(places() / 2, needed)
  return {
    held,
    wanted: (count) => {
      wanted = count
    },
    look: (letIn) => {
      asking.calls = letIn
    },
    callAsks: () => {
      asking.calls += 1
      asking.at = options.now()
    },
    callServed: () => {
      asking.calls = Math.max(0, asking.calls - 1)
    },
    leftToTable: () => (options.areTextsWaiting() ? Math.max(0, ofTable(wanted) - held.table) : 0),
    leftToCalls: (needed) => {
      if (held.table < ofTable(needed) || options.now() - asking.at > asksMs) return 0
      return Math.min(asking.calls, Math.max(0, places() - ofTable(needed) - held.calls))
    },
  }
}
