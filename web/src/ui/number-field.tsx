import { TextInput } from '@mantine/core'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'

type Props = {
  description?: string
  value: string
  onChange: (value: string) => void
  error: string | undefined
  ref?: Ref<HTMLInputElement> | undefined
}

/** A number that is looked up. */
export function NumberField({ description, value, onChange, error, ref }: Props) {
  const { t } = useTranslation()
  return (
    <TextInput
      ref={ref}
      label={t('ui.phoneNumber')}
      description={description}
      type="tel"
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  )
}
