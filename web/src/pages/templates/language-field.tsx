import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../api/me.ts'
import { useTemplates } from '../../api/setup.ts'
import { languageChoices, languageName } from '../../ui/languages.ts'
import { familyOf } from './language-tabs.tsx'
import type { Draft } from './use-review.ts'

type Props = {
  draft: Draft
  templateKey: string | null
  onChange: (part: Partial<Draft>) => void
  error: string | undefined
}

/** What the text is written in: the account's language, or another; of a text in another language, one that the template does not have yet. */
export function LanguageField({ draft, templateKey, onChange, error }: Props) {
  const { t } = useTranslation()
  const account = useAccount()
  const { data: templates = [] } = useTemplates()
  const { language, variantOf } = draft
  const usual = languageName(account.language)
  if (variantOf === null)
    return (
      <Select
        label={t('ui.language')}
        data={languageChoices(language)}
        value={language}
        onChange={(next) => onChange({ language: next })}
        placeholder={t('templates.editor.languageAsAccount', { language: usual })}
        error={error}
        clearable
        searchable
      />
    )
  const taken = familyOf(templates, variantOf).flatMap((one) =>
    one.key === templateKey ? [] : [one.language ?? account.language],
  )
  return (
    <Select
      label={t('ui.language')}
      description={t('templates.editor.languageAbout')}
      data={languageChoices(language, taken)}
      value={language}
      onChange={(next) => onChange({ language: next, ...nameIn(draft, next) })}
      placeholder={t('templates.editor.chooseLanguage')}
      error={error}
      searchable
      required
    />
  )
}

/** A name that only said the language says the new one. */
function nameIn({ name, language }: Draft, next: string | null): { name?: string } {
  const ending = `, ${languageName(language ?? '')}`
  return next !== null && language !== null && name.endsWith(ending)
    ? { name: `${name.slice(0, -ending.length)}, ${languageName(next)}` }
    : {}
}
