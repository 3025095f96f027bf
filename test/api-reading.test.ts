import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseCsv } from '../src/core/csv.ts'
import { parsePublicId } from '../src/core/public-id.ts'
import { accountDocument, rule, toCaller, toUser } from './support/account-document.ts'
import { type Asker, startTestApi, type TestApi } from './support/api.ts'
import { connectedCall, missedCall } from './support/call.ts'

let api: TestApi
let account: Asker
let ids: string[]

beforeAll(async () => {
  api = await startTestApi()
  account = await api.account(
    accountDocument([
      rule('sales', {
        conditions: { outcomes: ['missed'], departments: ['sales'] },
        recipients: [toCaller(), toUser()],
      }),
      rule('missed', {}),
    ]),
  )
  const calls = [
    missedCall({ caller: '+919000000101', department: { name: 'Sales' }, rung: [{ extension: '201' }] }),
    missedCall({ caller: '+919000000102', did: '18005720199' }),
    connectedCall({ caller: '+919000000103', direction: 'outgoing', user: { name: 'Ravi Deshmukh' } }),
    missedCall({ caller: null, department: { name: 'Plumbing' } }),
    missedCall({ caller: '+919000000101', outcome: 'voicemail' }),
  ]
  ids = []
  for (const call of calls) ids.push((await account.send('POST', '/v1/calls', call)).body.id)
})
afterAll(() => api.stop())

const found = async (query: string) =>
  (await account.get(`/v1/calls?${query}`)).body.items.map((one: { id: string }) => ids.indexOf(one.id))

describe('the list of calls', () => {
  it('comes newest first, page by page, each call once', async () => {
    const seen: number[] = []
    let after = ''
    for (let page = 0; page < 5; page++) {
      const { body } = await account.get(`/v1/calls?limit=2${after}`)
      seen.push(...body.items.map((one: { id: string }) => ids.indexOf(one.id)))
      if (body.next === null) break
      after = `&after=${body.next}`
    }
    expect(seen).toEqual([4, 3, 2, 1, 0])
  })

  it.each([
    ['outcome=connected', [2]],
    ['direction=incoming&outcome=missed', [3, 1, 0]],
    ['rule=sales', [0]],
    ['reason=no_rule_matched', [4, 2]],
    ['reason=caller_unknown', [3]],
    ['caller=%2B919000000101', [4, 0]],
    ['caller=09000000101', [4, 0]],
    ['caller=0102', [1]],
    ['caller=%2B919000000101&outcome=voicemail', [4]],
    ['department=sales', [0]],
    ['did=toll-free', [1]],
    ['user=ravi', [2]],
    ['user=asha', [0]],
    ['user=meera', []],
    ['rule=nothing-of-the-kind', []],
  ])('filtered by %s holds %j', async (query, expected) => {
    expect(await found(query)).toEqual(expected)
  })

  it.each(['limit=0', 'limit=201', 'limit=x', 'after=garbage', 'outcome=lost', 'caller=1', 'reason=because'])(
    'cannot be asked for with %s',
    async (query) => {
      expect(await account.get(`/v1/calls?${query}`)).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    },
  )
})

describe('the calls as a file', () => {
  it('are those of the same filters, without formulas and with numbers masked for whoever sees them masked', async () => {
    const own = await api.account(accountDocument([rule('missed', { recipients: [toCaller(), toUser()] })]))
    const told = {
      department: { name: 'Sales' },
      rung: [{ extension: '201' }],
      callerName: '=1+1',
      sourceCallId: 'x-1',
    }
    const { id } = (await own.send('POST', '/v1/calls', missedCall({ ...told, caller: '+919000012345' }))).body
    await own.send('POST', '/v1/calls', connectedCall({ caller: '+919000012346' }))
    const tried = { to: '+919812300001', department: 'support', caller: '+919000000842' }
    expect((await own.send('POST', '/v1/templates/note/test', tried)).status).toBe(202)
    const whole = await own.get('/v1/calls.csv')
    expect(whole.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(whole.headers['content-disposition']).toBe('attachment; filename="calls.csv"')
    expect(whole.text.slice(0, 4)).toBe('\ufeffid,')
    const [head = [], ...rows] = parseCsv(whole.text).map((row) => row.cells)
    const [third, second, first] = rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at]])))
    expect(first).toMatchObject({
      ...{ id, 'id at the source': 'x-1', source: 'API', outcome: 'missed', caller: "'+919000012345" },
      ...{ 'caller name': "'=1+1", department: 'Sales', user: 'Asha Nair', rule: 'missed', reason: '', 'made up': '' },
      ...{ texts: 'queued, queued', charged: '0.6000', currency: 'INR', 'ring seconds': '24' },
    })
    expect(second).toMatchObject({
      ...{ outcome: 'connected', rule: '', reason: 'no_rule_matched', texts: '', charged: '', 'talk seconds': '60' },
    })
    expect(third).toMatchObject({ 'made up': 'test', rule: '' })
    expect(parseCsv((await own.get('/v1/calls.csv?outcome=connected')).text)).toHaveLength(2)
    expect((await own.get('/v1/calls.csv?from=soon')).body.errors).toMatchObject([{ path: 'from' }])

    const signed = await own.send('POST', '/v1/session', { key: own.key })
    const cookie = String(signed.headers['set-cookie']).split(';')[0] ?? ''
    const seen = await api.as({ cookie, 'sec-fetch-site': 'same-origin' }).get('/v1/calls.csv?caller=2345')
    expect(parseCsv(seen.text)).toHaveLength(2)
    expect(seen.text).toContain("'+91 90000 ••345")
    expect(seen.text).not.toContain('9000012345')
    const { items } = (await own.get('/v1/audit')).body
    expect(items[0]).toMatchObject({ what: 'calls.searched', subject: '2345' })
  })
})

describe('the calls of a time', () => {
  let asker: Asker
  /** When each was taken in: the last moments of a day in the account's zone, and the first of the next two. */
  const takenIn = ['2026-03-10T18:29:59.999Z', '2026-03-10T18:30:00.000Z', '2026-03-11T18:30:00.000Z']
  let places: string[]

  beforeAll(async () => {
    asker = await api.account(accountDocument([rule('missed')]))
    places = []
    for (const at of takenIn) {
      const { id } = (await asker.send('POST', '/v1/calls', missedCall())).body
      const hex = Date.parse(at).toString(16).padStart(12, '0')
      const was = String(parsePublicId('call', id))
      const moved = `${hex.slice(0, 8)}-${hex.slice(8)}-7${was.slice(15)}`
      await api.db.query('console', 'update call set id = $2 where id = $1', [was, moved])
      places.push(`call_${moved.replaceAll('-', '')}`)
    }
  })

  it.each([
    ['from=2026-03-11', [2, 1]],
    ['to=2026-03-10', [0]],
    ['from=2026-03-11&to=2026-03-11', [1]],
    ['from=2026-03-10&to=2026-03-12', [2, 1, 0]],
    ['from=2026-03-10T18:30:00Z&to=2026-03-11T18:30:00Z', [1]],
    ['from=2026-03-11T00:00:00%2B05:30', [2, 1]],
    ['from=2026-03-13', []],
    ['from=2026-03-11&outcome=missed', [2, 1]],
    ['to=2026-03-11&limit=1', [1]],
  ])('asked for with %s are %j', async (query, expected) => {
    const { items } = (await asker.get(`/v1/calls?${query}`)).body
    expect(items.map((one: { id: string }) => places.indexOf(one.id))).toEqual(expected)
  })

  it.each([
    ['from=yesterday', 'from'],
    ['to=2026-02-30', 'to'],
    ['to=2026-03-11T10:00:00', 'to'],
    ['from=11-03-2026&to=2026-03-12', 'from'],
    ['from=2026-03-12&to=2026-03-11', 'to'],
  ])('cannot be asked for with %s: the problem is with %s', async (query, path) => {
    expect(await asker.get(`/v1/calls?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', errors: [{ path }] },
    })
  })
})

describe('a call', () => {
  it('is found by the beginning of its id, unless that is ambiguous', async () => {
    const id = ids[0]!
    expect((await account.get(`/v1/calls/${id.slice(0, 30)}`)).body.call.id).toBe(id)
    expect((await account.get(`/v1/calls/${id.slice(5, 30)}`)).body.call.id).toBe(id)
    expect(await account.get(`/v1/calls/${id.slice(0, 11)}`)).toMatchObject({
      status: 409,
      body: { code: 'ambiguous_id' },
    })
    expect((await account.get('/v1/calls/call_ffffff')).status).toBe(404)
  })

  it('says why, also for what nobody knows', async () => {
    const { body } = await account.get(`/v1/calls/${ids[3]}`)
    expect(body.plan.verdicts[0]).toMatchObject({
      rule: 'sales',
      is: 'no',
      condition: 'departments',
      unknown: 'unknown_department',
      was: expect.stringContaining('Plumbing'),
    })
    expect(body.messages).toMatchObject([
      { state: 'skipped', reason: 'caller_unknown', price: { amount: '0.0000' }, timeline: [{ what: 'skipped' }] },
    ])
    expect(body.call).toMatchObject({ caller: null, callerShown: null, department: null })
  })

  it('is planned again as it was decided, and says so where it is not', async () => {
    for (const id of ids)
      expect((await account.get(`/v1/calls/${id}`)).body.replay).toEqual({ agrees: true, differences: [] })
    const other = await api.account(accountDocument([rule('any', { recipients: [toCaller(), toUser()] })]))
    const call = missedCall({ rung: [{ extension: '203' }] })
    const { id } = (await other.send('POST', '/v1/calls', call)).body
    // As if an older program had decided it, by which this caller had had enough texts.
    const decided = [{ recipient: 'caller', decided: 'frequency_cap' }]
    await api.db.query('console', 'update call set rule = $2, plan = $3 where id = $1', [
      String(parsePublicId('call', id)),
      'gone',
      JSON.stringify(decided),
    ])
    const { replay } = (await other.get(`/v1/calls/${id}`)).body
    expect(replay).toEqual({
      agrees: false,
      differences: [
        { recipient: null, before: 'gone', now: 'any', words: 'The rule: "gone" then, "any" now.' },
        {
          recipient: 'caller',
          before: 'frequency_cap',
          now: 'send',
          words: 'The text to caller: skipped as frequency_cap then, to be sent now.',
        },
        {
          recipient: expect.stringMatching(/^user:user_/),
          before: null,
          now: 'user_has_no_number',
          words: expect.stringMatching(/: none then, skipped as user_has_no_number now\.$/),
        },
      ],
    })
  })

  it('shows to whom it was passed on as the source said it, without numbers where numbers are masked', async () => {
    const transfers = [
      { from: '201', to: '+919812300002' },
      { to: 'Support', kind: 'queue' as const },
    ]
    const own = await api.account(accountDocument([rule('missed')]))
    const { body } = await own.send('POST', '/v1/calls', connectedCall({ transfers }))
    const told = (await own.get(`/v1/calls/${body.id}`)).body
    expect(told.call).toMatchObject({ transfers, user: { key: 'ravi' } })
    const signed = await own.send('POST', '/v1/session', { key: own.key })
    const cookie = String(signed.headers['set-cookie']).split(';')[0] ?? ''
    const seen = await api.as({ cookie, 'sec-fetch-site': 'same-origin' }).get(`/v1/calls/${body.id}`)
    expect(seen.body.call.transfers).toEqual([{ from: '201', to: '+9198123••002' }, transfers[1]])
  })

  it('shows all that came in: who rang with each one’s result, why it was missed, when, and its voicemail', async () => {
    const own = await api.account(accountDocument([rule('missed', { conditions: {} })]))
    const told = missedCall({
      ...{ outcome: 'voicemail', missedBecause: 'no_answer', caller: '+919000012345', waitSeconds: 40 },
      ...{ startedAt: '2026-11-23T10:00:00Z', endedAt: '2026-11-23T10:01:00Z', answeredAt: '2026-11-23T10:00:05Z' },
      voicemail: { seconds: 9, url: 'https://recordings.example/919000012345.wav', sure: false },
      rung: [
        { extension: '202', seconds: 15, result: 'no_answer', at: '2026-11-23T15:30:10+05:30' },
        { phone: '+919812399999', result: 'busy' },
      ],
    })
    const { body } = await own.send('POST', '/v1/calls', told)
    const { call } = (await own.get(`/v1/calls/${body.id}`)).body
    expect(call).toMatchObject({
      ...{ missedBecauseWords: 'nobody answered', answeredAt: '2026-11-23T10:00:05.000Z', voicemail: told.voicemail },
      rung: [
        {
          ...{ user: { key: 'ravi', name: 'Ravi Deshmukh' }, name: '202', at: '2026-11-23T10:00:10.000Z', seconds: 15 },
          ...{ result: 'no_answer', resultWords: 'did not answer' },
        },
        { user: null, name: '+919812399999', result: 'busy', resultWords: 'was busy' },
      ],
    })
    const signed = await own.send('POST', '/v1/session', { key: own.key })
    const cookie = String(signed.headers['set-cookie']).split(';')[0] ?? ''
    const seen = (await api.as({ cookie, 'sec-fetch-site': 'same-origin' }).get(`/v1/calls/${body.id}`)).body
    expect(seen.call.rung[1].name).toBe('+9198123••999')
    expect(seen.call.voicemail.url).toBe('https://recordings.example/9190000••345.wav')
    expect(JSON.stringify(seen)).not.toContain('9812399999')
  })

  it('masks a number by which a phone system names people, wherever it is said, for whoever sees numbers masked', async () => {
    const own = await api.account(
      accountDocument([
        rule('ravi', { conditions: { users: { match: 'rung', users: ['ravi'] } } }),
        rule('any', { conditions: {}, recipients: [toUser()] }),
      ]),
    )
    const signed = await own.send('POST', '/v1/session', { key: own.key })
    const cookie = String(signed.headers['set-cookie']).split(';')[0] ?? ''
    const masked = api.as({ cookie, 'sec-fetch-site': 'same-origin' })
    for (const words of [{ name: '+919812399999' }, { id: '9812399999' }, { email: '09812399999@pbx.example' }])
      for (const call of [missedCall({ rung: [words] }), connectedCall({ user: words })]) {
        const { id } = (await own.send('POST', '/v1/calls', call)).body
        const whole = (await own.get(`/v1/calls/${id}`)).body
        expect(whole.facts.unknown).toMatchObject([{ kind: 'user', shown: Object.values(words)[0] }])
        const seen = (await masked.get(`/v1/calls/${id}`)).body
        expect(seen.facts.unknown[0].shown).toContain('98123••999')
        expect(JSON.stringify(seen)).not.toContain('9812399999')
      }
  })

  it('lists a name that two users have for mapping, and means by it whom somebody says', async () => {
    const document = accountDocument([rule('any', { conditions: {}, recipients: [toUser()] })])
    document.users = ['amit-kumar', 'amit-kumar-2'].map((key, at) => ({
      ...{ key, name: 'Amit Kumar', phone: `+91981230000${at}` },
    }))
    document.departments = []
    const own = await api.account(document)
    const named = async () => {
      const { id } = (await own.send('POST', '/v1/calls', connectedCall({ user: { name: 'Amit Kumar' } }))).body
      return (await own.get(`/v1/calls/${id}`)).body
    }
    const before = await named()
    expect(before.call.user).toBeNull()
    expect(before.messages).toMatchObject([{ reason: 'user_unknown', detail: 'Amit Kumar' }])
    const unmapped = () => own.get('/v1/mappings?unmapped=true').then(({ body }) => body.items)
    const listed = { source: 'api', kind: 'user', external: 'amit kumar' }
    await expect.poll(unmapped).toMatchObject([{ ...listed, to: null }])
    expect((await own.send('PUT', '/v1/mappings', { ...listed, to: 'amit-kumar-2' })).status).toBe(204)
    expect((await named()).call.user).toMatchObject({ key: 'amit-kumar-2' })
  })

  it('lists the unknown name for mapping, and knows it once it is mapped', async () => {
    const before = (await account.get('/v1/mappings?unmapped=true')).body.items
    expect(before).toMatchObject([
      { source: 'api', kind: 'department', external: 'plumbing', shown: 'Plumbing', to: null },
    ])
    expect(
      (
        await account.send('PUT', '/v1/mappings', {
          source: 'api',
          kind: 'department',
          external: 'Plumbing',
          to: 'sales',
        })
      ).status,
    ).toBe(204)
    expect((await account.get('/v1/mappings?unmapped=true')).body.items).toEqual([])
    // What was seen of it stays, whatever else of the source is changed.
    const [{ lastSeenAt }] = before
    await account.send('PUT', '/v1/mappings', { source: 'api', kind: 'department', external: 'fitters', to: 'sales' })
    expect((await account.get('/v1/mappings')).body.items).toContainEqual(
      expect.objectContaining({ external: 'plumbing', shown: 'Plumbing', to: 'sales', lastSeenAt }),
    )
    await account.send('PUT', '/v1/mappings', { source: 'api', kind: 'department', external: 'fitters', to: null })
    const again = await account.send('POST', '/v1/calls', missedCall({ department: { name: 'PLUMBING ' } }))
    expect((await account.get(`/v1/calls/${again.body.id}`)).body.call.department).toEqual({
      key: 'sales',
      name: 'Sales',
    })
    expect((await account.get('/v1/configuration')).body.sources).toMatchObject([
      { key: 'api', mappings: [{ kind: 'department', external: 'plumbing', to: 'sales' }] },
    ])
    expect(
      (
        await account.send('PUT', '/v1/mappings', {
          source: 'api',
          kind: 'department',
          external: 'plumbing',
          to: 'sails',
        })
      ).status,
    ).toBe(422)
  })
})

describe('messages', () => {
  it('are listed by state, reason and call', async () => {
    const items = async (query: string) => (await account.get(`/v1/messages?${query}`)).body.items
    expect((await items('state=skipped')).map((one: { reason: string }) => one.reason)).toEqual(['caller_unknown'])
    expect(await items(`call=${ids[0]}`)).toHaveLength(2)
    expect(await items(`call=${ids[0]}&state=skipped`)).toEqual([])
    expect(await items('reason=too_late')).toEqual([])
  })

  it('are listed by the rule, the template and the gateway', async () => {
    const callsOf = async (query: string) =>
      (await account.get(`/v1/messages?${query}`)).body.items
        .map((one: { callId: string }) => ids.indexOf(one.callId))
        .filter((place: number) => place >= 0)
    expect(await callsOf('rule=sales')).toEqual([0, 0])
    expect(await callsOf(`rule=sales&call=${ids[1]}`)).toEqual([])
    expect(await callsOf('template=note')).toEqual([0])
    expect(await callsOf(`template=sorry&call=${ids[0]}`)).toEqual([0])
    expect(await callsOf('template=nothing-of-the-kind')).toEqual([])
    const sandbox = await callsOf('gateway=sandbox')
    expect(sandbox).toContain(0)
    expect(await callsOf('gateway=shared:sandbox')).toEqual(sandbox)
    expect(await callsOf('gateway=another')).toEqual([])
  })

  it('are found by one of two gateways of the same key, also once one is removed, and by a template with those in other languages', async () => {
    const hindi = {
      key: 'sorry-hi',
      name: 'Sorry, Hindi',
      header: 'tester',
      language: 'hi',
      variantOf: 'sorry',
    } as const
    const document = accountDocument([rule('missed')], {
      gateways: [{ key: 'sandbox', title: 'Our own', kind: 'sandbox' }],
    })
    document.templates?.push({ ...hindi, body: '{{department_name|us}}, नमस्ते। - Test Traders' })
    const own = await api.account(document)
    const textOf = async (gateway: string, over: object = {}) => {
      expect((await own.send('PUT', '/v1/routes', { routes: [{ gateway }] })).status).toBeLessThan(300)
      const call = (await own.send('POST', '/v1/calls', missedCall(over))).body.id
      return (await own.get(`/v1/messages?call=${call}`)).body.items[0]
    }
    const byShared = await textOf('shared:sandbox')
    const byOwn = await textOf('sandbox', { callerLanguage: 'hi' })
    const found = async (query: string) =>
      (await own.get(`/v1/messages?${query}`)).body.items.map((one: { id: string }) => one.id)
    expect(byOwn.template.key).toBe('sorry-hi')
    expect(await found('gateway=sandbox')).toEqual([byOwn.id])
    expect(await found('gateway=shared:sandbox')).toEqual([byShared.id])
    expect(await found('template=sorry')).toEqual([byOwn.id, byShared.id])
    expect(await found('template=sorry-hi')).toEqual([byOwn.id])
    await textOf('shared:sandbox')
    expect((await own.send('DELETE', '/v1/gateways/sandbox')).status).toBe(204)
    // Of one's own by that key there is none now, but for the texts that it took.
    expect(await found('gateway=sandbox')).toEqual(expect.arrayContaining([byOwn.id, byShared.id]))
    expect(await found('gateway=shared:sandbox')).not.toContain(byOwn.id)
  })

  it('of a call come page by page too', async () => {
    const first = (await account.get(`/v1/messages?call=${ids[0]}&limit=1`)).body
    const second = (await account.get(`/v1/messages?call=${ids[0]}&limit=1&after=${first.next}`)).body
    expect(first.items[0].id > second.items[0].id).toBe(true)
    expect(second.next).toBeNull()
  })

  it('come as a file too, by the same filters, without formulas and with numbers masked for whoever sees them masked', async () => {
    const own = await api.account(accountDocument([rule('missed', { conditions: {} })]))
    const { id } = (await own.send('POST', '/v1/calls', missedCall({ caller: '+919000012345' }))).body
    await own.send('POST', '/v1/calls', missedCall({ caller: null }))
    const whole = await own.get('/v1/messages.csv')
    expect(whole.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(whole.headers['content-disposition']).toBe('attachment; filename="messages.csv"')
    // By which spreadsheets know that it is UTF-8.
    expect(whole.text.slice(0, 4)).toBe('\ufeffid,')
    const [head, ...rows] = parseCsv(whole.text).map((row) => row.cells)
    expect(head?.slice(0, 8)).toEqual(['id', 'call', 'planned at', 'recipient', 'name', 'number', 'state', 'reason'])
    expect(rows.map((row) => row.slice(5, 8))).toEqual([
      ['', 'skipped', 'caller_unknown'],
      ["'+919000012345", 'queued', ''],
    ])
    const signed = await own.send('POST', '/v1/session', { key: own.key })
    const cookie = String(signed.headers['set-cookie']).split(';')[0] ?? ''
    const seen = await api.as({ cookie, 'sec-fetch-site': 'same-origin' }).get('/v1/messages.csv?number=2345')
    expect(parseCsv(seen.text)).toHaveLength(2)
    expect(seen.text).toContain(`${id},`)
    expect(seen.text).toContain("'+91 90000 ••345")
    expect(seen.text).not.toContain('9000012345')
  })

  it('are listed by the number they are for and the time they were planned in', async () => {
    const callsOf = async (query: string) =>
      (await account.get(`/v1/messages?${query}`)).body.items.map((one: { callId: string }) => ids.indexOf(one.callId))
    const today = new Date(Date.now() + 5.5 * 3_600_000).toISOString().slice(0, 10)
    expect(await callsOf('number=%2B919000000102')).toEqual([1])
    expect(await callsOf('number=0102')).toEqual([1])
    expect(await callsOf(`number=0102&from=${today}&to=${today}`)).toEqual([1])
    expect(await callsOf('number=0102&to=2026-01-01')).toEqual([])
    expect(await callsOf(`call=${ids[0]}&number=0101`)).toEqual([0])
    expect(await callsOf(`call=${ids[0]}&to=2026-01-01`)).toEqual([])
    expect((await callsOf(`from=${today}`)).length).toBe((await callsOf('')).length)
    for (const [query, path] of [
      ['number=12', 'number'],
      ['from=soon', 'from'],
      [`from=${today}&to=2026-01-01`, 'to'],
    ])
      expect((await account.get(`/v1/messages?${query}`)).body.errors).toMatchObject([{ path }])
  })

  it('say when their call ended', async () => {
    const [{ callEndedAt }] = (await account.get(`/v1/messages?call=${ids[1]}`)).body.items
    expect(callEndedAt).toBe((await account.get(`/v1/calls/${ids[1]}`)).body.call.endedAt)
  })

  it('can be stopped while they wait, and sent again, each with who did it', async () => {
    const message = (await account.get(`/v1/messages?call=${ids[1]}`)).body.items[0]
    expect(message.state).toBe('queued')
    expect(await account.send('POST', `/v1/messages/${message.id}/settle`, { as: 'sent' })).toMatchObject({
      status: 409,
      body: { code: 'not_now', state: 'queued', allowed: ['unconfirmed'] },
    })
    expect((await account.send('POST', `/v1/messages/${message.id}/cancel`)).body).toMatchObject({
      state: 'cancelled',
      reason: 'cancelled_by_hand',
    })
    expect((await account.send('POST', `/v1/messages/${message.id}/resend`, {})).body).toMatchObject({
      state: 'queued',
    })
    const story = (await account.get(`/v1/messages/${message.id}`)).body
    expect(story).toMatchObject({ attempts: [], receipts: [], attempt: 0 })
  })

  it.each([
    ...['rejected', 'lapsed', 'cancelled', 'undelivered', 'sent', 'unknown'].map((one) => [one, null]),
    ...['number_unreachable', 'dlt_refused', 'header_refused', 'content_refused'].map((one) => ['undelivered', one]),
  ])('that are %s (%s) cost what they cost wherever they are shown', async (state, reason) => {
    const { items } = (await account.get('/v1/messages?state=queued')).body
    const { id, callId, price } = items[0]
    const put = (wanted: unknown, why: unknown) =>
      api.db.query('console', 'update message set state = $2, reason = $3 where id = $1', [
        uuidOf(id),
        String(wanted),
        why === null ? null : String(why),
      ])
    await put(state, reason)
    const isFree = free.has(String(state)) || /^(dlt|header|content)_refused$/.test(String(reason))
    const cost = { amount: isFree ? '0.0000' : price.amount, currency: 'INR' }
    const { call, messages } = (await account.get(`/v1/calls/${callId}`)).body
    const charged = { [id]: { price, charged: cost } }
    const shown = (list: { id: string; price: object; charged: object }[]) =>
      Object.fromEntries(
        list.filter((one) => one.id === id).map((one) => [id, { price: one.price, charged: one.charged }]),
      )
    expect(shown([(await account.get(`/v1/messages/${id}`)).body])).toEqual(charged)
    expect(shown(messages)).toEqual(charged)
    expect(shown(call.messages)).toEqual(charged)
    const texts = (await account.get('/v1/rule-set/counts')).body.texts
    await put('queued', null)
    const before = (await account.get('/v1/rule-set/counts')).body.texts
    const { rule: key } = items[0]
    const lost = Number(before[key].price.amount) - Number(texts[key]?.price.amount ?? 0)
    expect(lost).toBeCloseTo(isFree ? Number(price.amount) : 0)
  })

  it.each([
    ['skipped', 'hours'],
    ['unconfirmed', 'hours'],
    ['undelivered', null],
    ['rejected', null],
    ['delivered', null],
  ])('that are %s for promotional hours were stopped by the check: %s', async (state, check) => {
    const { id, callId } = (await account.get('/v1/messages?state=queued')).body.items[0]
    const put = (...values: [state: string, reason: string | null]) =>
      api.db.query('console', 'update message set state = $2, reason = $3 where id = $1', [uuidOf(id), ...values])
    await put(state, 'promotional_hours')
    const { messages } = (await account.get(`/v1/calls/${callId}`)).body
    const alone = (await account.get(`/v1/messages/${id}`)).body
    await put('queued', null)
    const shown = { id, reason: 'promotional_hours', check: check ? { check } : null }
    expect(alone).toMatchObject(shown)
    expect(messages).toContainEqual(expect.objectContaining({ ...shown, check: alone.check }))
  })

  it('in doubt still wait for somebody after midnight, when the day’s counts begin anew', async () => {
    const other = await api.account(accountDocument([rule('any')]))
    await other.send('POST', '/v1/calls', missedCall())
    const yesterday = (Date.now() - 86_400_000).toString(16).padStart(12, '0')
    await api.db.query(
      'console',
      `update message set id = $2, state = 'unconfirmed', doubt = 'timeout', due_at = null, attempt = 1, permitted_at = now(), watch_at = now() + interval '1 hour' where account_id = $1`,
      [
        String(parsePublicId('acct', other.accountId)),
        `${yesterday.slice(0, 8)}-${yesterday.slice(8)}-7000-8000-000000000000`,
      ],
    )
    expect((await other.get('/v1/overview')).body).toMatchObject({ texts: {}, inDoubt: 1 })
    expect((await account.get('/v1/overview')).body.inDoubt).toBe(0)
  })

  it('in doubt are sent again only when that is confirmed in words', async () => {
    const message = (await account.get(`/v1/messages?call=${ids[0]}`)).body.items[0]
    await api.db.query(
      'console',
      `update message set state = 'unconfirmed', doubt = 'timeout', due_at = null, attempt = 1, permitted_at = now(), watch_at = now() + interval '1 hour' where id = $1`,
      [uuidOf(message.id)],
    )
    expect(await account.send('POST', `/v1/messages/${message.id}/resend`, {})).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'confirm', code: 'confirm_needed' }] },
    })
    expect((await account.get('/v1/overview')).body).toMatchObject({ texts: { unconfirmed: 1 }, inDoubt: 1 })
    const settled = await account.send('POST', `/v1/messages/${message.id}/settle`, { as: 'delivered' })
    expect(settled.body).toMatchObject({ state: 'delivered', settledBy: 'person' })
    expect(settled.body.timeline.map((one: { what: string }) => one.what)).toEqual([
      'planned',
      'sending',
      'doubt',
      'settled_as_delivered',
    ])
    expect(settled.body.timeline.at(-1).detail).toContain('first key')
  })
})

describe('what would happen', () => {
  it('is said without writing anything, by the rules in force or by a draft', async () => {
    const call = missedCall({ caller: '+919000000777', department: { name: 'Sales' }, rung: [{ extension: '201' }] })
    const planned = await account.send('POST', '/v1/plan', { call })
    expect(planned.body).toMatchObject({
      rule: 'sales',
      messages: [
        { is: 'send', numberShown: '+91 90000 ••777', encoding: 'gsm', parts: 1 },
        { is: 'send', name: 'Asha Nair', template: 'note' },
      ],
    })
    const draft = await account.send('POST', '/v1/plan', {
      call,
      rules: [rule('draft', { recipients: [toCaller('note')] })],
    })
    expect(draft.body).toMatchObject({ rule: 'draft', messages: [{ template: 'note' }] })
    const wrong = await account.send('POST', '/v1/plan', { call: { ...call, direction: 'sideways' }, rules: [] })
    expect(wrong.body.errors[0].path).toBe('call.direction')
    const missing = await account.send('POST', '/v1/plan', {
      call,
      rules: [rule('draft', { recipients: [toCaller('nto')] })],
    })
    expect(missing.body.errors).toMatchObject([{ path: 'rules[0].recipients[0].template' }])
    expect(await found('caller=%2B919000000777')).toEqual([])
  })
})

describe('counts', () => {
  it('say what each rule caught, and what its texts cost', async () => {
    const { body } = await account.get('/v1/rule-set/counts')
    expect(body).toMatchObject({ total: 6, none: 2, counts: { sales: 2, missed: 2 } })
    const { items } = (await account.get('/v1/messages?limit=200')).body
    const went = items.filter((one: { rule: string | null; state: string }) => one.rule && !free.has(one.state))
    expect(went.length).toBeGreaterThan(0)
    for (const [key, { count, price }] of Object.entries<{ count: number; price: object }>(body.texts)) {
      const ofRule = went.filter((one: { rule: string }) => one.rule === key)
      expect(count).toBe(ofRule.length)
      const sum = ofRule.reduce(
        (all: number, one: { charged: { amount: string } }) => all + Number(one.charged.amount),
        0,
      )
      expect(price).toEqual({ amount: sum.toFixed(4), currency: 'INR' })
    }
    expect(Object.keys(body.texts).sort()).toEqual([...new Set(went.map((one: { rule: string }) => one.rule))].sort())
  })
})

const free = new Set(['skipped', 'rejected', 'lapsed', 'cancelled'])
const uuidOf = (id: string) => id.slice(4).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')

describe('the description of the API', () => {
  it('says of every error that it is a problem, in the media type that it comes in', async () => {
    const { paths, components } = (await account.get('/openapi.json')).body
    type Answers = { responses: Record<string, { content?: unknown }> }
    const described = Object.values<Record<string, Answers>>(paths)
      .flatMap((path) => Object.values(path))
      .flatMap(({ responses }) => Object.entries(responses))
      .filter(([status]) => /^[45]/.test(status))
    expect(described.length).toBeGreaterThan(200)
    const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
    for (const [, answer] of described) expect(answer.content).toEqual(problem)
    expect(components.schemas.Problem.properties).toHaveProperty('code')
    const refused = await account.get('/v1/calls/call_0')
    expect(refused.headers['content-type']).toContain('application/problem+json')
  })
})
