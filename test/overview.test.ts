/** What became of the calls of the last days: each in its day, by the clock of the account. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parsePublicId } from '../src/core/public-id.ts'
import { idAt } from '../src/store/uuid.ts'
import { accountDocument, rule, toCaller, toUser } from './support/account-document.ts'
import { type Asker, startTestApi, type TestApi } from './support/api.ts'
import { connectedCall, missedCall } from './support/call.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const dayMs = 86_400_000
const zone = 'Asia/Kolkata'
const aheadMs = 5.5 * 3_600_000
/** Midnight of today there. */
const today = Math.floor((Date.now() + aheadMs) / dayMs) * dayMs - aheadMs

type Account = Asker & { accountId: string }
type Fate = { state: string; reason?: string; tookMs?: number; isAnswered?: boolean }

/** A call as it would stand there had it been taken in at that moment, and its text had come to this. */
async function callAt(account: Account, at: number, report: object, fate?: Fate): Promise<void> {
  const { body } = await account.send('POST', '/v1/calls', report)
  const [accountId, callId] = [String(parsePublicId('acct', account.accountId)), String(parsePublicId('call', body.id))]
  // What comes in the same millisecond has an id of its own.
  const id = `${idAt(at).slice(0, 24)}${crypto.randomUUID().slice(24)}`
  const sql = (text: string, ...values: (string | number)[]) =>
    api.db.query('console', text, [accountId, callId, ...values])
  await sql(
    'update call set id = $3, ended_at = to_timestamp($4::float8) where account_id = $1 and id = $2',
    id,
    at / 1000,
  )
  await sql('update message set id = $3, call_id = $3 where account_id = $1 and call_id = $2', id)
  if (fate)
    await api.db.query(
      'console',
      'update message set state = $2, reason = $3, due_at = null, final_at = to_timestamp($4::float8), answered_at = case when $6 then now() end where account_id = $1 and id = $5',
      [accountId, fate.state, fate.reason ?? null, (at + (fate.tookMs ?? 0)) / 1000, id, fate.isAnswered === true],
    )
}

const traders = () =>
  api.account(accountDocument([rule('missed', { conditions: { outcomes: ['missed'] }, recipients: [toCaller()] })]))
const overview = async (account: Asker, days?: number) =>
  (await account.get(`/v1/overview${days === undefined ? '' : `?days=${days}`}`)).body

describe('the overview', () => {
  it('has each call in the day it was taken in, by the account’s clock, and compares with as many days before', async () => {
    const account = await traders()
    await callAt(account, today + 1, missedCall(), { state: 'delivered', tookMs: 2_000 })
    await callAt(account, today - 1, missedCall(), { state: 'sent' })
    await callAt(account, today - dayMs, connectedCall())
    await callAt(account, today - dayMs - 1, missedCall(), { state: 'undelivered', reason: 'not_reached' })
    await callAt(account, today - 6 * dayMs, missedCall(), { state: 'skipped', reason: 'opted_out' })
    await callAt(account, today - 6 * dayMs - 1, missedCall(), { state: 'unknown', isAnswered: true })
    await callAt(account, today - 14 * dayMs, missedCall(), { state: 'delivered', tookMs: 90_000 })

    const day = await overview(account)
    expect(day).toMatchObject({
      since: new Date(today).toISOString(),
      calls: { total: 1, missed: 1, connected: 0, voicemail: 0 },
      answered: 1,
      texts: { delivered: 1 },
      before: { calls: 2, answered: 1 },
    })
    expect(day.spans).toHaveLength(Math.floor((Date.now() - today) / 3_600_000) + 1)
    expect(day.spans[0]).toMatchObject({ startsAt: new Date(today).toISOString(), calls: { total: 1 }, answered: 1 })

    const week = await overview(account, 7)
    expect(week).toMatchObject({
      since: new Date(today - 6 * dayMs).toISOString(),
      calls: { total: 5, missed: 4, connected: 1 },
      answered: 3,
      texts: { delivered: 1, sent: 1, undelivered: 1, skipped: 1 },
      before: { calls: 1, answered: 1 },
    })
    expect(week.reasons).toEqual(expect.arrayContaining([{ reason: 'opted_out', count: 1 }]))
    expect(week.spans.map((one: { startsAt: string }) => one.startsAt)).toEqual(
      Array.from({ length: 7 }, (_, at) => new Date(today - (6 - at) * dayMs).toISOString()),
    )
    expect(week.spans.map((one: { calls: { total: number } }) => one.calls.total)).toEqual([1, 0, 0, 0, 1, 2, 1])
    expect(week.spans.map((one: { answered: number }) => one.answered)).toEqual([0, 0, 0, 0, 1, 1, 1])
    expect(week.spans.map((one: { texts: object }) => one.texts)).toEqual([
      { skipped: 1 },
      {},
      {},
      {},
      { undelivered: 1 },
      { sent: 1 },
      { delivered: 1 },
    ])
  })

  it('says how soon callers had their texts, from the end of the call', async () => {
    const account = await traders()
    for (const seconds of [1, 2, 3, 4, 60])
      await callAt(account, today + seconds, missedCall(), { state: 'delivered', tookMs: seconds * 1_000 })
    await callAt(account, today + 9, missedCall(), { state: 'sent' })
    const { untilDelivered } = await overview(account)
    expect(untilDelivered.texts).toBe(5)
    expect(untilDelivered.medianMs / 3_000).toBeCloseTo(1, 1)
    expect(untilDelivered.slowestTenthMs / 60_000).toBeCloseTo(1, 1)
  })

  it('takes what was made up to try a template for no call, and counts its text and that the list holds it', async () => {
    const account = await api.account({
      ...accountDocument([rule('missed')]),
      account: { name: 'Test Traders', zone, trialNumbers: ['+919812300001'] },
    })
    const tried = await account.send('POST', '/v1/templates/sorry/test', { to: '+919812300001' })
    expect(tried.status).toBeLessThan(300)
    const day = await overview(account)
    expect(day).toMatchObject({ calls: { total: 0 }, answered: 0, untilDelivered: null })
    expect(day.spans.at(-1)).toMatchObject({ calls: { total: 0 }, listed: 1 })
    expect(Object.values(day.texts)).toEqual([1])
  })

  it('compares with nothing where calls are not kept for so long, or where that is not wanted', async () => {
    const account = await api.account({
      ...accountDocument([rule('missed')]),
      account: { name: 'Test Traders', zone, keepCallsDays: 45 },
    })
    expect((await overview(account, 30)).before).toBeNull()
    expect((await overview(account, 7)).before).toEqual({ calls: 0, answered: 0 })
    expect((await account.get('/v1/overview?days=7&before=false')).body.before).toBeNull()
  })

  it('takes a text to one of the account’s people for no answer to the caller', async () => {
    const account = await api.account(accountDocument([rule('people', { recipients: [toUser()] })]))
    await callAt(account, today + 1, missedCall({ rung: [{ extension: '201' }] }), { state: 'delivered', tookMs: 10 })
    expect(await overview(account)).toMatchObject({ calls: { total: 1 }, texts: { delivered: 1 }, answered: 0 })
  })

  it('shows nothing of another account, and asks for 1 to 31 days', async () => {
    const [one, other] = [await traders(), await traders()]
    await callAt(one, today + 1, missedCall(), { state: 'delivered', tookMs: 10 })
    await callAt(one, today - 1, missedCall(), { state: 'delivered', tookMs: 10 })
    expect(await overview(other, 31)).toMatchObject({ calls: { total: 0 }, before: { calls: 0 }, texts: {} })
    for (const days of ['0', '32', 'all', '1.5'])
      expect(await one.get(`/v1/overview?days=${days}`)).toMatchObject({
        status: 400,
        body: { errors: [{ path: 'days' }] },
      })
  })
})
