/** Names that nobody knows, listed in a real table. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openRig, type Rig } from '../../test/support/message-rows.ts'
import { silentLog } from '../../test/support/silent-log.ts'
import type { UnknownName } from '../core/facts.ts'
import { noteUnknownNames } from '../store/mappings.ts'
import { createUnknownNames, type NoteUnknown } from './unknown-names.ts'

let rig: Rig
let note: NoteUnknown
let written: UnknownName[][]
let underWay: Promise<void>[]
let clock: number
let fails: boolean
const accountId = randomUUID()
let sourceId: string

beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig.close())
beforeEach(() => {
  written = []
  underWay = []
  clock = 0
  fails = false
  sourceId = randomUUID()
  const write = (...said: Parameters<typeof noteUnknownNames> extends [unknown, ...infer Rest] ? Rest : never) => {
    written.push([...said[2]])
    const done = fails ? Promise.reject(new Error('no database')) : noteUnknownNames(rig.db, ...said)
    underWay.push(done.catch(() => undefined))
    return done
  }
  note = createUnknownNames(write, silentLog, () => clock)
})

const name = (external: string): UnknownName => ({ kind: 'user', external, shown: external.toUpperCase() })
const settled = async () => {
  for (let n = 0; n < underWay.length; n++) await underWay[n]
  await new Promise((resolve) => setImmediate(resolve))
}
const listed = async () => {
  const { rows } = await rig.sql.query('select external from mapping where source_id = $1 order by external', [
    sourceId,
  ])
  return rows.map((row) => row.external)
}

it('lists a name that every call says once a minute, and all that wait in one statement', async () => {
  for (let n = 0; n < 50; n++) note(accountId, sourceId, [name('amit'), name(`agent-${n % 5}`)])
  await settled()
  expect(written.map((one) => one.length)).toEqual([2, 4])
  expect(await listed()).toEqual(['agent-0', 'agent-1', 'agent-2', 'agent-3', 'agent-4', 'amit'])
  clock = 61_000
  note(accountId, sourceId, [name('amit')])
  await settled()
  expect(written).toHaveLength(3)
})

it('lists what could not be written when it is said again', async () => {
  fails = true
  note(accountId, sourceId, [name('amit')])
  await settled()
  fails = false
  note(accountId, sourceId, [name('amit')])
  await settled()
  expect(await listed()).toEqual(['amit'])
})

it('past a thousand names of a source writes no other, and goes on noting when the known ones were seen', async () => {
  await rig.sql.query(
    `insert into mapping (account_id, source_id, kind, external, shown, last_seen_at)
     select $1, $2, 'user', 'n' || n, 'N', clock_timestamp() - interval '1 day' from generate_series(1, 1000) n`,
    [accountId, sourceId],
  )
  note(accountId, sourceId, [name('n1'), name('new')])
  await settled()
  const { rows } = await rig.sql.query(
    `select external from mapping where source_id = $1 and last_seen_at > clock_timestamp() - interval '1 minute'`,
    [sourceId],
  )
  expect(rows).toEqual([{ external: 'n1' }])
})
