/** The rows of running processes: one for each start, and not for ever. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openRig, type Rig } from '../../test/support/message-rows.ts'
import { nodes } from './nodes.ts'

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig.close())

it('a start forgets processes that have been silent for a week, and no other', async () => {
  const [long, lately, here] = [randomUUID(), randomUUID(), randomUUID()]
  for (const owner of [long, lately]) await nodes.start(rig.db, owner, 'host', 1)
  await rig.sql.query(`update node set seen_at = clock_timestamp() - interval '8 days' where owner = $1`, [long])
  await rig.sql.query(`update node set seen_at = clock_timestamp() - interval '6 days' where owner = $1`, [lately])
  await nodes.start(rig.db, here, 'host', 1)
  const { rows } = await rig.sql.query('select owner from node')
  expect(rows.map((row) => row.owner).toSorted()).toEqual([lately, here].toSorted())
})
