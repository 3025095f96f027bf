import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { languageChoices } from './languages.ts'

type Props = {
  description: string
  value: string | null
  onChange: (language: string | null) => void
  error: string | undefined
}

/** A language that somebody or something may have, or none of its own. */
export function LanguageSelect({ description, value, onChange, error }: Props) {
  const { t } = useTranslation()
  return (
    <Select
      label={t('ui.language')}
      description={description}
      data={languageChoices(value)}
      value={value}
      onChange={onChange}
      placeholder={t('ui.noLanguage')}
      error={error}
      clearable
      searchable
    />
  )
}
