import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createNodeShare, type NodeShare, type Waiting } from './node-share.ts'

const waiting = (messageId: string, over: Partial<Waiting> = {}): Waiting => ({
  messageId,
  waitedMs: 0,
  isFresh: false,
  isKnownByKey: false,
  ...over,
})
const idOf = (n: number) => `01a20000-0000-7000-8000-0000${n.toString(16).padStart(8, '0')}`
const texts = (count: number, over: Partial<Waiting> = {}) =>
  Array.from({ length: count }, (_, n) => waiting(idOf(n * 7_919), over))

function sharesOf(count: number): NodeShare[] {
  const owners = Array.from({ length: count }, (_, n) => `node ${n}`)
  return owners.map((owner) => {
    const share = createNodeShare(owner)
    share.update(owners)
    return share
  })
}

describe('the share of a process', () => {
  it('is everything where it is alone', () => {
    const alone = createNodeShare('one')
    const all = texts(20, { isFresh: true })
    expect(alone.ours(all, (one) => one)).toEqual({ texts: all, borrowed: false })
  })

  it('is of every text that is due the share of one process and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9 }), fc.nat(), (count, n) => {
        const one = waiting(idOf(n))
        expect(sharesOf(count).filter((share) => share.isOurs(one))).toHaveLength(1)
      }),
    )
  })

  it('is about as large as any other', () => {
    for (const share of sharesOf(3)) {
      const { length } = share.ours(texts(600), (one) => one).texts
      expect(length).toBeGreaterThan(150)
      expect(length).toBeLessThan(250)
    }
  })

  it('leaves a text of a new call for a moment to the process that accepted it', () => {
    const [one, other] = sharesOf(2) as [NodeShare, NodeShare]
    const fresh = waiting(idOf(0), { waitedMs: 500, isFresh: true })
    expect([one, other].map((share) => share.isOurs(fresh))).toEqual([false, false])
    expect([one, other].map((share) => share.isOurs({ ...fresh, isKnownByKey: true }))).toEqual([true, true])
    expect([one, other].filter((share) => share.isOurs({ ...fresh, waitedMs: 1_000 }))).toHaveLength(1)
  })

  it('takes in what others left lying, one process after the other, from the other end, and only when it has nothing of its own', () => {
    const shares = sharesOf(3)
    const others = texts(60, { waitedMs: 4_500 }).filter((one) => !shares[0]!.isOurs({ ...one, waitedMs: 0 }))
    const { texts: taken, borrowed } = shares[0]!.ours(others, (one) => one)
    expect(borrowed).toBe(true)
    expect(taken.length).toBeGreaterThan(0)
    expect(taken.length).toBeLessThan(others.length)
    expect(taken).toEqual(others.filter((one) => taken.includes(one)).toReversed())
    const mixed = [...others, ...texts(60)]
    expect(shares[0]!.ours(mixed, (one) => one).borrowed).toBe(false)
    // Twice as late any of the three takes it.
    expect(others.every((one) => shares[0]!.isOurs({ ...one, waitedMs: 8_000 }))).toBe(true)
  })

  it('is everything again when the others are gone', () => {
    const [one] = sharesOf(3) as [NodeShare]
    one.update(['node 0'])
    expect(one.isAlone()).toBe(true)
    expect(one.ours(texts(10), (text) => text).texts).toHaveLength(10)
  })
})
