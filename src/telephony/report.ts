import type { FieldProblem } from '../core/adapter.ts'
import { type CallReport, callReport } from '../core/call.ts'
import { fieldProblems } from '../core/field-problems.ts'

/** A call, or everything that is wrong with it, by field. */
export type ReadReport = { is: 'call'; call: CallReport } | { is: 'invalid'; problems: FieldProblem[] }

/** Reads one call in our own shape (design: unknown fields are refused by name). Never throws. */
export function readReport(value: unknown): ReadReport {
  const read = callReport.safeParse(value)
  return read.success ? { is: 'call', call: read.data } : { is: 'invalid', problems: fieldProblems(read.error.issues) }
}
