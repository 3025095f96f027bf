import type { AcceptCounts } from '../pipeline/accept-counts.ts'
import type { SenderFigures } from '../pipeline/sender-figures.ts'

/** What the process counts outside of this room. */
export type ProgramFigures = {
  calls: { waiting: number; counts: AcceptCounts }
  sender: SenderFigures
  health: { freeDiskBytes: number | null; databaseMs: number; databaseAnsweredMsAgo: number }
}
