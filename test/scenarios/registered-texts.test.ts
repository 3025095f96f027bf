import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConfigurationInput } from '../../src/core/configuration.ts'
import { accountDocument, rule, toCaller } from '../support/account-document.ts'
import { missedCall, someCaller } from '../support/call.ts'
import { startTestProgram, type TestProgram } from '../support/program.ts'

let program: TestProgram
beforeAll(async () => {
  program = await startTestProgram({ sandboxSpeed: 20 })
})
afterAll(() => program.stop())

type TemplateInput = NonNullable<ConfigurationInput['templates']>[number]

const body = 'Sorry we missed your call to {{department_name}}. We will call you back. - Test Traders'
const text = 'Sorry we missed your call to {#var#}. We will call you back. - Test Traders'
const longName = 'Customer Relations and Escalations (Bengaluru)'

function withTemplate(over: Partial<TemplateInput>): ConfigurationInput {
  const document = accountDocument([rule('any')])
  const [first, ...others] = document.templates ?? []
  return { ...document, templates: [{ ...(first as TemplateInput), body, ...over }, ...others] }
}

const toSales = () => missedCall({ caller: someCaller('842'), department: { id: 'sales' } })

describe('scenario 17', () => {
  const withLongName = (tooLong: 'cut' | 'skip'): ConfigurationInput => {
    const document = withTemplate({ registered: { text, tooLong } })
    document.departments![0]!.name = longName
    return document
  }
  it('cuts a department’s name at a word where the template says so, and had warned with that name', async () => {
    const account = await program.account(withLongName('cut'))
    const { body: rules } = await account.get('/v1/rule-set')
    expect(rules.analysis.problems).toEqual([
      {
        path: 'rules[0].recipients[0].template',
        code: 'variable_too_long',
        message: `“${longName}” has 46 characters, and {{department_name}} in “Sorry we missed you” takes 30: it is cut to “Customer Relations and”`,
      },
    ])
    const { messages } = await account.settled(await account.accepted(toSales()))
    expect(messages).toMatchObject([
      {
        state: 'delivered',
        text: 'Sorry we missed your call to Customer Relations and. We will call you back. - Test Traders',
      },
    ])
  })
  it('skips the text where the template says so', async () => {
    const account = await program.account(withLongName('skip'))
    const { messages } = await account.call(await account.accepted(toSales()))
    expect(messages).toMatchObject([{ state: 'skipped', reason: 'variable_too_long' }])
  })
})

describe('scenario 19', () => {
  it.each([
    ['a curly quote', 'Sorry, we can’t talk.', "Sorry, we can't talk.", 'curly_quote', 13],
    ['a double space', 'Sorry,  we missed you.', 'Sorry, we missed you.', 'double_space', 7],
  ])('refuses to send what differs by %s, and shows the character', async (_, wording, registered, code, at) => {
    const account = await program.account(withTemplate({ body: wording, registered: { text: registered } }))
    const { messages } = await account.call(await account.accepted(toSales()))
    expect(messages).toMatchObject([{ state: 'skipped', reason: 'dlt_text_mismatch' }])
    const { body: preview } = await account.send('POST', '/v1/templates/preview', {
      body: wording,
      registered: { text: registered },
    })
    expect(preview.registered.mismatch).toMatchObject({ code, at })
  })
  it('sends what is the registered text, and shows the exact bytes of each variable', async () => {
    const account = await program.account(withTemplate({ registered: { text } }))
    const { messages } = await account.settled(await account.accepted(toSales()))
    expect(messages).toMatchObject([{ state: 'delivered' }])
    const { body: preview } = await account.send('POST', '/v1/templates/preview', {
      body,
      registered: { text, tags: ['alphanumeric'] },
      values: { department_name: 'Sales & Service' },
    })
    expect(preview.registered).toMatchObject({
      mismatch: null,
      variables: [
        {
          placeholder: 'department_name',
          tag: 'alphanumeric',
          raw: 'Sales & Service',
          is: 'fits',
          sent: 'Sales Service',
        },
      ],
    })
    expect(preview.text).toContain('Sales Service')
  })
  it('asks nothing of accounts outside India', async () => {
    const account = await program.account({
      ...withTemplate({ registered: { text: 'Something else' } }),
      account: { name: 'Test Traders', zone: 'Europe/London', country: 'GB' },
    })
    const { messages } = await account.call(
      await account.accepted(missedCall({ caller: '+447400123456', department: { id: 'sales' } })),
    )
    expect(messages[0].reason).toBeNull()
  })
  it('keeps a registered text through export and apply', async () => {
    const registered = { text, tags: ['alphanumeric' as const], tooLong: 'skip' as const }
    const account = await program.account(withTemplate({ registered }))
    const { body: exported } = await account.get('/v1/configuration')
    expect(exported.templates[0].registered).toEqual(registered)
    const again = await account.send('PUT', '/v1/configuration?dryRun=true', exported)
    expect(again.body.changes).toEqual([])
  })
})

describe('scenario 20', () => {
  it.each([
    ['1.10717E+18', 'spreadsheet'],
    [Number('1107172974420810002'), 'quotes'],
  ])('refuses the template id %j and says why', async (id, word) => {
    const account = await program.account(accountDocument([]))
    const { status, body: problem } = await account.send('POST', '/v1/templates', {
      name: 'Pasted',
      header: 'tester',
      body,
      dltTemplateId: id,
    })
    expect(status).toBe(422)
    expect(problem.errors).toMatchObject([{ path: 'dltTemplateId', message: expect.stringContaining(word) }])
  })
})

describe('scenario 21', () => {
  it('refuses a coupon in a service template with the word, and saves it in another category', async () => {
    const account = await program.account(accountDocument([rule('any', { recipients: [toCaller()] })]))
    const coupon = {
      name: 'Coupon',
      header: 'tester',
      body: 'Thanks for calling. Use coupon TT20. Send STOP to end. - Test Traders',
    }
    const { status, body: problem } = await account.send('POST', '/v1/templates', coupon)
    expect(status).toBe(422)
    expect(problem.errors).toMatchObject([
      { path: 'body', code: 'promotional_wording', message: expect.stringContaining('coupon') },
    ])
    expect((await account.send('POST', '/v1/templates', { ...coupon, category: 'promotional' })).status).toBe(201)
  })
  it('saves the usual Hindi words for a missed call, and a registered short code to call', async () => {
    const account = await program.account(accountDocument([rule('any', { recipients: [toCaller()] })]))
    const missed = {
      name: 'Missed, in Hindi',
      header: 'tester',
      body: 'क्षमा करें, आपकी कॉल छूट गई। कृपया 56767 पर कॉल करें। - Test Traders',
    }
    expect((await account.send('POST', '/v1/templates', missed)).status).toBe(201)
    const codes = async () =>
      (await account.send('POST', '/v1/templates/preview', { body: missed.body })).body.findings.map(
        (one: { code: string }) => one.code,
      )
    expect(await codes()).toEqual(['number_not_whitelisted'])
    const whitelist = { links: [], numbers: ['56767', '1800 572 0199'] }
    expect((await account.send('PATCH', '/v1/account', { whitelist })).status).toBe(200)
    expect(await codes()).toEqual([])
    const wrong = await account.send('PATCH', '/v1/account', { whitelist: { links: [], numbers: ['Asha'] } })
    expect(wrong.status).toBe(422)
  })
})

describe('scenario 22', () => {
  it('writes a name in plain letters where the template says so, in the preview and to the phone', async () => {
    const registered = { text: 'Sorry. {#var#} will call you. - Test Traders', letters: 'plain' as const }
    const document = withTemplate({ body: 'Sorry. {{user_name}} will call you. - Test Traders', registered })
    document.users![1]!.name = 'Zoë “Łucja” 😀'
    const account = await program.account(document)
    const { body } = await account.send('POST', '/v1/templates/preview', {
      body: document.templates![0]!.body,
      registered,
      user: 'ravi',
    })
    expect(body).toMatchObject({ encoding: 'gsm', parts: 1, worst: { encoding: 'gsm', parts: 1 } })
    const call = missedCall({ user: { extension: '202' } })
    const { messages } = await account.settled(await account.accepted(call))
    expect(messages).toMatchObject([
      { encoding: 'gsm', parts: 1, text: 'Sorry. Zoe "Lucja" will call you. - Test Traders' },
    ])
  })
  it('shows that an emoji in a user’s name doubles the parts, and the price', async () => {
    const document = accountDocument([])
    document.users![0]!.name = 'Asha 😀'
    const account = await program.account(document)
    const wording = 'Sorry we missed you. {{user_name}} will call you back within the hour. - Test Traders'
    const { body: preview } = await account.send('POST', '/v1/templates/preview', { body: wording, user: 'ravi' })
    expect(preview).toMatchObject({
      encoding: 'gsm',
      parts: 1,
      price: { amount: '0.3000' },
      perThousand: { amount: '300.0000' },
    })
    expect(preview.worst).toMatchObject({
      encoding: 'ucs2',
      parts: 2,
      price: { amount: '0.6000' },
      because: { placeholder: 'user_name', value: 'Asha 😀' },
    })
    const { body: withEmoji } = await account.send('POST', '/v1/templates/preview', { body: wording, user: 'asha' })
    expect(withEmoji).toMatchObject({
      encoding: 'ucs2',
      parts: 2,
      costly: { why: 'forces_ucs2', character: '😀', partsWithout: 1 },
    })
  })
})
