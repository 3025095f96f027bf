import { useState } from 'react'
import type { FieldError } from './problem.ts'

/** How many of the fields that were refused show why themselves, and what none of them shows. */
export type RefusedFields = { marked: number; unmarked: readonly FieldError[] }

/** What was refused, field by field: a field that asks for what was said of it shows it. */
export function useShownErrors(errors: readonly FieldError[]) {
  const [shown] = useState(() => new WeakSet<FieldError>())
  /** What was said of one field, by its path or anything below it. */
  const errorOf = (path: string): string | undefined => {
    const error = errors.find((one) => isAt(one.path, path))
    if (error !== undefined) shown.add(error)
    return error?.message
  }
  /** Known once all fields have been drawn. */
  const refused = (): RefusedFields => {
    const unmarked = errors.filter((one) => !shown.has(one))
    return { marked: errors.length - unmarked.length, unmarked }
  }
  return { errorOf, refused }
}

const isAt = (path: string, place: string) =>
  path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`)
