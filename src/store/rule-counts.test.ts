/** Of an account with more calls and texts than are counted, the newest are, and the answer says so. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type NewRow, openRig, type Rig } from '../../test/support/message-rows.ts'
import { countCallsByRule, sumTextsByRule } from './rule-counts.ts'
import { idAt } from './uuid.ts'

let rig: Rig
const accountId = randomUUID()
const since = Date.UTC(2026, 2, 1)
const minuteMs = 60_000

beforeAll(async () => {
  rig = await openRig()
  await rig.sql.query(
    `insert into call (account_id, id, source_id, source_call_id, caller, started_at, ended_at, received_at, direction, outcome, rule, rule_set_number, report, facts, plan)
     select $1, id, $1, n, '+919000000101', now(), now(), now(), 'incoming', 'missed', case when n < 3 then 'old' else 'new' end, 1, '{}', '{}', '{}'
     from unnest($2::uuid[]) with ordinality u(id, n)`,
    [accountId, [1, 2, 3, 4, 5].map((minute) => idAt(since + minute * minuteMs))],
  )
  for (const [minute, state] of ['sent', 'delivered', 'skipped', 'skipped'].entries()) {
    const key = { accountId, messageId: idAt(since + minute * minuteMs) }
    await rig.insert({ state, rule: 'new', price: 3_000 } as NewRow, key)
  }
})
afterAll(() => rig?.close())

it('counts all where there are fewer than are counted, and the newest where there are as many or more', async () => {
  const calls = async (atMost: number) => {
    const { rows, isBounded } = await countCallsByRule(rig.db, accountId, since, atMost)
    return [Object.fromEntries(rows.map((row) => [row.rule, row.calls])), isBounded]
  }
  expect(await calls(6)).toEqual([{ old: 2, new: 3 }, false])
  expect(await calls(5)).toEqual([{ old: 2, new: 3 }, true])
  expect(await calls(3)).toEqual([{ new: 3 }, true])
})

it('tells of texts too whether all were looked at, the ones that cost nothing among them', async () => {
  expect(await sumTextsByRule(rig.db, accountId, since, 5)).toEqual({
    rows: [{ rule: 'new', texts: 2, price: 6_000 }],
    isBounded: false,
  })
  expect(await sumTextsByRule(rig.db, accountId, since, 3)).toEqual({
    rows: [{ rule: 'new', texts: 1, price: 3_000 }],
    isBounded: true,
  })
})
