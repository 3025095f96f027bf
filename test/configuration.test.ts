import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type ConfigurationInput, mostOf } from '../src/core/configuration.ts'
import type { OpeningHours } from '../src/core/schedule.ts'
import { accountDocument, rule, toCaller, toUser } from './support/account-document.ts'
import { startTestApi, type TestApi } from './support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const smpp = {
  key: 'carrier',
  title: 'Carrier',
  kind: 'smpp',
  settings: { host: 'smsc.example', port: 2775, systemId: 'us' },
  secrets: { password: 'hunter2' },
}
const problems = (answer: { body: { errors: { path: string; code: string; message: string }[] } }) => answer.body.errors

/** A small account, made up: references only to what is there. */
const documents = fc
  .record({
    users: fc.uniqueArray(fc.constantFrom('asha', 'ravi', 'meera', 'zoë'), { minLength: 1 }),
    departments: fc.uniqueArray(fc.constantFrom('sales', 'support', 'billing'), { minLength: 1 }),
    bodies: fc.array(
      fc.constantFrom(
        'Hello {{caller_name|you}}.',
        'नमस्ते, हम वापस कॉल करेंगे।',
        'Call {{did_number|us}} back. "Quoted", €5 & more\nsecond line',
      ),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    isOn: fc.boolean(),
    price: fc.constantFrom('0.3', '0.2500', '1'),
    hours: fc.option(
      fc.constant<OpeningHours>({
        week: { mon: [{ from: '09:00', to: '18:00' }] },
        holidays: [{ date: '2026-11-08', name: 'Diwali', spans: [] }],
      }),
      { nil: null },
    ),
    rules: fc.array(
      fc.record({
        outcome: fc.constantFrom('missed' as const, 'connected' as const, 'voicemail' as const),
        talk: fc.option(fc.nat(100), { nil: undefined }),
        cap: fc.option(fc.record({ texts: fc.integer({ min: 1, max: 5 }), hours: fc.integer({ min: 1, max: 48 }) }), {
          nil: undefined,
        }),
        delay: fc.option(fc.record({ seconds: fc.integer({ min: 1, max: 900 }), unlessReached: fc.boolean() }), {
          nil: undefined,
        }),
        enabled: fc.boolean(),
        toNumber: fc.boolean(),
      }),
      { maxLength: 5 },
    ),
  })
  .map(({ users, departments, bodies, isOn, price, hours, rules }): ConfigurationInput => {
    const slug = (name: string) => name.normalize('NFKD').replace(/[^a-z]/g, '')
    return {
      account: { name: 'Made Up & Sons', zone: 'Asia/Kolkata', smsOn: isOn, pricePerPart: price, hours },
      users: users.map((name, n) => ({
        key: slug(name),
        name,
        phone: n % 2 === 0 ? `98123000${10 + n}` : null,
        extension: `${200 + n}`,
      })),
      departments: departments.map((name) => ({ key: name, name, members: users.map(slug), hours })),
      dids: [{ key: 'main', number: '1800 572 0199' }],
      headers: [{ key: 'h', header: 'MADEUP', entityId: '1101172974420810001' }],
      templates: bodies.map((body, n) => ({
        key: `t${n}`,
        name: `Template ${n}`,
        body,
        header: 'h',
        dltTemplateId: `110717297442081000${n}`,
      })),
      rules: rules.map(({ outcome, talk, toNumber, ...one }, n) => ({
        key: `r${n}`,
        name: `Rule ${n}`,
        conditions: {
          outcomes: [outcome],
          departments: [departments[n % departments.length]!],
          ...(talk === undefined ? {} : { ringSeconds: { min: talk } }),
        },
        recipients: [
          toNumber
            ? { selector: { to: 'numbers' as const, numbers: ['098123 00099'] }, template: 't0' }
            : toCaller('t0'),
        ],
        ...JSON.parse(JSON.stringify(one)),
      })),
      sources: [
        {
          key: 'hook',
          name: 'Hook',
          kind: 'native',
          // In an order of their own, which none of the database's is.
          mappings: [
            { kind: 'user', external: '201', to: slug(users[0]!) },
            { kind: 'department', external: 'Zoë', to: departments[0]! },
            { kind: 'department', external: 'Q-1', to: departments[0]! },
            { kind: 'department', external: 'q_0', to: departments[0]! },
            { kind: 'did', external: 'main line', to: 'main' },
          ],
        },
        {
          key: 'api',
          name: 'API',
          kind: 'api',
          mappings: [{ kind: 'user', external: 'Agent  007', to: slug(users[0]!) }],
        },
      ],
      routes: [{ gateway: 'shared:sandbox' }],
    }
  })

describe('an account as a document', () => {
  it('may be larger than any other request, and is bounded too', async () => {
    const account = await api.account(accountDocument([rule('any')]))
    const mappings = Array.from({ length: mostOf.mappings }, (_, n) => ({
      ...{ kind: 'department', external: `${n}`.padStart(200, 'q'), to: 'sales' },
    }))
    const large = { sources: [{ key: 'api', name: 'API', kind: 'api', mappings }] }
    expect(JSON.stringify(large).length).toBeGreaterThan(1_048_576)
    const put = await account.send('PUT', '/v1/configuration?dryRun=true', large)
    expect(put).toMatchObject({ status: 200, body: { changes: [{ section: 'sources', key: 'api' }] } })
    expect((await account.send('PATCH', '/v1/account', large)).status).toBe(413)
    const longer = { 'content-length': String(16 * 1_048_576 + 1) }
    expect((await account.send('PUT', '/v1/configuration', {}, longer)).status).toBe(413)
  })

  it('comes out as it went in, and makes another account like it', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (document) => {
        const [one, other] = [await api.account(document), await api.account()]
        const exported = (await one.get('/v1/configuration')).body
        expect((await other.send('PUT', '/v1/configuration', exported)).status).toBe(200)
        expect((await other.get('/v1/configuration')).body).toEqual(exported)
        // Applied again, by export or by the file it came from, nothing differs.
        for (const again of [exported, document])
          expect((await one.send('PUT', '/v1/configuration', again)).body).toMatchObject({
            changes: [],
            applied: false,
          })
      }),
      { numRuns: 12 },
    )
  })

  it('turns into another document and back, leaving nothing behind', async () => {
    await fc.assert(
      fc.asyncProperty(documents, documents, async (first, second) => {
        const account = await api.account(first)
        const before = (await account.get('/v1/configuration')).body
        expect((await account.send('PUT', '/v1/configuration', second)).status).toBe(200)
        const between = (await account.get('/v1/configuration')).body
        const fresh = await api.account(second)
        expect(sorted(between)).toEqual(sorted((await fresh.get('/v1/configuration')).body))
        expect((await account.send('PUT', '/v1/configuration', before)).status).toBe(200)
        expect(sorted((await account.get('/v1/configuration')).body)).toEqual(sorted(before))
      }),
      { numRuns: 8 },
    )
  })

  it('is the demo account, word for word', async () => {
    const demo = parse(readFileSync(new URL('../demo/account.yaml', import.meta.url), 'utf8'))
    const account = await api.account(demo)
    const exported = (await account.get('/v1/configuration')).body
    expect(exported.rules.map((one: { name: string }) => one.name)).toEqual([
      'Sales, missed',
      'Voicemail',
      'Support, connected',
      'Any missed call',
      'Everything else',
    ])
    expect((await account.get('/v1/rule-set')).body.analysis).toMatchObject({
      shadowed: [],
      missingCatchAll: false,
      problems: [],
    })
  })

  it('leaves absent sections alone, and retires what a present one lacks', async () => {
    const account = await api.account(accountDocument([rule('any')]))
    const applied = await account.send('PUT', '/v1/configuration', { departments: [] })
    expect(applied.body.changes).toEqual([
      { section: 'departments', key: 'sales', kind: 'removed' },
      { section: 'departments', key: 'support', kind: 'removed' },
    ])
    const exported = (await account.get('/v1/configuration')).body
    expect(exported.departments).toEqual([])
    expect(exported.users).toHaveLength(3)
  })

  it('says on a dry run what differs, field by field, and writes nothing', async () => {
    const account = await api.account(
      accountDocument([rule('any'), rule('more', { conditions: { outcomes: ['voicemail'] } })]),
    )
    const next = accountDocument(
      [rule('more', { conditions: { outcomes: ['voicemail', 'connected'] } }), rule('any')],
      { dids: [] },
    )
    next.templates![0]!.body = 'We missed you. - Test Traders'
    const dry = await account.send('PUT', '/v1/configuration?dryRun=true', next)
    expect(dry.body.applied).toBe(false)
    expect(dry.body.changes).toEqual([
      { section: 'dids', key: 'toll-free', kind: 'removed' },
      { section: 'dids', key: 'landline', kind: 'removed' },
      expect.objectContaining({
        section: 'templates',
        key: 'sorry',
        kind: 'changed',
        fields: [expect.objectContaining({ path: 'body', to: 'We missed you. - Test Traders' })],
      }),
      {
        section: 'rules',
        key: 'more',
        kind: 'changed',
        fields: [{ path: 'conditions.outcomes', from: ['voicemail'], to: ['voicemail', 'connected'] }],
      },
      {
        section: 'rules',
        key: null,
        kind: 'changed',
        fields: [{ path: 'order', from: ['any', 'more'], to: ['more', 'any'] }],
      },
    ])
    expect((await account.get('/v1/rule-set')).body.rules[0].key).toBe('any')
  })

  it('names every problem with its place, and what was probably meant', async () => {
    const account = await api.account()
    const document = accountDocument([
      rule('typo', {
        conditions: { departments: ['sale'], dids: ['nowhere-at-all'] },
        recipients: [toCaller('sory'), { selector: { to: 'users', users: ['ash'] }, template: 'note' }],
      }),
    ])
    document.users![0]!.phone = '080 4123 4500'
    document.departments![0]!.members = ['asha', 'asha', 'nobody']
    document.templates![0]!.body = 'Sorry we missed you, {{caler_number}}. - Test Traders'
    document.templates![1]!.header = 'testr'
    document.gateways = [{ key: 'g', title: 'G', kind: 'smtp' }]
    document.routes = [{ gateway: 'shared:sandbx' }]
    document.account!.zone = 'Asia/Bombay2'
    const refused = await account.send('PUT', '/v1/configuration', document)
    expect(refused.status).toBe(422)
    expect(Object.fromEntries(problems(refused).map((one) => [one.path, one.message]))).toEqual({
      'account.zone': expect.stringContaining('Asia/Kolkata'),
      'users[0].phone': expect.stringContaining('landline'),
      'departments[0].members': expect.stringContaining('twice'),
      'departments[0].members[2]': 'there is no user "nobody"',
      'templates[0].body': expect.stringContaining('did you mean {{caller_number}}?'),
      'templates[1].header': 'there is no header "testr"; did you mean "tester"?',
      'rules[0].conditions.departments[0]': 'there is no department "sale"; did you mean "sales"?',
      'rules[0].conditions.dids[0]': 'there is no DID "nowhere-at-all"',
      'rules[0].recipients[0].template': 'there is no template "sory"; did you mean "sorry"?',
      'rules[0].recipients[1].selector.users[0]': 'there is no user "ash"; did you mean "asha"?',
      'gateways[0].kind': expect.stringContaining('smpp'),
      'routes[0].gateway': 'there is no gateway "shared:sandbx"; did you mean "shared:sandbox"?',
    })
    // Nothing of it was written.
    expect((await account.get('/v1/configuration')).body.users).toEqual([])
  })

  it('refuses a 19-digit id that a spreadsheet or a number has bent', async () => {
    const account = await api.account()
    const document = accountDocument([])
    for (const dltTemplateId of ['1.10717E+18', 1107172974420810000]) {
      const bent = { ...document, templates: [{ ...document.templates![0], dltTemplateId }] }
      const refused = await account.send('PUT', '/v1/configuration', bent)
      expect(problems(refused)).toMatchObject([
        { path: 'templates[0].dltTemplateId', message: expect.stringContaining('lost its last') },
      ])
    }
  })
})

describe('what nobody could read again', () => {
  it('is refused wherever it stands: U+0000, and half of an emoji, which the settings would be read with no more', async () => {
    const account = await api.account(accountDocument([rule('any')]))
    const [zero, half] = ['joins\u0000', 'kaveri.example/\ud83d']
    const settings = {
      whitelist: { links: ['kaveri.example/r', half], numbers: [] },
      consent: { asking: { purpose: zero, wording: half, replies: ['JOIN'] } },
    }
    const refused = [
      { path: 'whitelist.links[1]', code: 'half_character' },
      { path: 'consent.asking.purpose', code: 'control_character' },
      { path: 'consent.asking.wording', code: 'half_character' },
    ]
    const patched = await account.send('PATCH', '/v1/account', settings)
    expect([patched.status, problems(patched)]).toMatchObject([422, refused])
    const made = await api.operator.send('POST', '/v1/accounts', { name: 'Kaveri', ...settings })
    expect([made.status, problems(made)]).toMatchObject([422, refused])
    const { account: known, users = [] } = accountDocument([])
    const put = await account.send('PUT', '/v1/configuration', {
      account: { ...known, ...settings },
      users: [{ ...users[0], extension: half }, ...users.slice(1)],
      gateways: [{ ...smpp, title: zero }],
    })
    expect(problems(put)).toMatchObject([
      ...refused.map((one) => ({ ...one, path: `account.${one.path}` })),
      { path: 'users[0].extension', code: 'half_character' },
      { path: 'gateways[0].title', code: 'control_character' },
    ])
    const written = JSON.stringify((await account.get('/v1/configuration')).body)
    expect(written).not.toMatch(/kaveri|joins/)
  })

  it('guesses what was meant for the first that lead nowhere, and not for thousands of another installation', async () => {
    const document = accountDocument([rule('any')])
    const account = await api.account(document)
    const members = Array.from({ length: 60 }, (_, n) => `asha${n}`)
    const departments = [...document.departments!, { key: 'crowd', name: 'Crowd', members }]
    const found = problems(await account.send('PUT', '/v1/configuration', { ...document, departments }))
    expect(found).toHaveLength(60)
    expect(found.filter((one) => one.message.includes('did you mean "asha"?'))).toHaveLength(20)
  })

  it('is refused: one more of a kind than an account may have', async () => {
    const gateways = Array.from({ length: mostOf.gateways }, (_, n) => ({
      key: `sandbox-${n}`,
      title: `Sandbox ${n}`,
      kind: 'sandbox',
    }))
    const account = await api.account(accountDocument([rule('any')], { gateways }))
    const answer = await account.send('POST', '/v1/gateways', { title: 'One more', kind: 'sandbox' })
    expect(answer.status).toBe(422)
    expect(problems(answer)).toMatchObject([{ path: 'gateways', code: 'too_many' }])
    expect((await account.get('/v1/configuration')).body.gateways).toHaveLength(mostOf.gateways)
  })

  it.each([
    ['nothing', ' '],
    ['too long', 'ﷺ'.repeat(200)],
  ])(
    'is refused: what a phone system says, where it is %s in the form in which it is compared',
    async (_, external) => {
      const account = await api.account(accountDocument([rule('any')]))
      const mapping = { source: 'api', kind: 'department', external, to: 'sales' }
      const answer = await account.send('PUT', '/v1/mappings', mapping)
      expect(answer.status).toBe(422)
      expect(problems(answer)).toMatchObject([{ path: 'external', code: 'no_name' }])
      expect((await account.get('/v1/configuration')).status).toBe(200)
    },
  )
})

describe('secrets', () => {
  const withGateway = (secrets: unknown) =>
    accountDocument([], { gateways: [{ ...smpp, secrets } as never], routes: [{ gateway: 'carrier' }] })

  it('are written and never read, kept by export, and sealed in the database', async () => {
    const account = await api.account(withGateway(smpp.secrets))
    const exported = (await account.get('/v1/configuration')).body
    expect(exported.gateways[0].secrets).toEqual({ password: { keep: true } })
    expect((await account.get('/v1/gateways/carrier')).body).toMatchObject({
      secrets: { password: { keep: true } },
      shared: false,
    })
    expect((await account.send('PUT', '/v1/configuration', exported)).body.changes).toEqual([])
    for (const url of ['/v1/configuration', '/v1/gateways', '/v1/gateways/carrier'])
      expect((await account.get(url)).text).not.toContain('hunter2')
    const rows = await api.db.query<{ row: string; secrets: Buffer }>(
      'console',
      `select g::text as row, g.secrets from gateway g where key = 'carrier'`,
      [],
    )
    expect(rows[0]!.row).not.toContain('hunter2')
    expect(rows[0]!.secrets.includes('hunter2')).toBe(false)
  })

  it('stay where a patch names none, and are new where it names one', async () => {
    const account = await api.account(withGateway(smpp.secrets))
    expect((await account.send('PATCH', '/v1/gateways/carrier', { title: 'Renamed' })).body).toMatchObject({
      title: 'Renamed',
      key: 'carrier',
      secrets: { password: { keep: true } },
    })
    const changed = await account.send('PUT', '/v1/configuration?dryRun=true', withGateway({ password: 'another' }))
    expect(changed.body.changes.at(-1)).toMatchObject({
      section: 'gateways',
      fields: [{ path: 'title' }, { path: 'secrets.password', from: 'the one before', to: 'a new one' }],
    })
  })

  const moved: [string, object][] = [
    ['host', { host: 'smsc.elsewhere.example' }],
    ['port', { port: 2776 }],
    ['TLS', { tls: true }],
    ['name of its certificate', { tlsServerName: 'elsewhere.example' }],
    ['endpoint beside it', { otherEndpoints: ['smsc.elsewhere.example:2775'] }],
  ]
  it.each(moved)('are kept for one server, and written again for another %s', async (_, change) => {
    const account = await api.account(withGateway(smpp.secrets))
    const settings = { ...smpp.settings, ...change }
    const refusal = {
      path: 'secrets.password',
      code: 'kept_for_elsewhere',
      message: expect.stringContaining('write its value again'),
    }
    const patched = await account.send('PATCH', '/v1/gateways/carrier', { settings })
    expect(patched.status).toBe(422)
    expect(problems(patched)[0]).toMatchObject(refusal)
    const whole = (await account.get('/v1/configuration')).body
    const applied = { gateways: [{ ...whole.gateways[0], settings }] }
    expect(problems(await account.send('PUT', '/v1/configuration', applied))[0]).toMatchObject({
      ...refusal,
      path: 'gateways[0].secrets.password',
    })
    const again = { settings, secrets: { password: 'written again' } }
    expect((await account.send('PATCH', '/v1/gateways/carrier', again)).status).toBe(200)
  })

  it('stay where other settings change, or a default is written out', async () => {
    const account = await api.account(withGateway(smpp.secrets))
    const { port: _, ...settings } = { ...smpp.settings, window: 20, tls: false, otherEndpoints: [] }
    expect((await account.send('PATCH', '/v1/gateways/carrier', { settings })).status).toBe(200)
  })

  it('of one kind are not kept for another', async () => {
    const account = await api.account(withGateway(smpp.secrets))
    const settings = { url: 'https://kannel.example/cgi-bin/sendsms', username: 'us' }
    const other = await account.send('PATCH', '/v1/gateways/carrier', { kind: 'kannel', settings })
    expect(problems(other)[0]).toMatchObject({ path: 'secrets.password', code: 'kept_for_elsewhere' })
  })

  it.each([
    ['nothing to keep', { password: { keep: true } }, 'nothing_to_keep'],
    ['an environment that is not ours', { password: { env: 'SMPP_PASSWORD' } }, 'env_not_read'],
    ['a secret that the kind does not know', { password: 'x', token: 'x' }, 'unknown_secret'],
  ])('are refused for %s', async (_, secrets, code) => {
    const account = await api.account()
    expect(
      problems(await account.send('PUT', '/v1/configuration', withGateway(secrets))).map((one) => one.code),
    ).toContain(code)
  })
})

describe('the demo account', () => {
  it('can have no gateway but the sandbox, by no way in', async () => {
    const demo = (
      await api.db.query<{ id: string }>(
        'console',
        `update account set is_demo = true where key = $1 returning account_id as id`,
        [(await api.account()).accountKey],
      )
    )[0]!
    const asDemo = { 'aftercall-account': `acct_${demo.id.replaceAll('-', '')}` }
    const codes = async (method: 'POST' | 'PUT', url: string, body: unknown) => {
      const answer = await api.operator.send(method, url, body, asDemo)
      return { status: answer.status, codes: new Set(problems(answer).map((one) => one.code)) }
    }
    const refused = { status: 422, codes: new Set(['demo_account']) }
    expect(await codes('POST', '/v1/gateways', { ...smpp, key: 'mine' })).toEqual(refused)
    expect(await codes('PUT', '/v1/configuration', { gateways: [smpp], routes: [{ gateway: 'carrier' }] })).toEqual(
      refused,
    )
    await api.db.query(
      'console',
      `insert into gateway (gateway_id, key, title, kind) values (gen_random_uuid(), 'real', 'Real', 'sandbox')`,
      [],
    )
    expect(await codes('PUT', '/v1/routes', { routes: [{ gateway: 'shared:real' }] })).toEqual(refused)
  })
})

describe('a template', () => {
  it('gets a new version when its wording changes, and only then', async () => {
    const account = await api.account(accountDocument([rule('any')]))
    const patch = async (body: unknown) => (await account.send('PATCH', '/v1/templates/sorry', body)).body.version
    expect(await patch({ name: 'Sorry again' })).toBe(1)
    expect(await patch({ status: 'paused' })).toBe(1)
    const approved = { status: 'approved' }
    expect(await patch({ body: 'Another wording. - Test Traders', ...approved })).toBe(2)
    expect(await patch({ dltTemplateId: '1107172974420810009', ...approved })).toBe(3)
    expect(await patch({ category: 'transactional', ...approved })).toBe(4)
    expect(await patch({ body: 'Another wording. - Test Traders', ...approved })).toBe(4)
  })

  it('cannot be removed while a rule sends it, and comes back under its key with the next version', async () => {
    const account = await api.account(accountDocument([rule('any')]))
    const refused = await account.send('DELETE', '/v1/templates/sorry')
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'in_use', detail: expect.stringContaining('rule "any"') },
    })
    expect((await account.send('DELETE', '/v1/templates/note')).status).toBe(204)
    expect((await account.get('/v1/templates/note')).status).toBe(404)
    const again = await account.send('POST', '/v1/templates', {
      key: 'note',
      name: 'Note',
      header: 'tester',
      body: 'Back. - Test Traders',
    })
    expect(again).toMatchObject({ status: 201, body: { key: 'note', version: 2 } })
  })

  it('is shown as it will be read', async () => {
    const account = await api.account(accountDocument([]))
    const { body } = await account.send('POST', '/v1/templates/preview', {
      body: 'Missed in {{department_name}} by {{user_name}}, {{var.order}}. {{caler_name}}',
      department: 'sales',
      user: 'asha',
      values: { 'var.order': '42' },
    })
    expect(body.text).toContain('Missed in Sales by Asha Nair, 42.')
    expect(body).toMatchObject({
      encoding: 'gsm',
      parts: 1,
      unitsPerPart: 160,
      price: { amount: '0.3000', currency: 'INR' },
      problems: [{ code: 'unknown_placeholder', at: 63 }],
    })
  })
})

describe('the rule set', () => {
  it('counts a version for each change of what plans are made from, and names the last that changed the rules', async () => {
    const account = await api.account(accountDocument([rule('any')]))
    const read = async () => (await account.get('/v1/rule-set')).body
    const first = await read()
    expect(first.number).toBe(first.rulesNumber)
    await account.send('PATCH', '/v1/users/asha', { name: 'Asha N.' })
    expect((await read()).number).toBe(first.number)
    await account.send('PATCH', '/v1/templates/sorry', { body: 'New. - Test Traders', status: 'approved' })
    expect(await read()).toMatchObject({ number: first.number + 1, rulesNumber: first.rulesNumber })
    await account.send('PATCH', '/v1/templates/note', {
      body: 'No rule sends this. - Test Traders',
      status: 'approved',
    })
    expect((await read()).number).toBe(first.number + 1)
    const old = await account.get(`/v1/rule-sets/${first.number}`)
    expect(old.body.rules).toEqual(first.rules)
    const history = (await account.get('/v1/rule-sets?limit=2')).body
    expect(history.items.map((one: { number: number }) => one.number)).toEqual([first.number + 1, first.number])
    expect((await account.get(`/v1/rule-sets?limit=50&after=${history.next}`)).body.items.at(-1)).toMatchObject({
      number: 1,
      what: 'account created',
    })
  })

  it('is not written without saying over what, and a conflict names both, who, and what changed', async () => {
    const account = await api.account(accountDocument([rule('one'), rule('two', { recipients: [toUser()] })]))
    const read = await account.get('/v1/rule-set')
    const rules = read.body.rules
    const put = (list: unknown[], etag?: string) =>
      account.send('PUT', '/v1/rule-set', { rules: list }, etag === undefined ? {} : { 'if-match': etag })
    expect((await put(rules)).body.code).toBe('if_match_needed')
    const saved = await put([...rules].reverse(), String(read.headers['etag']))
    expect(saved.status).toBe(200)
    const late = await put([{ ...rules[0], name: 'Renamed' }], String(read.headers['etag']))
    expect(late).toMatchObject({
      status: 412,
      body: {
        code: 'rule_set_changed',
        yours: { number: read.body.rulesNumber },
        current: { number: saved.body.rulesNumber, madeBy: expect.stringContaining('first key') },
        changes: [{ section: 'rules', fields: [{ path: 'order', from: ['one', 'two'], to: ['two', 'one'] }] }],
      },
    })
    expect((await put(rules, String(saved.headers['etag']))).status).toBe(200)
  })

  it('serialises two who save at once: one wins, the other is told', async () => {
    const account = await api.account(accountDocument([rule('one')]))
    const read = await account.get('/v1/rule-set')
    const put = (name: string) =>
      account.send(
        'PUT',
        '/v1/rule-set',
        { rules: [{ ...read.body.rules[0], name }] },
        { 'if-match': String(read.headers['etag']) },
      )
    const both = await Promise.all([put('mine'), put('yours')])
    expect(both.map((one) => one.status).sort()).toEqual([200, 412])
  })
})

const sorted = (document: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(document).map(([section, value]) => [
      section,
      Array.isArray(value) && section !== 'rules'
        ? [...value].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
        : value,
    ]),
  )

it('a DID without a name is called by its number, also when that changes; a name that was given stays', async () => {
  const account = await api.account()
  await account.send('POST', '/v1/dids', { key: 'bare', number: '080 4123 4500' })
  await account.send('POST', '/v1/dids', { key: 'named', number: '080 4123 4501', name: 'Desk 080 4123 4501' })
  for (const [key, number] of [
    ['bare', '080 4123 4599'],
    ['named', '080 4123 4598'],
  ])
    expect((await account.send('PATCH', `/v1/dids/${key}`, { number })).status).toBe(200)
  const { items } = (await account.get('/v1/dids')).body
  const nameOf = (key: string) => items.find((one: { key: string }) => one.key === key).name
  expect([nameOf('bare'), nameOf('named')]).toEqual(['080 4123 4599', 'Desk 080 4123 4501'])
})
