/** What is only unusual about ids and headers is taken, and said: in the answer of a file, in a list for the console, on the command line. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { warningLines } from '../src/cli/difference.ts'
import { paintFor } from '../src/cli/print.ts'
import type { ConfigurationInput } from '../src/core/configuration.ts'
import { accountDocument, rule, toCaller } from './support/account-document.ts'
import { startTestApi, type TestApi } from './support/api.ts'
import { missedCall } from './support/call.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const odd: Partial<ConfigurationInput> = {
  headers: [{ key: 'tester', header: 'TESTERS', entityId: '110117297442' }],
  routes: [{ gateway: 'shared:sandbox', telemarketerId: '11011' }],
}

const expected = [
  {
    section: 'headers',
    key: 'tester',
    field: 'header',
    code: 'unusual_length',
    message: expect.stringContaining('has 7'),
  },
  { section: 'templates', key: 'rounded', field: 'dltTemplateId', code: 'maybe_rounded', message: expect.any(String) },
  {
    section: 'routes',
    key: 'shared:sandbox',
    field: 'telemarketerId',
    code: 'unusual_length',
    message: expect.any(String),
  },
]

it('a file with unusual ids is applied, tried or not, and each is named with its place', async () => {
  const account = await api.account(accountDocument([rule('missed')]))
  expect((await account.get('/v1/warnings')).body).toEqual({ items: [] })
  const document = accountDocument([rule('missed')], odd)
  document.templates?.push({
    key: 'rounded',
    name: 'Rounded',
    header: 'tester',
    body: 'We called you. - Test Traders',
    dltTemplateId: '1107172974420810000',
  })
  const tried = await account.send('PUT', '/v1/configuration?dryRun=true', document)
  expect(tried.body).toMatchObject({ applied: false, warnings: expected })
  expect((await account.get('/v1/warnings')).body).toEqual({ items: [] })
  const applied = await account.send('PUT', '/v1/configuration', document)
  expect(applied.body).toMatchObject({ applied: true, warnings: expected })
  expect((await account.get('/v1/warnings')).body).toEqual({ items: expected })

  const lines = warningLines(applied.body.warnings, paintFor(1))
  expect(lines).toContain('  ! headers tester header')
  expect(Math.max(...lines.map((one) => one.length))).toBeLessThanOrEqual(80)
})

describe('of texts to India that go without DLT ids', () => {
  /** Its text in use has no id, and comes from a header that has none. */
  const lacking = (kind: 'smpp' | 'kannel' | 'sandbox', settings: object): ConfigurationInput => {
    const document = accountDocument([rule('missed')])
    const [sorry, ...others] = document.templates ?? []
    const gateway = { key: 'own', title: 'Own', kind, settings: settings as never }
    return {
      ...document,
      headers: [{ key: 'tester', header: 'TESTER' }],
      templates: [{ ...sorry!, dltTemplateId: null }, ...others.map((one) => ({ ...one, dltTemplateId: null }))],
      gateways: [kind === 'sandbox' ? gateway : { ...gateway, secrets: { password: 'secret' } }],
      routes: [{ gateway: 'own' }],
    }
  }
  const closed = { host: '127.0.0.1', port: 1, systemId: 'kaveri' }
  const noEntity = {
    section: 'headers',
    key: 'tester',
    field: 'entityId',
    code: 'no_entity_id',
    message: expect.stringMatching(/^The header TESTER has no entity id .*drop them\.$/),
  }
  const noTemplate = {
    section: 'templates',
    key: 'sorry',
    field: 'dltTemplateId',
    code: 'no_template_id',
    message: expect.stringMatching(/^“Sorry we missed you” has no DLT template id.*drop them\.$/),
  }
  const notPassed = {
    section: 'routes',
    key: 'own',
    field: 'gateway',
    code: 'dlt_not_passed',
    message: expect.stringMatching(/^Own does not pass DLT ids on.*preset for India.*dlt: true in a file/),
  }

  it('what is missing of what sends is said, and a gateway that passes none on', async () => {
    const account = await api.account()
    const applied = await account.send('PUT', '/v1/configuration', lacking('smpp', closed))
    expect(applied.body.warnings).toEqual([noEntity, noTemplate, notPassed])
    expect((await account.get('/v1/warnings')).body).toEqual({ items: [noEntity, noTemplate, notPassed] })
    const said = [
      { path: 'rules[0].recipients[0].template', code: 'no_template_id', message: noTemplate.message },
      { path: 'rules[0].recipients[0].template', code: 'no_entity_id', message: noEntity.message },
    ]
    expect((await account.get('/v1/rule-set')).body.analysis.problems).toEqual(said)
    const draft = await account.send('POST', '/v1/plan', { call: missedCall(), rules: [rule('missed')] })
    expect(draft.body.analysis.problems).toEqual(said)
    await account.send('PATCH', '/v1/gateways/own', { settings: { ...closed, dlt: true } })
    await account.send('PATCH', '/v1/headers/tester', { entityId: '1101172974420810001' })
    expect((await account.get('/v1/warnings')).body).toEqual({ items: [noTemplate] })
  })

  it('Kannel passes them on where both have a name', async () => {
    const settings = { url: 'http://127.0.0.1:1/cgi-bin/sendsms', username: 'kaveri' }
    const account = await api.account(lacking('kannel', settings))
    expect((await account.get('/v1/warnings')).body.items).toEqual([noEntity, noTemplate])
    await account.send('PATCH', '/v1/gateways/own', { settings: { ...settings, templateName: '' } })
    expect((await account.get('/v1/warnings')).body.items).toMatchObject([
      noEntity,
      noTemplate,
      { code: 'dlt_not_passed', message: expect.stringContaining('smpp-tlv') },
    ])
  })

  it('a gateway that is set to send the chain, whose route has none to send', async () => {
    const account = await api.account(lacking('smpp', { ...closed, dlt: true, dltChain: 'sha256' }))
    const ofRoute = async () => {
      const { items } = (await account.get('/v1/warnings')).body as { items: { section: string }[] }
      return items.filter((one) => one.section === 'routes')
    }
    const noChain = (field: string, mend: string) => [
      { section: 'routes', key: 'own', field, code: 'no_chain', message: expect.stringContaining(mend) },
    ]
    const sends = (telemarketerId: string | null, chainMode: string) =>
      account.send('PUT', '/v1/routes', { routes: [{ gateway: 'own', telemarketerId, chainMode }] })
    expect(await ofRoute()).toEqual(noChain('telemarketerId', 'Set them there'))
    await sends('1302157225275643280', 'none')
    expect(await ofRoute()).toEqual(noChain('chainMode', 'Choose there how it is sent'))
    await sends('1302157225275643280', 'sha256')
    expect(await ofRoute()).toEqual([])
    await sends(null, 'none')
    await account.send('PATCH', '/v1/gateways/own', { settings: { ...closed, dlt: true, dltChain: 'none' } })
    expect(await ofRoute()).toEqual([])
  })

  it('a shared gateway is told of as one of its own is', async () => {
    const put = await api.operator.send('PUT', '/v1/shared-gateways/carrier', {
      title: 'Carrier',
      kind: 'smpp',
      settings: closed,
      secrets: { password: 'secret' },
    })
    expect(put.status).toBeLessThan(300)
    const account = await api.account(accountDocument([rule('missed')], { routes: [{ gateway: 'shared:carrier' }] }))
    expect((await account.get('/v1/warnings')).body.items).toMatchObject([
      { section: 'routes', key: 'shared:carrier', code: 'dlt_not_passed' },
    ])
  })

  it('nothing is said where no operator sees them: by the sandbox, of a template in no rule, in another country', async () => {
    const bySandbox = await api.account(lacking('sandbox', {}))
    const inNoRule = await api.account({ ...lacking('smpp', { ...closed, dlt: true }), rules: [] })
    const abroad = await api.account({
      ...lacking('smpp', closed),
      account: { name: 'Test Traders', zone: 'Europe/London', country: 'GB' },
    })
    for (const account of [bySandbox, inNoRule, abroad]) {
      expect((await account.get('/v1/warnings')).body.items).toEqual([])
      expect((await account.get('/v1/rule-set')).body.analysis.problems).toEqual([])
    }
  })
})

it('outside of India headers have no form to compare with', async () => {
  const account = await api.account(
    accountDocument([rule('missed')], {
      ...odd,
      routes: [{ gateway: 'shared:sandbox' }],
      account: { name: 'Test Traders', zone: 'Europe/London', country: 'GB' },
    }),
  )
  expect((await account.get('/v1/warnings')).body).toEqual({ items: [] })
})

it('a wording that differs from its registered text is told beside the rule, in the list and by a file that is only tried', async () => {
  const document = accountDocument([rule('missed')])
  const [sorry, ...others] = document.templates ?? []
  if (!sorry) throw new Error('the document has no template')
  const waiting = {
    body: 'We will ring you. - Test Traders',
    header: sorry.header,
    registered: { text: 'We ring you.' },
  }
  const registered = { text: 'Sorry we missed your call to {#var#}, we will call you back. - Test Traders' }
  const differing = { ...document, templates: [{ ...sorry, registered, waiting }, ...others] }
  const warned = ['body', 'waiting.body'].map((field) => ({
    section: 'templates',
    key: sorry.key,
    field,
    code: 'dlt_text_mismatch',
    message: expect.stringMatching(/^differs from the registered text.*\(character \d+\)$/),
  }))
  const account = await api.account(document)
  expect((await account.get('/v1/rule-set')).body.analysis.problems).toEqual([])
  const tried = await account.send('PUT', '/v1/configuration?dryRun=true', differing)
  expect(tried.body).toMatchObject({ applied: false, warnings: warned })
  await account.send('PUT', '/v1/configuration', differing)
  expect((await account.get('/v1/warnings')).body).toEqual({ items: warned })
  expect((await account.get('/v1/rule-set')).body.analysis.problems).toEqual([
    {
      path: 'rules[0].recipients[0].template',
      code: 'dlt_text_mismatch',
      message: expect.stringMatching(`“${sorry.name}” differs from its registered text`),
    },
  ])
  const mended = {
    ...sorry,
    registered: { text: 'Sorry we missed your call to {#var#}. We will call you back. - Test Traders' },
  }
  await account.send('PUT', '/v1/configuration', { ...document, templates: [{ ...mended, waiting: null }, ...others] })
  expect((await account.get('/v1/warnings')).body).toEqual({ items: [] })
  expect((await account.get('/v1/rule-set')).body.analysis.problems).toEqual([])
})

it('a draft of the rules is told what is amiss at its own places, word for word as once it is saved', async () => {
  const document = accountDocument([rule('missed')])
  const [sorry, ...others] = document.templates ?? []
  if (!sorry) throw new Error('the document has no template')
  const registered = { text: 'Sorry we missed your call to {#var#}, we will call you back. - Test Traders' }
  const account = await api.account({ ...document, templates: [{ ...sorry, registered }, ...others] })
  const rules = [
    rule('late', { conditions: { outcomes: ['connected'] }, recipients: [toCaller('note')], delay: { seconds: 7200 } }),
    rule('missed', { quietHours: { from: '21:00', to: '09:00' } }),
    rule('missed-sales', { conditions: { outcomes: ['missed'], departments: ['sales'] } }),
  ]
  const call = missedCall()
  const { body } = await account.send('POST', '/v1/plan', { call, rules })
  expect(body.analysis).toMatchObject({ shadowed: [{ rule: 'missed-sales', by: ['missed'] }], missingCatchAll: true })
  expect(body.analysis.problems).toMatchObject([
    { path: 'rules[0].delay', code: 'delay_beyond_validity' },
    { path: 'rules[1].quietHours', code: 'quiet_beyond_validity', message: expect.stringContaining('721 minutes') },
    { path: 'rules[1].recipients[0].template', code: 'dlt_text_mismatch' },
    { path: 'rules[2].recipients[0].template', code: 'dlt_text_mismatch' },
  ])
  const saved = await account.send('PUT', '/v1/rule-set', { rules }, { 'if-match': '*' })
  expect(saved.body.analysis).toEqual(body.analysis)
  expect((await account.send('POST', '/v1/plan', { call })).body.analysis).toBeUndefined()
})

it('a wording that says that the call was just now is told of by its preview and beside the rule that sends it later', async () => {
  const document = accountDocument([rule('missed', { delay: { seconds: 600 } })])
  const [sorry, ...others] = document.templates ?? []
  if (!sorry) throw new Error('the document has no template')
  const body = 'You called us just now. We will call you back. - Test Traders'
  const account = await api.account({ ...document, templates: [{ ...sorry, body }, ...others] })
  expect((await account.get('/v1/rule-set')).body.analysis.problems).toMatchObject([
    { path: 'rules[0].recipients[0].template', code: 'says_just_now' },
  ])
  const preview = async (ask: object) => (await account.send('POST', '/v1/templates/preview', { body, ...ask })).body
  const rules = 'rule “missed” sends it 10 minutes after the call'
  expect((await preview({ template: sorry.key })).findings).toMatchObject([
    { severity: 'warning', code: 'says_just_now', message: expect.stringContaining(rules), length: 8 },
  ])
  expect((await preview({})).findings).toEqual([])
  expect((await preview({ template: 'note' })).findings).toEqual([])
})

it('a rule that texts owners is told of until somebody is one', async () => {
  const document = accountDocument([rule('missed', { recipients: [{ selector: { to: 'owners' }, template: 'note' }] })])
  const account = await api.account({ ...document, users: document.users!.map((one) => ({ ...one, owner: false })) })
  expect((await account.get('/v1/rule-set')).body.analysis.problems).toMatchObject([
    { path: 'rules[0].recipients[0].selector', code: 'no_owner' },
  ])
  await account.send('PATCH', '/v1/users/asha', { owner: true })
  expect((await account.get('/v1/rule-set')).body.analysis.problems).toEqual([])
})
