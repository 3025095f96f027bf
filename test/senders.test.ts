import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parsePublicId } from '../src/core/public-id.ts'
import { dltOfTemplates } from '../src/store/dlt-of-message.ts'
import { accountDocument, rule } from './support/account-document.ts'
import { type Asker, startTestApi, type TestApi } from './support/api.ts'
import { missedCall } from './support/call.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const next = async (account: Asker) => {
  const { body } = await account.send('POST', '/v1/calls', missedCall())
  return (await account.get(`/v1/calls/${body.id}`)).body.messages[0]
}

describe('a header', () => {
  it('that is not active sends nothing, and says so, until it is active again', async () => {
    const account = await api.account(accountDocument([rule('any')]))
    const set = (status: string) => account.send('PATCH', '/v1/headers/tester', { status })
    expect((await next(account)).state).toBe('queued')
    for (const status of ['inactive', 'dormant', 'suspended', 'blacklisted']) {
      expect((await set(status)).body.status).toBe(status)
      expect(await next(account)).toMatchObject({
        state: 'skipped',
        reason: 'header_inactive',
        detail: `TESTER is ${status}`,
        reasonWords: 'The header it would go by is not active at the mobile operators.',
      })
    }
    await set('active')
    expect((await next(account)).state).toBe('queued')
  })
  it('is kept to the letter, and two that differ in case alone are two', async () => {
    const account = await api.account(accountDocument([]))
    const add = (header: string) => account.send('POST', '/v1/headers', { header })
    expect((await add('ShKunj')).body).toMatchObject({ header: 'ShKunj', class: null, status: 'active' })
    expect((await add('SHKUNJ')).status).toBe(201)
    expect((await account.get('/v1/headers')).body.items.map((one: { header: string }) => one.header)).toEqual([
      'SHKUNJ',
      'ShKunj',
      'TESTER',
    ])
    expect((await add('JX-KAVERI-S')).body.errors[0].code).toBe('as_shown_on_phones')
    expect((await account.send('PATCH', '/v1/headers/tester', { class: 'quux' })).status).toBe(422)
  })
  it('goes out into the account’s file with its class and status, and comes back', async () => {
    const account = await api.account(accountDocument([]))
    await account.send('PATCH', '/v1/headers/tester', { class: 'government', status: 'dormant' })
    const file = (await account.get('/v1/configuration')).body
    expect(file.headers).toMatchObject([{ header: 'TESTER', class: 'government', status: 'dormant' }])
    const other = await api.account(file)
    expect((await other.get('/v1/headers/tester')).body).toMatchObject({ class: 'government', status: 'dormant' })
  })
})

describe('the chain of a route', () => {
  const [aggregator, deliverer] = ['1102172974420820002', '1302172974420830004']
  const withRoute = async (route: object) => {
    const account = await api.account(accountDocument([rule('any')]))
    const saved = await account.send('PUT', '/v1/routes', { routes: [{ gateway: 'shared:sandbox', ...route }] })
    return { account, saved }
  }
  it('goes with every text, as ids or as their hash', async () => {
    for (const [chainMode, expected] of [
      ['ids', { telemarketer: `${aggregator},${deliverer}` }],
      ['sha256', { chainHash: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      ['none', {}],
    ] as const) {
      const { account, saved } = await withRoute({ telemarketerId: `${aggregator}, ${deliverer}`, chainMode })
      expect(saved.status).toBe(200)
      const { id } = (await account.get('/v1/templates/sorry')).body
      const text = {
        accountId: parsePublicId('acct', account.accountId)!,
        templateId: parsePublicId('tmpl', id)!,
        templateVersion: 1,
      }
      const [dlt, none, again] = await dltOfTemplates(api.db.console, [text, { ...text, templateVersion: 9 }, text])
      expect([none, again]).toEqual([undefined, dlt])
      expect(dlt).toMatchObject({ entity: '1101172974420810001', template: '1107172974420810002', ...expected })
      if (chainMode === 'none') expect(dlt).not.toHaveProperty('telemarketer')
    }
  })
  it('is refused where an id of it cannot be one, or stands in it twice', async () => {
    const refused = async (telemarketerId: string) => (await withRoute({ telemarketerId })).saved.body.errors[0]
    expect(await refused('1.10217E+18')).toMatchObject({ path: 'routes[0].telemarketerId', code: 'spreadsheet_number' })
    expect((await refused(`${deliverer},${deliverer}`)).code).toBe('twice')
  })
})
