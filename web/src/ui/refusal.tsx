import { Fragment } from 'react'
import { fieldsWords } from '../api/problem.ts'
import type { RefusedFields } from '../api/use-shown-errors.ts'
import { languageOf } from './languages.ts'
import { markedWords, placeWords } from './place-words.ts'

type Props = {
  failed: string
  refused: (() => RefusedFields | null) | undefined
  /** Where the fields stand, from here. */
  marked: 'above' | 'below'
  /** What these fields belong to, which need not be named. */
  within?: string
}

/** Why something was not saved: which fields show it themselves, and in words what none of them does. Drawn after the fields, or again once they are. */
export function Refusal({ failed, refused, marked, within = '' }: Props) {
  const fields = refused?.() ?? null
  if (fields === null) return <span lang={languageOf(failed)}>{failed}</span>
  return (
    <>
      {fieldsWords(fields.marked + fields.unmarked.length)} {markedWords(fields, marked)}
      {fields.unmarked.map(({ path, message }) => (
        <Fragment key={`${path} ${message}`}>
          <br />
          <span lang="en">
            {placeWords(path, within)}
            {message}
          </span>
        </Fragment>
      ))}
    </>
  )
}
