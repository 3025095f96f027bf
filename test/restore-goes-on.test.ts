/**
 * Backed up under load, destroyed, restored into an empty database, told everything again, and going on: no text goes twice, and of every call
 * that was answered there is a text that went or one that waits for a person.
 */
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeBackup } from '../src/store/backup.ts'
import { quarantine } from '../src/store/quarantine.ts'
import { type Restored, restoreBackup } from '../src/store/restore.ts'
import { type EngineRig, openEngineRig, type TestNode } from './support/engine-rig.ts'
import { quietPool } from './support/message-rows.ts'
import { emptyTestDatabase, type TestDatabase } from './support/postgres.ts'

let rig: EngineRig
let target: TestDatabase
let restoredSql: pg.Pool
let folder: string
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'aftercall-restore-'))
  rig = await openEngineRig()
  target = await emptyTestDatabase()
  restoredSql = quietPool(target.url)
})
afterEach(async () => {
  await rig.close()
  await restoredSql.end()
  await target.drop()
  rmSync(folder, { recursive: true })
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
/** A call that ends now; told again, it is the same. */
const callOf = (n: number) => ({
  sourceCallId: `call-${n}`,
  caller: `+9198${10_000_000 + n}`,
  endedAt: new Date().toISOString(),
})
const most = () => Math.max(0, ...rig.probe.times().values())

/** Backs the first database up, and puts that into the second. */
async function throughAFile(): Promise<Restored> {
  const file = path.join(folder, 'backup.gz')
  await writeBackup(rig.database.url, createWriteStream(file), { version: 'test' })
  return await restoreBackup(target.url, createReadStream(file), { keyId: undefined, forgetSecrets: false })
}

async function statesIn(sql: pg.Pool): Promise<Record<string, number>> {
  const { rows } = await sql.query(
    `select state || coalesce('(' || doubt || ')', '') as state, count(*)::int as count from message group by 1`,
  )
  return Object.fromEntries(rows.map((row) => [row.state, row.count]))
}

describe('a backup made under load', () => {
  it('restored after everything was destroyed: nothing goes twice, and nothing is silently lost', async () => {
    rig.probe.behave = (_, nth) => (nth % 7 === 0 ? { is: 'silent', timeoutMs: 30 } : { is: 'accept', afterMs: 5 })
    const nodes = [await rig.node(), await rig.node()]
    const answered: ReturnType<typeof callOf>[] = []
    let next = 0
    let isOn = true
    const tell = async (node: TestNode) => {
      while (isOn) {
        const call = callOf(next++)
        const result = await node.accept(call).catch(() => undefined)
        if (result?.outcome === 'new') answered.push(call)
        await pause(2)
      }
    }
    const telling = nodes.flatMap((node) => [tell(node), tell(node), tell(node)])
    await pause(600)
    const file = path.join(folder, 'backup.gz')
    await writeBackup(rig.database.url, createWriteStream(file), { version: 'test' })
    // What the backup does not hold: calls that come, texts that go.
    await pause(600)
    isOn = false
    await Promise.all(nodes.map((node) => node.drop()))
    // What a dropped node was asked is never answered.
    await Promise.race([Promise.all(telling), pause(500)])
    const sentBefore = rig.probe.journal.length

    const restored = await restoreBackup(target.url, createReadStream(file), { keyId: undefined, forgetSecrets: false })
    rig.probe.behave = () => ({ is: 'accept' })
    const node = await rig.node({ url: target.url })
    // Phone systems tell what they have told, and calls go on.
    for (const call of answered) await node.accept(call)
    const fresh = Array.from({ length: 20 }, (_, n) => callOf(next + n))
    for (const call of fresh) await node.accept(call)
    const went = (state: string) => statesIn(restoredSql).then((states) => states[state] ?? 0)
    await rig.until(async () => (await went('queued')) + (await went('sending')) === 0)
    await pause(1_500)

    const { rows } = await restoredSql.query('select number, state, doubt from message')
    const found = new Map(rows.map((row) => [row.number, row]))
    const isOut = new Set(rig.probe.journal.map((one): string => one.to))
    const lost = [...answered, ...fresh].filter(({ caller }) => {
      const row = found.get(caller)
      return !row || !(row.state === 'unconfirmed' || isOut.has(caller))
    })
    expect(lost).toEqual([])
    expect(most()).toBe(1)
    expect(rig.probe.journal).toHaveLength(sentBefore + fresh.length)
    // It did strike: texts waited when it was made, calls came after it, and all of these wait for a person.
    const states = await statesIn(restoredSql)
    const { held, rows: count } = restored
    expect(held.queued + held.sending + held.unconfirmed).toBeGreaterThan(0)
    expect(states['unconfirmed(restored)']).toBe(held.queued + held.sending + held.unconfirmed)
    expect(states['unconfirmed(restored_window)']).toBeGreaterThan(20)
    expect(count).toBeGreaterThan(100)
  }, 60_000)

  it('lets a receipt for a text that was on its way then settle it', async () => {
    rig.probe.behave = () => ({ is: 'hold' })
    const node = await rig.node()
    await node.accept(callOf(1))
    await rig.until(() => rig.probe.journal.length === 1)
    await throughAFile()
    await node.stop(0)
    await rig.node({ url: target.url })
    expect(await statesIn(restoredSql)).toEqual({ 'unconfirmed(restored)': 1 })
    const about = { id: 'late', to: String(callOf(1).caller) }
    await rig.probe.receipt(about, 'delivered', { submittedAt: Date.now() })
    await rig.until(async () => (await restoredSql.query('select state from message')).rows[0].state === 'delivered')
    expect(most()).toBe(1)
  })
})

describe('a database that went back in another way', () => {
  it('is put before a person by quarantine, which no program may run beside', async () => {
    const node = await rig.node()
    rig.probe.window = 0
    for (let n = 0; n < 5; n++) await node.accept(callOf(n))
    await expect(quarantine(rig.database.url)).rejects.toMatchObject({ code: 'in_use' })
    const late = callOf(9)
    await node.stop()
    expect(await quarantine(rig.database.url)).toEqual({ queued: 5, sending: 0, unconfirmed: 0 })
    rig.probe.window = 10
    const again = await rig.node()
    await again.accept(late)
    await pause(1_500)
    expect(await statesIn(rig.sql)).toEqual({ 'unconfirmed(restored)': 5, 'unconfirmed(restored_window)': 1 })
    expect(rig.probe.journal).toHaveLength(0)
  })
})
