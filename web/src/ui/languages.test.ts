import { expect, test } from 'vitest'
import { languageOf } from './languages.ts'

test.each([
  ['Sorry we missed your call', 'en'],
  ['क्षमा करें, हम नहीं उठा सके. - Kaveri', 'hi'],
  ['மன்னிக்கவும்', 'ta'],
  ['আমরা দুঃখিত', 'bn'],
  ['معاف کیجیے، ہم کال نہیں لے سکے', 'ur'],
  ['نأسف لعدم الرد', 'ar'],
  ['ご連絡ください 電話', 'ja'],
  ['抱歉', 'zh'],
])('reads %s as %s', (text, language) => expect(languageOf(text)).toBe(language))
