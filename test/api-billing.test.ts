/** What billing cycles cost, as it is asked for: whose they are, how they are named, and what a change would cost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cycleAt } from '../src/core/billing-cycle.ts'
import { parsePublicId } from '../src/core/public-id.ts'
import { accountDocument, rule, toCaller, toUser } from './support/account-document.ts'
import { startTestApi, type TestApi } from './support/api.ts'
import { missedCall } from './support/call.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const rupees = (amount: string) => ({ amount, currency: 'INR' })
const zone = 'Asia/Kolkata'
const prices = { lineRentalOneWay: '200', lineRentalTwoWay: '400.0000' }

/** Three lines and two, texted on one side. */
function document(over: Partial<NonNullable<ReturnType<typeof accountDocument>['account']>> = {}) {
  const made = accountDocument([rule('missed')], {
    account: { name: 'Test Traders', zone, ...prices, ...over },
  })
  const [tollFree, landline] = made.dids!
  made.dids = [
    { ...tollFree!, lines: 2 },
    { ...landline!, lines: 3 },
  ]
  return made
}

const both = rule('both', { conditions: { dids: ['toll-free'] }, recipients: [toCaller(), toUser()] })
const idOf = ({ accountId }: { accountId: string }) => parsePublicId('acct', accountId)!

describe('a bill', () => {
  it('names its cycle, what is rented, and what made it so', async () => {
    const account = await api.account(document({ billingDay: 5 }))
    const { status, body } = await account.get('/v1/billing/cycles/current')
    const cycle = cycleAt(Date.now(), { zone, day: 5 })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      ...{ start: cycle.start, end: cycle.end, days: cycle.days, zone, isCurrent: true, isFinal: false },
      rental: {
        amount: rupees('1000.0000'),
        items: [
          {
            did: { key: 'landline', name: '080 4123 4500', number: '+918041234500', numberShown: '+91 80 4123 4500' },
            ...{ mode: 'one_way', lines: 3, price: rupees('200.0000'), amount: rupees('600.0000') },
            since: { ruleSet: 2, what: 'configuration applied' },
          },
          { did: { key: 'toll-free' }, lines: 2, amount: rupees('400.0000') },
        ],
      },
      texts: { texts: 0, parts: 0, amount: rupees('0.0000'), byRule: [], byTemplate: [], byGateway: [], byDay: [] },
      notCharged: { texts: 0, reasons: [] },
      taxes: [],
      total: rupees('1000.0000'),
      forecast: rupees('1000.0000'),
    })
    expect(body.lines).toHaveLength(2)
    expect(body.lines[0].days).toHaveLength(cycle.days)
    expect(body.lines[0].days[body.day - 1]).toMatchObject({ mode: 'one_way' })
    expect((await account.get(`/v1/billing/cycles/${cycle.start}`)).body).toEqual(body)
  })

  it('adds taxes to rental and texts, each rounded once', async () => {
    const taxes = [
      { name: 'CGST', percent: '9' },
      { name: 'Cess', percent: '0.3333' },
    ]
    const account = await api.account(document({ taxes }))
    const { body } = await account.get('/v1/billing/cycles/current')
    expect(body.taxes).toEqual([
      { name: 'CGST', percent: '9', amount: rupees('90.0000') },
      { name: 'Cess', percent: '0.3333', amount: rupees('3.3300') },
    ])
    expect(body.total).toEqual(rupees('1093.3300'))
  })

  it('is there as CSV, a row for each listed line', async () => {
    const account = await api.account(document())
    const { headers, text } = await account.get('/v1/billing/cycles/current/lines.csv')
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(headers['content-disposition']).toMatch(/^attachment; filename="bill-\d{4}-\d\d-\d\d\.csv"$/)
    expect(text.slice(0, 1)).toBe('\ufeff')
    const rows = text.slice(1).trimEnd().split('\r\n')
    expect(rows).toHaveLength(4)
    expect(rows[0]).toBe('from,to,what,name,number,mode,count,price,amount,currency')
    expect(rows[1]).toContain(",line rental,080 4123 4500,'+918041234500,one_way,3,200.0000,600.0000,INR")
  })

  it('of a retired DID is paid for the cycle in which it was there', async () => {
    const account = await api.account(document())
    expect((await account.send('DELETE', '/v1/dids/landline')).status).toBe(204)
    const { body } = await account.get('/v1/billing/cycles/current')
    expect(body.rental.items).toMatchObject([
      { did: { key: 'landline' }, lines: 3, amount: rupees('600.0000'), until: { what: 'DID removed' } },
      { did: { key: 'toll-free' }, lines: 2 },
    ])
    expect(body.lines[0]).toMatchObject({ lines: 0, amount: rupees('600.0000') })
    const { nextCycle } = (await account.send('POST', '/v1/billing/what-if', {})).body
    expect(nextCycle.before).toEqual(rupees('400.0000'))
  })

  /** As if all of it had been set up at `then`. */
  const setBack = async (account: { accountId: string }, then: number) => {
    for (const [table, column] of [
      ['line_mode', 'at'],
      ['price_plan', 'at'],
      ['account', 'created_at'],
    ])
      await api.db.query('console', `update ${table} set ${column} = $2 where account_id = $1`, [
        idOf(account),
        new Date(then).toISOString(),
      ])
  }

  it('of the past stays what it was when the zone changes, and so does where it is found', async () => {
    const account = await api.account(document())
    const current = cycleAt(Date.now(), { zone, day: 1 })
    const past = cycleAt(current.startsAt - 1, { zone, day: 1 })
    // An hour before the next cycle began: by another zone it is in that one, or this one begins sooner.
    await setBack(account, past.endsAt - 3_600_000)
    const ask = async (start: string) => (await account.get(`/v1/billing/cycles/${start}`)).body
    const before = await ask(past.start)
    expect(before).toMatchObject({ zone, rental: { amount: rupees('1000.0000') } })
    for (const next of ['Pacific/Auckland', 'America/Los_Angeles'])
      expect((await account.send('PATCH', '/v1/account', { zone: next })).status).toBe(200)
    expect(await ask(past.start)).toEqual(before)
    expect(await ask('current')).toMatchObject({ start: current.start, zone: 'America/Los_Angeles' })
    const { items } = (await account.get('/v1/billing/cycles')).body
    expect(items).toMatchObject([{ start: current.start }, { start: past.start, total: rupees('1000.0000') }])
    const refused = await account.send('PATCH', '/v1/account', { billingDay: 5 })
    expect(refused.body.detail).toContain(past.end)
  })

  it('of the past stays what it was when prices and taxes change', async () => {
    const account = await api.account(document({ taxes: [{ name: 'GST', percent: '18' }] }))
    const current = cycleAt(Date.now(), { zone, day: 1 })
    const past = cycleAt(current.startsAt - 1, { zone, day: 1 })
    await setBack(account, past.startsAt + 3_600_000)
    const ask = async (start: string) => (await account.get(`/v1/billing/cycles/${start}`)).body
    const before = await ask(past.start)
    expect(before).toMatchObject({ total: rupees('1180.0000'), isCurrent: false, day: null, forecast: null })
    const changed = await account.send('PATCH', '/v1/account', { lineRentalOneWay: '300', taxes: [] })
    expect(changed.body).toMatchObject({ lineRentalOneWay: '300.0000', taxes: [] })
    expect(await ask(past.start)).toEqual(before)
    expect(await ask('current')).toMatchObject({ total: rupees('1500.0000') })
    const { items, next } = (await account.get('/v1/billing/cycles?limit=1')).body
    expect(items).toMatchObject([{ start: current.start, isCurrent: true, total: rupees('1500.0000') }])
    expect((await account.get(`/v1/billing/cycles?after=${next}`)).body).toEqual({
      items: [{ start: past.start, end: past.end, isCurrent: false, total: rupees('1180.0000') }],
      next: null,
    })
  })

  it.each(['2026-11-31', '1999-01-01', '2999-01-01', 'now', '2026-11-02'])(
    'that begins on %s is nobody’s, and the answer says so',
    async (start) => {
      const account = await api.account(document())
      for (const more of ['', '/lines.csv'])
        expect((await account.get(`/v1/billing/cycles/${start}${more}`)).status).toBe(404)
    },
  )

  it('is its own account’s alone, and not for whoever only reads calls', async () => {
    const [one, other] = [await api.account(document()), await api.account(accountDocument([]))]
    const asked = await other.get('/v1/billing/cycles/current', { 'aftercall-account': one.accountKey })
    expect(asked.status).toBe(404)
    expect((await other.get('/v1/billing/cycles/current')).body).toMatchObject({ total: rupees('0.0000'), lines: [] })
    const { body } = await one.send('POST', '/v1/keys', { name: 'help desk', role: 'support' })
    const support = api.as({ authorization: `Bearer ${body.key}` })
    for (const url of ['/v1/billing/cycles', '/v1/billing/cycles/current', '/v1/billing/cycles/current/lines.csv'])
      expect((await support.get(url)).status).toBe(403)
    expect((await support.send('POST', '/v1/billing/what-if', {})).status).toBe(403)
  })
})

describe('what a change would cost', () => {
  const whatIf = async (account: Awaited<ReturnType<TestApi['account']>>, body: unknown) =>
    await account.send('POST', '/v1/billing/what-if', body)

  it('is said of a draft of the rules, for this cycle and the next, and nothing is written', async () => {
    const account = await api.account(document())
    const before = await account.get('/v1/billing/cycles/current')
    const { body } = await whatIf(account, { rules: [both, rule('missed')] })
    expect(body).toMatchObject({
      thisCycle: { rental: rupees('1400.0000'), before: rupees('1000.0000'), more: rupees('400.0000') },
      nextCycle: { rental: rupees('1400.0000'), before: rupees('1000.0000'), more: rupees('400.0000') },
      dids: [{ did: { key: 'toll-free' }, before: 'one_way', after: 'two_way', lines: 2, more: rupees('400.0000') }],
    })
    expect((await account.get('/v1/billing/cycles/current')).body).toEqual(before.body)
    expect((await account.get('/v1/rule-set')).body.number).toBe(2)
  })

  it('never gives back what is paid in this cycle', async () => {
    const account = await api.account(document())
    expect((await whatIf(account, { accountOn: false })).body).toMatchObject({
      thisCycle: { rental: rupees('1000.0000'), more: rupees('0.0000') },
      nextCycle: { rental: rupees('0.0000'), before: rupees('1000.0000'), more: rupees('-1000.0000') },
      dids: [
        { did: { key: 'toll-free' }, before: 'one_way', after: 'off' },
        { did: { key: 'landline' }, before: 'one_way', after: 'off' },
      ],
    })
  })

  it('is said of other numbers of lines', async () => {
    const account = await api.account(document())
    const lines = [
      { did: 'landline', lines: 4 },
      { did: 'toll-free', lines: 1 },
    ]
    expect((await whatIf(account, { lines })).body).toMatchObject({
      thisCycle: { rental: rupees('1200.0000'), more: rupees('200.0000') },
      nextCycle: { rental: rupees('1000.0000'), more: rupees('0.0000') },
    })
  })

  it('comes true when it is done', async () => {
    const account = await api.account(document())
    const { thisCycle } = (await whatIf(account, { rules: [both, rule('missed')] })).body
    const rules = [both, rule('missed')]
    expect((await account.send('PUT', '/v1/rule-set', { rules }, { 'if-match': '*' })).status).toBe(200)
    const { rental } = (await account.get('/v1/billing/cycles/current')).body
    expect(rental.amount).toEqual(thisCycle.rental)
  })

  it('is refused for what could not be saved', async () => {
    const account = await api.account(document())
    const unknown = await whatIf(account, { lines: [{ did: 'nowhere', lines: 1 }] })
    expect(unknown).toMatchObject({ status: 422, body: { errors: [{ path: 'lines[0].did', code: 'not_found' }] } })
    const draft = await whatIf(account, { rules: [rule('wrong', { conditions: { dids: ['nowhere'] } })] })
    expect(draft).toMatchObject({ status: 422, body: { errors: [{ path: 'rules[0].conditions.dids[0]' }] } })
    expect((await whatIf(account, { lines: [{ did: 'landline', lines: 1001 }] })).status).toBe(422)
  })
})

describe('the bills of all accounts', () => {
  type Listed = { account: { id: string }; start: string }

  /** Everything that the list holds, asked for a few at a time. */
  async function listed(query = ''): Promise<Listed[]> {
    const all: Listed[] = []
    let after = ''
    do {
      const { status, body } = await api.operator.get(`/v1/billing/accounts?limit=2${query}${after}`)
      expect(status).toBe(200)
      all.push(...body.items)
      after = body.next === null ? '' : `&after=${body.next}`
    } while (after !== '')
    return all
  }
  const billOf = (all: readonly Listed[], { accountId }: { accountId: string }) =>
    all.filter((one) => one.account.id === accountId)
  // biome-ignore lint/suspicious/noExplicitAny: an answer
  const asListed = ({ start, end, isCurrent, isFinal, rental, texts, total }: any) => ({
    ...{ start, end, isCurrent, isFinal, total, rental: rental.amount },
    texts: { texts: texts.texts, parts: texts.parts, amount: texts.amount },
  })

  it('say of each what its own bill says, in its own currency, once', async () => {
    const taxes = [{ name: 'GST', percent: '18' }]
    const rented = await api.account(document({ billingDay: 5, taxes }))
    await rented.send('POST', '/v1/calls', missedCall())
    const abroad = await api.account(
      accountDocument([], { account: { name: 'Tienda', zone: 'Europe/Madrid', country: 'ES', currency: 'EUR' } }),
    )
    const all = await listed()
    expect(new Set(all.map((one) => one.account.id)).size).toBe(all.length)
    for (const account of [rented, abroad]) {
      const own = (await account.get('/v1/billing/cycles/current')).body
      expect(billOf(all, account)).toMatchObject([asListed(own)])
    }
    expect(billOf(all, rented)).toMatchObject([{ texts: { texts: 1 }, taxes: { currency: 'INR' } }])
    expect(billOf(all, abroad)).toMatchObject([{ total: { amount: '0.0000', currency: 'EUR' } }])
  })

  it('are of the cycle that begins in a month, and leave out who was not there', async () => {
    const [account, young] = [await api.account(document({ billingDay: 31 })), await api.account(document())]
    await api.db.query('console', `update account set created_at = now() - interval '100 days' where account_id = $1`, [
      idOf(account),
    ])
    const cycle = cycleAt(Date.now() - 70 * 86_400_000, { zone, day: 31 })
    const own = (await account.get(`/v1/billing/cycles/${cycle.start}`)).body
    const all = await listed(`&month=${cycle.start.slice(0, 7)}`)
    expect(billOf(all, account)).toMatchObject([asListed(own)])
    expect(billOf(all, young)).toEqual([])
    expect(await listed('&month=2999-01')).toEqual([])
    expect((await api.operator.get('/v1/billing/accounts?month=2026-13')).status).toBe(400)
  })

  it('are for whoever runs the installation', async () => {
    const account = await api.account(document())
    expect((await account.get('/v1/billing/accounts')).status).toBe(403)
  })
})

describe('prices that are the operator’s', () => {
  const set = { pricePerPart: '0.2500', taxes: [{ name: 'GST', percent: '18' }], quota: 500, operatorSetsPrices: true }
  const kept = async () => {
    const account = await api.account(document())
    const asOperator = { 'aftercall-account': account.accountKey }
    const priced = await api.operator.send('PATCH', '/v1/account', set, asOperator)
    expect(priced).toMatchObject({ status: 200, body: set })
    return { account, asOperator }
  }

  it('are changed by nobody else, whatever the door, and the answer names the field and what it is', async () => {
    const { account, asOperator } = await kept()
    const others = {
      currency: 'EUR',
      pricePerPart: '0.0001',
      lineRentalOneWay: '0',
      lineRentalTwoWay: '0',
      taxes: [],
      quota: null,
      operatorSetsPrices: false,
    }
    for (const [field, value] of Object.entries(others))
      expect(await account.send('PATCH', '/v1/account', { [field]: value, name: 'Cheap' })).toMatchObject({
        status: 403,
        body: { code: 'operators_fields', errors: [{ path: field }] },
      })
    const whole = (await account.get('/v1/configuration')).body
    const cheaper = { ...whole, account: { ...whole.account, pricePerPart: '0.01', quota: 9 } }
    for (const query of ['', '?dryRun=true'])
      expect(await account.send('PUT', `/v1/configuration${query}`, cheaper)).toMatchObject({
        status: 403,
        body: {
          errors: [
            { path: 'account.pricePerPart', message: expect.stringContaining('0.2500') },
            { path: 'account.quota', message: expect.stringContaining('500') },
          ],
        },
      })
    expect((await account.get('/v1/account')).body).toMatchObject({ ...set, name: 'Test Traders' })
    expect((await api.operator.send('PUT', '/v1/configuration', cheaper, asOperator)).status).toBe(200)
    expect((await account.get('/v1/account')).body).toMatchObject({ pricePerPart: '0.0100', quota: 9 })
  })

  it('leave the rest to the account: its spend stop, its rules, and a file that says what stands', async () => {
    const { account } = await kept()
    const own = { spendStop: '50.0000', billingDay: 7, name: 'Traders', pricePerPart: '0.25', quota: 500 }
    expect((await account.send('PATCH', '/v1/account', own)).status).toBe(200)
    const whole = (await account.get('/v1/configuration')).body
    const renamed = { ...whole, account: { ...whole.account, name: 'Traders & Co' } }
    expect(await account.send('PUT', '/v1/configuration', renamed)).toMatchObject({
      status: 200,
      body: { changes: [{ section: 'account', fields: [{ path: 'name' }] }] },
    })
    expect((await account.send('POST', '/v1/users', { name: 'Meera' })).status).toBe(201)
  })

  it('are an account’s own until the operator says so, and only the operator does', async () => {
    const account = await api.account(document())
    expect(await account.send('PATCH', '/v1/account', { operatorSetsPrices: true })).toMatchObject({
      status: 403,
      body: { errors: [{ path: 'operatorSetsPrices' }] },
    })
    expect((await account.send('PATCH', '/v1/account', { pricePerPart: '0.2' })).status).toBe(200)
    const made = await api.operator.send('POST', '/v1/accounts', { name: 'Customer', operatorSetsPrices: true })
    const customer = api.as({ authorization: `Bearer ${made.body.key}` })
    expect((await customer.send('PATCH', '/v1/account', { quota: 5 })).status).toBe(403)
  })
})

describe('the billing day', () => {
  it('may be changed in the first cycle and stays from then on, whoever asks and however', async () => {
    const account = await api.account(document())
    expect((await account.send('PATCH', '/v1/account', { billingDay: 31 })).status).toBe(200)
    await api.db.query('console', `update account set created_at = now() - interval '62 days' where account_id = $1`, [
      idOf(account),
    ])
    const refused = await account.send('PATCH', '/v1/account', { billingDay: 5 })
    expect(refused).toMatchObject({ status: 409, body: { code: 'not_now', detail: expect.stringContaining('day 31') } })
    const applied = await account.send('PUT', '/v1/configuration', document({ billingDay: 5 }))
    expect(applied).toMatchObject({ status: 409, body: { code: 'not_now' } })
    expect((await account.send('PATCH', '/v1/account', { billingDay: 31, name: 'Traders' })).status).toBe(200)
    expect((await account.get('/v1/account')).body).toMatchObject({ billingDay: 31, name: 'Traders' })
  })
})

it('lines, prices and taxes are written and read as a file', async () => {
  const account = await api.account(document({ taxes: [{ name: 'GST', percent: '18.00' }], billingDay: 31 }))
  const { body } = await account.get('/v1/configuration')
  expect(body.account).toMatchObject({
    ...{ lineRentalOneWay: '200.0000', lineRentalTwoWay: '400.0000', billingDay: 31 },
    taxes: [{ name: 'GST', percent: '18.00' }],
  })
  expect(body.dids).toMatchObject([{ lines: 2 }, { lines: 3 }])
  expect((await account.send('PUT', '/v1/configuration', body)).body).toMatchObject({ changes: [], applied: false })
  expect((await account.send('PATCH', '/v1/dids/landline', { lines: 7 })).body).toMatchObject({ lines: 7 })
  expect((await account.send('PATCH', '/v1/dids/landline', { name: 'Main' })).body).toMatchObject({ lines: 7 })
  for (const wrong of [{ taxes: [{ name: 'GST', percent: '18 %' }] }, { billingDay: 32 }, { lineRentalOneWay: '-1' }])
    expect((await account.send('PATCH', '/v1/account', wrong)).status).toBe(422)
})
