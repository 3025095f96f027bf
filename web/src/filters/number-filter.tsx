import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'

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
        leftSection={<IconSearch size={15} />}
        value={text}
        inputMode="tel"
        error={error}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => text === '' && value !== undefined && onChange(undefined)}
      />
    </form>
  )
}
