/**
 * Receipts with ids that nobody knows. Each is kept, looked at again for three days, and adopted only by the one text in doubt that it can be about;
 * where two fit, a person decides. What it is adopted by is never a text that somebody else's receipt would fit as well.
 */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../src/store/database.ts'
import { type Matched, matchReceipts } from '../src/store/matcher.ts'
import { storeOutcomes } from '../src/store/outcomes.ts'
import { type NewReceipt, recordReceipts } from '../src/store/receipts.ts'
import { type NewRow, openRig, type Rig } from './support/message-rows.ts'
import { answerOf, interrupted, type Known, newReceipt } from './support/news.ts'
import { hashNumber } from './support/seal.ts'

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig?.close())

const gatewayId = randomUUID()
let count = 0

async function message(row: Partial<NewRow> = {}): Promise<Known> {
  count += 1
  const nth = count
  const number = `+9190007${String(nth).padStart(5, '0')}`
  const key = await rig.insert({ state: 'sending', gateway_id: gatewayId, number, ...row } as NewRow)
  return { ...key, gatewayId, id: `smsc-${nth}`, number: String(row.number ?? number) }
}

const inDoubt = (row: Partial<NewRow> = {}) => message({ state: 'unconfirmed', doubt: 'cut', ...row })

/** A receipt by an id that no answer named. */
const unknown = (of: { number: string }, more: Partial<NewReceipt> & { id?: string } = {}) =>
  newReceipt({ id: more.id ?? `unknown-${randomUUID()}`, number: of.number }, more.state ?? 'delivered', {
    submittedAt: Date.now(),
    ...more,
  })

const record = (...receipts: NewReceipt[]) =>
  recordReceipts(rig.db, gatewayId, receipts, { perPartReceipts: true, hashNumber })
const state = async (of: Known) => (await rig.read(of)).state

/** A round of the matcher that waits for no clock. */
async function match(db: Database = rig.db): Promise<Matched> {
  await rig.sql.query('update receipt set look_at = clock_timestamp() where look_at is not null')
  return matchReceipts(db, () => true, hashNumber)
}

describe('a receipt of an unknown id', () => {
  it('is adopted by the one text in doubt that it fits; the evidence is kept, and later receipts by that id find it', async () => {
    const one = await inDoubt()
    await record(unknown(one, { id: 'evidence', state: 'undelivered' }))
    await match()
    expect(await rig.read(one)).toMatchObject({ state: 'undelivered', settled_by: 'adoption' })
    const { rows } = await rig.sql.query(
      `select s.message_id, s.attempt from submission s join receipt r using (gateway_id, receipt_key) where s.receipt_key = 'i:evidence'`,
    )
    expect(rows).toEqual([{ message_id: one.messageId, attempt: 1 }])
    await record(newReceipt({ id: 'evidence', number: one.number }, 'delivered'))
    expect(await state(one)).toBe('delivered')
  })

  it('that says on its way ends the doubt whether the text went', async () => {
    const one = await inDoubt()
    await record(unknown(one, { state: 'sent' }))
    await match()
    expect(await rig.read(one)).toMatchObject({ state: 'sent', settled_by: 'adoption' })
  })

  it('is adopted by neither of two, and by the second once a person has settled the first', async () => {
    const one = await inDoubt()
    const two = await inDoubt({ number: one.number })
    await record(unknown(one))
    await match()
    expect([await state(one), await state(two)]).toEqual(['unconfirmed', 'unconfirmed'])
    await rig.sql.query(`update message set state = 'rejected', settled_by = 'person' where id = $1`, [one.messageId])
    await match()
    expect(await state(two)).toBe('delivered')
  })

  it('is adopted only where the text begins as it says, a smiley in the twentieth place included', async () => {
    const body = 'Nineteen characters😀 and so on'
    const one = await inDoubt({ body })
    await record(unknown(one, { textBegins: 'Nineteen characters of another' }))
    await match()
    expect(await state(one)).toBe('unconfirmed')
    await record(unknown(one, { textBegins: body.slice(0, 24) }))
    await match()
    expect(await state(one)).toBe('delivered')
  })

  it('is kept, and applied when the answer comes though the matcher has long given up looking', async () => {
    const one = await message()
    await record(newReceipt(one, 'delivered'))
    await rig.sql.query(
      `update receipt set received_at = received_at - interval '73 hours', look_at = clock_timestamp() where receipt_key = $1`,
      [`i:${one.id}`],
    )
    await match()
    const { rows } = await rig.sql.query('select look_at, matched_at from receipt where receipt_key = $1', [
      `i:${one.id}`,
    ])
    expect(rows).toEqual([{ look_at: null, matched_at: null }])
    await storeOutcomes(rig.db, [answerOf(one)], hashNumber)
    expect(await state(one)).toBe('delivered')
  })

  it('is looked at again after 2 s, then after as long as it has waited, then every six hours', async () => {
    const one = { id: `nobody-${randomUUID()}`, number: '+919999900000' }
    await record(newReceipt(one, 'delivered'))
    for (const [age, wait] of [
      [0, 2],
      [600, 600],
      [36_000, 21_600],
    ] as const) {
      await rig.sql.query(
        `update receipt set received_at = clock_timestamp() - make_interval(secs => $2), look_at = clock_timestamp() where receipt_key = $1`,
        [`i:${one.id}`, age],
      )
      await matchReceipts(rig.db, () => true, hashNumber)
      const { rows } = await rig.sql.query(
        'select extract(epoch from look_at - clock_timestamp())::float8 as wait from receipt where receipt_key = $1',
        [`i:${one.id}`],
      )
      expect(rows[0].wait / wait).toBeCloseTo(1, 1)
    }
  })
})

describe('many receipts of unknown ids', () => {
  it('are put off in one transaction, except those whose text is known by now or may be one in doubt', async () => {
    const strangers = Array.from({ length: 300 }, (_, n) => ({ id: `other-${n}`, number: `+91777${1_000_000 + n}` }))
    // One whose two forms lead nowhere either, and one without a number.
    const forms = newReceipt({ id: 'other-a', number: '+917770000000' }, 'delivered', { keys: ['i:258', 'i:102'] })
    const nameless = newReceipt({ id: 'other-b', number: '' }, 'delivered', { number: null })
    const [known, doubted] = [await message(), await inDoubt()]
    await record(...strangers.map((one) => newReceipt(one, 'delivered')), forms, nameless)
    await record(newReceipt(known, 'delivered'), unknown(doubted))
    // Its answer and its receipt were stored at once, and neither saw the other.
    await rig.sql.query(
      `insert into submission (gateway_id, receipt_key, account_id, message_id, attempt) values ($1, $2, $3, $4, 1)`,
      [gatewayId, `i:${known.id}`, known.accountId, known.messageId],
    )
    let transactions = 0
    const matched = await match({
      ...rig.db,
      transaction: (purpose, work) => {
        transactions += 1
        return rig.db.transaction(purpose, work)
      },
    })
    expect(matched).toMatchObject({ matched: 1, adopted: 1 })
    expect([await state(known), await state(doubted)]).toEqual(['delivered', 'delivered'])
    expect(matched.looked).toBeGreaterThanOrEqual(304)
    expect(transactions).toBeLessThan(20)
    const { rows } = await rig.sql.query(
      `select from receipt where look_at < clock_timestamp() + interval '1 second' and matched_at is null`,
    )
    expect(rows).toEqual([])
  })
})

describe('a text of three parts in doubt', () => {
  it('adopts a receipt for each part, and not one more', async () => {
    const one = await inDoubt({ parts: 3 })
    for (let part = 1; part <= 3; part++) {
      expect(await state(one)).toBe('unconfirmed')
      await record(unknown(one))
      await match()
    }
    expect(await rig.read(one)).toMatchObject({ state: 'delivered', settled_by: 'adoption' })
    await record(unknown(one, { state: 'undelivered' }))
    expect((await match()).adopted).toBe(0)
    expect(await state(one)).toBe('delivered')
  })

  it('of which two have ids adopts a receipt for the third only', async () => {
    const one = await message({ parts: 3 })
    const ids = ['some-1', 'some-2']
    await storeOutcomes(rig.db, [answerOf(one, { is: 'doubted', doubt: 'some_parts' }, { ids })], hashNumber)
    await record(...ids.map((id) => newReceipt({ id, number: one.number }, 'delivered')))
    expect(await state(one)).toBe('unconfirmed')
    await record(unknown(one))
    await match()
    expect(await state(one)).toBe('delivered')
  })
})

describe('the matchers of two nodes', () => {
  it('give one text in doubt one receipt, when each has another receipt in its hands', async () => {
    const one = await inDoubt()
    await record(unknown(one, { id: 'left', state: 'undelivered' }), unknown(one, { id: 'right' }))
    // Both have seen the text in doubt before either takes it.
    const both = meeting(2)
    const ofNode = (key: string): Database => {
      const waiting = interrupted(rig.db, 'other_open_texts', both)
      return {
        ...waiting,
        send: {
          run: async (statement, parameters) =>
            (await rig.db.send.run(statement, parameters)).filter(
              (row) => !('receipt_key' in row) || row['receipt_key'] === key,
            ),
        },
      }
    }
    await rig.sql.query('update receipt set look_at = clock_timestamp() where look_at is not null')
    const rounds = await Promise.all(
      ['i:left', 'i:right'].map((key) => matchReceipts(ofNode(key), () => true, hashNumber)),
    )
    expect(rounds.map((round) => round.adopted).toSorted()).toEqual([0, 1])
    const { rows } = await rig.sql.query('select count(*)::int as n from submission where message_id = $1', [
      one.messageId,
    ])
    expect(rows).toEqual([{ n: 1 }])
  })

  it('match the same receipts at once without an error, and each receipt has done what it does once', async () => {
    const texts = await Promise.all(Array.from({ length: 20 }, () => inDoubt()))
    await record(...texts.map((one) => unknown(one)))
    await rig.sql.query('update receipt set look_at = clock_timestamp() where look_at is not null')
    const rounds = await Promise.all([
      matchReceipts(rig.db, () => true, hashNumber),
      matchReceipts(rig.db, () => true, hashNumber),
    ])
    expect(rounds.map((round) => round.adopted > 0)).toContain(true)
    for (const one of texts) expect(await state(one)).toBe('delivered')
  })
})

describe('an id that a gateway may write in two ways', () => {
  const forms = (decimal: number) => ({ decimal: `${decimal}`, hex: decimal.toString(16) })
  const written = (of: { number: string }, id: { decimal: string; hex: string }, status: 'delivered' | 'undelivered') =>
    newReceipt({ id: id.decimal, number: of.number }, status, { keys: [`i:${id.decimal}`, `i:${id.hex}`] })

  it('finds its text by the other form, before the answer and after it', async () => {
    for (const order of ['receipt first', 'answer first']) {
      const id = forms(3_405_691_582 + count)
      const one = await message()
      const answer = () => storeOutcomes(rig.db, [answerOf({ ...one, id: id.hex })], hashNumber)
      if (order === 'answer first') await answer()
      await record(written(one, id, 'delivered'))
      if (order === 'receipt first') await answer()
      await match()
      expect({ order, state: await state(one) }).toEqual({ order, state: 'delivered' })
    }
  })

  it('is never taken for the same digits of a text to another number', async () => {
    const id = forms(41 + count)
    const wrong = await message()
    await storeOutcomes(rig.db, [answerOf({ ...wrong, id: id.decimal })], hashNumber)
    const right = await message()
    await record(written(right, id, 'undelivered'))
    await match()
    await storeOutcomes(rig.db, [answerOf({ ...right, id: id.hex })], hashNumber)
    await match()
    expect([await state(wrong), await state(right)]).toEqual(['sent', 'undelivered'])
  })

  it('is not taken for them either when the wrong answer comes after the receipt', async () => {
    const id = forms(4_100 + count)
    const [wrong, right] = [await message(), await message()]
    await record(written(right, id, 'delivered'))
    await storeOutcomes(rig.db, [answerOf({ ...wrong, id: id.decimal })], hashNumber)
    expect(await state(wrong)).toBe('sent')
    await storeOutcomes(rig.db, [answerOf({ ...right, id: id.hex })], hashNumber)
    await match()
    expect([await state(wrong), await state(right)]).toEqual(['sent', 'delivered'])
  })

  it('counts each part of a text once', async () => {
    const one = await message({ parts: 3 })
    const ids = [1, 2, 3].map((part) => forms(900_000 + count * 10 + part))
    // The first receipt is kept under the form it came in, and becomes a second key of its part.
    await record(written(one, ids[0]!, 'delivered'))
    await storeOutcomes(rig.db, [answerOf(one, { is: 'accepted' }, { ids: ids.map((id) => id.hex) })], hashNumber)
    await match()
    await record(written(one, ids[1]!, 'delivered'))
    expect(await state(one)).toBe('sent')
    await record(written(one, ids[2]!, 'delivered'))
    expect(await state(one)).toBe('delivered')
  })
})

describe('an id that a gateway gives again', () => {
  const answered = (of: Known, id: string) => storeOutcomes(rig.db, [answerOf({ ...of, id })], hashNumber)
  const untimed = (of: Known, id: string) => newReceipt({ ...of, id }, 'delivered', { doneAt: null })

  it('after three days is the newer text’s, whose receipt is no repeat of the older one’s though it says the very same', async () => {
    const [older, newer] = [await message(), await message()]
    await answered(older, 'again-1')
    await record(untimed(older, 'again-1'))
    await rig.sql.query(`update submission set at = at - interval '73 hours' where receipt_key = 'i:again-1'`)
    await rig.sql.query(
      `update receipt set received_at = received_at - interval '73 hours' where receipt_key = 'i:again-1'`,
    )
    await answered(newer, 'again-1')
    expect(await record(untimed(newer, 'again-1'))).toMatchObject({ repeated: 0, moved: 1 })
    expect([await state(older), await state(newer)]).toEqual(['delivered', 'delivered'])
  })

  it('within three days is not taken for the older text’s where the number differs', async () => {
    const [older, newer] = [await message(), await message()]
    await answered(older, 'again-2')
    await record(untimed(newer, 'again-2'))
    await match()
    await answered(newer, 'again-2')
    await match()
    expect([await state(older), await state(newer)]).toEqual(['sent', 'sent'])
    await record(newReceipt({ ...older, id: 'again-2' }, 'delivered'))
    expect(await state(older)).toBe('delivered')
  })

  it('is told by the id alone where no number came', async () => {
    const one = await message()
    await answered(one, 'again-3')
    await record(newReceipt({ ...one, id: 'again-3' }, 'delivered', { number: null }))
    expect(await state(one)).toBe('delivered')
  })
})

/** Resolves for all when so many have come. */
function meeting(size: number): () => Promise<void> {
  let open: () => void = () => undefined
  const all = new Promise<void>((resolve) => {
    open = resolve
  })
  let come = 0
  return () => {
    come += 1
    if (come === size) open()
    return all
  }
}
