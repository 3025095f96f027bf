import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, rule } from './support/account-document.ts'
import { type Asker, startTestApi, type TestApi } from './support/api.ts'
import { missedCall } from './support/call.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const act = async (account: Asker, move: string, body?: unknown) =>
  await account.send('POST', `/v1/templates/sorry/${move}`, body)
const edit = async (account: Asker, body: string) => await account.send('PATCH', '/v1/templates/sorry', { body })
const textOfNext = async (account: Asker) => {
  const { body } = await account.send('POST', '/v1/calls', missedCall())
  return (await account.get(`/v1/calls/${body.id}`)).body.messages[0]
}
const deeds = async (account: Asker) =>
  (await account.get('/v1/templates/sorry/history')).body.items.map(
    (one: { action: string; version: number; reason: string | null }) =>
      one.reason === null ? `${one.action} ${one.version}` : `${one.action} ${one.version}: ${one.reason}`,
  )

const errors = {
  promotional_wording: { body: 'We missed you: take 20% off. - Test Traders' },
  little_fixed_text: { body: '{{caller_name}} {{department_name}} {{user_name}}' },
  public_shortener: { body: 'We missed your call. Book at https://bit.ly/tt20 any time. - Test Traders' },
  no_opt_out: { body: 'New fans have come to our shop. - Test Traders', category: 'promotional' },
}
const template = { name: 'Wrong', key: 'wrong', header: 'tester' }

describe('a wording that will surely be refused', () => {
  it.each(Object.entries(errors))(
    'with %s is kept as a draft, and goes no further by any door',
    async (code, wrong) => {
      const account = await api.account(accountDocument([rule('any')]))
      const refusal = (path: string) => ({
        status: 422,
        body: { errors: [{ path, code, message: expect.stringContaining('Until then it can only be a draft.') }] },
      })
      expect(await account.send('POST', '/v1/templates', { ...template, ...wrong })).toMatchObject(refusal('body'))
      const drafted = await account.send('POST', '/v1/templates', { ...template, ...wrong, status: 'draft' })
      expect(drafted).toMatchObject({ status: 201, body: { status: 'draft', body: wrong.body } })
      for (const move of ['submit', 'approve'])
        expect(await account.send('POST', `/v1/templates/wrong/${move}`)).toMatchObject(refusal('body'))
      expect(await account.send('PATCH', '/v1/templates/wrong', { status: 'approved' })).toMatchObject(refusal('body'))

      const file = (await account.get('/v1/configuration')).body
      file.templates[2].status = 'submitted'
      expect(await account.send('PUT', '/v1/configuration', file)).toMatchObject(refusal('templates[2].body'))

      // An edit of one that sends waits beside it.
      const edited = await account.send('PATCH', '/v1/templates/sorry', wrong)
      expect(edited.body).toMatchObject({ status: 'approved', waiting: { status: 'draft', body: wrong.body } })
      expect(await act(account, 'submit')).toMatchObject(refusal('waiting.body'))
      expect(await act(account, 'approve')).toMatchObject(refusal('body'))
      expect((await textOfNext(account)).text).toContain('Sorry we missed your call')

      const mended = { body: 'We missed your call. Reply STOP to end. - Test Traders' }
      await account.send('PATCH', '/v1/templates/wrong', mended)
      expect((await account.send('POST', '/v1/templates/wrong/approve')).body).toMatchObject({
        status: 'approved',
        ...mended,
      })
    },
  )
  it('is refused as well where the account moves to India', async () => {
    const document = accountDocument([rule('any')])
    const account = await api.account({ ...document, account: { ...document.account!, country: 'GB' } })
    await account.send('POST', '/v1/templates', { ...template, ...errors.public_shortener })
    const refused = await account.send('PATCH', '/v1/account', { country: 'IN' })
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ code: 'public_shortener' }] } })
  })
  it('is taken where the portal’s export says that the operator approved this very text, and then stops no other change', async () => {
    const account = await api.account(accountDocument([rule('any')]))
    const text = 'Use coupon {#var#} when you call us again. - Test Traders'
    const registered = { registered: { text }, dltTemplateId: '1107172974420819999' }
    const wrong = { ...template, body: text.replace('{#var#}', '{{ticket_number}}'), ...registered }
    expect((await account.send('POST', '/v1/templates', wrong)).status).toBe(422)
    const csv = (text: string) =>
      `Template ID,Template Name,Header,Template Type,Template Content,Status\n${registered.dltTemplateId},Wrong,TESTER,Service Implicit,${text},Approved\n`
    await account.send('POST', '/v1/registered-texts/import', { csv: csv(text) })
    expect((await account.send('POST', '/v1/templates', wrong)).body).toMatchObject({ status: 'approved' })
    const other = { registered: { text: `${text}!` }, body: `${wrong.body}!` }
    expect((await account.send('POST', '/v1/templates', { ...wrong, ...other, key: 'other' })).status).toBe(422)

    // What stands is not judged again, though the portal no longer knows it.
    await account.send('POST', '/v1/registered-texts/import', { csv: csv(other.registered.text) })
    expect((await account.send('PATCH', '/v1/templates/note', { name: 'Renamed' })).status).toBe(200)
    expect((await account.send('POST', '/v1/templates/wrong/pause')).body).toMatchObject({ status: 'paused' })
    expect((await account.send('POST', '/v1/templates/wrong/resume')).body).toMatchObject({ status: 'approved' })
  })
})

describe('a template’s life', () => {
  it('lets the approved version send while an edited one waits, and switches over by itself at approval', async () => {
    const account = await api.account(accountDocument([rule('any')]))
    const edited = await edit(account, 'We missed you. - Test Traders')
    expect(edited.body).toMatchObject({ version: 1, status: 'approved', waiting: { version: 2, status: 'draft' } })
    expect((await textOfNext(account)).text).toContain('Sorry we missed your call')

    expect((await act(account, 'submit')).body.waiting.status).toBe('submitted')
    const rejected = await act(account, 'reject', { reason: 'the brand stands at the end' })
    expect(rejected.body).toMatchObject({
      status: 'approved',
      waiting: { statusReason: 'the brand stands at the end' },
    })
    expect((await textOfNext(account)).text).toContain('Sorry we missed your call')

    await edit(account, 'Test Traders missed you.')
    await act(account, 'submit')
    const approved = await act(account, 'approve', { dltTemplateId: '1107172974420810777' })
    expect(approved.body).toMatchObject({ status: 'approved', waiting: null, dltTemplateId: '1107172974420810777' })
    expect((await textOfNext(account)).text).toBe('Test Traders missed you.')
    expect(await deeds(account)).toEqual([
      'approved 4',
      'submitted 3',
      'edited 3',
      'rejected 2: the brand stands at the end',
      'submitted 2',
      'edited 2',
      'made 1',
    ])
    const versions = (await account.get('/v1/templates/sorry/versions')).body.items
    expect(versions.map((one: { version: number; is: string }) => `${one.version} ${one.is}`)).toEqual([
      '4 own',
      '3 former',
      '2 former',
      '1 former',
    ])
  })
  it('tells who did it, and keeps the history of one that is retired', async () => {
    const account = await api.account(accountDocument([]))
    await act(account, 'pause', { reason: 'the clinic has moved' })
    expect((await account.get('/v1/templates/sorry')).body).toMatchObject({
      status: 'paused',
      statusReason: 'the clinic has moved',
    })
    await act(account, 'resume')
    await account.send('DELETE', '/v1/templates/sorry')
    expect((await account.get('/v1/templates/sorry')).status).toBe(404)
    const { items } = (await account.get('/v1/templates/sorry/history?limit=2')).body
    expect(items).toMatchObject([
      { action: 'retired', status: 'retired', who: expect.stringMatching(/./) },
      { action: 'resumed', status: 'approved' },
    ])
    expect((await account.get('/v1/templates/none/history')).status).toBe(404)
  })
  it('says which statuses allow what was asked', async () => {
    const account = await api.account(accountDocument([]))
    expect(await act(account, 'submit')).toMatchObject({
      status: 409,
      body: { code: 'not_now', state: 'approved', allowed: ['draft', 'rejected'] },
    })
    expect((await act(account, 'discard')).body.detail).toContain('No version')
    await edit(account, 'Other. - Test Traders')
    expect((await act(account, 'reject', {})).status).toBe(422)
    expect((await act(account, 'discard')).body.waiting).toBeNull()
  })
  it('survives an export and an apply, and a file without it leaves what waits alone', async () => {
    const account = await api.account(accountDocument([rule('any')]))
    await edit(account, 'We missed you. - Test Traders')
    await act(account, 'submit')
    const exported = (await account.get('/v1/configuration')).body
    expect(exported.templates[0].waiting).toMatchObject({ status: 'submitted', body: 'We missed you. - Test Traders' })
    expect((await account.send('PUT', '/v1/configuration', exported)).body.changes).toEqual([])

    const other = await api.account()
    await other.send('PUT', '/v1/configuration', exported)
    expect((await other.get('/v1/templates/sorry')).body.waiting).toMatchObject({ status: 'submitted', version: 2 })

    const { waiting: _, ...plain } = exported.templates[0]
    const applied = { ...exported, templates: [plain, exported.templates[1]] }
    expect((await account.send('PUT', '/v1/configuration', applied)).body.changes).toEqual([])
    const approved = { ...applied, templates: [{ ...plain, body: 'At once. - Test Traders' }, exported.templates[1]] }
    await account.send('PUT', '/v1/configuration', approved)
    expect((await textOfNext(account)).text).toBe('At once. - Test Traders')
  })
})
