import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en/index.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}

export const languages = { en: 'English', hi: 'हिन्दी' } as const
export type Language = keyof typeof languages

const remembered = 'aftercall-language'

// English is at hand, so that this is done once the module is read: words are also said where there is no component, and in tests.
void i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  interpolation: { escapeValue: false },
  initAsync: false,
})

/** Words outside of components, in the language of the moment at which they are said. */
export const { t } = i18next

/** The language of the moment. */
export const languageNow = (): Language => (i18next.language === 'hi' ? 'hi' : 'en')

/** Starts in the language this browser chose before. Hindi is fetched only by those who read it. */
export async function startLanguages(): Promise<void> {
  if (localStorage.getItem(remembered) === 'hi') await chooseLanguage('hi')
}

/** What is in another language than the document, such as what the program itself answers, says so by its own `lang`. */
export async function chooseLanguage(language: Language): Promise<void> {
  if (language === 'hi' && !i18next.hasResourceBundle('hi', 'translation')) {
    const { hi } = await import('./hi/index.ts')
    i18next.addResourceBundle('hi', 'translation', hi)
  }
  localStorage.setItem(remembered, language)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}
