/** Which transactions are begun again by themselves, and how often. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openRig, type Rig } from '../../test/support/message-rows.ts'
import { classify, type Runner } from './database.ts'
import { statement } from './statement.ts'

const all = statement('all_of_a_table', { n: 'integer' }, 'select * from changes', { acrossAccounts: 'a test' })
const change = statement('change_a_table', {}, 'update changes set n = n + 1', { acrossAccounts: 'a test' })

let rig: Rig
beforeAll(async () => {
  rig = await openRig({ lockTimeoutMs: 1_000 })
})
beforeEach(() =>
  rig.sql.query('drop table if exists changes; create table changes (n integer); insert into changes values (1)'),
)
afterAll(() => rig.close())

it('a statement that was prepared before its table changed is run on a new connection', async () => {
  const run = () => rig.db.transaction('send', (tx: Runner) => tx.run(all, []))
  // Every connection of the pool has it prepared.
  await Promise.all(Array.from({ length: 12 }, run))
  await rig.sql.query('alter table changes alter n type bigint using n + 1')
  const found = await Promise.all(Array.from({ length: 12 }, run))
  expect(found.map(([row]) => row?.n)).toEqual(Array(12).fill(2))
  expect(rig.db.errors().stale).toBeGreaterThan(0)
})

it('a row that stays locked is waited for twice and no more', async () => {
  const holder = await rig.sql.connect()
  await holder.query('begin; update changes set n = 5')
  let times = 0
  const run = () =>
    rig.db.transaction('send', (tx: Runner) => {
      times += 1
      return tx.run(change, [])
    })
  const first = run()
  await new Promise((resolve) => setTimeout(resolve, 1_400))
  await holder.query('commit')
  await first
  expect(times).toBe(2)
  expect((await rig.sql.query('select n from changes')).rows).toEqual([{ n: 6 }])

  times = 0
  await holder.query('begin; update changes set n = 5')
  await expect(run()).rejects.toMatchObject({ code: '55P03' })
  expect(times).toBe(2)
  await holder.query('rollback')
  holder.release()
}, 30_000)

it.each([
  ['0A000', 'stale'],
  ['26000', 'stale'],
  ['42P05', 'stale'],
  ['40003', 'unavailable'],
  ['25P04', 'unavailable'],
  ['55P03', 'busy'],
  ['53100', 'full'],
])('%s is %s', (code, kind) => {
  expect(classify(Object.assign(new Error('said by the server'), { code }))).toBe(kind)
})
