import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, rule } from './support/account-document.ts'
import { type Asker, startTestApi, type TestApi } from './support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const idOf = (n: number) => `11071729744${String(n).padStart(8, '0')}`
const head = 'Template ID,Template Name,Header,Template Type,Template Content,Status\n'
const line = (n: number, over: { id?: string; status?: string; text?: string } = {}) =>
  `${over.id ?? idOf(n)},Text ${n},TESTER,Service Implicit,"${over.text ?? `Hello {#var#}, no. ${n}. - Test Traders`}",${over.status ?? 'Approved'}\n`
const send = (account: Asker, csv: string, more: object = {}) =>
  account.send('POST', '/v1/registered-texts/import', { csv, ...more })

describe('an import of a portal’s export', () => {
  it('keeps the good rows and names each bad one by line and column', async () => {
    const account = await api.account(accountDocument([]))
    const csv = `${head}${line(1)}${line(2, { id: '1.10717E+18' })}${line(3, { text: 'Two\nlines {#var#}' })}${line(4, { status: 'Quux' })}"open,1\n${line(5)}`
    const { status, body } = await send(account, csv, { skippedLines: 1000 })
    expect(status).toBe(200)
    expect(body).toMatchObject({ rows: 6, added: 3, changed: 0, same: 0, bad: 3, moreProblems: 0 })
    expect(body.problems.map((one: Record<string, unknown>) => [one['line'], one['column'], one['code']])).toEqual([
      [1003, 'Template ID', 'spreadsheet_number'],
      [1006, 'Status', 'unknown_status'],
      [1007, null, 'text_behind_quote'],
    ])
    const again = await send(account, `${head}${line(1)}${line(3, { text: 'Changed {#var#}' })}`)
    expect(again.body).toMatchObject({ added: 0, changed: 1, same: 1 })
  })
  it('writes nothing in a dry run, and says what it would', async () => {
    const account = await api.account(accountDocument([]))
    expect((await send(account, head + line(1), { dryRun: true })).body).toMatchObject({ added: 1 })
    expect((await account.get('/v1/registered-texts')).body).toMatchObject({ items: [], counts: {} })
  })
  it('says which columns there are where it finds none, and takes them as told', async () => {
    const account = await api.account(accountDocument([]))
    const csv = `Code;Wording\n${idOf(1)};Hello {#var#}\n`
    const refused = await send(account, csv)
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'columns.templateId' }, { path: 'columns.text' }] },
    })
    const taken = await send(account, csv, { columns: { templateId: 'Code', text: 'Wording' } })
    expect(taken.body).toMatchObject({ added: 1, columns: { templateId: 'Code', text: 'Wording' } })
  })
  it('lets templates follow what the portal says', async () => {
    const account = await api.account(accountDocument([rule('any')]))
    const row = line(1, { id: '1107172974420810002', status: 'Blacklisted' })
    expect((await send(account, head + row)).body.templates).toEqual([{ key: 'sorry', move: 'pause' }])
    expect((await account.get('/v1/templates/sorry')).body).toMatchObject({
      status: 'paused',
      statusReason: 'the portal says inactive',
    })
    expect((await account.get(`/v1/registered-texts/1107172974420810002`)).body.templates).toEqual(['sorry'])
  })
})

describe('what is registered', () => {
  it('is searched page by page', async () => {
    const account = await api.account(accountDocument([]))
    await send(
      account,
      head + Array.from({ length: 30 }, (_, n) => line(n, { status: n % 2 ? 'Approved' : 'Rejected' })).join(''),
    )
    const first = (await account.get('/v1/registered-texts?limit=20')).body
    expect(first.items).toHaveLength(20)
    expect(first.counts).toEqual({ approved: 15, rejected: 15 })
    const second = (await account.get(`/v1/registered-texts?limit=20&after=${first.next}`)).body
    expect([second.items.length, second.next]).toEqual([10, null])
    const search = async (query: string) => (await account.get(`/v1/registered-texts?${query}`)).body.items.length
    expect(await search('search=no.%2012.')).toBe(1)
    expect(await search(`search=${idOf(7)}`)).toBe(1)
    expect(await search('search=%25')).toBe(0)
    expect(await search('search=Hello&status=rejected')).toBe(15)
  })
  it('becomes a template when each variable is given its placeholder, with the header that it needs', async () => {
    const account = await api.account(accountDocument([]))
    const text = 'Hello {#var#}, your number is {#numeric#}. - Test Traders'
    await send(account, `${head}${line(1, { text }).replace('TESTER', 'NEWHDR')}`)
    const use = (body: object) => account.send('POST', `/v1/registered-texts/${idOf(1)}/use`, body)
    expect(await use({ placeholders: ['user_name'] })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'placeholders' }] },
    })
    expect((await use({ placeholders: ['user_nam', 'caller_number'] })).body.errors[0].message).toContain(
      'did you mean',
    )
    const made = await use({ placeholders: ['user_name|our team', 'caller_number'] })
    expect(made).toMatchObject({
      status: 201,
      body: {
        key: 'text-1',
        body: 'Hello {{user_name|our team}}, your number is {{caller_number}}. - Test Traders',
        dltTemplateId: idOf(1),
        header: 'newhdr',
        status: 'approved',
        registered: { text },
      },
    })
    expect((await account.get('/v1/headers/newhdr')).body.header).toBe('NEWHDR')
    expect(await use({ placeholders: ['user_name', 'caller_number'], key: 'text-1' })).toMatchObject({ status: 409 })
  })
  it('is the account’s own', async () => {
    const [one, other] = [await api.account(accountDocument([])), await api.account(accountDocument([]))]
    await send(one, head + line(1))
    expect((await other.get(`/v1/registered-texts/${idOf(1)}`)).status).toBe(404)
    expect((await other.get('/v1/registered-texts')).body.items).toEqual([])
  })
})

describe('a pasted registered text', () => {
  it('is told its variables, its two forms, and becomes a wording when each has its placeholder', async () => {
    const account = await api.account(accountDocument([]))
    const ask = (body: object) => account.send('POST', '/v1/templates/from-registered', body)
    const text = 'Missed call from {#numeric#} to {#var#}. - Test Traders'
    expect((await ask({ text })).body).toMatchObject({
      body: null,
      variables: [{ tag: 'numeric', suggested: ['caller_number', 'ticket_number', 'user_number'] }, { tag: 'var' }],
      forms: {
        typed: text,
        var: { text: 'Missed call from {#var#} to {#var#}. - Test Traders', tags: ['numeric', 'var'] },
      },
      problems: [],
    })
    const placeholders = ['caller_number', 'department_name|us']
    expect((await ask({ text, placeholders })).body.body).toBe(
      'Missed call from {{caller_number}} to {{department_name|us}}. - Test Traders',
    )
    expect((await ask({ text: 'Hi ##x##' })).body.problems).toMatchObject([{ code: 'hashed_variable', at: 3 }])
  })
})

describe('templates for a portal', () => {
  it('are rows in the style that it wants, with what waits, and come back by the import', async () => {
    const account = await api.account(accountDocument([]))
    await account.send('PATCH', '/v1/templates/note', {
      body: 'Call from {{caller_number}}, "please" ring. - Test Traders',
    })
    const get = async (query: string) => (await account.get(`/v1/templates/portal-export?${query}`)).body
    const typed = await get('style=typed&status=draft')
    expect(typed.rows).toBe(1)
    expect(typed.csv).toContain('"Call from {#numeric#}, ""please"" ring. - Test Traders"')
    const plain = await get('style=var')
    expect(plain.csv).toContain(
      '"Call from {#var#}, ""please"" ring. - Test Traders",numeric,1107172974420810003,draft',
    )
    const { body } = await send(account, plain.csv.replaceAll(',draft', ',Pending'), { dryRun: true })
    expect(body).toMatchObject({ rows: 2, bad: 0, added: 2, ignored: [] })
  })
})
