/** An account with one of everything, so that whatever a route asks for is there to be found. */
import { parsePublicId } from '../../src/core/public-id.ts'
import { writeNotices } from '../../src/store/notices.ts'
import { accountDocument, rule } from '../support/account-document.ts'
import type { Answer, Asker, TestApi } from '../support/api.ts'
import { missedCall } from '../support/call.ts'
import { portalExport } from '../support/portal-export.ts'

export type Room = Asker & {
  accountKey: string
  accountId: string
  /** The operator, who asks for this account what it is forbidden itself. */
  operator: Asker
  callId: string
  /** Of that call, and so the number of a text by the sandbox. */
  caller: string
  messages: { queued: string; inDoubt: string; restored: string }
  /** What the list at this address names as the value of this parameter; none where nothing is listed. */
  namesAt(asker: Asker, list: string, parameter: string): Promise<readonly string[]>
}

const inTemplate = (key: string, at: number) => ({
  key,
  name: `Text that is ${key}`,
  header: 'tester',
  body: `We were ${key}. - Test Traders`,
  dltTemplateId: `11071729744208110${at}0`,
})

const plain = accountDocument([rule('any')])
export const roomDocument = {
  ...plain,
  headers: [...(plain.headers ?? []), { key: 'unused', header: 'UNUSED' }],
  templates: [
    ...(plain.templates ?? []),
    { ...inTemplate('drafted', 1), status: 'draft' as const },
    { ...inTemplate('submitted', 2), status: 'submitted' as const },
    { ...inTemplate('paused', 3), status: 'paused' as const },
    {
      ...inTemplate('renewed', 4),
      waiting: { body: 'We are renewed. - Test Traders', header: 'tester', status: 'draft' as const },
    },
  ],
  sources: [
    { key: 'shop', name: 'Shop system', kind: 'native' },
    { key: 'parts', name: 'Told in parts', kind: 'myoperator' },
  ],
  gateways: [
    {
      key: 'box',
      title: 'Kannel',
      kind: 'kannel',
      settings: { url: 'http://192.0.2.1:13013', username: 'u' },
      secrets: { password: 'p' },
    },
  ],
}

/** Two numbers that something is known of. */
export const numbers = { optedOut: '+919812300009', agreed: '+919812300008' }

export async function makeRoom(api: TestApi): Promise<Room> {
  const account = await api.account(roomDocument)
  const post = async (url: string, body: unknown) => well(await account.send('POST', url, body)).body
  const calls = [missedCall(), missedCall(), missedCall()]
  const callIds: string[] = []
  for (const call of calls) callIds.push((await post('/v1/calls', call)).id)
  const caller = calls[0]?.caller ?? ''
  await putInDoubt(api, callIds[1] ?? '', 'timeout')
  await putInDoubt(api, callIds[2] ?? '', 'restored')
  await post('/v1/opt-outs', { number: numbers.optedOut })
  await post('/v1/consents', { number: numbers.agreed, purpose: 'offers by text' })
  await post('/v1/caller-languages', { number: numbers.agreed, language: 'hi' })
  await post('/v1/keys', { name: 'to be revoked' })
  await post('/v1/session', { key: account.key })
  await post('/v1/sandbox/replies', { from: caller, text: 'Is this a person?' })
  await post('/v1/registered-texts/import', { csv: portalExport(1, 1) })
  const accountId = parsePublicId('acct', account.accountId) ?? ''
  await writeNotices(api.db.console, [{ accountId, kind: 'loop_suspected', subject: '', detail: '10' }])
  await reportedBy(api, account, 'shop')
  const operator = api.as({ authorization: `Bearer ${api.operator.key}`, 'aftercall-account': account.accountKey })
  well(await operator.send('PUT', '/v1/shared-gateways/spare', { title: 'Spare', kind: 'sandbox' }))
  const messages = await Promise.all(callIds.map((id) => messageOf(account, id)))
  const [queued = '', inDoubt = '', restored = ''] = messages
  return {
    ...account,
    operator,
    callId: callIds[0] ?? '',
    caller,
    messages: { queued, inDoubt, restored },
    namesAt: keepNames(),
  }
}

function well(answer: Answer): Answer {
  if (answer.status >= 300) throw new Error(`the room cannot be made: ${answer.status} ${answer.text}`)
  return answer
}

const messageOf = async (account: Asker, callId: string): Promise<string> =>
  well(await account.get(`/v1/messages?call=${callId}`)).body.items[0].id

/** As after a submission whose answer never came, or after a restore. */
async function putInDoubt(api: TestApi, callId: string, doubt: string): Promise<void> {
  await api.db.query(
    'console',
    `update message set state = 'unconfirmed', doubt = $2, attempt = 1, permitted_at = now(), owner = gen_random_uuid(),
       due_at = null, watch_at = now() + interval '1 hour' where call_id = $1`,
    [parsePublicId('call', callId) ?? '', doubt],
  )
}

/** A report that the source keeps, which it does behind its answer. */
async function reportedBy(api: TestApi, account: Asker, source: string): Promise<void> {
  const { webhookUrl } = well(await account.get(`/v1/sources/${source}`)).body
  await api.server.inject({
    method: 'POST',
    url: new URL(webhookUrl).pathname,
    headers: { host: 'localhost' },
    payload: missedCall(),
  })
  const reports = async () => well(await account.get(`/v1/sources/${source}/reports`)).body.items
  for (const until = performance.now() + 10_000; (await reports()).length === 0; )
    if (performance.now() > until) throw new Error('the report was not kept')
}

/** Asked once for each list: what a run takes away is then asked for in vain, as by somebody who read the list before. */
function keepNames(): Room['namesAt'] {
  const names = new Map<Asker, Map<string, readonly string[]>>()
  return async (asker, list, parameter) => {
    const ofAsker = names.get(asker) ?? new Map<string, readonly string[]>()
    names.set(asker, ofAsker)
    const found = ofAsker.get(`${list} ${parameter}`) ?? namesIn(await asker.get(list), parameter)
    ofAsker.set(`${list} ${parameter}`, found)
    return found
  }
}

function namesIn({ body }: Answer, parameter: string): string[] {
  const items: unknown[] = Array.isArray(body?.items) ? body.items : []
  return (
    (items as Record<string, unknown>[])
      // Who revokes the key in use asks no more.
      .filter((one) => one['name'] !== 'first key')
      .flatMap((one) => one[parameter] ?? one['id'] ?? [])
      .map(String)
  )
}
