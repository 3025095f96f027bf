/**
 * Texts whose permits this process holds and that wait for places in the window, first come first written. Nothing of them has left: one whose time to
 * write is over, and all when the lane closes, go back unused.
 */
import type { Places } from '../gateways/gateway.ts'
import type { UnderWay } from '../pipeline/send-messages.ts'
import type { Held } from './reservations.ts'

export type BeforeTheWire = {
  /** Writes it now if it has its places or finds them, and else in its turn. */
  add(one: UnderWay, held: Held): void
  /** Places are free again. */
  look(): void
  waiting(): number
  close(): void
}

export type WireWith = {
  write(one: UnderWay, held: Held, places: Places): void
  putBack(one: UnderWay, held: Held, words: string): void
}

/** How often the first is looked at where no place is freed: it may be past its time. */
const lookAgainMs = 100

export function createBeforeTheWire({ write, putBack }: WireWith): BeforeTheWire {
  const line: { one: UnderWay; held: Held }[] = []
  let timer: NodeJS.Timeout | undefined

  /** Whether the first of the line went. Out of the line before it is written: what that frees may look at the line again. */
  const firstWent = (): boolean => {
    const [first] = line
    if (!first) return false
    const isLate = first.held.deadline.expired()
    const places = isLate ? null : first.held.takePlaces()
    if (!isLate && !places) return false
    line.shift()
    if (places) write(first.one, first.held, places)
    else putBack(first.one, first.held, 'no place became free in time')
    return true
  }
  const look = () => {
    while (firstWent());
    if (line.length > 0) timer ??= setTimeout(lookAgain, lookAgainMs)
  }
  const lookAgain = () => {
    timer = undefined
    look()
  }
  return {
    add: (one, held) => {
      const places = held.hasPlaces() || line.length === 0 ? held.takePlaces() : null
      if (places) return write(one, held, places)
      line.push({ one, held })
      timer ??= setTimeout(lookAgain, lookAgainMs)
    },
    look,
    waiting: () => line.length,
    close: () => {
      clearTimeout(timer)
      for (const { one, held } of line.splice(0)) putBack(one, held, 'the gateway was being closed')
    },
  }
}
