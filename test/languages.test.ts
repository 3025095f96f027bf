/** Texts in several languages: which of them a caller gets, with which ids and parts it goes out, and how it came to be chosen. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConfigurationInput } from '../src/core/configuration.ts'
import { accountDocument, rule, toCaller, toUser } from './support/account-document.ts'
import { type Asker, startTestApi, type TestApi } from './support/api.ts'
import { missedCall, someCaller } from './support/call.ts'
import { type EngineRig, openEngineRig } from './support/engine-rig.ts'
import { startTestProgram, type TestProgram } from './support/program.ts'
import { Smsc } from './support/smsc.ts'

const hindi = 'क्षमा करें, हम आपकी कॉल नहीं उठा पाए। हम शीघ्र ही आपको वापस कॉल करेंगे। कृपया प्रतीक्षा करें। - Test Traders'
const tamil = 'உங்கள் அழைப்பை ஏற்க முடியவில்லை. - Test Traders'

/** The account of every test, with a Hindi and a Tamil text; `sales` speaks Tamil and the landline Hindi. */
function withTexts(over: Partial<ConfigurationInput> = {}): ConfigurationInput {
  const document = accountDocument([rule('any')], over)
  const base = { header: 'tester', variantOf: 'sorry' }
  return {
    ...document,
    departments: document.departments?.map((one) => (one.key === 'sales' ? { ...one, language: 'ta' } : one)),
    dids: document.dids?.map((one) => (one.key === 'landline' ? { ...one, language: 'hi' } : one)),
    templates: [
      ...(document.templates ?? []),
      {
        ...base,
        key: 'sorry-hi',
        name: 'Sorry, Hindi',
        language: 'hi',
        body: hindi,
        dltTemplateId: '1107172974420810042',
      },
      {
        ...base,
        key: 'sorry-ta',
        name: 'Sorry, Tamil',
        language: 'ta',
        body: tamil,
        dltTemplateId: '1107172974420810043',
      },
    ],
    ...over,
  }
}

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const storyOf = async (account: Asker, over: Parameters<typeof missedCall>[0]) => {
  const { body } = await account.send('POST', '/v1/calls', missedCall(over))
  return (await account.get(`/v1/calls/${body.id}`)).body
}
const gets = async (account: Asker, over: Parameters<typeof missedCall>[0]) => {
  const { messages, plan } = await storyOf(account, over)
  return { template: messages[0].template.key, text: messages[0].text, words: plan.messages[0].language?.words }
}

describe('the text of a call', () => {
  it('is in the language that the call tells, which is kept with its caller; else in the department’s, else in the number’s', async () => {
    const account = await api.account(withTexts())
    const caller = someCaller()
    expect(await gets(account, { caller, callerLanguage: 'Hindi', department: { id: 'sales' } })).toEqual({
      template: 'sorry-hi',
      text: hindi,
      words: 'Hindi, because the caller asked for Hindi',
    })
    expect((await gets(account, { caller, department: { id: 'sales' } })).template).toBe('sorry-hi')
    expect((await storyOf(account, { caller })).facts.callerLanguage).toBe('hi')
    expect(await gets(account, { department: { id: 'sales' }, did: '+918041234500' })).toMatchObject({
      template: 'sorry-ta',
      words: 'Tamil, because the department’s language is Tamil',
    })
    expect((await gets(account, { did: '+918041234500' })).template).toBe('sorry-hi')
    expect(await gets(account, {})).toMatchObject({
      template: 'sorry',
      words: 'English, the default: nothing says which language to use',
    })
  })
  it('follows what the caller says last, and no word that is no language changes it', async () => {
    const account = await api.account(withTexts())
    const caller = someCaller()
    await storyOf(account, { caller, callerLanguage: 'hi' })
    expect((await gets(account, { caller, callerLanguage: 'press 9' })).template).toBe('sorry-hi')
    expect((await gets(account, { caller, callerLanguage: 'TAM' })).template).toBe('sorry-ta')
    expect((await gets(account, { caller })).template).toBe('sorry-ta')
  })
  it('asks only what its rule counts', async () => {
    const account = await api.account(withTexts({ rules: [rule('any', { languageBy: ['did'] })] }))
    expect((await gets(account, { callerLanguage: 'ta', did: '+918041234500' })).template).toBe('sorry-hi')
    const never = await api.account(withTexts({ rules: [rule('any', { languageBy: [] })] }))
    expect((await gets(never, { callerLanguage: 'ta' })).template).toBe('sorry')
  })
  it('falls back to the default where its own is not approved or is paused, and says so, until it may be sent again', async () => {
    const account = await api.account(withTexts())
    await account.send('POST', '/v1/templates/sorry-hi/pause', { reason: 'complaints' })
    expect(await gets(account, { callerLanguage: 'hi' })).toMatchObject({
      template: 'sorry',
      words: 'the caller asked for Hindi, but the Hindi text is paused; so the default text, in English',
    })
    await account.send('POST', '/v1/templates/sorry-hi/resume', {})
    expect((await gets(account, { callerLanguage: 'hi' })).template).toBe('sorry-hi')
    await account.send('PATCH', '/v1/templates/sorry-hi', { status: 'submitted' })
    expect((await gets(account, { callerLanguage: 'hi' })).words).toContain('the Hindi text is not approved')
  })
  it('is explained again, and foreseen for a made-up call and for a draft, as it was decided', async () => {
    const account = await api.account(withTexts())
    const call = {
      direction: 'incoming',
      outcome: 'missed',
      caller: someCaller(),
      callerLanguage: 'hi',
      endedAt: new Date().toISOString(),
    }
    const foreseen = async (rules?: object[]) =>
      (await account.send('POST', '/v1/plan', { call, ...(rules && { rules }) })).body.messages[0]
    expect(await foreseen()).toMatchObject({
      template: 'sorry-hi',
      encoding: 'ucs2',
      parts: 2,
      language: { language: 'hi', because: 'caller', passed: [] },
    })
    expect((await foreseen([rule('draft', { languageBy: ['department'] })])).template).toBe('sorry')
  })
})

describe('what an account says of its languages', () => {
  it('goes out into the account’s file and comes back as it was', async () => {
    const account = await api.account(withTexts({ rules: [rule('any', { languageBy: ['caller', 'did'] })] }))
    const { body: file } = await account.get('/v1/configuration')
    expect(file.templates.map((one: { language: string; variantOf: string }) => [one.language, one.variantOf])).toEqual(
      [
        [null, null],
        [null, null],
        ['hi', 'sorry'],
        ['ta', 'sorry'],
      ],
    )
    const other = await api.account(file)
    expect((await other.get('/v1/configuration')).body).toEqual({ ...file, account: expect.anything() })
    expect((await account.send('PUT', '/v1/configuration?dryRun=true', file)).body.changes).toEqual([])
    expect((await gets(other, { callerLanguage: 'hi' })).template).toBe('sorry-hi')
  })
  it.each([
    ['a language that the template has already', { key: 'more', language: 'hi' }, 'templates[4].language', 'twice'],
    ['the default text’s own language', { key: 'more', language: 'en' }, 'templates[4].language', 'twice'],
    ['no language', { key: 'more' }, 'templates[4].language', 'needs_language'],
    [
      'a text of a text',
      { key: 'more', language: 'kn', variantOf: 'sorry-hi' },
      'templates[4].variantOf',
      'is_a_variant',
    ],
    ['a text of itself', { key: 'more', language: 'kn', variantOf: 'more' }, 'templates[4].variantOf', 'is_a_variant'],
    [
      'a template that is not there',
      { key: 'more', language: 'kn', variantOf: 'nobody' },
      'templates[4].variantOf',
      'not_found',
    ],
  ])('is refused with %s', async (_, over, path, code) => {
    const account = await api.account()
    const document = withTexts()
    const more = { name: 'More', header: 'tester', body: 'More', variantOf: 'sorry', ...over }
    const { status, body } = await account.send('PUT', '/v1/configuration', {
      ...document,
      templates: [...(document.templates ?? []), more],
    })
    expect(status).toBe(422)
    expect(body.errors).toContainEqual({ path, code, message: expect.any(String) })
  })
  it('is refused in a rule that names a text in another language, and where the default text would go while others stand by it', async () => {
    const account = await api.account(withTexts())
    const { body: ruleSet } = await account.get('/v1/rule-set')
    const saved = await account.send(
      'PUT',
      '/v1/rule-set',
      { rules: [rule('any', { recipients: [toCaller('sorry-hi')] })] },
      { 'if-match': `"${ruleSet.rulesNumber}"` },
    )
    expect(saved.body.errors[0]).toMatchObject({ path: 'rules[0].recipients[0].template', code: 'is_a_variant' })
    await account.send(
      'PUT',
      '/v1/rule-set',
      { rules: [rule('any', { recipients: [toUser()] })] },
      { 'if-match': `"${ruleSet.rulesNumber}"` },
    )
    const removed = await account.send('DELETE', '/v1/templates/sorry')
    expect(removed.body).toMatchObject({ code: 'in_use' })
    expect(removed.body.detail).toContain('template "Sorry, Hindi"')
  })
  it('changes with an edit that changes no wording, and makes no version of it', async () => {
    const account = await api.account(withTexts())
    const { body } = await account.send('PATCH', '/v1/templates/sorry-hi', { language: 'hi-IN' })
    expect(body).toMatchObject({ language: 'hi-IN', variantOf: 'sorry', version: 1 })
    expect((await gets(account, { callerLanguage: 'hi' })).template).toBe('sorry-hi')
  })
})

describe('what a caller reads', () => {
  it('is said, looked up, listed without its number to a console, and forgotten', async () => {
    const account = await api.account(withTexts())
    const number = someCaller()
    const say = (language: string) => account.send('POST', '/v1/caller-languages', { number, language })
    expect((await say('Tamil')).body).toMatchObject({ language: 'ta', languageName: 'Tamil', source: 'api' })
    expect((await gets(account, { caller: number, department: { id: 'support' } })).template).toBe('sorry-ta')
    expect((await say('quux word')).body.errors[0]).toMatchObject({ path: 'language', code: 'not_a_language' })
    await gets(account, { caller: someCaller(), callerLanguage: 'hi' })
    const { items } = (await account.get('/v1/caller-languages')).body
    expect(items).toMatchObject([
      { language: 'hi', source: 'call' },
      { language: 'ta', source: 'api', number, numberShown: expect.stringContaining('•') },
    ])
    await account.send('DELETE', `/v1/caller-languages/${items[0].id}`)
    expect((await account.get('/v1/caller-languages')).body.items).toHaveLength(1)
    expect((await account.send('POST', '/v1/caller-languages/remove', { number })).body.language).toBeNull()
    expect((await account.send('POST', '/v1/caller-languages/remove', { number })).status).toBe(404)
    expect((await gets(account, { caller: number })).template).toBe('sorry')
  })
  it('of a caller who never called counts at the first call, which is still a new caller’s', async () => {
    const account = await api.account(withTexts({ rules: [rule('new', { conditions: { caller: 'new' } })] }))
    const number = someCaller()
    await account.send('POST', '/v1/caller-languages', { number, language: 'hi' })
    expect((await gets(account, { caller: number })).template).toBe('sorry-hi')
  })
  it('comes by file, each bad row named by its line, and is another account’s business nowhere', async () => {
    const [account, other] = [await api.account(withTexts()), await api.account(withTexts())]
    const [one, two] = [someCaller(), someCaller()]
    const csv = `number,language\n${one},Hindi\n${two},ta\n12,hi\n${two},klingon\n`
    const send = (asker: Asker) => asker.send('POST', '/v1/caller-languages/import', { csv, skippedLines: 10 })
    expect((await send(account)).body).toEqual({
      ...{ rows: 4, set: 2, known: 0, bad: 2 },
      badRows: [
        { line: 14, value: '12', message: 'is no phone number' },
        { line: 15, value: 'klingon', message: expect.stringContaining('is no language') },
      ],
    })
    expect((await send(account)).body).toMatchObject({ set: 0, known: 2 })
    expect((await gets(account, { caller: one })).template).toBe('sorry-hi')
    expect((await gets(other, { caller: one })).template).toBe('sorry')
    const noColumn = await account.send('POST', '/v1/caller-languages/import', { csv: 'number,words\n' })
    expect(noColumn.body.detail).toContain('no column of languages')
  })
})

describe('what it costs', () => {
  let rig: EngineRig
  beforeAll(async () => {
    rig = await openEngineRig()
  })
  afterAll(() => rig.close())

  it('no statement for who tells no language, one for news of one, and none for what is known', async () => {
    let heard: string[] = []
    const node = await rig.node({ heard: (name) => heard.push(name) })
    const statementsOf = async (caller: string, callerLanguage?: string) => {
      heard = []
      await node.accept({ caller, ...(callerLanguage !== undefined && { callerLanguage }) })
      return heard.filter((name) => name.includes('language')).length
    }
    const caller = someCaller()
    expect(await statementsOf(caller)).toBe(0)
    expect(heard).toContain('lock_callers')
    expect(await statementsOf(caller, 'Hindi')).toBe(1)
    expect(await statementsOf(caller, 'hi')).toBe(0)
    expect(await statementsOf(caller)).toBe(0)
    expect(await statementsOf(caller, 'no language')).toBe(0)
    const kept = await rig.sql.query('select language, language_by from caller where number = $1', [caller])
    expect(kept.rows).toEqual([{ language: 'hi', language_by: 'call' }])
  })
  it('several calls of one caller at once keep what the last of them told', async () => {
    const node = await rig.node()
    const caller = someCaller()
    const told = ['hi', 'ta', 'hi', 'kn', 'ta']
    await Promise.all(told.map((callerLanguage) => node.accept({ caller, callerLanguage })))
    const { rows } = await rig.sql.query('select language, calls from caller where number = $1', [caller])
    expect(rows).toEqual([{ language: 'ta', calls: '5' }])
  })
})

describe('on the wire', () => {
  let program: TestProgram
  let smsc: Smsc
  beforeAll(async () => {
    smsc = await Smsc.open({ receipt: () => ({ afterMs: 20, stat: 'DELIVRD' }) })
    program = await startTestProgram({ sandboxSpeed: 20 })
  })
  afterAll(async () => {
    await program.stop()
    await smsc.close()
  })

  it('each text carries its own DLT id, its own encoding and its own parts', async () => {
    const account = await program.account(
      withTexts({
        gateways: [
          {
            key: 'line',
            title: 'Line',
            kind: 'smpp',
            settings: { host: '127.0.0.1', port: smsc.port, systemId: 'aftercall', dlt: true },
            secrets: { password: 'sosecret' },
          },
        ],
        routes: [{ gateway: 'line' }],
      }),
    )
    for (const [callerLanguage, template, id, coding, parts] of [
      ['en', 'sorry', '1107172974420810002', 0, 1],
      ['hi', 'sorry-hi', '1107172974420810042', 8, 2],
      ['ta', 'sorry-ta', '1107172974420810043', 8, 1],
    ] as const) {
      const caller = someCaller()
      const { messages } = await account.settled(await account.accepted(missedCall({ caller, callerLanguage })))
      expect(messages).toMatchObject([{ state: 'delivered', parts, template: { key: template } }])
      const submits = smsc.journal.filter((one) => `+${one.dest}` === caller)
      expect(submits).toHaveLength(parts)
      for (const submit of submits) {
        expect(submit.coding).toBe(coding)
        expect(submit.tlvs.find((one) => one.tag === 0x1401)?.value.toString()).toBe(id)
      }
      expect(submits.map((one) => one.text).join('')).toBe(messages[0].text)
    }
  })
})
