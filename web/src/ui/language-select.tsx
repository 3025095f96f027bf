import { Select } from '@mantine/core'
import { languageChoices } from './languages.ts'

type Props = {
  description: string
  value: string | null
  onChange: (language: string | null) => void
  error: string | undefined
}

/** A language that somebody or something may have, or none of its own. */
export function LanguageSelect({ description, value, onChange, error }: Props) {
  return (
    <Select
      label="Language"
      description={description}
      data={languageChoices(value)}
      value={value}
      onChange={onChange}
      placeholder="None of its own"
      error={error}
      clearable
      searchable
    />
  )
}
