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

it('a start forgets processes that stopped a week ago, and of those that only fell silent none that may come back', async () => {
  const [stopped, lately, cutOff, dead, here] = Array.from({ length: 5 }, () => randomUUID()) as Five
  for (const owner of [stopped, lately, cutOff, dead]) await nodes.start(rig.db, owner, 'host', 1)
  for (const owner of [stopped, lately]) await nodes.stop(rig.db, owner)
  const silentFor = (owner: string, days: number) =>
    rig.sql.query('update node set seen_at = clock_timestamp() - make_interval(days => $2) where owner = $1', [
      owner,
      days,
    ])
  await silentFor(stopped, 8)
  await silentFor(lately, 6)
  await silentFor(cutOff, 60)
  await silentFor(dead, 400)
  expect((await nodes.beat(rig.db, cutOff)).beats).toBe(1)
  await silentFor(cutOff, 60)
  await nodes.start(rig.db, here, 'host', 1)
  const { rows } = await rig.sql.query('select owner from node')
  expect(rows.map((row) => row.owner).toSorted()).toEqual([lately, cutOff, here].toSorted())
  expect((await nodes.beat(rig.db, cutOff)).beats).toBe(2)
})

type Five = [string, string, string, string, string]
