import { languageOf } from '../../ui/languages.ts'
import { errorWords } from '../../ui/place-words.ts'

/** Why something within a sentence was not done, in the language in which that is said. */
export function Failed({ error }: { error: Error }) {
  const words = errorWords(error)
  return <span lang={languageOf(words)}>{words}</span>
}
