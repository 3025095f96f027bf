/** Two nodes that reach for the same due texts never both get one, and between them get all. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { claim } from '../src/store/claims.ts'
import type { Database } from '../src/store/database.ts'
import { pickDueMessages } from '../src/store/due-messages.ts'
import type { MessageKey } from '../src/store/messages.ts'
import { lowestId } from '../src/store/uuid.ts'
import { openRig, type Rig } from './support/message-rows.ts'
import { hashNumber } from './support/seal.ts'

let rig: Rig
let account: { accountId: string; templateId: string }
beforeAll(async () => {
  rig = await openRig()
  account = await rig.account()
})
afterAll(() => rig?.close())

async function queued(
  count: number,
  gatewayId: string,
  more: { accountId?: string; templateId?: string } = {},
): Promise<MessageKey[]> {
  const { accountId, templateId } = { ...account, ...more }
  const keys: MessageKey[] = []
  for (let n = 0; n < count; n++)
    keys.push(
      await rig.insert({ state: 'queued', gateway_id: gatewayId, template_id: templateId } as never, {
        accountId,
        messageId: randomUUID(),
      }),
    )
  return keys
}

/** Commits so late that the other has long been waiting for the row locks. */
const slow = (db: Database): Database => ({
  ...db,
  transaction: (purpose, work) =>
    db.transaction(purpose, async (tx) => {
      const value = await work(tx)
      await new Promise((resolve) => setTimeout(resolve, 100))
      return value
    }),
})

const as = () => ({ owner: randomUUID(), leaseMs: 60_000, refOf: () => randomUUID(), keyIsRef: false, hashNumber })

describe('two claims of the same rows', () => {
  it.each([
    ['at once', (db: Database) => db],
    ['while the first has not yet committed', slow],
  ])('%s give each permit once', async (_when, kind) => {
    for (let round = 0; round < 5; round++) {
      const gatewayId = randomUUID()
      const keys = await queued(40, gatewayId)
      const picked = keys.map((key) => ({ ...key, parts: 1 }))
      const claims = await Promise.all([
        claim(kind(rig.db), gatewayId, picked, as()),
        claim(rig.db, gatewayId, picked.toReversed(), as()),
        claim(rig.db, gatewayId, picked.slice(10, 30), as()),
      ])
      const ids = claims.flatMap((one) => one.permits.map((permit) => permit.messageId))
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids.length).toBe(40)
      expect(claims.reduce((sum, one) => sum + one.collided, 0)).toBe(60)
      const { rows } = await rig.sql.query('select distinct state, attempt from message where gateway_id = $1', [
        gatewayId,
      ])
      expect(rows).toEqual([{ state: 'sending', attempt: 1 }])
    }
  })
})

describe('history', () => {
  it('has every earlier attempt once, and never the one that is on its way', async () => {
    const gatewayId = randomUUID()
    const ref = { gateway_id: gatewayId, attempt: 1, permitted_at: new Date(), owner: randomUUID(), ref: 'first' }
    for (let round = 0; round < 5; round++) {
      const keys: MessageKey[] = []
      for (let n = 0; n < 20; n++)
        keys.push(
          await rig.insert({ state: 'queued', template_id: account.templateId, ...ref } as never, {
            accountId: account.accountId,
            messageId: randomUUID(),
          }),
        )
      const picked = keys.map((key) => ({ ...key, parts: 1 }))
      await Promise.all([claim(slow(rig.db), gatewayId, picked, as()), claim(rig.db, gatewayId, picked, as())])
    }
    const { rows } = await rig.sql.query(
      `select m.attempt, m.state, a.attempt as kept, a.ref, count(*)::int as n from message m left join attempt a on a.account_id = m.account_id and a.message_id = m.id
       where m.gateway_id = $1 group by 1, 2, 3, 4`,
      [gatewayId],
    )
    expect(rows).toEqual([{ attempt: 2, state: 'sending', kept: 1, ref: 'first', n: 100 }])
  })
})

describe('a new attempt', () => {
  it('begins without the doubt, the reason and the answer of the one before, which history keeps', async () => {
    const gatewayId = randomUUID()
    const key = await rig.insert(
      {
        state: 'queued',
        gateway_id: gatewayId,
        template_id: account.templateId,
        attempt: 1,
        permitted_at: new Date(),
        doubt: 'timeout',
        reason: 'throttled',
        answer: '{}',
      } as never,
      { accountId: account.accountId, messageId: randomUUID() },
    )
    await claim(rig.db, gatewayId, [{ ...key, parts: 1 }], as())
    expect(await rig.read(key)).toMatchObject({ state: 'sending', attempt: 2, doubt: null, reason: null, answer: null })
    const { rows } = await rig.sql.query('select attempt, outcome, doubt from attempt where message_id = $1', [
      key.messageId,
    ])
    expect(rows).toEqual([{ attempt: 1, outcome: 'unconfirmed', doubt: 'timeout' }])
  })
})

describe('a backlog deeper than one look', () => {
  it('is picked with the accounts taking turns, and wholly', async () => {
    const gatewayId = randomUUID()
    const [big, small] = [await rig.account(), await rig.account()]
    await rig.sql.query(
      `insert into message (account_id, id, call_id, recipient, number, state, template_id, template_version, header, body, encoding, parts, gateway_id, due_at, valid_until, created_at)
       select $1, gen_random_uuid(), gen_random_uuid(), 'caller', '+9170000' || lpad(n::text, 5, '0'), 'queued', $2, 1, 'TESTER', 'x', 'gsm', 1, $3,
         clock_timestamp() - interval '1 hour', clock_timestamp() + interval '1 hour', clock_timestamp() from generate_series(1, 2500) n`,
      [big.accountId, big.templateId, gatewayId],
    )
    await queued(3, gatewayId, small)
    const first = await pickDueMessages(rig.db, gatewayId, 10, { accountId: lowestId })
    expect(first).toHaveLength(10)
    expect(first.filter((one) => one.accountId === small.accountId)).toHaveLength(3)
    let claimed = 0
    const after = { accountId: lowestId }
    for (let round = 0; round < 30 && claimed < 2_503; round++) {
      const picked = await pickDueMessages(rig.db, gatewayId, 500, after)
      claimed += (await claim(rig.db, gatewayId, picked, as())).permits.length
    }
    expect(claimed).toBe(2_503)
  })
})
