import { TextInput } from '@mantine/core'
import type { Ref } from 'react'

type Props = {
  description?: string
  value: string
  onChange: (value: string) => void
  error: string | undefined
  ref?: Ref<HTMLInputElement> | undefined
}

/** A number that is looked up. */
export function NumberField({ description, value, onChange, error, ref }: Props) {
  return (
    <TextInput
      ref={ref}
      label="Phone number"
      description={description}
      type="tel"
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  )
}
