/** Whatever a gateway says of a text of two parts, in whatever order it comes and is stored: what is true in the end is always the same. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { matchReceipts } from '../src/store/matcher.ts'
import { storeOutcomes } from '../src/store/outcomes.ts'
import { type NewReceipt, recordReceipts } from '../src/store/receipts.ts'
import { sweep } from '../src/store/sweeps.ts'
import { openRig, type Rig } from './support/message-rows.ts'
import { answerOf, type Known, newReceipt, ordersOf } from './support/news.ts'
import { hashNumber } from './support/seal.ts'

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig?.close())

const gatewayId = randomUUID()
let count = 0

async function textOfTwoParts(): Promise<Known> {
  count += 1
  const nth = count
  const number = `+9190008${String(nth).padStart(5, '0')}`
  const key = await rig.insert({ state: 'sending', gateway_id: gatewayId, number, parts: 2 } as never)
  return { ...key, gatewayId, id: `smsc-${nth}`, number }
}

type Event = (of: Known) => Promise<unknown>

const record = (one: NewReceipt) => recordReceipts(rig.db, gatewayId, [one], { perPartReceipts: true, hashNumber })
const ofPart = (of: Known, part: number) => ({ id: `${of.id}-${part}`, number: of.number })
const ids = (of: Known) => [`${of.id}-1`, `${of.id}-2`]

const answer: Event = (of) => storeOutcomes(rig.db, [answerOf(of, { is: 'accepted' }, { ids: ids(of) })], hashNumber)
const silence: Event = (of) => storeOutcomes(rig.db, [answerOf(of, { is: 'doubted' })], hashNumber)
const receipt =
  (part: number, state: NewReceipt['state'], more: Partial<NewReceipt> = {}): Event =>
  (of) =>
    record(newReceipt(ofPart(of, part), state, more))
const leaseEnds: Event = (of) =>
  rig.sql.query(
    `update message set watch_at = clock_timestamp() - interval '9 seconds' where id = $1 and state = 'sending'`,
    [of.messageId],
  )

/** Plays every order of these events on a text of its own, four at a time; answers how many ended how. */
async function endings(events: readonly Event[]): Promise<Record<string, number>> {
  const texts: string[] = []
  const orders = ordersOf(events).values()
  const player = async () => {
    for (const order of orders) {
      const text = await textOfTwoParts()
      texts.push(text.messageId)
      for (const event of order) await event(text)
    }
  }
  await Promise.all([player(), player(), player(), player()])
  await sweep(rig.db)
  await rig.sql.query('update receipt set look_at = clock_timestamp() where look_at is not null')
  await matchReceipts(rig.db, () => true, hashNumber)
  const { rows } = await rig.sql.query('select state, count(*)::int as n from message where id = any($1) group by 1', [
    texts,
  ])
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}

describe('a text of two parts', () => {
  it('is delivered when both parts are: answer, both receipts, a repeat and a lease that ends, in all 120 orders', async () => {
    const events = [answer, receipt(1, 'delivered'), receipt(2, 'delivered'), receipt(1, 'delivered'), leaseEnds]
    expect(await endings(events)).toEqual({ delivered: 120 })
  }, 60_000)

  it('is delivered too when the answer was first silence, and the first word on a part was no: in all 720 orders', async () => {
    const events = [
      silence,
      answer,
      receipt(1, 'delivered'),
      receipt(2, 'undelivered'),
      receipt(2, 'delivered', { doneAt: 1_764_000_060_000 }),
      receipt(2, 'sent'),
    ]
    expect(await endings(events)).toEqual({ delivered: 720 })
  }, 120_000)

  it('is undelivered when one part is, whatever the other: in all 24 orders', async () => {
    const events = [answer, receipt(1, 'delivered'), receipt(2, 'undelivered'), receipt(1, 'delivered')]
    expect(await endings(events)).toEqual({ undelivered: 24 })
  })

  it('is no more than sent when one part was never heard of: in all 24 orders', async () => {
    const events = [answer, silence, receipt(1, 'delivered'), receipt(1, 'delivered')]
    expect(await endings(events)).toEqual({ sent: 24 })
  })
})
