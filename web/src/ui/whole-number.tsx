import { NumberInput, type NumberInputProps } from '@mantine/core'
import { useRef, useState } from 'react'

type Props = Omit<NumberInputProps, 'value' | 'onChange'> & { value: number; onChange: (value: number) => void }

/** A number that is always there. It can be emptied to type another; left empty, it is again what it was before. */
export function WholeNumber({ value, onChange, ...rest }: Props) {
  const [isEmpty, setEmpty] = useState(false)
  const before = useRef(value)
  return (
    <NumberInput
      allowDecimal={false}
      allowNegative={false}
      {...rest}
      value={isEmpty ? '' : value}
      onFocus={() => {
        before.current = value
      }}
      onChange={(next) => {
        setEmpty(next === '')
        const number = next === '' ? before.current : Number(next)
        if (!Number.isNaN(number)) onChange(number)
      }}
      onBlur={() => setEmpty(false)}
    />
  )
}
