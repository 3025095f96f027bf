/** A person settles a doubt in words, sends again, or cancels: what that does, what it can never do, and that it is written down who did it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  cancelMessage,
  resendMessage,
  type Settlement,
  settleMessage,
  settlements,
} from '../src/pipeline/settle-unconfirmed.ts'
import { idAt } from '../src/store/uuid.ts'
import { type EngineRig, openEngineRig, type TestNode } from './support/engine-rig.ts'

let rig: EngineRig
let node: TestNode
beforeEach(async () => {
  rig = await openEngineRig()
  node = await rig.node()
})
afterEach(() => rig.close())

const key = async () => {
  const [message] = await rig.messages()
  return { accountId: rig.accountId, messageId: message!.id }
}
const row = async () => (await rig.messages())[0]
const audit = async () => (await rig.sql.query('select who, what, subject, detail from audit order by id')).rows
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** A text whose only attempt was written, and accepted by the gateway, whose answer never came. */
async function inDoubt(lateMs?: number) {
  rig.probe.behave = (_, nth) =>
    nth === 1 ? { is: 'silent', timeoutMs: 20, ...(lateMs !== undefined && { lateMs }) } : { is: 'accept' }
  await node.accept()
  await rig.until(async () => (await rig.states())['unconfirmed'] === 1)
  return key()
}

describe('settling a doubt', () => {
  const ends: Record<Settlement, string> = {
    sent: 'sent',
    delivered: 'delivered',
    undelivered: 'undelivered',
    rejected: 'rejected',
  }
  it.each(settlements)('as %s says so, sends nothing, and is written down with who did it', async (as) => {
    const message = await inDoubt()
    expect(await settleMessage(node.db, message, { as }, 'Meera')).toEqual({ is: 'done', state: ends[as] })
    expect(await row()).toMatchObject({ state: ends[as], settled_by: 'person', attempt: 1 })
    expect(await audit()).toEqual([
      { who: 'Meera', what: `message.settled_as_${as}`, subject: message.messageId, detail: 'was unconfirmed' },
    ])
    await pause(1_200)
    expect(rig.probe.journal).toHaveLength(1)
  })

  it('is possible only while there is one: of two persons the second is told what it is by now', async () => {
    const message = await inDoubt()
    const both = await Promise.all(
      (['delivered', 'rejected'] as const).map((as) => settleMessage(node.db, message, { as }, as)),
    )
    expect(both.filter((one) => one.is === 'done')).toHaveLength(1)
    expect(both.find((one) => one.is === 'not_now')).toMatchObject({
      state: (await row())?.state,
      allowed: ['unconfirmed'],
    })
    expect(await audit()).toHaveLength(1)
  })

  it('gives way to better news: it was delivered after all', async () => {
    const message = await inDoubt()
    await settleMessage(node.db, message, { as: 'rejected' }, 'Meera')
    await rig.sql.query(
      `insert into submission (gateway_id, receipt_key, account_id, message_id, attempt) values ($1, 'i:late', $2, $3, 1)`,
      [rig.gatewayId, message.accountId, message.messageId],
    )
    await rig.probe.receipt({ id: 'late' })
    expect(await row()).toMatchObject({ state: 'delivered', settled_by: 'receipt' })
  })
})

describe('sending again', () => {
  it('makes one further attempt, however many persons ask for it at once', async () => {
    const message = await inDoubt()
    const asked = await Promise.all(
      ['Asha', 'Ravi', 'Meera'].map((who) =>
        resendMessage(node.db, message, { validMinutes: 60, mayArriveTwice: true }, who),
      ),
    )
    expect(asked.map((one) => one.is).toSorted()).toEqual(['done', 'not_now', 'not_now'])
    node.engine.wake()
    await rig.until(async () => (await rig.states())['sent'] === 1)
    await pause(1_200)
    // The first had been accepted: one text more than without the resend, and never two more.
    expect(rig.probe.journal.map((one) => one.attempt.split(':')[1])).toEqual(['1', '2'])
    expect(await audit()).toMatchObject([{ what: 'message.sent_again', detail: 'was unconfirmed' }])
  })

  it('of a doubt needs the word of whoever asks, as the text then is and not as they read it', async () => {
    const message = await inDoubt()
    expect(await resendMessage(node.db, message, { validMinutes: 60, mayArriveTwice: false }, 'Meera')).toEqual({
      is: 'confirm_needed',
    })
    expect(await row()).toMatchObject({ state: 'unconfirmed', attempt: 1 })
    expect(await audit()).toEqual([])
    await settleMessage(node.db, message, { as: 'rejected' }, 'Asha')
    expect(await resendMessage(node.db, message, { validMinutes: 60, mayArriveTwice: false }, 'Meera')).toMatchObject({
      is: 'done',
      state: 'queued',
    })
  })

  it('is about the attempt that was read of: one that a colleague made since needs a decision of its own', async () => {
    rig.probe.behave = () => ({ is: 'silent', timeoutMs: 20 })
    await node.accept()
    const inDoubtAfter = (attempt: number) =>
      rig.until(async () => (await row())?.state === 'unconfirmed' && (await row())?.attempt === attempt)
    await inDoubtAfter(1)
    const message = await key()
    const again = (attempt: number, who: string) =>
      resendMessage(node.db, message, { validMinutes: 60, mayArriveTwice: true, attempt }, who)
    expect(await again(1, 'Asha')).toMatchObject({ is: 'done' })
    node.engine.wake()
    await inDoubtAfter(2)
    // Meera's question had stood open since the first: her yes is not about the second.
    expect(await again(1, 'Meera')).toEqual({ is: 'tried_since', attempt: 2 })
    expect(await settleMessage(node.db, message, { as: 'rejected', attempt: 1 }, 'Meera')).toEqual({
      is: 'tried_since',
      attempt: 2,
    })
    expect(await row()).toMatchObject({ state: 'unconfirmed', attempt: 2 })
    await pause(1_200)
    expect(rig.probe.journal).toHaveLength(2)
  })

  it('sends nothing when the late answer to the first comes before the second has its permit', async () => {
    const message = await inDoubt(400)
    expect(await resendMessage(node.db, message, { validMinutes: 60, mayArriveTwice: true }, 'Meera')).toMatchObject({
      is: 'done',
      state: 'queued',
    })
    await rig.sql.query("update message set due_at = due_at + interval '1 minute'")
    await rig.until(async () => (await rig.states())['sent'] === 1)
    node.engine.wake()
    await pause(1_200)
    expect(rig.probe.journal).toHaveLength(1)
    expect(await row()).toMatchObject({ state: 'sent', attempt: 1 })
  })

  it('is not possible while an attempt is on its way, was accepted, or arrived', async () => {
    rig.probe.behave = () => ({ is: 'accept', afterMs: 300 })
    await node.accept()
    const message = await key()
    const told: object[] = [await resendMessage(node.db, message, { validMinutes: 60, mayArriveTwice: true }, 'Meera')]
    await rig.until(async () => (await rig.states())['sent'] === 1)
    told.push(await resendMessage(node.db, message, { validMinutes: 60, mayArriveTwice: true }, 'Meera'))
    await rig.probe.receipt({ id: rig.probe.journal[0]!.id })
    told.push(await resendMessage(node.db, message, { validMinutes: 60, mayArriveTwice: true }, 'Meera'))
    expect(told).toMatchObject(['sending', 'sent', 'delivered'].map((state) => ({ is: 'not_now', state })))
    await pause(1_200)
    expect(rig.probe.journal).toHaveLength(1)
    expect(await audit()).toEqual([])
  })

  it('has a new validity, so that what lapsed can go', async () => {
    rig.probe.window = 0
    await node.accept()
    await rig.sql.query(
      `update message set state = 'lapsed', due_at = null, valid_until = clock_timestamp() - interval '1 hour'`,
    )
    rig.probe.window = 10
    await resendMessage(node.db, await key(), { validMinutes: 60, mayArriveTwice: true }, 'Meera')
    node.engine.wake()
    await rig.until(async () => (await rig.states())['sent'] === 1)
    expect(rig.probe.journal).toHaveLength(1)
  })
})

describe('cancelling', () => {
  it('stops what is still queued, and only that', async () => {
    rig.probe.window = 0
    await node.accept()
    const message = await key()
    expect(await cancelMessage(node.db, message, 'Meera')).toEqual({ is: 'done', state: 'cancelled' })
    expect(await row()).toMatchObject({ state: 'cancelled', reason: 'cancelled_by_hand' })
    expect(await audit()).toMatchObject([{ who: 'Meera', what: 'message.cancelled', detail: 'was queued' }])
    rig.probe.window = 10
    node.engine.wake()
    await pause(1_200)
    expect(rig.probe.journal).toHaveLength(0)
  })

  it('against a claim in the same moment: either it is cancelled and nothing goes, or it goes and the person is told', async () => {
    /** Thirty texts of which each is cancelled while they are claimed, all at once or by one person; answers what each was told. */
    const race = async (isAtOnce: boolean) => {
      rig.probe.window = 0
      await rig.sql.query('truncate call, caller, message, audit')
      rig.probe.journal.length = 0
      for (let n = 0; n < 30; n++) await node.accept({ caller: `+919300${100_000 + n}` })
      const waiting = await rig.messages()
      rig.probe.window = 4
      node.engine.wake()
      const cancel = ({ id }: (typeof waiting)[number]) =>
        cancelMessage(node.db, { accountId: rig.accountId, messageId: id }, 'Meera')
      const told = isAtOnce ? await Promise.all(waiting.map(cancel)) : []
      if (!isAtOnce) for (const one of waiting) told.push(await cancel(one))
      await rig.until(async () => ((await rig.states())['sent'] ?? 0) + ((await rig.states())['cancelled'] ?? 0) === 30)
      const cancelled = waiting.filter((_, n) => told[n]?.is === 'done').map((one) => one.number)
      expect(rig.probe.journal.map((one) => one.to).filter((to) => cancelled.includes(to))).toEqual([])
      expect(rig.probe.journal).toHaveLength(30 - cancelled.length)
      expect(await audit()).toHaveLength(cancelled.length)
      return told.map((one) => one.is)
    }
    // Until some went one way and some the other.
    let told = await race(true)
    for (let round = 0; round < 20 && new Set(told).size === 1; round++) told = await race(round % 2 === 1)
    expect(new Set(told)).toEqual(new Set(['done', 'not_now']))
  })
})

it('nothing is done to a message of another account', async () => {
  const message = await inDoubt()
  const foreign = { ...message, accountId: '01900000-0000-7000-8000-0000000000ff' }
  expect(await settleMessage(node.db, foreign, { as: 'sent' }, 'Mallory')).toEqual({ is: 'not_found' })
  expect(await resendMessage(node.db, foreign, { validMinutes: 60, mayArriveTwice: true }, 'Mallory')).toEqual({
    is: 'not_found',
  })
  expect(await cancelMessage(node.db, foreign, 'Mallory')).toEqual({ is: 'not_found' })
  expect([(await row())?.state, await audit()]).toEqual(['unconfirmed', []])
})

it('a text that was planned more than two days ago is not sent again, but where a restore held it', async () => {
  const message = await inDoubt()
  // Planned three days before: ids begin with the time.
  const old = { ...message, messageId: idAt(Date.now() - 72 * 3_600_000) }
  await rig.sql.query('update attempt set message_id = $1', [old.messageId])
  await rig.sql.query('update message set id = $1', [old.messageId])
  const again = (mayArriveTwice = true) => resendMessage(node.db, old, { validMinutes: 60, mayArriveTwice }, 'Meera')
  expect(await again()).toEqual({ is: 'too_old' })
  expect(await again(false)).toEqual({ is: 'too_old' })
  expect((await row())?.state).toBe('unconfirmed')
  await rig.sql.query(`update message set doubt = 'restored'`)
  expect(await again()).toMatchObject({ is: 'done' })
})

it('a text whose wording is no longer kept is not sent again', async () => {
  const message = await inDoubt()
  await settleMessage(node.db, message, { as: 'rejected' }, 'Meera')
  await rig.sql.query('update message set body = null')
  expect(await resendMessage(node.db, message, { validMinutes: 60, mayArriveTwice: true }, 'Meera')).toEqual({
    is: 'no_text',
  })
  expect((await row())?.state).toBe('rejected')
})
