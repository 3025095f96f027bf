import { expect, test } from 'vitest'
import { wordsIn } from '../i18n/words-in.ts'
import { detailOf } from './detail-of.ts'

const t = wordsIn('en')
type Told = Parameters<typeof detailOf>[1]

const skipped = (over: Partial<Told>): Told => ({
  ...{ recipient: 'user:user_1', reason: 'duplicate_recipient', detail: null, name: 'Asha Nair', template: null },
  ...over,
})

test('who came before is said by name, and the caller as such', () => {
  const all = [
    skipped({ recipient: 'caller', name: 'Kiran' }),
    skipped({ recipient: 'user:user_2', name: 'Ravi Deshmukh' }),
  ]
  expect(detailOf(t, skipped({ detail: 'user:user_2' }), all)).toBe('The one before it: Ravi Deshmukh.')
  expect(detailOf(t, skipped({ detail: 'caller' }), all)).toBe('The one before it: Caller.')
  expect(detailOf(t, skipped({ detail: 'user:user_3' }), all)).toBe('The one before it: User.')
})

test('a kind of number is said in words, in Hindi too', () => {
  const tollFree = skipped({ reason: 'not_a_mobile', detail: 'toll_free' })
  expect(detailOf(t, tollFree, [])).toBe('It is a toll-free number.')
  expect(detailOf(wordsIn('hi'), tollFree, [])).toBe('यह टोल-फ़्री नंबर है।')
})

test('names that stand above are not said again, and what else is told stays', () => {
  const template = { name: 'Sorry' }
  expect(detailOf(t, skipped({ reason: 'template_paused', detail: 'Sorry', template }), [])).toBeUndefined()
  expect(detailOf(t, skipped({ reason: 'user_turned_off', detail: 'Asha Nair' }), [])).toBeUndefined()
  expect(detailOf(t, skipped({ reason: 'value_missing', detail: 'agent_name' }), [])).toBe('agent_name')
})
