/** What texts cost is kept as an amount: called by another currency it would be another cost. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parsePublicId } from '../src/core/public-id.ts'
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

it('a part costs so little that what a busy account’s texts came to can be counted', async () => {
  const account = await api.account(accountDocument([rule('missed')]))
  const refused = await account.send('PATCH', '/v1/account', { pricePerPart: '100000' })
  const message = 'is at most 99999.9999'
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'pricePerPart', message }] } })
  const document = (await account.get('/v1/configuration')).body
  const applied = await account.send('PUT', '/v1/configuration', {
    ...document,
    account: { ...document.account, pricePerPart: '999999999.9999' },
  })
  expect(applied).toMatchObject({ status: 422, body: { errors: [{ path: 'account.pricePerPart', message }] } })
  const most = { pricePerPart: '99999.9999' }
  expect(await account.send('PATCH', '/v1/account', most)).toMatchObject({ status: 200, body: most })
})

it('a price from before there was a most is still read and charged, and the rest can be changed beside it', async () => {
  const account = await api.account(accountDocument([rule('missed')]))
  await api.db.query('console', 'update account set price_per_part = 9999999999999 where account_id = $1', [
    parsePublicId('acct', account.accountId) ?? '',
  ])
  expect(await account.send('PATCH', '/v1/account', { quota: 10 })).toMatchObject({ status: 200, body: { quota: 10 } })
  const document = (await account.get('/v1/configuration')).body
  expect(document.account.pricePerPart).toBe('999999999.9999')
  expect(await account.send('PUT', '/v1/configuration', document)).toMatchObject({ status: 200 })
  const taken = await account.send('POST', '/v1/calls', missedCall())
  const { messages } = (await account.get(`/v1/calls/${taken.body.id}`)).body
  expect(messages).toMatchObject([{ price: { amount: '999999999.9999' } }])
})
