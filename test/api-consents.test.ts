/** Consents through the API: recorded, looked up, revoked, imported and handed on. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, promotional, rule } from './support/account-document.ts'
import { startTestApi, type TestApi } from './support/api.ts'
import { missedCall, someCaller } from './support/call.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const opened = (consent?: object) => {
  const document = accountDocument([rule('any')])
  return api.account({ ...document, account: { ...document.account!, ...(consent && { consent }) } })
}
const needed = { neededFor: ['service_implicit'] }
const terms = { purpose: 'offers by text', wording: 'form 2026-03', evidence: 'call 4711' }

describe('/v1/consents', () => {
  it('records a consent with its terms, says who and how, and that it stands', async () => {
    const account = await opened()
    const first = await account.send('POST', '/v1/consents', {
      ...terms,
      number: '98123 45678',
      givenAt: '2026-03-01T10:00:00+05:30',
      source: 'call',
    })
    expect(first.status).toBe(201)
    expect(first.body).toMatchObject({
      numberShown: '+91 98123 ••678',
      hasConsent: true,
      current: { purpose: 'offers by text', source: 'call', givenAt: '2026-03-01T04:30:00.000Z', isExpired: false },
      ledger: [{ what: 'given', evidence: 'call 4711', who: 'API key “first key”' }],
    })
    const { body } = await account.send('POST', '/v1/consents/check', { number: '09812345678' })
    expect(body).toEqual(first.body)
    expect((await account.send('POST', '/v1/consents/check', { number: '9812345679' })).body).toMatchObject({
      hasConsent: false,
      current: null,
      ledger: [],
    })
  })

  it('lets texts go once it is recorded, where the account asks for consent, and shows that in the call', async () => {
    const account = await opened(needed)
    const caller = someCaller('842')
    const next = async () => {
      const { body } = await account.send('POST', '/v1/calls', missedCall({ caller }))
      return (await account.get(`/v1/calls/${body.id}`)).body
    }
    const before = await next()
    expect(before.messages).toMatchObject([{ state: 'skipped', reason: 'no_consent' }])
    expect(before.facts.policy.consents).toEqual({ neededFor: ['service_implicit'], given: [] })
    const planned = () => account.send('POST', '/v1/plan', { call: missedCall({ caller }) })
    expect((await planned()).body.messages).toMatchObject([{ is: 'skip', reason: 'no_consent' }])

    await account.send('POST', '/v1/consents', { ...terms, number: caller })
    const after = await next()
    expect(after.messages[0].reason).toBe(null)
    expect(after.facts.policy.consents.given).toEqual([caller])
    expect((await planned()).body.messages).toMatchObject([{ is: 'send' }])
    // What was judged then stays as it was judged.
    expect((await account.get(`/v1/calls/${before.call.id}`)).body.plan.messages).toMatchObject([
      { reason: 'no_consent' },
    ])

    expect((await account.send('POST', '/v1/opt-outs', { number: caller })).status).toBe(201)
    expect((await next()).messages[0].reason).toBe('opted_out')
    expect((await account.send('POST', '/v1/consents/check', { number: caller })).body).toMatchObject({
      hasConsent: false,
      optedOut: true,
      current: null,
    })
  })

  it('is asked after the opt-out and before hours: a promotional text in India says no_consent by day and by night', async () => {
    const document = accountDocument([rule('any', { validityMinutes: 5 })])
    const account = await api.account({
      ...document,
      account: { ...document.account!, consent: { neededFor: ['promotional', 'service_explicit'] } },
      templates: document.templates?.map(promotional) ?? [],
    })
    const caller = someCaller()
    const next = async () => (await account.send('POST', '/v1/plan', { call: missedCall({ caller }) })).body.messages
    expect(await next()).toMatchObject([{ is: 'skip', reason: 'no_consent', detail: 'Sorry we missed you' }])
    await account.send('POST', '/v1/opt-outs', { number: caller })
    expect(await next()).toMatchObject([{ is: 'skip', reason: 'opted_out' }])
    await account.send('POST', '/v1/opt-outs/remove', { number: caller })
    const other = someCaller()
    const given = await account.send('POST', '/v1/consents', { ...terms, number: other })
    expect(given.body).toMatchObject({ hasConsent: true })
    const { body } = await account.send('POST', '/v1/plan', { call: missedCall({ caller: other }) })
    expect([undefined, 'promotional_hours']).toContain(body.messages[0].reason)
  })

  it('refuses one that comes too soon after a revocation, and says from when one counts', async () => {
    const account = await opened({ reconsentBlockDays: 30 })
    const number = someCaller()
    await account.send('POST', '/v1/consents', { ...terms, number })
    const revoked = await account.send('POST', '/v1/consents/revoke', { number, evidence: 'asked at the counter' })
    expect(revoked.body).toMatchObject({ hasConsent: false, ledger: [{ what: 'revoked' }, { what: 'given' }] })
    expect((await account.send('POST', '/v1/consents/revoke', { number })).status).toBe(404)
    const { status, body } = await account.send('POST', '/v1/consents', { ...terms, number })
    expect({ status, error: body.errors[0] }).toMatchObject({
      status: 422,
      error: { path: 'givenAt', code: 'too_soon', message: expect.stringMatching(/given after 20\d\d-/) },
    })
  })

  it.each([
    ['givenAt', 'in_the_future', { givenAt: '2099-01-01T00:00:00Z' }],
    ['expiresAt', 'is_over', { expiresAt: '2020-01-01T00:00:00Z' }],
    ['number', 'not_a_number', { number: 'Asha' }],
  ])('refuses a consent whose %s is %s', async (path, code, over) => {
    const account = await opened()
    const { status, body } = await account.send('POST', '/v1/consents', { ...terms, number: '9812345678', ...over })
    expect({ status, error: body.errors[0] }).toMatchObject({ status: 422, error: { path, code } })
  })

  it('records the consents of a file, names each row that cannot be, and may be repeated', async () => {
    const account = await opened()
    const [one, other, gone] = [someCaller(), someCaller(), someCaller()]
    await account.send('POST', '/v1/opt-outs', { number: gone })
    const csv = [
      'Name,Mobile,Given at,Evidence',
      `Asha,${one},2026-03-01,form 12`,
      'Ravi,9.8E+9,2026-03-01,',
      `Meera,${other},31/03/2026,`,
      `"Iyer, Meera",${other},2026-03-31T10:00:00+05:30,`,
      `Gone,${gone},2026-03-01,`,
      `Asha,${one},2026-03-01,form 12`,
      `Late,${someCaller()},2099-01-01,`,
    ].join('\n')
    const ask = { csv, purpose: 'offers by text', skippedLines: 100 }
    const { body } = await account.send('POST', '/v1/consents/import', ask)
    expect(body).toMatchObject({ rows: 7, given: 2, known: 1, bad: 4 })
    expect(body.badRows.map((row: { line: number; message: string }) => [row.line, row.message])).toEqual([
      [103, 'is no phone number'],
      [104, 'is no date: write it as 2026-03-31'],
      [106, expect.stringContaining('only a consent given after')],
      [108, 'givenAt: lies in the future'],
    ])
    expect((await account.send('POST', '/v1/consents/import', ask)).body).toMatchObject({ given: 0, known: 3, bad: 4 })
    expect((await account.send('POST', '/v1/consents/check', { number: one })).body).toMatchObject({
      hasConsent: true,
      current: { source: 'file', purpose: 'offers by text', givenAt: '2026-02-28T18:30:00.000Z' },
      ledger: [{ evidence: 'form 12' }],
    })
    const without = await account.send('POST', '/v1/consents/import', { csv: 'Name,Town\nAsha,Pune' })
    expect(without).toMatchObject({ status: 422, body: { errors: [{ code: 'no_number_column' }] } })
    const purposeless = await account.send('POST', '/v1/consents/import', { csv: `number\n${one}` })
    expect(purposeless.body).toMatchObject({ bad: 1, badRows: [{ message: expect.stringContaining('no purpose') }] })
  })

  it('takes of a number that stands twice in a file the consent that was given last, whichever row is lower', async () => {
    const account = await opened()
    const number = someCaller()
    const csv = [
      'Mobile,Given at,Expires at,Evidence',
      `${number},2026-06-01,2027-06-01,the newer form`,
      `${number},2025-06-01,2026-12-31,the older form`,
    ].join('\n')
    const { body } = await account.send('POST', '/v1/consents/import', { csv, purpose: 'offers by text' })
    expect(body).toMatchObject({ rows: 2, given: 1, known: 1, bad: 0 })
    expect((await account.send('POST', '/v1/consents/check', { number })).body).toMatchObject({
      ledger: [{ evidence: 'the newer form' }],
    })
  })

  it('hands on what it knows of one number, and says that it is no DLT consent', async () => {
    const account = await opened()
    await account.send('POST', '/v1/consents', { ...terms, number: '9812345678' })
    const { body, headers } = await account.send('POST', '/v1/consents/export', { number: '9812345678' })
    expect(body).toMatchObject({ account: 'Test Traders', number: '+919812345678', hasConsent: true })
    expect(body.ledger).toMatchObject([{ what: 'given', ...terms }])
    expect(body.about).toContain('not consent on the DLT platform')
    expect(headers['content-disposition']).toContain('attachment')
  })

  it('lists a page at a time, revokes by row, and keeps one account’s from another', async () => {
    const [mine, theirs] = [await opened(), await opened()]
    const numbers = Array.from({ length: 5 }, () => someCaller())
    for (const number of numbers) await mine.send('POST', '/v1/consents', { ...terms, number })
    const { body: page } = await mine.get('/v1/consents?limit=3')
    expect(page.items.map((one: { ending: string }) => one.ending)).toEqual(
      numbers
        .toReversed()
        .slice(0, 3)
        .map((one) => one.slice(-3)),
    )
    expect((await mine.get(`/v1/consents?limit=3&after=${page.next}`)).body.items).toHaveLength(2)
    expect((await theirs.send('DELETE', `/v1/consents/${page.items[0].id}`)).status).toBe(404)
    expect((await theirs.get('/v1/consents')).body.items).toEqual([])
    expect((await mine.send('DELETE', `/v1/consents/${page.items[0].id}`)).status).toBe(204)
    expect((await mine.send('DELETE', `/v1/consents/${page.items[0].id}`)).status).toBe(404)
    expect((await mine.get('/v1/consents')).body.items).toHaveLength(4)
  })
})
