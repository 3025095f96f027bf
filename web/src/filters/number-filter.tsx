import { ActionIcon, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

type Props = {
  label: string
  value: string | undefined
  error: string | undefined
  onChange: (number: string | undefined) => void
}

/** As it is asked for: numbers are typed with spaces and brackets. */
const bare = (text: string) => text.replaceAll(/[\s()-]/g, '')

/** Whose calls or texts are looked for: a number, or how it ends. */
export function NumberFilter({ label, value, error, onChange }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState(value ?? '')
  const [asked, setAsked] = useState(value)
  if (asked !== value) {
    setAsked(value)
    if (bare(text) !== (value ?? '')) setText(value ?? '')
  }
  return (
    <form
      className="filter-text"
      onSubmit={(event) => {
        event.preventDefault()
        onChange(bare(text) === '' ? undefined : bare(text))
      }}
    >
      <TextInput
        aria-label={label}
        placeholder={label}
        // A phone's keys for numbers have none that sends.
        leftSection={
          <ActionIcon type="submit" aria-label={t('word.findBy', { label })}>
            <IconSearch size={15} aria-hidden="true" />
          </ActionIcon>
        }
        leftSectionPointerEvents="auto"
        value={text}
        inputMode="tel"
        error={error}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => text === '' && value !== undefined && onChange(undefined)}
      />
    </form>
  )
}
