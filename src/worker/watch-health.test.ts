/** When this process says that it takes no calls. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openRig, type Rig } from '../../test/support/message-rows.ts'
import { watchHealth } from './watch-health.ts'

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig.close())

it('a database elsewhere that has no room is said, once loudly, and tried again after five seconds', async () => {
  const alarms: object[] = []
  const log = { error: (fields: object) => void alarms.push(fields), warn: () => undefined, info: () => undefined }
  const health = watchHealth(rig.db, undefined, log as never)
  try {
    expect(health.readiness()).toMatchObject({ ready: true })
    const full = `do $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$`
    await expect(rig.db.query('intake', full, [])).rejects.toMatchObject({ code: '53100' })
    expect(health.readiness()).toMatchObject({ ready: false, words: expect.stringContaining('no room') })
    expect(health.readiness().ready).toBe(false)
    expect(alarms).toEqual([{ alarm: 'database_full' }])
    await new Promise((resolve) => setTimeout(resolve, 5_200))
    expect(health.readiness()).toMatchObject({ ready: true })
  } finally {
    await health.stop()
  }
}, 20_000)

it('a process that stands under its own load does not take that for a silent database', async () => {
  const log = { error: () => undefined, warn: () => undefined, info: () => undefined }
  const health = watchHealth(rig.db, undefined, log as never)
  try {
    const standsUntil = performance.now() + 4_000
    while (performance.now() < standsUntil);
    expect(health.readiness()).toMatchObject({ ready: true })
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(health.readiness()).toMatchObject({ ready: true })
  } finally {
    await health.stop()
  }
}, 20_000)
