import { describe, expect, it } from 'vitest'
import { groupCommit } from './group-commit.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('a group commit', () => {
  it('takes what comes in one turn together, and the rest when a batch is done', async () => {
    const batches: number[][] = []
    const done: (() => void)[] = []
    const commits = groupCommit<number>({
      limit: 10,
      inFlight: 1,
      commit: (items) => {
        batches.push(items)
        return new Promise((resolve) => done.push(resolve))
      },
    })
    void commits.add(1)
    void commits.add(2)
    await turn()
    void commits.add(3)
    await turn()
    expect(batches).toEqual([[1, 2]])
    done[0]?.()
    await turn()
    expect(batches).toEqual([[1, 2], [3]])
    expect(commits.waiting()).toBe(1)
  })

  it('holds back what is not ready, lets others pass it, and looks again when told or after a moment', async () => {
    const batches: string[][] = []
    let room = 1
    const commits = groupCommit<string>({
      limit: 10,
      inFlight: 2,
      readyNow: () => {
        let left = room
        return (item) => item.startsWith('free') || left-- > 0
      },
      commit: async (items) => {
        batches.push(items)
      },
    })
    room = 0
    const held = [commits.add('text 1'), commits.add('text 2')]
    await turn()
    await commits.add('free')
    expect(batches).toEqual([['free']])
    room = 1
    commits.look()
    await held[0]
    expect(batches[1]).toEqual(['text 1'])
    // Nobody says that there is room for it by now.
    await held[1]
    expect(batches[2]).toEqual(['text 2'])
    await commits.drain()
    expect(commits.waiting()).toBe(0)
  })

  it('tells everybody of a batch that it failed, and goes on', async () => {
    let fails = true
    const commits = groupCommit<number>({
      limit: 10,
      inFlight: 1,
      commit: () => (fails ? Promise.reject(new Error('no')) : Promise.resolve()),
    })
    const both = await Promise.allSettled([commits.add(1), commits.add(2)])
    expect(both.map((one) => one.status)).toEqual(['rejected', 'rejected'])
    fails = false
    await commits.add(3)
  })

  it('lets those whose items wait take turns where more wait than fit', async () => {
    const batches: string[][] = []
    const done: (() => void)[] = []
    const commits = groupCommit<string>({
      limit: 4,
      inFlight: 1,
      whose: (item) => item.slice(0, 1),
      commit: (items) => {
        batches.push(items)
        return new Promise((resolve) => done.push(resolve))
      },
    })
    for (const item of ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'b1']) void commits.add(item)
    await turn()
    void commits.add('b2')
    void commits.add('c1')
    for (let n = 0; n < 3; n++) {
      await turn()
      done.shift()?.()
    }
    await turn()
    expect(batches).toEqual([
      ['a1', 'b1', 'a2', 'a3'],
      ['a4', 'b2', 'c1', 'a5'],
      ['a6', 'a7'],
    ])
  })
})
