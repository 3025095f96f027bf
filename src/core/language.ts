/** Languages of texts: BCP 47 tags in one form, what people and phone systems call them, and how they are said. */
import { z } from 'zod'

/** A language as documents and the API write it: the language, and where it matters the script and the region. */
export const languageTag = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/, 'is a language tag such as hi, ta or hi-Latn')

/** Tag, the code of three letters, the name in English, the name of its own. */
const known = [
  ['en', 'eng', 'English', 'English'],
  ['hi', 'hin', 'Hindi', 'हिन्दी', 'हिंदी'],
  ['bn', 'ben', 'Bengali', 'বাংলা', 'Bangla'],
  ['mr', 'mar', 'Marathi', 'मराठी'],
  ['te', 'tel', 'Telugu', 'తెలుగు'],
  ['ta', 'tam', 'Tamil', 'தமிழ்'],
  ['gu', 'guj', 'Gujarati', 'ગુજરાતી'],
  ['kn', 'kan', 'Kannada', 'ಕನ್ನಡ'],
  ['ml', 'mal', 'Malayalam', 'മലയാളം'],
  ['pa', 'pan', 'Punjabi', 'ਪੰਜਾਬੀ'],
  ['or', 'ori', 'Odia', 'ଓଡ଼ିଆ', 'Oriya'],
  ['as', 'asm', 'Assamese', 'অসমীয়া'],
  ['ur', 'urd', 'Urdu', 'اردو'],
  ['ne', 'nep', 'Nepali', 'नेपाली'],
  ['sa', 'san', 'Sanskrit', 'संस्कृतम्'],
  ['ks', 'kas', 'Kashmiri', 'کٲشُر'],
  ['sd', 'snd', 'Sindhi', 'سنڌي'],
  ['kok', 'kok', 'Konkani', 'कोंकणी'],
  ['mai', 'mai', 'Maithili', 'मैथिली'],
  ['doi', 'doi', 'Dogri', 'डोगरी'],
  ['mni', 'mni', 'Manipuri', 'মৈতৈলোন্', 'Meitei'],
  ['sat', 'sat', 'Santali', 'ᱥᱟᱱᱛᱟᱲᱤ'],
  ['brx', 'brx', 'Bodo', 'बरʼ'],
  ['ar', 'ara', 'Arabic', 'العربية'],
  ['zh', 'zho', 'Chinese', '中文', 'Mandarin'],
  ['ms', 'msa', 'Malay', 'Bahasa Melayu'],
  ['id', 'ind', 'Indonesian', 'Bahasa Indonesia'],
  ['si', 'sin', 'Sinhala', 'සිංහල'],
  ['th', 'tha', 'Thai', 'ไทย'],
  ['fil', 'fil', 'Filipino', 'Filipino', 'Tagalog'],
  ['fr', 'fra', 'French', 'français'],
  ['de', 'deu', 'German', 'Deutsch'],
  ['es', 'spa', 'Spanish', 'español'],
  ['pt', 'por', 'Portuguese', 'português'],
  ['it', 'ita', 'Italian', 'italiano'],
  ['nl', 'nld', 'Dutch', 'Nederlands'],
  ['pl', 'pol', 'Polish', 'polski'],
  ['tr', 'tur', 'Turkish', 'Türkçe'],
  ['ru', 'rus', 'Russian', 'русский'],
  ['cy', 'cym', 'Welsh', 'Cymraeg'],
] as const satisfies readonly (readonly [tag: string, long: string, name: string, own: string, other?: string])[]

const nameByTag = new Map<string, string>(known.map(([tag, , name]) => [tag, name]))
const tagByWord = new Map<string, string>([
  ...known.flatMap(([tag, ...words]) => [tag, ...words].map((word): [string, string] => [wordOf(word), tag])),
  ['hinglish', 'hi-Latn'],
])
const scripts: Readonly<Record<string, string>> = { Latn: 'Latin letters', Deva: 'Devanagari', Arab: 'Arabic letters' }

function wordOf(text: string): string {
  return text.normalize('NFC').trim().toLowerCase()
}

/** A language as a phone system or a person says it (`hi`, `hi_IN`, `HIN`, `Hindi`, `हिन्दी`) as a tag; undefined where it cannot be read. */
export function readLanguage(text: string): string | undefined {
  const named = tagByWord.get(wordOf(text))
  if (named !== undefined) return named
  const parts = /^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?$/i.exec(text.trim())
  if (!parts) return undefined
  const [, language = '', script, region] = parts
  const primary = tagByWord.get(language.toLowerCase())
  if (primary === undefined && !isTwoLetterTag(language)) return undefined
  const ends = [script && script[0]?.toUpperCase() + script.slice(1).toLowerCase(), region?.toUpperCase()]
  return [primary ?? language.toLowerCase(), ...ends].filter((one) => one).join('-')
}

/** Made when first asked for: that takes as long as a command of the terminal needs for all else. */
let english: Intl.DisplayNames | undefined

/** Three letters that are no language we know are as likely a word, such as "yes"; and systems say "NA" for no value, not for Nauru. */
function isTwoLetterTag(word: string): boolean {
  const tag = word.toLowerCase()
  if (tag.length !== 2 || tag === 'na') return false
  english ??= new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })
  return english.of(tag) !== undefined
}

/** A language in English words; a tag nobody has a name for is said as it is. */
export function languageName(tag: string): string {
  const [language = '', ...rest] = tag.split('-')
  const name = nameByTag.get(language)
  if (name === undefined) return tag
  return rest.length === 0 ? name : `${name} (${rest.map((one) => scripts[one] ?? one).join(', ')})`
}

/** The languages that are known by name, for lists to choose from. */
export const namedLanguages: readonly { tag: string; name: string }[] = known.map(([tag, , name]) => ({ tag, name }))

/**
 * The text in the language, else in the language without its region or script (RFC 4647, lookup), else in one of its kinds: whoever reads Hindi
 * reads it as it is written in India.
 */
export function textIn<T>(wanted: string, texts: readonly T[], languageOf: (text: T) => string): T | undefined {
  for (let range = wanted; range !== ''; range = range.slice(0, Math.max(0, range.lastIndexOf('-')))) {
    const found = texts.find((one) => languageOf(one) === range)
    if (found !== undefined) return found
  }
  return texts.find((one) => languageOf(one).startsWith(`${wanted}-`))
}
