import { expect, test } from 'vitest'
import { mapOf, repeatedLines } from './map-lines.ts'

const lines = [
  { id: 1, key: 'answer', to: 'connected' },
  { id: 2, key: '', to: 'missed' },
  { id: 3, key: '16', to: 'voicemail' },
  { id: 4, key: 'answer', to: 'missed' },
]

test('of two lines with one key the first counts and the second is said to repeat it; a line without a key is not there yet', () => {
  expect(mapOf(lines)).toEqual({ answer: 'connected', 16: 'voicemail' })
  expect([...repeatedLines(lines)]).toEqual([4])
})
