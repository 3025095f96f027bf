import { createInstance, type TFunction } from 'i18next'
import { en } from './en/index.ts'
import { hi } from './hi/index.ts'
import type { Language } from './i18n.ts'

/** The words of a language by themselves, for tests of what is made of them. */
export function wordsIn(language: Language): TFunction {
  const words = createInstance()
  void words.init({
    lng: language,
    initAsync: false,
    resources: { en: { translation: en }, hi: { translation: hi } },
    interpolation: { escapeValue: false },
  })
  return words.t
}
