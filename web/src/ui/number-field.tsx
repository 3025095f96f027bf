import { TextInput } from '@mantine/core'

type Props = { description?: string; value: string; onChange: (value: string) => void; error: string | undefined }

/** A number that is looked up. */
export function NumberField({ description, value, onChange, error }: Props) {
  return (
    <TextInput
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
