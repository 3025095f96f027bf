/** Languages of texts, by tag; the browser itself knows their names. */
import { languageNow } from '../i18n/i18n.ts'

const tags =
  'en hi hi-Latn bn mr te ta gu kn ml pa or as ur ne sa ks sd kok mai doi mni sat brx ar zh ms id si th fil fr de es pt it nl pl tr ru cy'.split(
    ' ',
  )

const names = {
  en: new Intl.DisplayNames('en', { type: 'language' }),
  hi: new Intl.DisplayNames('hi', { type: 'language' }),
}

/** A language in words of the console's own; a tag that the browser has no name for is said as it is. */
export function languageName(tag: string): string {
  try {
    return names[languageNow()].of(tag) ?? tag
  } catch {
    return tag
  }
}

/** Scripts with the language that most texts in them are in; letters that only Urdu has come before the others of its script. */
const scripts: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Bengali}/u, 'bn'],
  [/\p{Script=Tamil}/u, 'ta'],
  [/\p{Script=Telugu}/u, 'te'],
  [/\p{Script=Gujarati}/u, 'gu'],
  [/\p{Script=Kannada}/u, 'kn'],
  [/\p{Script=Malayalam}/u, 'ml'],
  [/\p{Script=Gurmukhi}/u, 'pa'],
  [/\p{Script=Oriya}/u, 'or'],
  [/\p{Script=Ol_Chiki}/u, 'sat'],
  [/\p{Script=Meetei_Mayek}/u, 'mni'],
  [/[ٹڈڑںہے]/u, 'ur'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Sinhala}/u, 'si'],
  [/\p{Script=Thai}/u, 'th'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Cyrillic}/u, 'ru'],
]

/** What a voice reads a text of the console in: it is translated in parts, and names and texts are in whatever people write. */
export const languageOf = (text: string): string => scripts.find(([script]) => script.test(text))?.[1] ?? 'en'

/** To choose from; one that is chosen already is there, whatever it is. */
export function languageChoices(chosen?: string | null, but: readonly string[] = []) {
  const all = chosen && !tags.includes(chosen) ? [...tags, chosen] : tags
  return all.filter((tag) => !but.includes(tag)).map((tag) => ({ value: tag, label: languageName(tag) }))
}
