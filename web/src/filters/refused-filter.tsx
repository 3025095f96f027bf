import type { ReactNode } from 'react'
import type { FieldError } from '../api/problem.ts'
import { Card, EmptyState } from '../ui/parts.tsx'

type Props = { title: string; refused: readonly FieldError[]; words: Readonly<Record<string, string>>; way: ReactNode }

/** Filters that nothing can be looked for by: which, and why. */
export function RefusedFilter({ title, refused, words, way }: Props) {
  return (
    <Card>
      <EmptyState title={title} action={way}>
        <p role="alert" lang="en">
          {refused.map(({ path, message }) => `${words[path] ?? path} ${message}`).join('. ')}.
        </p>
      </EmptyState>
    </Card>
  )
}
