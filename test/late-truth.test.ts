/**
 * News of an attempt can come when another is already on its way, or after a person has sent again. It is kept with its attempt and never lost;
 * it starts no further attempt; and in the end the better of what became of the attempts stands.
 */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createConfirmOptOuts } from '../src/pipeline/confirm-opt-outs.ts'
import { createRecordReceipts } from '../src/pipeline/record-receipts.ts'
import { cancelMessage, resendMessage, settleMessage } from '../src/pipeline/settle-unconfirmed.ts'
import { keepAccountStates } from '../src/store/account-state.ts'
import { claim } from '../src/store/claims.ts'
import type { Database } from '../src/store/database.ts'
import { giveBackPermits } from '../src/store/give-back.ts'
import { storeOutcomes } from '../src/store/outcomes.ts'
import { type NewReceipt, recordReceipts } from '../src/store/receipts.ts'
import { sweep } from '../src/store/sweeps.ts'
import { newId } from '../src/store/uuid.ts'
import { type NewRow, openRig, type Rig } from './support/message-rows.ts'
import { answerOf, interrupted, type Known, newReceipt } from './support/news.ts'
import { receiptOf } from './support/probe.ts'
import { hashNumber, optOutLinks } from './support/seal.ts'

let rig: Rig
let account: { accountId: string; templateId: string }
beforeAll(async () => {
  rig = await openRig()
  account = await rig.account()
})
afterAll(() => rig?.close())

const gatewayId = randomUUID()
let count = 0

async function message(row: Partial<NewRow> = {}): Promise<Known> {
  count += 1
  const nth = count
  const number = `+9190006${String(nth).padStart(5, '0')}`
  const key = { accountId: account.accountId, messageId: newId() }
  const columns = { state: 'sending', gateway_id: gatewayId, number, template_id: account.templateId, ...row } as NewRow
  await rig.insert(columns, key)
  return { ...key, gatewayId, id: `first-${nth}`, number }
}

const store = (...outcomes: Parameters<typeof storeOutcomes>[1]) => storeOutcomes(rig.db, outcomes, hashNumber)
const record = (receipts: NewReceipt[], db: Database = rig.db) =>
  recordReceipts(db, gatewayId, receipts, { perPartReceipts: true, hashNumber })
const state = async (of: Known) => (await rig.read(of)).state

/** The permit for the next attempt. */
async function claimAgain(of: Known): Promise<number> {
  await rig.sql.query('update message set due_at = clock_timestamp() where id = $1', [of.messageId])
  const { permits } = await claim(rig.db, gatewayId, [{ ...of, parts: 1 }], {
    owner: randomUUID(),
    leaseMs: 60_000,
    refOf: () => randomUUID(),
    keyIsRef: false,
    hashNumber,
  })
  return permits[0]?.attempt ?? 0
}

/** Its first attempt accepted and known by its id, but with a doubt first; a person sent it again, and the second attempt is on its way. */
async function secondAttempt(): Promise<{ first: Known; second: Known }> {
  const first = await message()
  await store(answerOf(first, { is: 'doubted', doubt: 'some_parts' }, { ids: [first.id] }))
  await resendMessage(rig.db, first, { validMinutes: 60, mayArriveTwice: true }, 'Meera')
  expect(await claimAgain(first)).toBe(2)
  return { first, second: { ...first, id: first.id.replace('first', 'second') } }
}

async function leaseOver(of: Known): Promise<void> {
  await rig.sql.query(`update message set watch_at = clock_timestamp() - interval '6 seconds' where id = $1`, [
    of.messageId,
  ])
  await sweep(rig.db)
}

describe('an answer that comes after its time', () => {
  it('is the truth also when it is stored together with the doubt', async () => {
    for (const together of ['doubt first', 'answer first']) {
      const one = await message()
      const news = [answerOf(one, { is: 'doubted' }), answerOf(one)]
      await store(...(together === 'doubt first' ? news : news.reverse()))
      expect({ together, state: await state(one) }).toEqual({ together, state: 'sent' })
    }
  })

  it('tells how many receipts to expect: a long text that has one id is delivered by one', async () => {
    const one = await message({ parts: 3 })
    await store(answerOf(one, { is: 'doubted' }))
    await store(answerOf(one))
    await record([newReceipt(one, 'delivered')])
    expect(await state(one)).toBe('delivered')
  })

  it('is kept with a text that was given up, and ends nothing: only a receipt says whether it arrived', async () => {
    const one = await message({ state: 'unknown' })
    await store(answerOf(one))
    expect(await rig.read(one)).toMatchObject({ state: 'unknown', watch_at: null })
    await record([newReceipt(one, 'delivered')])
    expect(await state(one)).toBe('delivered')
  })

  it('that refuses ends the doubt: the history says refused', async () => {
    const one = await message()
    await store(answerOf(one, { is: 'doubted' }))
    await store(answerOf(one, { is: 'refused_for_now' }))
    expect(await claimAgain(one)).toBe(2)
    expect(await history(one)).toMatchObject([{ attempt: 1, outcome: 'refused', reason: 'throttled', doubt: null }])
  })
})

describe('a receipt of an earlier attempt', () => {
  const endings: [string, (second: Known) => Promise<unknown>][] = [
    ['accepted', (second) => store(answerOf(second, { is: 'accepted' }, { attempt: 2 }))],
    ['refused for now', (second) => store(answerOf(second, { is: 'refused_for_now' }, { attempt: 2 }))],
    ['refused for good', (second) => store(answerOf(second, { is: 'refused_for_good' }, { attempt: 2 }))],
    ['not answered', (second) => store(answerOf(second, { is: 'doubted' }, { attempt: 2 }))],
    ['left behind by a process that died', (second) => leaseOver(second)],
    ['given back unused', (second) => giveBackPermits(rig.db, [{ ...second, attempt: 2 }])],
  ]
  it.each(endings)('waits while the later is on its way, and stands when that is %s', async (_what, end) => {
    const { first, second } = await secondAttempt()
    await record([newReceipt(first, 'delivered')])
    expect(await state(first)).toBe('sending')
    await end(second)
    expect(await rig.read(first)).toMatchObject({ state: 'delivered', attempt: 2, due_at: null })
  })

  it('stands against an undelivered later one, whichever is told first', async () => {
    for (const order of ['earlier first', 'later first', 'in one batch', 'in one batch, later first']) {
      const { first, second } = await secondAttempt()
      await store(answerOf(second, { is: 'accepted' }, { attempt: 2 }))
      const news = [newReceipt(first, 'delivered'), newReceipt(second, 'undelivered')]
      if (order.endsWith('later first')) news.reverse()
      if (order.startsWith('in one batch')) await record(news)
      else for (const one of news) await record([one])
      expect({ order, state: await state(first) }).toEqual({ order, state: 'delivered' })
    }
  })

  it('that says undelivered does not end a later one that was accepted', async () => {
    const { first, second } = await secondAttempt()
    await store(answerOf(second, { is: 'accepted' }, { attempt: 2 }))
    await record([newReceipt(first, 'undelivered')])
    expect(await state(first)).toBe('sent')
    await record([newReceipt(second, 'delivered')])
    expect(await state(first)).toBe('delivered')
  })

  it('is not lost when the later attempt is permitted in the very moment it comes', async () => {
    const one = await message()
    await store(answerOf(one, { is: 'doubted', doubt: 'some_parts' }, { ids: [one.id] }))
    await resendMessage(rig.db, one, { validMinutes: 60, mayArriveTwice: true }, 'Meera')
    await record(
      [newReceipt(one, 'delivered')],
      interrupted(rig.db, 'find_submissions', () => claimAgain(one)),
    )
    expect(await rig.read(one)).toMatchObject({ state: 'sending', attempt: 2 })
    await store(answerOf(one, { is: 'refused_for_now' }, { attempt: 2 }))
    expect(await state(one)).toBe('delivered')
  })
})

describe('an answer to an earlier attempt', () => {
  it('waits while the later is on its way, and is better than a doubt about the later', async () => {
    for (const order of ['answer first', 'doubt first']) {
      const { first, second } = await secondAttempt()
      const news = [answerOf(first), answerOf(second, { is: 'doubted' }, { attempt: 2 })]
      for (const one of order === 'answer first' ? news : news.reverse()) await store(one)
      expect({ order, state: await state(first) }).toEqual({ order, state: 'sent' })
    }
  })

  it('cancels a third attempt that nobody has claimed yet', async () => {
    const { first, second } = await secondAttempt()
    await store(answerOf(first))
    await store(answerOf(second, { is: 'refused_for_now' }, { attempt: 2 }))
    expect(await rig.read(first)).toMatchObject({ state: 'sent', due_at: null })
  })
})

describe('a person sends again what was not delivered', () => {
  const undelivered = async () => {
    const one = await message()
    await store(answerOf(one))
    await record([newReceipt(one, 'undelivered')])
    await resendMessage(rig.db, one, { validMinutes: 60, mayArriveTwice: true }, 'Meera')
    expect(await state(one)).toBe('queued')
    return one
  }

  it('and no repeat of that receipt, nor another one that says the same, takes it back', async () => {
    const one = await undelivered()
    await record([newReceipt(one, 'undelivered')])
    await record([newReceipt(one, 'undelivered', { status: 'EXPIRED', doneAt: 1_764_000_100_000 })])
    expect(await state(one)).toBe('queued')
    expect(await claimAgain(one)).toBe(2)
    await record([newReceipt(one, 'undelivered', { status: 'DELETED' })])
    await store(answerOf(one, { is: 'refused_for_now' }, { attempt: 2 }))
    expect(await state(one)).toBe('queued')
  })

  it('and a better receipt takes it back: it arrived after all', async () => {
    const one = await undelivered()
    await record([newReceipt(one, 'delivered')])
    expect(await rig.read(one)).toMatchObject({ state: 'delivered', due_at: null })
  })

  it('and the history says of the first that it was not delivered', async () => {
    const one = await undelivered()
    await claimAgain(one)
    expect(await history(one)).toMatchObject([{ attempt: 1, outcome: 'undelivered' }])
  })
})

describe('a resend that is stopped', () => {
  let pausedTemplate: string
  beforeAll(async () => {
    pausedTemplate = randomUUID()
    await rig.sql.query(
      `insert into template (account_id, id, key, name, status, version, latest_version) values ($1, $2, 'paused', 'Paused', 'paused', 1, 1)`,
      [account.accountId, pausedTemplate],
    )
  })
  const again = (of: Known, mayArriveTwice: boolean) =>
    resendMessage(rig.db, of, { validMinutes: 60, mayArriveTwice }, 'Meera')
  const lapse = async (of: Known) => {
    await rig.sql.query('update message set valid_until = clock_timestamp() where id = $1', [of.messageId])
    await sweep(rig.db)
  }
  const stopAtTheGate = async (of: Known) => {
    await rig.sql.query('update message set template_id = $2 where id = $1', [of.messageId, pausedTemplate])
    expect(await claimAgain(of)).toBe(0)
  }
  const stops: [string, string, string, (of: Known) => Promise<unknown>][] = [
    ['by its validity', 'lapsed', 'validity_over', lapse],
    ['by a person', 'cancelled', 'cancelled_by_hand', (of) => cancelMessage(rig.db, of, 'Meera')],
    ['at the gate', 'skipped', 'template_paused', stopAtTheGate],
  ]

  it.each(stops)(
    '%s leaves the doubt as it was, and is asked for in words the next time, too',
    async (_how, _, reason, stop) => {
      const one = await message()
      await store(answerOf(one, { is: 'doubted' }))
      await again(one, true)
      await stop(one)
      expect(await rig.read(one)).toMatchObject({ state: 'unconfirmed', doubt: 'timeout', reason, due_at: null })
      expect((await rig.read(one)).watch_at).not.toBeNull()
      expect(await again(one, false)).toEqual({ is: 'confirm_needed' })
      await store(answerOf(one))
      expect(await rig.read(one)).toMatchObject({ state: 'sent', reason: null })
    },
  )

  it.each(stops)(
    '%s after a refusal is final, until a receipt tells of the attempt in doubt before',
    async (_how, stopped, _, stop) => {
      for (const told of ['delivered', 'undelivered'] as const) {
        const { first, second } = await secondAttempt()
        await store(answerOf(second, { is: 'refused_for_now' }, { attempt: 2 }))
        await stop(first)
        expect(await state(first)).toBe(stopped)
        await record([newReceipt(first, told)])
        expect(await state(first)).toBe(told)
      }
    },
  )

  it('stays what it is where a person had settled the doubt', async () => {
    const one = await message()
    await store(answerOf(one, { is: 'doubted' }))
    await settleMessage(rig.db, one, { as: 'rejected' }, 'Meera')
    expect(await again(one, false)).toMatchObject({ is: 'done' })
    await lapse(one)
    expect(await state(one)).toBe('lapsed')
    expect(await again(one, false)).toMatchObject({ is: 'done' })
  })

  it('goes into the history as in doubt where a receipt was adopted for one of its parts', async () => {
    const one = await message({ state: 'unconfirmed', doubt: 'some_parts', settled_by: 'adoption', parts: 2 })
    await again(one, true)
    expect(await claimAgain(one)).toBe(2)
    expect(await history(one)).toMatchObject([{ attempt: 1, outcome: 'unconfirmed' }])
  })

  it('or refused is asked for in words for as long as an attempt before the last is in doubt', async () => {
    const { first, second } = await secondAttempt()
    await store(answerOf(second, { is: 'refused_for_good' }, { attempt: 2 }))
    expect(await state(first)).toBe('rejected')
    expect(await again(first, false)).toEqual({ is: 'confirm_needed' })
    await record([newReceipt(first, 'undelivered')])
    expect(await again(first, false)).toMatchObject({ is: 'done' })
  })
})

describe('that an earlier attempt did not arrive', () => {
  it('takes back no later one that is tried again, and says why once nothing else comes of it', async () => {
    const { first, second } = await secondAttempt()
    await store(answerOf(second, { is: 'refused_for_now' }, { attempt: 2 }))
    await record([newReceipt(first, 'undelivered')])
    expect(await rig.read(first)).toMatchObject({ state: 'queued', attempt: 2, reason: 'throttled' })
    expect(await claimAgain(first)).toBe(3)
    await store(answerOf(second, { is: 'refused_for_good' }, { attempt: 3 }))
    expect(await rig.read(first)).toMatchObject({ state: 'undelivered', reason: 'number_unreachable' })
  })
})

describe('the row of a message', () => {
  it('speaks of the latest attempt only, once that has its permit', async () => {
    const { first } = await secondAttempt()
    expect(await rig.read(first)).toMatchObject({
      state: 'sending',
      attempt: 2,
      reason: null,
      doubt: null,
      settled_by: null,
      answer: null,
      answered_at: null,
    })
    expect(await history(first)).toMatchObject([{ attempt: 1, outcome: 'unconfirmed', doubt: 'some_parts' }])
  })

  it('has no history of an attempt that is still the latest', async () => {
    const one = await message()
    await store(answerOf(one, { is: 'refused_for_now' }))
    const { permits } = await claim(
      interrupted(rig.db, 'read_gate', () =>
        rig.sql.query(`update message set state = 'cancelled', due_at = null where id = $1`, [one.messageId]),
      ),
      gatewayId,
      [{ ...one, parts: 1 }],
      { owner: randomUUID(), leaseMs: 60_000, refOf: () => randomUUID(), keyIsRef: false, hashNumber },
    )
    expect(permits).toEqual([])
    expect(await history(one)).toEqual([])
  })
})

describe('refused, yet delivered', () => {
  it('is an alarm in the log, also when a later attempt was delivered as well', async () => {
    const alarms: object[] = []
    const quiet = () => undefined
    const log = { info: quiet, warn: quiet, error: (fields: object) => void alarms.push(fields) }
    const receipts = createRecordReceipts({
      db: rig.db,
      log,
      hashNumber,
      confirmOptOuts: createConfirmOptOuts({
        owner: randomUUID(),
        states: keepAccountStates(optOutLinks),
        gatewayLimits: () => undefined,
        hashNumber,
        leftDue: () => undefined,
      }),
      perPartReceipts: () => true,
      answersStored: () => Promise.resolve(),
    })
    const tell = (id: string) =>
      receipts.record(gatewayId, { receipts: [receiptOf({ id }, 'delivered')], replies: [], ignored: 0 })

    const one = await message({ state: 'rejected' })
    await knownBy(one, one.id, 1)
    await tell(one.id)
    expect(await state(one)).toBe('delivered')
    expect(alarms).toMatchObject([{ messageId: one.messageId, was: 'rejected' }])

    const two = await message()
    await store(answerOf(two, { is: 'refused_for_now' }))
    await knownBy(two, two.id, 1)
    await claimAgain(two)
    await tell(two.id)
    expect(alarms).toMatchObject([{}, { messageId: two.messageId, attempt: 1 }])
    await tell(two.id)
    expect(alarms).toHaveLength(2)
  })
})

async function history(of: Known) {
  const { rows } = await rig.sql.query('select * from attempt where message_id = $1 order by attempt', [of.messageId])
  return rows
}

/** A gateway that knows our own reference can name an attempt that it refused. */
async function knownBy(of: Known, id: string, attempt: number): Promise<void> {
  await rig.sql.query(
    'insert into submission (gateway_id, receipt_key, account_id, message_id, attempt) values ($1, $2, $3, $4, $5)',
    [gatewayId, `i:${id}`, of.accountId, of.messageId, attempt],
  )
}
