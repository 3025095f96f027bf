/** Limits of a text that waited are judged again when it would go: by what they are then, and by what really went. */
import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { resendMessage } from '../src/pipeline/settle-unconfirmed.ts'
import { claim } from '../src/store/claims.ts'
import { type EngineRig, openEngineRig, type TestNode } from './support/engine-rig.ts'
import { interrupted } from './support/news.ts'
import { hashNumber } from './support/seal.ts'

let rig: EngineRig
let node: TestNode
afterEach(() => rig.close())

async function open(over: Parameters<typeof openEngineRig>[0] = {}, heard?: (name: string) => void) {
  rig = await openEngineRig(over)
  node = await rig.node(heard ? { heard } : {})
}

/** Texts that wait in the table for a place, and the place. */
async function waiting(callers: readonly string[]): Promise<() => void> {
  const { window } = rig.probe
  rig.probe.window = 0
  for (const caller of callers) await node.accept({ caller })
  return () => {
    rig.probe.window = window
    node.engine.wake()
  }
}
const callers = (count: number) => Array.from({ length: count }, (_, n) => `+919400${200_000 + n}`)
const policy = (settings: object) => rig.sql.query('update account set policy = $1', [JSON.stringify(settings)])
/** Only what waited longer than a moment is asked about the loop guard. */
const haveWaited = () => rig.sql.query(`update message set created_at = created_at - interval '1 minute'`)
const fates = async () => (await rig.messages()).map((one) => one.reason ?? one.state)
const settled = (count: number) =>
  rig.until(async () => {
    const { sent = 0, skipped = 0 } = await rig.states()
    return sent + skipped === count
  })

describe('a quota', () => {
  it('that was lowered while texts waited lets only so many go, who waited longest first', async () => {
    await open()
    const go = await waiting(callers(5))
    await policy({ quota: 2 })
    go()
    await settled(5)
    expect(await fates()).toEqual(['sent', 'sent', ...Array(3).fill('quota_exhausted')])
    expect(rig.probe.journal).toHaveLength(2)
  })

  it('counts what went by when it went, not by when it was planned', async () => {
    await open()
    await node.accept()
    await rig.until(async () => (await rig.states())['sent'] === 1)
    // Planned a day and more ago, and gone just now.
    const planned = (Date.now() - 30 * 3_600_000).toString(16).padStart(12, '0')
    await rig.sql.query(`update message set id = overlay(replace(id::text, '-', '') placing $1 from 1 for 12)::uuid`, [
      planned,
    ])
    const go = await waiting(callers(1))
    await policy({ quota: 1 })
    go()
    await settled(2)
    expect(await fates()).toEqual(['sent', 'quota_exhausted'])
    await rig.sql.query(`update message set permitted_at = permitted_at - interval '25 hours' where state = 'sent'`)
    const later = await waiting(['+919400299999'])
    later()
    await settled(3)
    expect(await fates()).toEqual(['sent', 'quota_exhausted', 'sent'])
  })

  it('does not count a text against itself when it is tried again', async () => {
    await open()
    await policy({ quota: 1 })
    rig.probe.behave = (_, nth) => (nth < 3 ? { is: 'refuse', retry: { afterMs: 20 } } : { is: 'accept' })
    await node.accept()
    await settled(1)
    expect(await rig.messages()).toMatchObject([{ state: 'sent', attempt: 3 }])
  })

  it('is never passed by two claims that count at once', async () => {
    await open()
    await waiting(callers(2))
    await policy({ quota: 1 })
    const [one, two] = (await rig.messages()).map(({ id }) => ({ accountId: rig.accountId, messageId: id, parts: 1 }))
    const as = () => ({ owner: randomUUID(), leaseMs: 60_000, refOf: () => randomUUID(), keyIsRef: false, hashNumber })
    // Begun when the first has counted, and has not yet given its permit.
    let second: ReturnType<typeof claim> | undefined
    const meanwhile = async () => {
      second = claim(node.db, rig.gatewayId, [two!], as())
      await new Promise((resolve) => setTimeout(resolve, 400))
    }
    const first = await claim(interrupted(node.db, 'gate_read_gone', meanwhile), rig.gatewayId, [one!], as())
    expect(first.permits).toHaveLength(1)
    expect(await second).toMatchObject({ permits: [], stopped: [{ verdict: { reason: 'quota_exhausted' } }] })
  })
})

describe('a spend stop', () => {
  it('that was lowered stops the text that would pass it', async () => {
    await open()
    const go = await waiting(callers(4))
    await policy({ spendStop: '0.9000' })
    go()
    await settled(4)
    expect(await fates()).toEqual(['sent', 'sent', 'sent', 'spend_stop'])
  })
})

describe('a frequency cap', () => {
  const caller = '+919400300001'
  /** Two texts of one caller that wait, and a cap that was lowered to one of them. */
  const twoHeld = async () => {
    const go = await waiting([caller, caller])
    expect(await rig.states()).toEqual({ queued: 2 })
    await rig.sql.query('update account set caps = $1', [JSON.stringify({ missed: { texts: 1, hours: 1 } })])
    return go
  }
  const hoursAgo = (column: string) => rig.sql.query(`update message set ${column} = ${column} - interval '2 hours'`)
  const plannedHoursAgo = () =>
    rig.sql.query(`update caller set texts = regexp_replace(texts, '"at":\\d+', '"at":' || $1, 'g')`, [
      String(Date.now() - 2 * 3_600_000),
    ])

  it('counts a text when it goes, not when it was planned: one that still waits, and one that went late', async () => {
    await open({ cap: { texts: 1, hours: 1 } })
    const go = await waiting([caller])
    await plannedHoursAgo()
    await node.accept({ caller })
    expect(await fates()).toEqual(['queued', 'frequency_cap'])
    go()
    await settled(2)
    await node.accept({ caller })
    expect(await fates()).toEqual(['sent', 'frequency_cap', 'frequency_cap'])
    await hoursAgo('permitted_at')
    await node.accept({ caller })
    await settled(4)
    expect(await fates()).toEqual(['sent', 'frequency_cap', 'frequency_cap', 'sent'])
  })

  it('that was lowered lets one of two go', async () => {
    await open({ cap: { texts: 2, hours: 1 } })
    ;(await twoHeld())()
    await settled(2)
    expect(await fates()).toEqual(['sent', 'frequency_cap'])
  })

  it('holds no text that was refused for now, and none that a person sends again', async () => {
    await open({ cap: { texts: 2, hours: 1 } })
    rig.probe.behave = (_, nth) => (nth === 1 ? { is: 'refuse', retry: { afterMs: 20 } } : { is: 'accept' })
    ;(await twoHeld())()
    await settled(2)
    expect((await fates()).toSorted()).toEqual(['frequency_cap', 'sent'])
    const go = await waiting([])
    await rig.sql.query(`update message set state = 'lapsed', reason = 'validity_over' where state = 'skipped'`)
    const lapsed = (await rig.messages()).find((one) => one.state === 'lapsed')
    await resendMessage(
      node.db,
      { accountId: rig.accountId, messageId: lapsed?.id ?? '' },
      { validMinutes: 30, mayArriveTwice: true },
      'Meera',
    )
    go()
    await rig.until(async () => (await rig.states())['sent'] === 2)
  })
})

describe('a loop guard', () => {
  const caller = '+919400300002'
  const as = () => ({ owner: randomUUID(), leaseMs: 60_000, refOf: () => randomUUID(), keyIsRef: false, hashNumber })

  it.each([
    // Begun when the first has read the gate and holds nothing, and when it holds the caller.
    'read_gate',
    'gate_lock_callers',
  ])('is never passed by two claims that count at once (after %s)', async (statement) => {
    await open()
    await waiting([caller, caller])
    await policy({ loopGuard: { texts: 1, minutes: 60 } })
    await haveWaited()
    const [one, two] = (await rig.messages()).map(({ id }) => ({ accountId: rig.accountId, messageId: id, parts: 1 }))
    let second: ReturnType<typeof claim> | undefined
    const meanwhile = async () => {
      second = claim(node.db, rig.gatewayId, [two!], as())
      await new Promise((resolve) => setTimeout(resolve, 400))
    }
    const first = await claim(interrupted(node.db, statement, meanwhile), rig.gatewayId, [one!], as())
    const both = [first, await second!]
    expect(both.flatMap(({ permits }) => permits)).toHaveLength(1)
    expect(both.flatMap(({ stopped }) => stopped)).toMatchObject([{ verdict: { reason: 'loop_suspected' } }])
  })

  it.each(['skipped', 'cancelled', 'lapsed', 'rejected', 'undelivered'])(
    'counts no text that is %s when the next is planned, also of calls that come at once',
    async (state) => {
      await open()
      await waiting(Array(6).fill(caller))
      expect(await fates()).toEqual([...Array(5).fill('queued'), 'loop_suspected'])
      await rig.sql.query(
        `update message set state = $1, due_at = null where id in (select id from message order by id limit 3)`,
        [state],
      )
      await Promise.all(Array.from({ length: 4 }, () => node.accept({ caller })))
      expect((await fates()).slice(6).toSorted()).toEqual(['loop_suspected', 'queued', 'queued', 'queued'])
    },
  )

  it('counts a text that waited by when it went', async () => {
    await open()
    const go = await waiting(Array(5).fill(caller))
    await rig.sql.query(`update caller set texts = regexp_replace(texts, '"at":\\d+', '"at":' || $1, 'g')`, [
      String(Date.now() - 2 * 3_600_000),
    ])
    go()
    await settled(5)
    await node.accept({ caller })
    expect(await fates()).toEqual([...Array(5).fill('sent'), 'loop_suspected'])
  })

  it('that leaves room for less than waits lets just so many of one batch go', async () => {
    await open()
    const go = await waiting([caller, caller, caller, caller])
    await policy({ loopGuard: { texts: 2, minutes: 60 } })
    await haveWaited()
    go()
    await settled(4)
    expect(await fates()).toEqual(['sent', 'sent', 'loop_suspected', 'loop_suspected'])
  })
})

it('an account without limits pays no statement for them at a claim, nor does the loop guard where it has room', async () => {
  const seen = new Set<string>()
  await open({}, (name) => seen.add(name))
  const [caller = '', other = ''] = callers(2)
  for (let n = 0; n < 2; n++) await node.accept({ caller })
  await settled(2)
  await rig.sql.query(`update message set permitted_at = permitted_at - interval '2 hours'`)
  const go = await waiting([caller, other])
  // The caller's row names more texts than the guard allows, and all that wait may go.
  await policy({ loopGuard: { texts: 2, minutes: 60 } })
  await haveWaited()
  go()
  await settled(4)
  expect(await rig.states()).toEqual({ sent: 4 })
  expect([...seen]).toContain('read_gate')
  expect([...seen].filter((name) => name.startsWith('gate_') || name.startsWith('usage_'))).toEqual([])
})
