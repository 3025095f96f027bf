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
