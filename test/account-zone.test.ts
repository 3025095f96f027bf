/** An account's time zone decides hours, days and what texts say: one that does not exist is refused wherever it could be saved. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountDocument, rule } from './support/account-document.ts'
import { startTestApi, type TestApi } from './support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const wrong = ['Asia/Calcuta', 'IST+5', 'Mars/Phobos', '+99:00', ' ', 'Asia/Kolkata ']

it('a time zone that does not exist is refused by the API, by a file, and by a file that is only tried', async () => {
  const account = await api.account(accountDocument([rule('missed')]))
  for (const zone of wrong) {
    const document = { account: { name: 'Test Traders', zone } }
    const answers = [
      await api.operator.send('POST', '/v1/accounts', { name: 'Another', zone }),
      await account.send('PATCH', '/v1/account', { zone }),
      await account.send('PUT', '/v1/configuration', document),
      await account.send('PUT', '/v1/configuration?dryRun=true', document),
    ]
    for (const { status, body } of answers) {
      expect({ zone, status }).toEqual({ zone, status: 422 })
      expect(body.errors).toEqual([
        expect.objectContaining({ path: expect.stringMatching(/^(account\.)?zone$/), code: 'unknown_zone' }),
      ])
    }
  }
  expect((await account.get('/v1/account')).body.zone).toBe('Asia/Kolkata')
})

it('one that does is taken, whatever its name looks like', async () => {
  const account = await api.account()
  for (const zone of ['UTC', 'America/Argentina/Buenos_Aires', 'Asia/Calcutta'])
    expect((await account.send('PATCH', '/v1/account', { zone })).body).toMatchObject({ zone })
})
