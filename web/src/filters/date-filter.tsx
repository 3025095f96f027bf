import { TextInput } from '@mantine/core'
import { useState } from 'react'

type Props = {
  label: string
  /** What stands in the field before the date. */
  word: string
  value: string | undefined
  error: string | undefined
  onChange: (date: string | undefined) => void
}

/** While a year is typed, the field holds the years 2, 20 and 202. */
const isTyped = (date: string) => date === '' || date >= '1900'

/** A day that calls or texts are asked from or up to; which moments those are, the account's zone says. */
export function DateFilter({ label, word, value = '', error, onChange }: Props) {
  const [text, setText] = useState(value)
  const [asked, setAsked] = useState(value)
  if (asked !== value) {
    setAsked(value)
    setText(value)
  }
  const take = (date: string) => {
    setText(date)
    if (isTyped(date)) onChange(date === '' ? undefined : date)
  }
  return (
    <TextInput
      className="filter-date"
      type="date"
      aria-label={label}
      leftSection={<span aria-hidden="true">{word}</span>}
      leftSectionWidth={48}
      value={text}
      error={error}
      onChange={(event) => take(event.currentTarget.value)}
    />
  )
}
