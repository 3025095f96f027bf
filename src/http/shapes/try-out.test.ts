import { expect, test } from 'vitest'
import { tryOutBody } from './try-out.ts'

const text = { to: '+919876500001', header: 'KAVERI' }
const [entityId, templateId] = ['1101172974420810001', '1107161234567890123']
const wrongIn = (body: object) => tryOutBody.safeParse(body).error?.issues.map((one) => one.path.join('.'))

test('the ids of a registered wording are given together, or neither is', () => {
  expect(wrongIn(text)).toBeUndefined()
  expect(wrongIn({ ...text, entityId, templateId })).toBeUndefined()
  expect(wrongIn({ ...text, entityId })).toEqual(['templateId'])
  expect(wrongIn({ ...text, templateId })).toEqual(['entityId'])
})
