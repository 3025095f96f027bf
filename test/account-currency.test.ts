/** What texts cost is kept as an amount: called by another currency it would be another cost. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountDocument, rule } from './support/account-document.ts'
import { startTestApi, type TestApi } from './support/api.ts'
import { missedCall } from './support/call.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

it('the currency is another one only until a text has a cost in it', async () => {
  const account = await api.account(accountDocument([rule('missed')]))
  expect((await account.send('PATCH', '/v1/account', { currency: 'USD' })).body).toMatchObject({ currency: 'USD' })
  await account.send('POST', '/v1/calls', missedCall())
  const refused = await account.send('PATCH', '/v1/account', { currency: 'EUR' })
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'currency', code: 'in_use' }] } })
  const document = (await account.get('/v1/configuration')).body
  const applied = await account.send('PUT', '/v1/configuration', {
    ...document,
    account: { ...document.account, currency: 'EUR' },
  })
  expect(applied).toMatchObject({ status: 422, body: { errors: [{ path: 'account.currency', code: 'in_use' }] } })
  expect((await account.send('PATCH', '/v1/account', { currency: 'USD', quota: 10 })).body).toMatchObject({ quota: 10 })
})

it('a part costs at most what sums of a day can hold', async () => {
  const account = await api.account(accountDocument([rule('any')]))
  const { status, body } = await account.send('PATCH', '/v1/account', { pricePerPart: '100000' })
  expect(status).toBe(422)
  expect(body.errors).toMatchObject([{ path: 'pricePerPart', message: expect.stringContaining('up to 99999.9999') }])
})
