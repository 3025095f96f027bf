/** Languages of texts, by tag; the browser itself knows their names. */

const tags =
  'en hi hi-Latn bn mr te ta gu kn ml pa or as ur ne sa ks sd kok mai doi mni sat brx ar zh ms id si th fil fr de es pt it nl pl tr ru cy'.split(
    ' ',
  )

const names = new Intl.DisplayNames('en', { type: 'language' })

/** A language in English words; a tag that the browser has no name for is said as it is. */
export function languageName(tag: string): string {
  try {
    return names.of(tag) ?? tag
  } catch {
    return tag
  }
}

/** What a voice reads a text of the console in: it is translated in parts, and names and texts are in whatever people write. */
export const languageOf = (text: string): 'hi' | 'en' => (/\p{Script=Devanagari}/u.test(text) ? 'hi' : 'en')

/** To choose from; one that is chosen already is there, whatever it is. */
export function languageChoices(chosen?: string | null, but: readonly string[] = []) {
  const all = chosen && !tags.includes(chosen) ? [...tags, chosen] : tags
  return all.filter((tag) => !but.includes(tag)).map((tag) => ({ value: tag, label: languageName(tag) }))
}
