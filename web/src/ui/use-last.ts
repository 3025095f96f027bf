import { useRef } from 'react'

/** What was there last, for what goes away slowly: its words stay until it is gone. */
export function useLast<T>(value: T | null): T | null {
  const last = useRef(value)
  if (value !== null) last.current = value
  return last.current
}
