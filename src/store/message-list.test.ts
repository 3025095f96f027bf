/** A page of texts looks at a bounded number of rows whatever it is asked for, and the texts of a call are found by the call. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openRig, type Rig } from '../../test/support/message-rows.ts'
import type { Database, Parameter } from './database.ts'
import { listMessages } from './message-list.ts'

let rig: Rig
let accountId: string
const texts = 60_000

beforeAll(async () => {
  rig = await openRig()
  const account = await rig.account()
  accountId = account.accountId
  await rig.sql.query(
    `insert into message (account_id, id, call_id, recipient, number, state, rule, template_id, template_version, header, gateway_id, created_at)
     select $1, (lpad(to_hex($2::bigint + n::bigint * 60000), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid,
       lpad(to_hex(n), 32, '0')::uuid, 'caller', '+919000000101', 'delivered', 'missed', $3, 1, 'TESTER', $1, now()
     from generate_series(0, $4 - 1) n`,
    [accountId, Date.UTC(2026, 2, 1), account.templateId, texts],
  )
  await rig.sql.query('analyze message')
})
afterAll(() => rig?.close())

let asked: { text: string; parameters: readonly Parameter[] }
const listening = (): Database => ({
  ...rig.db,
  query: (purpose, text, parameters) => {
    asked = { text, parameters }
    return rig.db.query(purpose, text, parameters)
  },
})

type PlanNode = { 'Actual Rows': number; 'Index Name'?: string; 'Relation Name'?: string; Plans?: PlanNode[] }
const nodes = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)]

async function scansOfMessages(): Promise<PlanNode[]> {
  const { rows } = await rig.sql.query(`explain (analyze, format json) ${asked.text}`, [...asked.parameters])
  return nodes(rows[0]['QUERY PLAN'][0].Plan).filter((one) => one['Relation Name'] === 'message')
}

it.each([{ template: 'another' }, { rule: 'another' }, { gateway: 'another' }, { sharedGateway: 'another' }])(
  'asked for %j that no text has, a page looks at 50,000 and says where to look on',
  async (filter) => {
    const page = await listMessages(listening(), accountId, filter, { limit: 50 })
    expect(page.messages).toEqual([])
    expect(page.next).not.toBeNull()
    expect(await scansOfMessages()).toMatchObject([{ 'Index Name': 'message_pkey', 'Actual Rows': 50_000 }])
    expect(await listMessages(rig.db, accountId, filter, { limit: 50, before: page.next ?? '' })).toEqual({
      messages: [],
      next: null,
    })
  },
)

it('a template’s texts are found by its key', async () => {
  const page = await listMessages(rig.db, accountId, { template: 'sorry' }, { limit: 50 })
  expect(page.messages).toHaveLength(50)
  expect(await listMessages(rig.db, randomUUID(), { template: 'sorry' }, { limit: 50 })).toEqual({
    messages: [],
    next: null,
  })
})

it('the texts of a call are read, and no others', async () => {
  const call = '00000000-0000-0000-0000-000000000007'
  const page = await listMessages(listening(), accountId, { call, rule: 'missed' }, { limit: 50 })
  expect(page).toMatchObject({ messages: [{ callId: call }], next: null })
  expect(await scansOfMessages()).toMatchObject([{ 'Actual Rows': 1 }])
})
