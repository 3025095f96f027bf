import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openRig, type Rig } from '../../test/support/message-rows.ts'
import { keepAnalysed } from './keep-analysed.ts'

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig?.close())

/** So many texts more. */
async function grow(rows: number): Promise<void> {
  const client = await rig.sql.connect()
  await client.query(
    `insert into message (account_id, id, call_id, recipient, number, state, template_id, template_version, header, gateway_id, valid_until, created_at)
     select $1, gen_random_uuid(), gen_random_uuid(), 'caller', '+919812345678', 'delivered', $1, 1, 'TESTER', $1, now(), now() from generate_series(1, $2::int)`,
    [randomUUID(), rows],
  )
  // Otherwise the server counts what a session did a moment later.
  await client.query('select pg_stat_force_next_flush()')
  client.release()
}

it('analyses a table that has outgrown what is known of it, once, and again only after twice as many changes', async () => {
  // Nobody else is to do it meanwhile.
  await rig.sql.query('alter table message set (autovacuum_enabled = off)')
  await grow(2_000)
  await expect.poll(() => keepAnalysed(rig.db)).toEqual(['message'])
  const { rows } = await rig.sql.query(`select reltuples from pg_class where relname = 'message'`)
  expect(rows).toEqual([{ reltuples: 2_000 }])
  expect(await keepAnalysed(rig.db)).toEqual([])
  await grow(4_000)
  expect(await keepAnalysed(rig.db)).toEqual([])
  await grow(2_000)
  await expect.poll(() => keepAnalysed(rig.db)).toEqual(['message'])
})
