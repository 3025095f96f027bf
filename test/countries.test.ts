/** What a text keeps of its recipient's country: no DLT parameter leaves India, hours, consent, senders. Over real sockets, by SMPP and by HTTP. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConfigurationInput } from '../src/core/configuration.ts'
import { accountDocument, promotional, rule } from './support/account-document.ts'
import { daytimeCaller, missedCall, someCaller } from './support/call.ts'
import { startTestProgram, type TestProgram } from './support/program.ts'
import { Smsc } from './support/smsc.ts'

const [french, japanese, american] = ['+33612345678', '+818012345678', '+12133734253']

let program: TestProgram
let smsc: Smsc
let kannel: Server
const asked: URLSearchParams[] = []
beforeAll(async () => {
  program = await startTestProgram({ sandboxSpeed: 20 })
  smsc = await Smsc.open()
  kannel = createServer((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://kannel').searchParams)
    response.writeHead(202).end('0: Accepted for delivery')
  })
  await new Promise<void>((resolve) => kannel.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await program.stop()
  await smsc.close()
  await new Promise((resolve) => kannel.close(resolve))
})

const gateways = (): Record<'smpp' | 'kannel', Record<string, unknown>> => ({
  smpp: { host: '127.0.0.1', port: smsc.port, systemId: 'kaveri', dlt: true, dltChain: 'ids' },
  kannel: { url: `http://127.0.0.1:${(kannel.address() as AddressInfo).port}/cgi-bin/sendsms`, username: 'kaveri' },
})

/** Its texts go by a gateway that sends DLT parameters, with a whole chain. */
const opened = (kind: 'smpp' | 'kannel', over: Partial<ConfigurationInput> = {}) =>
  program.account(
    accountDocument([rule('any')], {
      gateways: [
        { key: 'own', title: 'Own', kind, settings: gateways()[kind] as never, secrets: { password: 'secret' } },
      ],
      routes: [{ gateway: 'own', telemarketerId: '1102172974420830004' }],
      ...over,
    }),
  )

const text = async (account: Awaited<ReturnType<typeof opened>>, caller: string) => {
  const { messages } = await account.call(await account.accepted(missedCall({ caller })))
  return messages[0]
}

describe('DLT parameters', () => {
  const tagsTo = (caller: string) =>
    smsc.journal.filter((one) => one.dest === caller.slice(1)).flatMap((one) => one.tlvs.map(({ tag }) => tag))

  it.each([
    ['handed over by the accepting transaction', {}],
    ['claimed from the table', { delay: { seconds: 1 } }],
  ])('of a text %s go by SMPP to India, and to no other country', async (_, over) => {
    const account = await opened('smpp', { rules: [rule('any', over)] })
    const callers = [someCaller(), `+3361${someCaller().slice(-7)}`, `+81801${someCaller().slice(-7)}`]
    for (const caller of callers) await account.accepted(missedCall({ caller }))
    await expect
      .poll(() => callers.every((one) => smsc.journal.some(({ dest }) => dest === one.slice(1))), { timeout: 15_000 })
      .toBe(true)
    expect(callers.map(tagsTo)).toEqual([[0x1400, 0x1401, 0x1402], [], []])
  })

  it('go by HTTP to India, and to no other country', async () => {
    const account = await opened('kannel')
    const callers = [someCaller(), french, japanese]
    for (const caller of callers) {
      await account.accepted(missedCall({ caller }))
      await expect
        .poll(() => asked.some((one) => one.get('to')?.endsWith(caller.slice(1))), { timeout: 15_000 })
        .toBe(true)
    }
    const sent = callers.map((caller) =>
      asked.find((one) => one.get('to')?.endsWith(caller.slice(1)))?.get('meta-data'),
    )
    expect(sent).toEqual([expect.stringContaining('dlt_template_id=1107172974420810002'), null, null])
  })

  it('are told as they went: not those that the gateway left out, nor any of a text abroad', async () => {
    const document = (settings: object): Partial<ConfigurationInput> => ({
      gateways: [
        { key: 'own', title: 'Own', kind: 'smpp', settings: settings as never, secrets: { password: 'secret' } },
      ],
    })
    const sent = async (account: Awaited<ReturnType<typeof opened>>, caller: string) => {
      const id = await account.accepted(missedCall({ caller }))
      await expect.poll(async () => (await account.call(id)).messages[0].state, { timeout: 15_000 }).toBe('sent')
      const { dltTemplateId, dltSent, id: message } = (await account.call(id)).messages[0]
      return { dltTemplateId, dltSent, message }
    }
    const tried = async (account: Awaited<ReturnType<typeof opened>>) =>
      (await account.send('POST', '/v1/templates/sorry/test', { to: '+919812300001' })).body
    const leavesOut = await opened('smpp', document({ ...gateways().smpp, dlt: false }))
    const without = await sent(leavesOut, someCaller())
    expect(without).toMatchObject({ dltTemplateId: null, dltSent: false })
    const why = expect.stringContaining('Own does not pass DLT ids on')
    expect(await tried(leavesOut)).toMatchObject({ entityId: null, dltTemplateId: null, withoutDlt: why })
    // What went is not told anew by settings that came later.
    await leavesOut.send('PATCH', '/v1/gateways/own', { settings: gateways().smpp })
    expect((await leavesOut.get(`/v1/messages/${without.message}`)).body).toMatchObject({ dltSent: false })
    const passes = await opened('smpp')
    const template = '1107172974420810002'
    expect(await sent(passes, someCaller())).toMatchObject({ dltTemplateId: template, dltSent: true })
    expect(await sent(passes, `+3361${someCaller().slice(-7)}`)).toMatchObject({ dltTemplateId: null, dltSent: null })
    expect(await tried(passes)).toMatchObject({
      dltTemplateId: template,
      telemarketerId: '1102172974420830004',
      withoutDlt: null,
    })
  })

  it('are not asked for abroad: a template without them, and one that differs from its registration, go there', async () => {
    const document = accountDocument([rule('any')])
    Object.assign(document.templates![0]!, {
      dltTemplateId: null,
      registered: { text: 'Another text. - Test Traders' },
    })
    const account = await program.account(document)
    expect(await text(account, someCaller('842'))).toMatchObject({ reason: 'dlt_text_mismatch' })
    expect(await text(account, french)).toMatchObject({ reason: null })
  })
})

describe('a promotional text', () => {
  const selling = async () => {
    const document = accountDocument([rule('any')])
    document.templates![0] = promotional(document.templates![0]!)
    return await program.account(document)
  }
  it('goes abroad only to whoever agreed, also in an account that asks for no consent', async () => {
    const account = await selling()
    const caller = `+81801${someCaller().slice(-7)}`
    expect(await text(account, caller)).toMatchObject({ state: 'skipped', reason: 'no_consent' })
    await account.send('POST', '/v1/consents', { number: caller, purpose: 'offers', evidence: 'form 4' })
    expect([null, 'promotional_hours']).toContain((await text(account, caller)).reason)
  })
  it('that waits loses its permit with the consent', async () => {
    const document = accountDocument([rule('any', { delay: { seconds: 2 } })])
    document.templates![0] = promotional(document.templates![0]!)
    const account = await program.account(document)
    // At night in India the caller is one from abroad; by day India asks no consent, and the text goes.
    const caller = daytimeCaller('842')
    await account.send('POST', '/v1/consents', { number: caller, purpose: 'offers', evidence: 'form 4' })
    const id = await account.accepted(missedCall({ caller }))
    await account.send('POST', '/v1/consents/revoke', { number: caller })
    const { messages } = await account.settled(id)
    expect(messages[0]).toMatchObject(
      caller.startsWith('+91') ? { state: 'delivered' } : { state: 'skipped', reason: 'no_consent' },
    )
  })
})

describe('a header in another country', () => {
  const abroad = {
    US: { sender: '+14155550100', fields: { brandId: 'B1C2D3E', campaignId: 'C1D2E3F' } },
    EU: { sender: 'Kaveri', fields: {} },
    DE: { sender: 'KaveriDE', fields: {} },
  }
  const withHeader = (countries: object): Partial<ConfigurationInput> => {
    const [header] = accountDocument([]).headers!
    return { headers: [{ ...header!, countries: countries as never }] }
  }

  it('goes by its sender there, and at home by itself', async () => {
    const account = await opened('smpp', withHeader(abroad))
    const callers = [
      someCaller(),
      `+1213373${someCaller().slice(-4)}`,
      `+3361${someCaller().slice(-7)}`,
      '+4915112345678',
    ]
    for (const caller of callers) await account.accepted(missedCall({ caller }))
    const sourceTo = (caller: string) => smsc.journal.find((one) => one.dest === caller.slice(1))?.source
    await expect.poll(() => callers.every(sourceTo), { timeout: 15_000 }).toBe(true)
    expect(callers.map(sourceTo)).toEqual(['TESTER', '14155550100', 'Kaveri', 'KaveriDE'])
  })

  it('is kept through export and apply, by the API, and with what is missing said', async () => {
    const account = await opened('smpp', withHeader(abroad))
    const { body: exported } = await account.get('/v1/configuration')
    expect(exported.headers[0].countries).toEqual(abroad)
    const again = await account.send('PUT', '/v1/configuration?dryRun=true', exported)
    expect(again.body.changes).toEqual([])
    expect((await account.get('/v1/warnings')).body.items).toEqual([])
    const patched = await account.send('PATCH', '/v1/headers/tester', { countries: { SG: { sender: 'Kaveri' } } })
    expect(patched.body.countries).toEqual({ SG: { sender: 'Kaveri', fields: {} } })
    expect((await account.get('/v1/warnings')).body.items).toMatchObject([
      { section: 'headers', key: 'tester', field: 'countries.SG.fields.uen', code: 'not_registered' },
      { section: 'headers', key: 'tester', field: 'countries.SG.fields.ssirId', code: 'not_registered' },
    ])
  })

  it.each([
    [{ US: { sender: 'KAVERI' } }, 'countries.US.sender', 'not_for_country'],
    [{ US: { fields: { brandId: 'mine' } } }, 'countries.US.fields.brandId', 'wrong_form'],
    [{ US: { fields: { uen: '201812345K' } } }, 'countries.US.fields.uen', 'unknown_field'],
    [{ QQ: { sender: 'Kaveri' } }, 'countries.QQ', 'unknown_country'],
  ])('is refused as %j with the place and the cause', async (countries, path, code) => {
    const account = await opened('smpp')
    const { status, body } = await account.send('PATCH', '/v1/headers/tester', { countries })
    expect(status).toBe(422)
    expect(body.errors).toMatchObject([{ path, code }])
  })
})

describe('an account in another country', () => {
  it('saves the headers of that country, and reads numbers without + as its own', async () => {
    const document = accountDocument([rule('any')], {
      account: { name: 'Test Traders', zone: 'America/New_York', country: 'US' },
      headers: [{ key: 'tester', header: '+14155550100' }],
    })
    const account = await program.account(document)
    const { messages } = await account.call(await account.accepted(missedCall({ caller: '2133734253' })))
    expect(messages[0]).toMatchObject({ number: american, header: '+14155550100', reason: null })
    const refused = await account.send('PATCH', '/v1/headers/tester', { header: 'KAVERI' })
    expect(refused.body.errors).toMatchObject([{ path: 'header', code: 'not_for_country' }])
    const nowhere = await account.send('PATCH', '/v1/account', { country: 'QQ' })
    expect(nowhere.body.errors).toMatchObject([{ path: 'country', code: 'unknown_country' }])
    expect((await account.get('/v1/countries')).body).toMatchObject({ home: 'US', items: { length: 7 } })
  })
})

describe('a sender', () => {
  it('that the recipient’s country does not carry is refused before the network does, and the story says which it takes', async () => {
    const account = await opened('smpp')
    const id = await account.accepted(missedCall({ caller: american }))
    const { messages, plan } = await account.call(id)
    expect(messages[0]).toMatchObject({ state: 'skipped', reason: 'header_not_for_country' })
    expect(plan.messages[0].detail).toContain('TESTER to United States: A number of North America')
    expect(smsc.journal.some((one) => one.dest === american.slice(1))).toBe(false)
  })
})
