import { useEffect, useRef } from 'react'

/** Makes the signal that ends what was asked for here when nobody waits for it any more: of some things the program does one at a time. */
export function useWhileHere(): () => AbortSignal {
  const asked = useRef<AbortController>(null)
  useEffect(() => () => asked.current?.abort(), [])
  return () => {
    asked.current = new AbortController()
    return asked.current.signal
  }
}
