import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useRef, useState } from 'react'

type Props = { label: string; value: string | undefined; onSearch: (text: string) => void; className?: string }

/** What is searched by; `value` stands in the address, so that it is there again when one comes back. */
export function SearchField({ label, value = '', onSearch, className }: Props) {
  const [typed, setTyped] = useState(value)
  const [asked, setAsked] = useState(value)
  const said = useRef(value)
  if (asked !== value) {
    setAsked(value)
    // The address follows what is typed, and what was typed since is not to be undone by it.
    if (value !== said.current) {
      said.current = value
      setTyped(value)
    }
  }
  const say = useDebouncedCallback((text: string) => {
    said.current = text
    onSearch(text)
  }, 250)
  return (
    <TextInput
      {...(className !== undefined && { className })}
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        say(event.currentTarget.value.trim())
      }}
    />
  )
}
