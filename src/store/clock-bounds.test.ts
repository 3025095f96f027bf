/** What time makes due is found among all that is not due yet: the rounds that look for it run every few seconds, on every node. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openRig, type Rig } from '../../test/support/message-rows.ts'
import './cleaning.ts'
import './due-messages.ts'
import './queue-figures.ts'
import { declaredStatements } from './statement.ts'
import './sweeps.ts'

let rig: Rig
const gatewayId = randomUUID()
const waiting = 20_000

beforeAll(async () => {
  rig = await openRig()
  await rig.sql.query(
    `insert into message (account_id, id, call_id, recipient, number, state, template_id, template_version, header, body, parts, gateway_id, due_at, watch_at, valid_until, created_at)
     select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'caller', '+919812345678', state, gen_random_uuid(), 1, 'TESTER', 'Hello', 1, $1,
       case when state = 'queued' then clock_timestamp() + interval '1 hour' end, case when state = 'sent' then clock_timestamp() + interval '1 hour' end,
       clock_timestamp() + interval '1 day', clock_timestamp()
     from generate_series(1, $2), unnest('{queued,sent}'::text[]) state`,
    [gatewayId, waiting],
  )
  await rig.sql.query(
    `insert into call_session (account_id, source_id, session, keep_until)
     select gen_random_uuid(), gen_random_uuid(), n::text, clock_timestamp() + interval '1 hour' from generate_series(1, $1::int) n`,
    [waiting],
  )
  await rig.sql.query(
    `insert into dnd_learnt (account_id, number_hash, expires_at)
     select gen_random_uuid(), n::text, clock_timestamp() + interval '1 hour' from generate_series(1, $1::int) n`,
    [waiting],
  )
  await rig.sql.query('analyze message, call_session, dnd_learnt')
})
afterAll(() => rig?.close())

it.each([
  ['leases_over', 'message', []],
  ['silent_too_long', 'message', []],
  ['validity_over', 'message', []],
  ['pick_due', 'message', [`'${gatewayId}'`, '100']],
  ['clear_call_sessions_over', 'call_session', []],
  ['clear_dnd_over', 'dnd_learnt', []],
])('%s reads nothing of what is not due', async (name, table, parameters) => {
  const found = declaredStatements().find((one) => one.name === name)
  const text = parameters.reduce((sum, value, n) => sum.replaceAll(`$${n + 1}`, value), found?.text ?? '')
  const { rows } = await rig.sql.query(`explain (analyze, format json) ${text}`)
  expect(readFrom(table, rows[0]['QUERY PLAN'][0].Plan)).toBeLessThan(100)
})

type PlanNode = {
  'Actual Rows'?: number
  'Rows Removed by Filter'?: number
  'Relation Name'?: string
  Plans?: PlanNode[]
}

/** Rows of the table that the plan read, used or not. */
function readFrom(table: string, node: PlanNode): number {
  const own = node['Relation Name'] === table ? (node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0) : 0
  return own + (node.Plans ?? []).reduce((sum, one) => sum + readFrom(table, one), 0)
}
