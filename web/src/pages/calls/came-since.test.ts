import { expect, test } from 'vitest'
import { cameSince, mostNewest } from './came-since.ts'

const calls = (...ids: string[]) => ids.map((id) => ({ id }))

test('a call came in since a list was read when the list neither holds it nor knew of it', () => {
  const list = { newest: ['c4', 'c2'], rows: calls('c2') }
  expect(cameSince(calls('c4', 'c2'), list)).toEqual([])
  // c3 was kept after c4, though its id is older.
  expect(cameSince(calls('c5', 'c4', 'c3', 'c2'), list)).toEqual(calls('c5', 'c3'))
  expect(cameSince(calls('c1'), { newest: [], rows: [] })).toEqual(calls('c1'))
})

test('what was told of before many others came is no news of a list that was read after them', () => {
  const newest = Array.from({ length: mostNewest }, (_, at) => `c${90 - at}`)
  expect(cameSince(calls('c91', 'c50'), { newest, rows: [] })).toEqual(calls('c91'))
})
