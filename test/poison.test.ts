/** What a database refuses to store, in an answer or a receipt, harms nobody but itself: it is narrowed down, told, and all others go through. */
import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { callReport, completeCall } from '../src/core/call.ts'
import type { UnderWay } from '../src/pipeline/send-messages.ts'
import { sweep } from '../src/store/sweeps.ts'
import { newId } from '../src/store/uuid.ts'
import { createResults } from '../src/worker/results.ts'
import { missedCall } from './support/call.ts'
import { type EngineRig, openEngineRig, type TestNode } from './support/engine-rig.ts'
import { hashNumber } from './support/seal.ts'

// Letters at random, because an index compresses.
const tooLong = randomBytes(4_500).toString('hex')
let rig: EngineRig
let node: TestNode
beforeEach(async () => {
  rig = await openEngineRig()
  node = await rig.node()
})
afterEach(() => rig.close())

const accept = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, n) => node.accept({ caller: `+919710${100_000 + n}` })))
const receiptFor = (id: string, more: object = {}) => ({
  key: { id },
  state: 'delivered' as const,
  final: true,
  raw: {},
  ...more,
})

describe('an answer', () => {
  it.each([
    ['a zero octet', 'abc\u0000def'],
    ['more than an index takes', tooLong],
  ])('whose id has %s is stored without it, and the others with theirs', async (_what, bad) => {
    rig.probe.idOf = (nth, id) => (nth === 3 ? bad : id)
    await accept(8)
    await rig.until(async () => (await rig.states())['sent'] === 8)
    const { rows } = await rig.sql.query('select count(*)::int as n from submission')
    expect(rows).toEqual([{ n: 7 }])
    expect(rig.probe.journal).toHaveLength(8)
  })
})

describe('answers', () => {
  it('of which one cannot be stored at all are stored but for that one', async () => {
    rig.probe.behave = () => ({ is: 'hold' })
    await accept(4)
    await rig.until(() => rig.probe.journal.length === 4)
    const told: object[] = []
    const log = { info: () => undefined, warn: () => undefined, error: (fields: object) => void told.push(fields) }
    const results = createResults({
      db: node.db,
      hashNumber,
      log: log as never,
      now: Date.now,
      ratherTwice: () => false,
      dueAgain: () => undefined,
    })
    const texts = await rig.messages()
    for (const [nth, { id, number, attempt }] of texts.entries()) {
      // More attempts than the column can count.
      const one = { messageId: id, to: number, attempt: nth === 0 ? 2 ** 40 : attempt, submission: {} }
      results.ended(
        { ...one, accountId: rig.accountId, gatewayId: rig.gatewayId } as UnderWay,
        { attempt: id, is: 'accepted', keys: [{ id }], raw: {} },
        rig.probe.kind.can({}),
      )
    }
    await results.drain()
    expect(await rig.states()).toEqual({ sending: 1, sent: 3 })
    expect(told).toHaveLength(2)
    expect(told.at(-1)).toMatchObject({ messageId: texts[0]?.id })
  })
})

describe('calls that the database takes for one, and we do not', () => {
  it('are given up once a further try has found no more of them, and keep no other call out', async () => {
    const ids = ['\ud800', '\ud801', '\ud802', '\ud803']
    const completed = completeCall(callReport.parse(missedCall()), Date.now())
    if ('problem' in completed) throw new Error(completed.problem.message)
    const { call } = completed
    const of = { accountId: rig.accountId, sourceId: newId() }
    // As if the words of a call let them through.
    const told = await Promise.allSettled(
      ids.map((sourceCallId) => node.calls.accept({ ...of, call: { ...call, sourceCallId } })),
    )
    expect(told.filter((one) => one.status === 'rejected')).not.toEqual([])
    expect(await node.accept({})).toMatchObject({ outcome: 'new' })
  })
})

describe('a call of an account that is gone', () => {
  it('is refused and counted among those that were not kept', async () => {
    await expect(node.accept({}, newId())).rejects.toThrow('the account is gone')
    expect(node.calls.counts.notKept).toBe(1)
  })
})

describe('receipts', () => {
  it.each([
    ['a zero octet in its id', receiptFor('abc\u0000def')],
    ['a zero octet in the text it quotes', receiptFor('unknown', { textBegins: 'Sorry\u0000' })],
    ['an id of nine thousand letters', receiptFor(tooLong)],
  ])('of which one has %s are stored but for that one, and their peer is answered', async (_what, bad) => {
    await accept(4)
    await rig.until(async () => (await rig.states())['sent'] === 4)
    const receipts = rig.probe.journal.map(({ id }) => receiptFor(id))
    receipts.splice(2, 0, bad)
    await node.engine.receipts.record(rig.gatewayId, { receipts, replies: [], ignored: 0 })
    expect(await rig.states()).toEqual({ delivered: 4 })
  })

  it('that name a time that is none are taken as if they named no time', async () => {
    await accept(2)
    await rig.until(async () => (await rig.states())['sent'] === 2)
    const times = [Number.NaN, 9e15]
    const receipts = rig.probe.journal.map(({ id }, n) => receiptFor(id, { at: times[n], submittedAt: times[n] }))
    await node.engine.receipts.record(rig.gatewayId, { receipts, replies: [], ignored: 0 })
    expect(await rig.states()).toEqual({ delivered: 2 })
  })
})

describe('rather twice than never', () => {
  beforeEach(async () => {
    await rig.sql.query('update gateway set rather_twice = true, version = version + 1')
    await node.engine.refresh()
  })

  it('sends a doubt again by itself after five seconds, unless its answer comes before', async () => {
    rig.probe.behave = ({ to }, nth) =>
      nth > 1 ? { is: 'accept' } : { is: 'silent', timeoutMs: 20, ...(to.endsWith('0') && { lateMs: 300 }) }
    await accept(2)
    await rig.until(async () => (await rig.states())['sent'] === 2, 15_000)
    expect((await rig.messages()).map((one) => [one.number.at(-1), one.attempt]).toSorted()).toEqual([
      ['0', 1],
      ['1', 2],
    ])
    expect(rig.probe.journal).toHaveLength(3)
    const [first, again] = rig.probe.journal.filter((one) => one.to.endsWith('1'))
    expect(again!.at - first!.at).toBeGreaterThanOrEqual(5_000)
  }, 20_000)

  it('also sends again what a dead process left behind', async () => {
    rig.probe.behave = (_, nth) => (nth > 1 ? { is: 'accept' } : { is: 'hold' })
    await accept(1)
    await rig.until(() => rig.probe.journal.length === 1)
    await node.drop()
    node = await rig.node()
    await rig.sql.query(`update message set watch_at = clock_timestamp() - interval '6 seconds'`)
    await rig.until(async () => (await rig.states())['sent'] === 1, 20_000)
    expect(await rig.messages()).toMatchObject([{ attempt: 2 }])
  }, 30_000)

  it('does not send again what is no longer valid: it stays in doubt', async () => {
    rig.probe.behave = () => ({ is: 'silent', timeoutMs: 20 })
    await accept(1)
    await rig.until(async () => (await rig.states())['queued'] === 1)
    await node.drop()
    await rig.sql.query(
      `update message set state = 'sending', due_at = null, valid_until = clock_timestamp(), watch_at = clock_timestamp() - interval '6 seconds'`,
    )
    node = await rig.node()
    await rig.until(async () => (await rig.states())['unconfirmed'] === 1, 15_000)
    await sweep(node.db)
    expect(await rig.states()).toEqual({ unconfirmed: 1 })
  }, 20_000)
})
