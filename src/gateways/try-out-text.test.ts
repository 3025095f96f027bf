import { expect, it } from 'vitest'
import type { PhoneNumber } from '../core/phone-number.ts'
import { tryOutText } from './try-out-text.ts'

const told = { header: 'KAVERI', text: 'Hello', entityId: '1101', templateId: '1107' }
const to = (number: string) => tryOutText({ ...told, to: number as PhoneNumber })

it('takes DLT ids to India and to nowhere else', () => {
  expect(to('+919812300001').dlt).toEqual({ entity: '1101', template: '1107', category: 'service_implicit' })
  expect(to('+14155550100').dlt).toBeUndefined()
  expect(tryOutText({ ...told, entityId: undefined, to: '+919812300001' as PhoneNumber }).dlt).toBeUndefined()
})
