import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { rememberFor } from './memory.ts'

/** Answers that the test gives. */
function asking() {
  const asked: PromiseWithResolvers<string | undefined>[] = []
  const find = () => {
    asked.push(Promise.withResolvers<string | undefined>())
    return asked.at(-1)!.promise
  }
  return { asked, find }
}

it('asks once for all who want to know at the same time, and again after it failed', async () => {
  const memory = rememberFor<string>(60_000, 10)
  const { asked, find } = asking()
  const all = Promise.allSettled(Array.from({ length: 100 }, () => memory.get('a', find)))
  asked[0]!.reject(new Error('no room'))
  expect(new Set((await all).map((one) => one.status))).toEqual(new Set(['rejected']))
  const again = memory.get('a', find)
  asked[1]!.resolve('known')
  expect([await again, await memory.get('a', find), asked.length]).toEqual(['known', 'known', 2])
})

it('keeps no answer that was forgotten while it was on its way', async () => {
  const memory = rememberFor<string>(60_000, 10)
  const { asked, find } = asking()
  const before = memory.get('a', find)
  memory.forget('a')
  const after = memory.get('a', find)
  asked[0]!.resolve('revoked')
  expect([await before, memory.peek('a')]).toEqual(['revoked', undefined])
  asked[1]!.resolve(undefined)
  expect([await after, memory.peek('a')]).toEqual([undefined, undefined])
})

it('asks anew once half of the time is over, while what it knows still holds', async () => {
  const memory = rememberFor<string>(4_000, 10)
  const { asked, find } = asking()
  memory.set('a', 'old')
  expect([memory.peek('a', find), asked.length]).toEqual(['old', 0])
  await pause(2_100)
  expect([memory.peek('a', find), memory.peek('a', find), asked.length]).toEqual(['old', 'old', 1])
  asked[0]!.resolve('new')
  await asked[0]!.promise
  await pause(0)
  expect(memory.peek('a')).toBe('new')
})
