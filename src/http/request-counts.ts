/** What was answered amiss, counted since the start. */
import { type ProblemCode, problems } from './problems.ts'

export type RequestCounts = {
  problem(code: ProblemCode): void
  /** Reports that are no calls. */
  invalidCalls(count: number): void
  counted(): { problems: Readonly<Record<ProblemCode, number>>; invalidCalls: number }
}

export function createRequestCounts(): RequestCounts {
  const byCode = Object.fromEntries(Object.keys(problems).map((code) => [code, 0])) as Record<ProblemCode, number>
  let invalid = 0
  return {
    problem: (code) => {
      byCode[code] += 1
    },
    invalidCalls: (count) => {
      invalid += count
    },
    counted: () => ({ problems: byCode, invalidCalls: invalid }),
  }
}
