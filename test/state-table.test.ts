/** The table of core/delivery.ts and the database agree: every state with every event, and nothing else moves. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DeliveryEvent, events, next, states } from '../src/core/delivery.ts'
import { claim } from '../src/store/claims.ts'
import { type MessageKey, moveMessages } from '../src/store/messages.ts'
import { openRig, type Rig } from './support/message-rows.ts'
import { hashNumber } from './support/seal.ts'

let rig: Rig

beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig?.close())

const names = Object.keys(events) as DeliveryEvent[]

describe('the state table', () => {
  it.each(states)('moves a message that is %s exactly where the table says', async (state) => {
    for (const event of names) {
      const key = await rig.insert({ state })
      const before = await rig.read(key)
      const moved = await rig.db.transaction('send', (tx) =>
        moveMessages(tx, [{ ...key, attempt: before.attempt, event, reason: null }]),
      )
      const after = await rig.read(key)
      const to = next(state, event)
      expect({ event, moved: moved.size, state: after.state }).toEqual({
        event,
        moved: to === undefined ? 0 : 1,
        state: to ?? state,
      })
      if (to === undefined) expect(after).toEqual(before)
    }
  })

  it.each(states)('leaves a message that is %s alone when the news is of another attempt', async (state) => {
    for (const event of names) {
      const key = await rig.insert({ state, attempt: 2 })
      const before = await rig.read(key)
      for (const attempt of [1, 3])
        await rig.db.transaction('send', (tx) => moveMessages(tx, [{ ...key, attempt, event, reason: null }]))
      expect(await rig.read(key)).toEqual(before)
    }
  })

  it('is due only while queued, watched only while an end is awaited, and has an end only when it is one', async () => {
    for (const state of states) {
      for (const event of names.filter((one) => one !== 'permitted' && next(state, one) !== undefined)) {
        const key = await rig.insert({ state })
        const { attempt } = await rig.read(key)
        await rig.db.transaction('send', (tx) => moveMessages(tx, [{ ...key, attempt, event, reason: null }]))
        const row = await rig.read(key)
        expect({
          state,
          event,
          due: row.due_at !== null,
          watched: row.watch_at !== null,
          ended: row.final_at !== null,
        }).toEqual({
          state,
          event,
          due: row.state === 'queued',
          watched: row.state === 'sent' || row.state === 'unconfirmed',
          ended: !['queued', 'sent', 'unconfirmed'].includes(row.state),
        })
      }
    }
  })

  it('knows the very states that the database allows', async () => {
    const { rows } = await rig.sql.query(
      `select pg_get_constraintdef(oid) as text from pg_constraint where conrelid = 'message'::regclass and conname = 'message_state_check'`,
    )
    const allowed = [...(rows[0].text as string).matchAll(/'(\w+)'::text/g)].map(([, word]) => word ?? '')
    expect(allowed.toSorted()).toEqual([...states].toSorted())
  })

  it('gives a permit only to what is queued, due and still valid', async () => {
    const gatewayId = '00000000-0000-7000-8000-000000000001'
    const past = new Date(Date.now() - 60_000)
    const later = new Date(Date.now() + 60_000)
    const { accountId, templateId } = await rig.account()
    const row = { gateway_id: gatewayId, template_id: templateId }
    const rows = [
      ...states.map((state) => ({ state, ...row })),
      { state: 'queued' as const, ...row, due_at: later },
      { state: 'queued' as const, ...row, valid_until: past },
    ]
    const keys: MessageKey[] = []
    for (const one of rows) keys.push(await rig.insert(one, { accountId, messageId: randomUUID() }))
    const picked = keys.map((key) => ({ ...key, parts: 1 }))
    const as = {
      owner: '00000000-0000-7000-8000-000000000002',
      leaseMs: 60_000,
      refOf: () => 'ref',
      keyIsRef: false,
      hashNumber,
    }
    const { permits } = await claim(rig.db, gatewayId, picked, as)
    const queuedAndDue = keys[states.indexOf('queued')]
    expect(permits.map((one) => one.messageId)).toEqual([queuedAndDue?.messageId])
    expect(permits[0]?.attempt).toBe(1)
  })
})
