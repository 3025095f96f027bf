import { expect, test } from 'vitest'
import { withTyped } from './typed-number.ts'

test.each([
  ['Missed call from 90000••842. Call back.', '+91 90000 01842', 'Missed call from 9000001842. Call back.'],
  ['From +91 90000 ••842', '9000001842', 'From +91 90000 01842'],
  ['From 90000••842', '9000101842', 'From 90000••842'],
  ['Asha on 98123••001, caller 90000••842', '+919000001842', 'Asha on 98123••001, caller 9000001842'],
  ['From 90000••842', undefined, 'From 90000••842'],
  ['From 90000••842', '842', 'From 90000••842'],
  ['• one • two', '9000001842', '• one • two'],
])('%s, typed %s', (text, typed, read) => {
  expect(withTyped(text, typed)).toBe(read)
})
