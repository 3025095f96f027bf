import { expect, test } from 'vitest'
import { ownPath } from './own-path.ts'

test('sign-in goes on to pages of this console only', () => {
  const own = (to: string | undefined) => ownPath(to, 'https://sms.example')
  expect(own('/calls/call_1?caller=9#msg_2')).toBe('/calls/call_1?caller=9#msg_2')
  const elsewhere = ['//evil.example', '/\\evil.example', '/\t/evil.example', 'https://evil.example/', 'javascript:alert(1)', 'calls', '', '/signin', '/signin?to=/', undefined] // biome-ignore format: a list to be read as one
  expect(elsewhere.map(own)).toEqual(elsewhere.map(() => undefined))
})
