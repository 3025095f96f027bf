import './form.css'
import type { ReactNode } from 'react'
import { languageOf } from './languages.ts'

/** What a field is for, and below it what is unusual about the value that was saved. */
export function describedWith(description: ReactNode, warning: string | undefined): ReactNode {
  if (warning === undefined) return description
  return (
    <>
      {description}
      <span className="field-warning" role="status" lang={languageOf(warning)}>
        {warning}
      </span>
    </>
  )
}
