/** Calls of a day are found by the primary key, however many others there are, and a page of them never looks beyond the day. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openRig, type Rig } from '../../test/support/message-rows.ts'
import { listCalls } from './call-list.ts'
import type { Database, Parameter } from './database.ts'

let rig: Rig
const accountId = randomUUID()
const minuteMs = 60_000
const first = Date.UTC(2026, 2, 1)
const calls = 40_000
const at = (place: number) => first + place * minuteMs

beforeAll(async () => {
  rig = await openRig()
  await rig.sql.query(
    `insert into call (account_id, id, source_id, source_call_id, caller, started_at, ended_at, received_at, direction, outcome, rule_set_number, report, facts, plan)
     select $1, (lpad(to_hex($2::bigint + n::bigint * 60000), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid, $1, n, '+919000000101', t, t, t,
       'incoming', 'missed', 1, '{}', '{}', '{}'
     from generate_series(0, $3 - 1) n cross join lateral (select to_timestamp(($2::bigint + n::bigint * 60000) / 1000.0)) x(t)`,
    [accountId, first, calls],
  )
  await rig.sql.query('analyze call')
})
afterAll(() => rig?.close())

/** The last list that was asked of the database, with how it is answered. */
let asked: { text: string; parameters: readonly Parameter[] }
const listening = (): Database => ({
  ...rig.db,
  query: (purpose, text, parameters) => {
    asked = { text, parameters }
    return rig.db.query(purpose, text, parameters)
  },
})

async function planOfLast(): Promise<PlanNode> {
  const { rows } = await rig.sql.query(`explain (analyze, format json) ${asked.text}`, [...asked.parameters])
  return rows[0]['QUERY PLAN'][0].Plan
}

type PlanNode = {
  'Actual Rows': number
  'Index Name'?: string
  'Rows Removed by Filter'?: number
  Plans?: PlanNode[]
}
const nodes = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)]

it('a page of a day long ago reads the rows of the page and no others', async () => {
  const page = await listCalls(listening(), accountId, { from: at(1_000), before: at(2_000) }, { limit: 50 })
  expect(page.calls).toHaveLength(50)
  expect(page.next).not.toBeNull()
  const scans = nodes(await planOfLast()).filter((one) => one['Index Name'] !== undefined)
  expect(scans.map((one) => one['Index Name'])).toEqual(['call_pkey'])
  expect(scans[0]).toMatchObject({ 'Actual Rows': 51 })
  expect(scans[0]?.['Rows Removed by Filter'] ?? 0).toBe(0)
})

it('a day is listed to its end and not beyond, page by page', async () => {
  const range = { from: at(1_000), before: at(1_120) }
  const seen: string[] = []
  let before: string | undefined
  do {
    const page = await listCalls(rig.db, accountId, range, { limit: 50, before })
    seen.push(...page.calls.map((one) => one.id))
    before = page.next ?? undefined
  } while (before !== undefined)
  expect(seen).toHaveLength(120)
  expect(new Set(seen).size).toBe(120)
})

it('a filter that finds nothing stops where the time begins', async () => {
  const lost = { outcome: 'voicemail' as const }
  // Of all calls it says where to look on; of some there is no further page.
  expect((await listCalls(rig.db, accountId, lost, { limit: 50 })).next).not.toBeNull()
  expect(await listCalls(rig.db, accountId, { ...lost, from: at(calls - 5_000) }, { limit: 50 })).toEqual({
    calls: [],
    next: null,
  })
})

it('one caller’s calls of a day are found by the caller', async () => {
  const range = { caller: '+919000000101', from: at(1_000), before: at(1_010) }
  expect((await listCalls(listening(), accountId, range, { limit: 50 })).calls).toHaveLength(10)
  const scans = nodes(await planOfLast()).filter((one) => one['Index Name'] !== undefined)
  expect(scans).toMatchObject([{ 'Actual Rows': 10 }])
})
