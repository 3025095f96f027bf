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
function DateFilter({ label, word, value = '', error, onChange }: Props) {
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

type DaysProps = {
  from: string | undefined
  to: string | undefined
  errorOf: (field: 'from' | 'to') => string | undefined
  onChange: (days: { from: string | undefined } | { to: string | undefined }) => void
}

/** The first and the last day of what is looked for. */
export function DaysFilter({ from, to, errorOf, onChange }: DaysProps) {
  return (
    <div className="filter-days">
      <DateFilter
        label="First day"
        word="From"
        value={from}
        error={errorOf('from')}
        onChange={(day) => onChange({ from: day })}
      />
      <DateFilter
        label="Last day"
        word="To"
        value={to}
        error={errorOf('to')}
        onChange={(day) => onChange({ to: day })}
      />
    </div>
  )
}
