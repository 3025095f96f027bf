import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { isSame } from '../same.ts'

/** What `value` has been for `ms`. One that is made anew at each render and says the same is the same: a new one each time would never settle. */
export function useSettled<T>(value: T, ms: number): T {
  const [said, setSaid] = useState(value)
  if (!isSame(said, value)) setSaid(value)
  const [settled] = useDebouncedValue(said, ms)
  return settled
}
