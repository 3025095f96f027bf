import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, rule } from './support/account-document.ts'
import { startTestApi, type TestApi } from './support/api.ts'
import { missedCall } from './support/call.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

describe('the first minute', () => {
  it('makes an account, applies a file, takes a call and tells its story', async () => {
    const account = await api.account(accountDocument([rule('missed')]))
    const me = await account.get('/v1/me')
    expect(me.body).toMatchObject({
      role: 'owner',
      account: { name: 'Test Traders', zone: 'Asia/Kolkata', pricePerPart: '0.3000' },
    })
    const taken = await account.send('POST', '/v1/calls', missedCall({ department: { name: 'Sales' } }))
    expect(taken).toMatchObject({ status: 202, body: { outcome: 'new', messages: 1 } })
    const story = await account.get(`/v1/calls/${taken.body.id}`)
    expect(story.status).toBe(200)
    expect(story.body).toMatchObject({
      call: { department: { key: 'sales' }, rule: { key: 'missed', place: 1 }, source: { key: 'api' } },
      plan: { rule: 'missed', verdicts: [{ is: 'fired' }] },
      messages: [
        {
          state: 'queued',
          template: { key: 'sorry', version: 1, category: 'service_implicit' },
          price: { amount: '0.3000', currency: 'INR' },
        },
      ],
    })
  })
})
