/** A number handed to the page that is opened for it. It stands in no address and in nothing that the browser keeps. */
import { useEffect, useRef } from 'react'

type Place = '/try' | '/opt-outs'

let given: { place: Place; number: string } | null = null
const watchers = new Set<() => void>()

export function giveNumber(place: Place, number: string): void {
  given = { place, number }
  for (const tell of watchers) tell()
}

/** Takes the number once, also where the page was open already. */
export function useGivenNumber(place: Place, take: (number: string) => void): void {
  const taking = useRef(take)
  taking.current = take
  useEffect(() => {
    const look = () => {
      if (given?.place !== place) return
      const { number } = given
      given = null
      taking.current(number)
    }
    look()
    watchers.add(look)
    return () => void watchers.delete(look)
  }, [place])
}
