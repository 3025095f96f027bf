import type { ComponentProps } from 'react'
import { languageOf } from './languages.ts'

/** Why fields that stand within a sentence, or have no words of their own, were refused, below them. */
export function Refused({ words, id }: { words: string | undefined; id?: string }) {
  return words === undefined ? null : (
    <p className="field-problem" id={id} lang={languageOf(words)}>
      {words}
    </p>
  )
}

/** The words below every other field that was refused: the console's own or, in English, the program's. */
export const FieldError = (props: ComponentProps<'p'>) => (
  <p {...(typeof props.children === 'string' && { lang: languageOf(props.children) })} {...props} />
)
