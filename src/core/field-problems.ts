/** What a schema found wrong, as the API says it: where (`rung[2].seconds`), a stable code, and words. */
import type { FieldProblem } from './adapter.ts'

/** The part of a Zod issue that is read here. */
export type Issue = {
  code?: string | undefined
  path: readonly PropertyKey[]
  message: string
  keys?: readonly string[]
  errors?: readonly (readonly Issue[])[]
}

const mostProblems = 100

export function fieldProblems(issues: readonly Issue[]): FieldProblem[] {
  return issues.flatMap((issue) => problemsOf(issue)).slice(0, mostProblems)
}

function problemsOf(issue: Issue, before: readonly PropertyKey[] = []): FieldProblem[] {
  const place = [...before, ...issue.path]
  const path = pathOf(place)
  if (issue.code === 'unrecognized_keys')
    return (issue.keys ?? []).map((key) => ({
      path: pathOf([...place, key]),
      code: 'unknown_field',
      message: `There is no field "${key}" here.`,
    }))
  // Of a choice the branch that came furthest says most; where none is ahead, the choice itself is what is wrong.
  const branches = (issue.errors ?? []).filter((one) => one.length > 0)
  const furthest = branches.toSorted((a, b) => depthOf(b) - depthOf(a))[0]
  if (furthest && depthOf(furthest) > 0) return furthest.flatMap((one) => problemsOf(one, place))
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    return [{ path, code: 'missing', message: 'is needed' }]
  return [
    {
      path,
      code: issue.code === 'custom' || issue.code === undefined ? 'invalid' : issue.code,
      message: sentence(issue.message),
    },
  ]
}

const depthOf = (issues: readonly Issue[]): number => Math.max(0, ...issues.map((one) => one.path.length))

function sentence(message: string): string {
  return message.startsWith('Invalid input: ') ? message.slice('Invalid input: '.length) : message
}

/** `['rung', 2, 'seconds']` as `rung[2].seconds`. */
function pathOf(path: readonly PropertyKey[]): string {
  let text = ''
  for (const step of path)
    text += typeof step === 'number' ? `[${step}]` : text === '' ? String(step) : `.${String(step)}`
  return text
}
