/** One report becomes a call, or everything that is wrong with it: the same for the API and for sources. */
import type { FieldProblem } from '../core/adapter.ts'
import { type CallReport, callReport, completeCall } from '../core/call.ts'
import { fieldProblems } from '../core/field-problems.ts'
import { publicId } from '../core/public-id.ts'
import { problemBody } from './problems.ts'
import type { Services } from './services.ts'

export type CallAnswer = {
  outcome: 'new' | 'known' | 'invalid'
  id?: string
  messages?: number
  problems?: FieldProblem[]
}
type From = { accountId: string; sourceId: string }

/** Reads a report of any shape and accepts the call in it. Rejects only when nothing could be stored. */
export async function acceptReport(services: Services, from: From, report: unknown): Promise<CallAnswer> {
  const read = callReport.safeParse(report)
  return read.success
    ? await acceptCall(services, from, read.data)
    : { outcome: 'invalid', problems: fieldProblems(read.error.issues) }
}

/** Accepts a report that is well formed. */
export async function acceptCall(services: Services, from: From, report: CallReport): Promise<CallAnswer> {
  const completed = completeCall(report, Date.now())
  if ('problem' in completed) return { outcome: 'invalid', problems: [completed.problem] }
  const result = await services.accept({ ...from, call: completed.call })
  if (result.outcome === 'invalid') return { outcome: 'invalid', problems: [result.problem] }
  const id = publicId('call', result.id)
  return result.outcome === 'new' ? { outcome: 'new', id, messages: result.messages } : { outcome: 'known', id }
}

/** What became of one report. */
type Became = Omit<CallAnswer, 'outcome'> & { outcome: string }

/** The answer to a report that came alone and could be taken. */
export function answerFor({ outcome, id, messages }: Became) {
  return { id, outcome, ...(messages === undefined ? {} : { messages }) }
}

/** The answers of an array, each with its place in it. */
export function answersFor(answers: readonly Became[]) {
  return answers.map(({ outcome, id, problems }, index) => ({
    index,
    outcome,
    ...(id === undefined ? {} : { id }),
    ...(problems === undefined ? {} : { problem: problemBody('invalid_call', { errors: problems }) }),
  }))
}
