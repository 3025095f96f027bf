/**
 * Texts whose permits this process holds and that wait for places in the window. The accounts take turns: a text that comes behind many of another account is
 * not the last. Nothing of them has left: one whose time to write is over, and all when the lane closes, go back unused.
 */
import type { Places } from '../gateways/gateway.ts'
import type { UnderWay } from '../pipeline/send-messages.ts'
import type { Held } from './reservations.ts'
import { Turns } from './turns.ts'

export type BeforeTheWire = {
  /** Writes it now if it has its places or finds them, and else in its turn. */
  add(one: UnderWay, held: Held): void
  /** Places are free again. */
  look(): void
  waiting(): number
  /** All that waits goes back, and whatever comes from now on: nothing more is written. */
  close(): void
}

export type WireWith = {
  write(one: UnderWay, held: Held, places: Places): void
  putBack(one: UnderWay, held: Held, words: string): void
}

type Waiting = { accountId: string; one: UnderWay; held: Held }

/** How often the first is looked at where no place is freed: it may be past its time. */
const lookAgainMs = 100

const closing = 'the gateway was being closed'

export function createBeforeTheWire({ write, putBack }: WireWith): BeforeTheWire {
  const others = new Turns<Waiting>()
  /** Whose turn it is: nobody overtakes it, so that a long text finds its places. */
  let first: Waiting | undefined
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  /** Whether the first of the line went. Out of the line before it is written: what that frees may look at the line again. */
  const firstWent = (): boolean => {
    if (!first) return false
    const { one, held } = first
    const isLate = held.deadline.expired()
    const places = isLate ? null : held.takePlaces()
    if (!isLate && !places) return false
    first = others.take(1)[0]
    if (places) write(one, held, places)
    else putBack(one, held, 'no place became free in time')
    return true
  }
  const look = () => {
    while (firstWent());
    if (first) timer ??= setTimeout(lookAgain, lookAgainMs)
  }
  const lookAgain = () => {
    timer = undefined
    look()
  }
  return {
    add: (one, held) => {
      if (isClosed) return putBack(one, held, closing)
      const places = held.hasPlaces() || !first ? held.takePlaces() : null
      if (places) return write(one, held, places)
      const waiting = { accountId: one.accountId, one, held }
      if (first) others.add([waiting])
      else first = waiting
      timer ??= setTimeout(lookAgain, lookAgainMs)
    },
    look,
    waiting: () => others.size + (first ? 1 : 0),
    close: () => {
      isClosed = true
      clearTimeout(timer)
      const all = [...(first ? [first] : []), ...others.take(others.size)]
      first = undefined
      for (const { one, held } of all) putBack(one, held, closing)
    },
  }
}
