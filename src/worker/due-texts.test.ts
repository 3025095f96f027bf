import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FoundDue, Picked } from '../store/due-messages.ts'
import { createDueTexts } from './due-texts.ts'

const text = (accountId: string, messageId: string): FoundDue => ({
  accountId,
  messageId,
  parts: 1,
  waitedMs: 0,
  isFresh: false,
})
const textsOf = (accountId: string, count: number) =>
  Array.from({ length: count }, (_, n) => text(accountId, `${accountId}${n}`))

/** A lane that has looked through its table once and found it empty. */
async function afterFirstSearch(table: FoundDue[] = []) {
  const due = createDueTexts(async (limit) => table.slice(0, limit))
  await due.pick(10)
  return due
}

describe('due texts', () => {
  it('are looked for in the table at first, until a search finds fewer than it might: the rest of what it found is known then', async () => {
    const table = textsOf('a', 15)
    const asked: number[] = []
    const due = createDueTexts(async (limit) => {
      asked.push(limit)
      return table.slice(0, limit)
    })
    expect(due.areWaiting()).toBe(true)
    expect(await due.pick(10)).toHaveLength(10)
    expect(await due.pick(10)).toHaveLength(5)
    expect(await due.pick(10)).toEqual([])
    expect(due.areWaiting()).toBe(false)
    expect(asked).toEqual([100])
  })

  it('are looked for again after a search that failed', async () => {
    let fails = true
    const due = createDueTexts(async () => {
      if (fails) throw new Error('no database')
      return textsOf('a', 1)
    })
    await expect(due.pick(10)).rejects.toThrow('no database')
    fails = false
    expect(await due.pick(10)).toHaveLength(1)
  })

  it('that are left while the table is searched are not forgotten', async () => {
    const due = createDueTexts(async () => {
      due.add(textsOf('a', 1))
      return []
    })
    expect(await due.pick(10)).toEqual([])
    expect(due.areWaiting()).toBe(true)
    expect(await due.pick(10)).toEqual(textsOf('a', 1))
  })

  it('that are added while the search that finds them runs are picked once, and never twice together', async () => {
    const table = textsOf('a', 6)
    const late = table.slice(4)
    const found = async (addWhen: 'during' | 'after', first: number) => {
      const due = createDueTexts(async () => {
        if (addWhen === 'during') due.add(late)
        return table
      })
      const picked = [await due.pick(first)]
      if (addWhen === 'after') due.add(late)
      while (due.areWaiting()) picked.push(await due.pick(10))
      return picked
    }
    for (const when of ['during', 'after'] as const)
      expect((await found(when, 2)).flat().toSorted(byId), when).toEqual(table)
    // Neither does one come again that the search gave whole.
    expect(await found('during', 6)).toEqual([table, []])
  })

  it('let the accounts take turns: one text of a small account comes among the first of a large one', async () => {
    const due = await afterFirstSearch()
    due.add(textsOf('large', 1_000))
    due.add(textsOf('small', 1))
    const picked = await due.pick(2)
    expect(picked.map((one) => one.accountId).toSorted()).toEqual(['large', 'small'])
  })

  it('that found no place come first the next time', async () => {
    const due = await afterFirstSearch()
    due.add(textsOf('a', 3))
    const [first, ...rest] = await due.pick(3)
    due.putBack([first!])
    due.add(rest)
    expect((await due.pick(1))[0]).toEqual(first)
  })

  it('are all picked, each once, whatever is added, picked and put back in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(5), fc.integer({ min: 1, max: 4 })), {
          maxLength: 30,
        }),
        async (steps) => {
          const due = await afterFirstSearch()
          const added: Picked[] = []
          const picked: Picked[] = []
          for (const [n, [account, count, limit]] of steps.entries()) {
            const texts = Array.from({ length: count }, (_, i) => text(account, `${n} ${i}`))
            added.push(...texts)
            due.add(texts)
            const [back, ...kept] = await due.pick(limit)
            if (back) due.putBack([back])
            picked.push(...kept)
          }
          while (due.areWaiting()) picked.push(...(await due.pick(100)))
          expect(picked.toSorted(byId)).toEqual(added.toSorted(byId))
        },
      ),
      { numRuns: 200 },
    )
  })
})

const byId = (a: Picked, b: Picked) => (a.messageId < b.messageId ? -1 : 1)
