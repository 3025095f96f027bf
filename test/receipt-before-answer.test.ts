/** Receipts come before the answer, twice, in any order, for some parts, and for ids that nobody knows. What is true in the end is always the same. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../src/store/database.ts'
import { matchReceipts } from '../src/store/matcher.ts'
import type { MessageKey } from '../src/store/messages.ts'
import { type StoredOutcome, storeOutcomes } from '../src/store/outcomes.ts'
import { type NewReceipt, recordReceipts } from '../src/store/receipts.ts'
import { sweep } from '../src/store/sweeps.ts'
import { type NewRow, openRig, type Rig } from './support/message-rows.ts'
import { hashNumber } from './support/seal.ts'

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig?.close())

const gatewayId = randomUUID()
let count = 0

async function message(row: Partial<NewRow> = {}): Promise<MessageKey & { id: string; number: string }> {
  count += 1
  const n = count
  const number = `+9190004${String(n).padStart(5, '0')}`
  const key = await rig.insert({ state: 'sending', gateway_id: gatewayId, number, ...row })
  return { ...key, id: `smsc-${n}`, number }
}

type Made = Awaited<ReturnType<typeof message>>

const answer = (of: Made, more: Partial<StoredOutcome> = {}): StoredOutcome =>
  ({
    accountId: of.accountId,
    messageId: of.messageId,
    attempt: 1,
    gatewayId,
    to: of.number,
    answer: '{}',
    at: Date.now(),
    keys: [{ id: of.id }],
    perPartReceipts: true,
    is: 'accepted',
    ...more,
  }) as StoredOutcome

const receipt = (
  of: Pick<Made, 'id' | 'number'>,
  state: NewReceipt['state'],
  more: Partial<NewReceipt> = {},
): NewReceipt => ({
  keys: [`i:${of.id}`],
  part: 0,
  state,
  final: state !== 'sent',
  status: state,
  reason: state === 'undelivered' ? 'number_unreachable' : null,
  number: of.number,
  doneAt: 1_764_000_000_000,
  submittedAt: null,
  textBegins: null,
  raw: '{}',
  ...more,
})

const record = (one: NewReceipt, db: Database = rig.db) =>
  recordReceipts(db, gatewayId, [one], { perPartReceipts: true, hashNumber })

/** A round of the matcher that waits for no clock. */
async function match(): Promise<Awaited<ReturnType<typeof matchReceipts>>> {
  await rig.sql.query('update receipt set look_at = clock_timestamp() where look_at is not null')
  return matchReceipts(rig.db, () => true, hashNumber)
}

function permutations<T>(of: readonly T[]): T[][] {
  if (of.length <= 1) return [[...of]]
  return of.flatMap((one, i) => permutations(of.toSpliced(i, 1)).map((rest) => [one, ...rest]))
}

describe('a text of one part', () => {
  it('is delivered in the end, in whichever of 720 orders its six events come', async () => {
    const events: ((of: Made) => Promise<unknown>)[] = [
      (of) => storeOutcomes(rig.db, [answer(of)], hashNumber),
      (of) => record(receipt(of, 'sent')),
      (of) => record(receipt(of, 'undelivered')),
      (of) => record(receipt(of, 'delivered')),
      (of) => record(receipt(of, 'delivered')),
      (of) =>
        rig.sql.query(
          `update message set watch_at = clock_timestamp() - interval '9 seconds' where id = $1 and state = 'sending'`,
          [of.messageId],
        ),
    ]
    const orders = permutations(events)
    const made: Made[] = []
    const next = orders.values()
    const work = async () => {
      for (const order of next) {
        const one = await message()
        made.push(one)
        for (const event of order) await event(one)
      }
    }
    await Promise.all([work(), work(), work(), work()])
    await sweep(rig.db)
    await match()
    const { rows } = await rig.sql.query(
      `select state, count(*)::int as n from message where id = any($1) group by 1`,
      [made.map((one) => one.messageId)],
    )
    expect(rows).toEqual([{ state: 'delivered', n: 720 }])
    const kept = await rig.sql.query(
      `select status, min(times) as least, max(times) as most, count(*)::int as n from receipt where number = any($1) group by 1 order by 1`,
      [made.map((one) => one.number)],
    )
    expect(kept.rows).toEqual([
      { status: 'delivered', least: 2, most: 2, n: 720 },
      { status: 'sent', least: 1, most: 1, n: 720 },
      { status: 'undelivered', least: 1, most: 1, n: 720 },
    ])
  }, 120_000)

  it('is found by the matcher when answer and receipt commit at once and neither sees the other', async () => {
    const one = await message()
    let both = 0
    let open: () => void = () => undefined
    const together = new Promise<void>((resolve) => (open = resolve))
    // Both have done all their statements before either commits.
    const meeting: Database = {
      ...rig.db,
      transaction: (purpose, work) =>
        rig.db.transaction(purpose, async (tx) => {
          const value = await work(tx)
          both += 1
          if (both === 2) open()
          await together
          return value
        }),
    }
    await Promise.all([storeOutcomes(meeting, [answer(one)], hashNumber), record(receipt(one, 'delivered'), meeting)])
    expect((await rig.read(one)).state).toBe('sent')
    expect((await match()).matched).toBeGreaterThanOrEqual(1)
    expect(await rig.read(one)).toMatchObject({ state: 'delivered', settled_by: 'receipt' })
  })

  it('is kept with its answer when the receipt was first', async () => {
    const one = await message()
    await record(receipt(one, 'delivered'))
    expect((await rig.read(one)).state).toBe('sending')
    await storeOutcomes(rig.db, [answer(one)], hashNumber)
    expect((await rig.read(one)).state).toBe('delivered')
  })
})

describe('a text of three parts', () => {
  const threeParts = async () => {
    const one = await message({ parts: 3 })
    const ids = [1, 2, 3].map((n) => `${one.id}-${n}`)
    await storeOutcomes(rig.db, [answer(one, { keys: ids.map((id, i) => ({ id, part: i + 1 })) })], hashNumber)
    return { one, parts: ids.map((id) => ({ id, number: one.number })) }
  }

  it('is delivered when every part is', async () => {
    const { one, parts } = await threeParts()
    for (const [i, part] of parts.entries()) {
      expect((await rig.read(one)).state).toBe('sent')
      await record(receipt(part, 'delivered', { part: i + 1 }))
    }
    expect((await rig.read(one)).state).toBe('delivered')
  })

  it('is undelivered as soon as one part has finally failed', async () => {
    const { one, parts } = await threeParts()
    await record(receipt(parts[0]!, 'delivered', { part: 1 }))
    await record(receipt(parts[1]!, 'undelivered', { part: 2 }))
    expect((await rig.read(one)).state).toBe('undelivered')
  })

  it('is delivered when two parts are told in one batch', async () => {
    const { one, parts } = await threeParts()
    await recordReceipts(
      rig.db,
      gatewayId,
      [receipt(parts[0]!, 'delivered', { part: 1 }), receipt(parts[1]!, 'delivered', { part: 2 })],
      { perPartReceipts: true, hashNumber },
    )
    await record(receipt(parts[2]!, 'delivered', { part: 3 }))
    expect((await rig.read(one)).state).toBe('delivered')
  })
})

describe('a receipt of an id that nobody knows', () => {
  const doubtful = () =>
    message({ state: 'unconfirmed', doubt: 'cut', permitted_at: new Date(), body: 'Sorry we missed your call' })

  it('settles the one text in doubt that it fits, and says by what', async () => {
    const one = await doubtful()
    await record(
      receipt({ id: 'unknown-1', number: one.number }, 'delivered', {
        submittedAt: Date.now(),
        textBegins: 'Sorry we missed your',
      }),
    )
    await match()
    expect(await rig.read(one)).toMatchObject({ state: 'delivered', settled_by: 'adoption' })
  })

  it.each([
    ['another number', { number: '+919999999999' }],
    ['another text', { textBegins: 'Thank you for your' }],
    ['another time', { submittedAt: Date.now() - 3_600_000 }],
  ])('settles nothing with %s', async (_what, other) => {
    const one = await doubtful()
    await record(
      receipt({ id: `unknown-${one.id}`, number: one.number }, 'delivered', {
        submittedAt: Date.now(),
        textBegins: 'Sorry we missed your',
        ...other,
      }),
    )
    await match()
    expect(await rig.read(one)).toMatchObject({ state: 'unconfirmed' })
  })

  it('settles neither of two that it fits', async () => {
    const one = await doubtful()
    const two = await message({
      state: 'unconfirmed',
      doubt: 'cut',
      permitted_at: new Date(),
      body: 'Sorry we missed your call',
      number: one.number,
    })
    await record(receipt({ id: `unknown-${one.id}`, number: one.number }, 'delivered', { submittedAt: Date.now() }))
    await match()
    expect(await rig.read(one)).toMatchObject({ state: 'unconfirmed' })
    expect(await rig.read(two)).toMatchObject({ state: 'unconfirmed' })
  })

  it('settles nothing while another text to that number is still on its way', async () => {
    const one = await doubtful()
    await message({ state: 'sending', number: one.number, watch_at: new Date(Date.now() + 60_000) })
    await record(receipt({ id: `unknown-${one.id}`, number: one.number }, 'delivered', { submittedAt: Date.now() }))
    await match()
    expect(await rig.read(one)).toMatchObject({ state: 'unconfirmed' })
  })
})

describe('news of an earlier attempt', () => {
  it('cancels a resend that was not yet claimed, when the first was accepted after all', async () => {
    const one = await message({ state: 'queued', attempt: 1, doubt: 'timeout', permitted_at: new Date() })
    await storeOutcomes(rig.db, [answer(one)], hashNumber)
    expect(await rig.read(one)).toMatchObject({ state: 'sent', attempt: 1 })
  })

  it('does not touch a later attempt that is on its way', async () => {
    const one = await message({ state: 'sending', attempt: 2 })
    await storeOutcomes(
      rig.db,
      [
        answer(one, {
          attempt: 1,
          is: 'refused_for_now',
          reason: 'throttled',
          inMs: 0,
          keys: [],
        } as Partial<StoredOutcome>),
      ],
      hashNumber,
    )
    expect(await rig.read(one)).toMatchObject({ state: 'sending', attempt: 2 })
  })
})
