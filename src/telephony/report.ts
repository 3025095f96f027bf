import type { FieldProblem } from '../core/adapter.ts'
import { type CallReport, callReport } from '../core/call.ts'

/** A call, or everything that is wrong with it, by field. */
export type ReadReport = { is: 'call'; call: CallReport } | { is: 'invalid'; problems: FieldProblem[] }

/** Reads one call in our own shape (design: unknown fields are refused by name). Never throws. */
export function readReport(value: unknown): ReadReport {
  const read = callReport.safeParse(value)
  if (read.success) return { is: 'call', call: read.data }
  return { is: 'invalid', problems: read.error.issues.flatMap(problemsOf).slice(0, 50) }
}

type Issue = { code: string; path: PropertyKey[]; message: string; keys?: string[] }

function problemsOf(issue: Issue): FieldProblem[] {
  const path = pathOf(issue.path)
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    return [{ path, code: 'missing', message: 'is needed' }]
  if (issue.code !== 'unrecognized_keys')
    return [{ path, code: issue.code === 'custom' ? 'invalid' : issue.code, message: issue.message }]
  return (issue.keys ?? []).map((key) => ({
    path: path === '' ? key : `${path}.${key}`,
    code: 'unknown_field',
    message: 'is not a field of a call; put values of your own under variables',
  }))
}

/** `['rung', 2, 'seconds']` as `rung[2].seconds`. */
function pathOf(path: PropertyKey[]): string {
  return path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : text === '' ? String(step) : `${text}.${String(step)}`,
    '',
  )
}
