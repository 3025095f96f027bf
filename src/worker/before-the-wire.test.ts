import { describe, expect, it } from 'vitest'
import type { Places } from '../gateways/gateway.ts'
import type { UnderWay } from '../pipeline/send-messages.ts'
import { createBeforeTheWire } from './before-the-wire.ts'
import type { Held } from './reservations.ts'

/** A window of so many places, of which none is ever freed by itself. */
function wireOf(free: number) {
  const left = { free }
  const written: string[] = []
  const putBack: string[] = []
  const wire = createBeforeTheWire({
    write: (one) => {
      written.push(one.messageId)
      // Whatever a write frees is told at once.
      wire.look()
    },
    putBack: (one) => void putBack.push(one.messageId),
  })
  const add = (messageId: string, { account = 'a', reserved = false, expired = (): boolean => false } = {}) =>
    wire.add(
      { accountId: account, messageId } as UnderWay,
      {
        hasPlaces: () => reserved,
        takePlaces: () => {
          if (!reserved && left.free === 0) return null
          if (!reserved) left.free -= 1
          return { count: 1, release: () => undefined } satisfies Places
        },
        deadline: { expired },
      } as unknown as Held,
    )
  return { ...wire, add, left, written, putBack }
}

describe('texts before the wire', () => {
  it('go at once while there are places, and then in the order in which they came', () => {
    const wire = wireOf(2)
    for (const one of ['a', 'b', 'c', 'd', 'e']) wire.add(one)
    expect([wire.written, wire.waiting()]).toEqual([['a', 'b'], 3])
    wire.left.free = 2
    wire.look()
    expect([wire.written, wire.waiting()]).toEqual([['a', 'b', 'c', 'd'], 1])
    // One that has its places waits for nobody; one that has none does not pass those that wait.
    wire.add('reserved', { reserved: true })
    wire.left.free = 1
    wire.add('f')
    expect(wire.written.slice(4)).toEqual(['reserved'])
    wire.look()
    expect([wire.written.slice(5), wire.waiting()]).toEqual([['e'], 1])
    wire.close()
    expect([wire.putBack, wire.waiting()]).toEqual([['f'], 0])
    // What a claim that was under way still brings is not written either.
    wire.left.free = 1
    wire.add('g')
    wire.look()
    expect([wire.putBack, wire.waiting(), wire.written.length]).toEqual([['f', 'g'], 0, 6])
  })

  it('let the accounts take turns, and nobody overtake the first', () => {
    const wire = wireOf(0)
    for (const one of ['a1', 'a2', 'a3', 'a4']) wire.add(one, { account: 'a' })
    for (const one of ['b1', 'b2']) wire.add(one, { account: 'b' })
    wire.left.free = 6
    wire.look()
    expect(wire.written).toEqual(['a1', 'a2', 'b1', 'a3', 'b2', 'a4'])
  })

  it('go back unwritten when their time is over, though no place is freed', async () => {
    const wire = wireOf(0)
    let isOver = false
    wire.add('a', { expired: () => isOver })
    wire.add('b', { expired: () => isOver })
    isOver = true
    await expect.poll(() => wire.putBack).toEqual(['a', 'b'])
    expect([wire.written, wire.waiting()]).toEqual([[], 0])
  })
})
