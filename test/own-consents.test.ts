/** People agree by their own word: by a reply, and by a button of the page behind a link. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, rule } from './support/account-document.ts'
import { startTestApi, type TestApi } from './support/api.ts'
import { missedCall, someCaller } from './support/call.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const purpose = 'offers & news by text'
const asking = { purpose, wording: 'invitation 2', replies: ['JOIN', 'Yes', 'हाँ जी'], byPage: true }

/** An account whose promotional texts need consent, and somebody whom it texted once. */
async function texted(over: Partial<typeof asking> | null = {}) {
  const document = accountDocument([rule('any')])
  document.account!.consent = {
    neededFor: ['service_implicit'],
    ...(over !== null && { asking: { ...asking, ...over } }),
  }
  document.templates![0]!.body = 'Sorry we missed you. {{opt_out_link}} - Test Traders'
  const account = await api.account(document)
  const caller = someCaller('842')
  await account.send('POST', '/v1/consents', { number: caller, purpose: 'a first text' })
  const text = async () => {
    const { body } = await account.send('POST', '/v1/calls', missedCall({ caller }))
    return (await account.get(`/v1/calls/${body.id}`)).body.messages[0]
  }
  const { pathname } = new URL(/missed you\. (\S+) - /.exec((await text()).text)?.[1] ?? '')
  await account.send('POST', '/v1/consents/revoke', { number: caller })
  return {
    account,
    fate: async () => {
      const { state, reason } = await text()
      return reason ?? state
    },
    say: async (words: string) =>
      (await account.send('POST', '/v1/sandbox/replies', { from: caller, text: words })).body.meaning,
    standing: async () => (await account.send('POST', '/v1/consents/check', { number: caller })).body,
    page: async (want?: string) => {
      const { body } = await api.server.inject({
        method: want === undefined ? 'GET' : 'POST',
        url: pathname,
        headers: { host: 'kaveri.example', 'content-type': 'application/x-www-form-urlencoded' },
        ...(want !== undefined && { payload: `want=${want}` }),
      })
      return body
    },
  }
}

describe('a reply', () => {
  it('that is one of the account’s words is a consent, with its words, its way and its time', async () => {
    const { say, standing, fate } = await texted()
    expect(await fate()).toBe('no_consent')
    expect(await say('Yes, please!')).toBe('agree')
    expect(await fate()).toBe('queued')
    const { hasConsent, ledger } = await standing()
    expect(hasConsent).toBe(true)
    expect(ledger[0]).toMatchObject({
      what: 'given',
      source: 'reply',
      who: 'reply',
      purpose,
      wording: 'invitation 2',
      evidence: 'Yes, please!',
    })
    expect(Date.now() - Date.parse(ledger[0].givenAt)).toBeLessThan(60_000)
  })

  it.each([
    ['join', 'agree'],
    ['j.o.i.n', 'agree'],
    ['हाँ जी', 'agree'],
    ['JOIN?', 'other'],
    ['I will join you at five', 'other'],
    ['yes but stop the other ones', 'perhaps_stop'],
    ['STOP', 'stop'],
    ['START', 'start'],
  ])('“%s” is taken for %s', async (words, meaning) => {
    const { say, standing } = await texted()
    expect(await say(words)).toBe(meaning)
    expect((await standing()).hasConsent).toBe(meaning === 'agree')
  })

  it('agrees to nothing where the account has no such words', async () => {
    const { say, standing } = await texted(null)
    expect(await say('JOIN')).toBe('other')
    expect(await say('yes')).toBe('start')
    expect((await standing()).hasConsent).toBe(false)
  })

  it('ends the opt-out of whoever wrote it, and a STOP ends the consent', async () => {
    const { say, standing, fate } = await texted()
    await say('stop')
    expect(await fate()).toBe('opted_out')
    expect(await say('Join')).toBe('agree')
    expect(await standing()).toMatchObject({ hasConsent: true, optedOut: false })
    expect(await fate()).toBe('queued')
    await say('stop all')
    expect(await standing()).toMatchObject({ hasConsent: false, optedOut: true })
  })
})

describe('the page behind a link', () => {
  it('asks, agrees by its button alone, and takes it back', async () => {
    const { page, standing, fate, account } = await texted()
    const asked = 'Do you agree to get from Test Traders by text: offers &#38; news by text?'
    for (let looks = 0; looks < 3; looks += 1) expect(await page()).toContain(asked)
    expect(await fate()).toBe('no_consent')
    expect(await page('agree')).toContain('You agreed to get from Test Traders by text')
    await page('agree')
    expect(await fate()).toBe('queued')
    const { ledger } = await standing()
    expect(ledger.map((one: { what: string }) => one.what)).toEqual(['given', 'revoked', 'given'])
    expect(ledger[0]).toMatchObject({
      source: 'link',
      evidence: 'Do you agree to get from Test Traders by text: offers & news by text?',
    })
    expect((await account.get('/v1/consents')).body.items).toMatchObject([{ source: 'link', purpose }])
    expect(await page('revoke')).toContain(asked)
    expect(await fate()).toBe('no_consent')
    expect((await standing()).optedOut).toBe(false)
  })

  it('does not ask whoever opted out, nor where the account does not want it, and then agrees to nothing', async () => {
    const out = await texted()
    expect(await out.page('out')).not.toContain('agree')
    const { page, standing } = await texted({ byPage: false })
    expect(await page()).not.toContain('agree')
    expect(await page('agree')).toContain('Send me no more texts')
    expect(await standing()).toMatchObject({ hasConsent: false, optedOut: false })
  })
})

describe('the setting', () => {
  it('takes no word that may mean something else, and wants a way', async () => {
    const { account } = await texted()
    const problems = async (over: Partial<typeof asking>) =>
      (await account.send('PATCH', '/v1/account', { consent: { asking: { ...asking, ...over } } })).body.errors?.map(
        ({ path, code }: { path: string; code: string }) => `${path} ${code}`,
      )
    expect(await problems({ replies: ['JOIN', 'stop', 'ok', 'not interested'] })).toEqual([
      'consent.asking.replies[1] no_word_of_consent',
      'consent.asking.replies[2] no_word_of_consent',
      'consent.asking.replies[3] no_word_of_consent',
    ])
    expect(await problems({ replies: [], byPage: false })).toEqual(['consent.asking.replies no_way'])
    expect(await problems({ replies: [] })).toBeUndefined()
  })

  it('is in the account’s file, and read of one that was stored before there was any', async () => {
    const { account } = await texted()
    expect((await account.get('/v1/configuration')).body.account.consent.asking).toEqual(asking)
    await api.db.query(
      'console',
      `update account set policy = '{"consent":{"neededFor":[],"reconsentBlockDays":7}}'`,
      [],
    )
    expect((await account.get('/v1/account')).body.consent).toEqual({
      neededFor: [],
      reconsentBlockDays: 7,
      asking: null,
    })
  })
})
