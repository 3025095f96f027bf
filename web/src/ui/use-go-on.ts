import { useEffect, useRef } from 'react'

/** Goes on from a page or drawer once its save ended, but not with whoever left it meanwhile: they type elsewhere by now. */
export function useGoOn(): (go: () => unknown) => Promise<void> {
  const isHere = useRef(false)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])
  return async (go) => {
    if (isHere.current) await go()
  }
}
