import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

test('who came first goes in first, and who finds no room keeps the place and holds up nobody', async () => {
  const turns = createTurns({ patienceMs: 30_000, most: 10 })
  let room = 0
  let isHeld = true
  const order: string[] = []
  const takes = () => room > 0 && room-- > 0
  const wait = (name: string, fits: () => boolean) => turns.wait(fits).then(() => order.push(name))
  const all = [wait('held', () => !isHeld && takes()), wait('second', takes), wait('third', takes)]
  // Long enough for each to have looked by itself more than once.
  await new Promise((resolve) => setTimeout(resolve, 250))
  const free = () => {
    room += 1
    turns.next()
  }
  free()
  isHeld = false
  free()
  free()
  await Promise.all(all)
  expect(order).toEqual(['second', 'held', 'third'])
})

test('who finds no room in time is told, and so is at once who comes when too many wait', async () => {
  const turns = createTurns({ patienceMs: 50, most: 1 })
  const first = turns.wait(() => false)
  expect(await turns.wait(() => true)).toBe(false)
  expect(await first).toBe(false)
})
