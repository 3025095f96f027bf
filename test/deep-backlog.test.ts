/** A backlog so deep that no single look sees all of it: every account with something due is reached all the same, within a few rounds. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pickDueMessages } from '../src/store/due-messages.ts'
import { lowestId } from '../src/store/uuid.ts'
import { createDueTexts } from '../src/worker/due-texts.ts'
import { openRig, type Rig } from './support/message-rows.ts'

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig?.close())

const gatewayId = randomUUID()
const account = (n: number) => `${String(n).padStart(8, '0')}-0000-7000-8000-000000000000`

/** So many texts of each of these accounts, due that many seconds ago. */
async function texts(accounts: readonly string[], each: number, dueSecondsAgo: number, of = gatewayId): Promise<void> {
  await rig.sql.query(
    `insert into message (account_id, id, call_id, recipient, number, state, template_id, template_version, header, body, parts, gateway_id, due_at, valid_until, created_at)
     select a, gen_random_uuid(), gen_random_uuid(), 'caller', '+919812345678', 'queued', gen_random_uuid(), 1, 'TESTER', 'Hello', 1, $2,
       clock_timestamp() - make_interval(secs => $3), clock_timestamp() + interval '1 hour', clock_timestamp()
     from unnest($1::uuid[]) a, generate_series(1, $4) n`,
    [accounts, of, dueSecondsAgo, each],
  )
}

describe('behind 150 accounts with a backlog each, older than all its texts', () => {
  const shared = randomUUID()
  beforeAll(async () => {
    await texts(
      Array.from({ length: 150 }, (_, n) => account(n + 1_001)),
      10,
      600,
      shared,
    )
    await texts([account(1_500)], 1, 5, shared)
    await rig.sql.query('analyze message')
  })

  it('an account is served in the next turn, however few places are free', async () => {
    const after = { accountId: lowestId }
    const due = createDueTexts((limit) => pickDueMessages(rig.db, shared, limit, after))
    const served: string[] = []
    for (let turn = 0; turn < 20; turn++) served.push(...(await due.pick(10)).map((one) => one.accountId))
    const first = served.slice(0, 151)
    expect(first).toContain(account(1_500))
    expect(new Set(first).size).toBe(151)
  })
})

describe('behind the 1,500 texts of one account, older than all others', () => {
  beforeAll(async () => {
    await texts([account(1)], 1_500, 600)
    // Delayed texts of many accounts lie between it and the last one, due in an hour.
    await texts(
      Array.from({ length: 450 }, (_, n) => account(n + 2)),
      1,
      -3_600,
    )
    await texts([account(900)], 1, 60)
    await rig.sql.query('analyze message')
  })

  it('the one text of another is picked within a few rounds, though hundreds of accounts have nothing due before it', async () => {
    const after = { accountId: lowestId }
    const seen: string[][] = []
    for (let round = 0; round < 6; round++)
      seen.push((await pickDueMessages(rig.db, gatewayId, 20, after)).map((one) => one.accountId))
    expect(seen.flat()).toContain(account(900))
    // And no round was wasted: the large account goes on meanwhile.
    expect(seen.filter((round) => round.length === 0)).toEqual([])
  })
})
