/** Calls told in parts: judged once by whichever node takes them, from all that was told until then; what is told later is kept and changes nothing. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Json } from '../src/core/adapter.ts'
import { addParts, findDueSessions, takeDueSession } from '../src/store/call-sessions.ts'
import { myoperator } from '../src/telephony/myoperator/myoperator.ts'
import { readSample } from '../src/telephony/preview.ts'
import { createJudgeSessions, type JudgeOptions } from '../src/worker/judge-sessions.ts'
import { type EngineRig, openEngineRig, type TestNode } from './support/engine-rig.ts'
import { interrupted } from './support/news.ts'

let rig: EngineRig
let node: TestNode
let sourceId: string
const settings = myoperator.settings.parse({ summarySeconds: 0 })

beforeEach(async () => {
  rig = await openEngineRig()
  node = await rig.node()
  sourceId = randomUUID()
  await rig.sql.query(
    `insert into source (account_id, id, key, name, kind) values ($1, $2, 'myoperator', 'MyOperator', 'myoperator')`,
    [rig.accountId, sourceId],
  )
})
afterEach(() => rig.close())

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

type Told = { type: string; session?: string; direction?: string | null; payload?: Json; at?: string }

/** What MyOperator would post, read by its own adapter and kept as the webhook does. */
async function tell(...events: Told[]): Promise<void> {
  const parts = events.flatMap(({ type, session = 'one', direction = 'incoming', payload = {}, at }) => {
    const event = {
      event_type: type,
      event_id: randomUUID(),
      session_id: session,
      timestamp: at ?? new Date().toISOString(),
      customer_identifier: '+919812345678',
      direction,
      payload,
    }
    const parsed = myoperator.webhook!.parse(readSample(JSON.stringify(event), Date.now()), settings, Date.now())
    return parsed.flatMap((one) => (one.is === 'part' ? [one] : []))
  })
  expect(parts).toHaveLength(events.length)
  await addParts(node.db, { accountId: rig.accountId, sourceId }, parts, myoperator.assemble!.hints(settings))
}

const warnings: object[] = []
const optionsOf = (by: TestNode, more: Partial<JudgeOptions> = {}): JudgeOptions => ({
  db: by.db,
  kinds: [myoperator as never],
  accept: by.calls.accept,
  settingsOf: () => settings,
  log: { warn: (fields) => void warnings.push(fields) },
  ...more,
})
async function judge(by: TestNode = node, more: Partial<JudgeOptions> = {}): Promise<void> {
  const judging = createJudgeSessions(optionsOf(by, more))
  await judging.look()
  await judging.idle()
}
const calls = async () => (await rig.sql.query('select id, source_call_id, outcome, report from call')).rows
const notes = async () => (await rig.sql.query('select call_id, note from call_note order by at')).rows
const partCount = async () => (await rig.sql.query('select count(*)::int as n from call_part')).rows[0].n

/** The sessions, all of them due now. */
async function dueNow() {
  await rig.sql.query('update call_session set due_at = clock_timestamp()')
  return findDueSessions(node.db)
}

/** Parts of the session "one" that say nothing, past what is taken of a session. */
async function addManyParts(count: number, at: string): Promise<void> {
  await rig.sql.query(
    `insert into call_part (account_id, source_id, session, part_id, at, closes, data)
     select $1, $2, 'one', 'x' || n, ${at}, false, '{"session":"one","kind":"began"}' from generate_series(1, ${count}) n`,
    [rig.accountId, sourceId],
  )
}

const sessions = async () => (await rig.sql.query('select session, due_at, judged_call_id from call_session')).rows

describe('a call told in parts', () => {
  it('is judged once by two nodes that look at the same time, and makes one text', async () => {
    // All of one caller.
    await rig.sql.query(`update account set policy = '{"loopGuard":null}'`)
    const other = await rig.node()
    for (let n = 0; n < 20; n++)
      await tell({ type: 'call.initiated', session: `s${n}` }, { type: 'call.end', session: `s${n}` })
    await Promise.all([judge(node), judge(other), judge(node), judge(other)])
    expect(await calls()).toHaveLength(20)
    expect((await sessions()).filter((one) => one.due_at !== null || one.judged_call_id === null)).toEqual([])
    await rig.until(async () => (await rig.states())['sent'] === 20)
    expect(rig.probe.journal).toHaveLength(20)
  })

  it('waits for its commit, and for a place where its gateway has a backlog, beside the others and not before them', async () => {
    const sessions = Array.from({ length: 20 }, (_, n) => `s${n}`)
    for (const session of sessions) await tell({ type: 'call.end', session })
    let waiting = 0
    // None of them is accepted before all are waiting.
    const accept: JudgeOptions['accept'] = async (one) => {
      waiting += 1
      await rig.until(() => waiting === sessions.length, 1_000)
      return node.calls.accept(one)
    }
    await judge(node, { accept })
    expect(await calls()).toHaveLength(20)
  })

  it('waits for none that was due before it', async () => {
    const held = Promise.withResolvers<void>()
    const accept: JudgeOptions['accept'] = async (one) => {
      if (one.call.sourceCallId === 'slow') await held.promise
      return node.calls.accept(one)
    }
    const judging = createJudgeSessions(optionsOf(node, { accept }))
    await tell({ type: 'call.end', session: 'slow' })
    await judging.look()
    await tell({ type: 'call.end', session: 'quick' })
    await judging.look()
    await rig.until(async () => (await calls()).some((one) => one.source_call_id === 'quick'))
    expect(await calls()).toHaveLength(1)
    held.resolve()
    await judging.idle()
    expect(await calls()).toHaveLength(2)
  })

  it('is taken over from a node that died in the middle, and is still one call', async () => {
    await tell({ type: 'call.initiated' }, { type: 'call.end' })
    const [due] = await findDueSessions(node.db)
    expect(await takeDueSession(node.db, due!)).toHaveLength(2)
    await judge()
    expect(await calls()).toEqual([])
    // Half a minute later it is anybody's again; and the dead one had got as far as the call.
    await node.calls.accept({
      accountId: rig.accountId,
      sourceId,
      call: (await foldedOf(due!.session))!,
    })
    await rig.sql.query('update call_session set due_at = clock_timestamp()')
    await judge()
    const [call] = await calls()
    expect(await calls()).toHaveLength(1)
    expect(await sessions()).toMatchObject([{ due_at: null, judged_call_id: call.id }])
  })

  it('keeps what is told after judging as a note on the call, once, and makes no second text', async () => {
    await tell({ type: 'call.initiated' }, { type: 'call.end' })
    await judge()
    await rig.until(() => rig.probe.journal.length === 1)
    const summary = { type: 'call.summary', payload: { duration: 30, legs: [] } }
    await tell(summary)
    await judge()
    const [call] = await calls()
    expect((await notes()).map((one) => [one.call_id, JSON.parse(one.note).data.kind])).toEqual([[call.id, 'summary']])
    expect(await calls()).toHaveLength(1)
    await pause(300)
    expect(rig.probe.journal).toHaveLength(1)
  })

  it('keeps as a note also what is told while it is being judged', async () => {
    await tell({ type: 'call.initiated' }, { type: 'call.end' })
    const accept: JudgeOptions['accept'] = async (one) => {
      await tell({ type: 'call.summary', payload: { duration: 30 } })
      return node.calls.accept(one)
    }
    await judge(node, { accept })
    expect((await notes()).map((one) => JSON.parse(one.note).data.kind)).toEqual(['summary'])
    expect(await sessions()).toMatchObject([{ due_at: null }])
  })

  it('becomes a call when its missing part comes, though it had been looked at without it', async () => {
    await tell({ type: 'call.end', direction: null })
    warnings.length = 0
    await judge()
    expect(await calls()).toEqual([])
    expect(await sessions()).toMatchObject([{ due_at: null, judged_call_id: null }])
    expect(warnings).toMatchObject([{ session: 'one' }])
    await tell({ type: 'call.summary', payload: { duration: 30 } })
    await judge()
    expect(await calls()).toMatchObject([{ source_call_id: 'one', outcome: 'missed' }])
  })

  it('becomes a call when its missing part comes while it is being looked at', async () => {
    await tell({ type: 'call.end', direction: null })
    await judge({ ...node, db: reading(() => tell({ type: 'call.summary' })) })
    expect(await calls()).toEqual([])
    await judge()
    expect(await calls()).toMatchObject([{ source_call_id: 'one' }])
  })

  it('that cannot be folded is ended and said, and keeps no other waiting', async () => {
    await tell({ type: 'call.end', session: 'bad' })
    await tell({ type: 'call.end', session: 'good' })
    const broken = {
      ...myoperator,
      assemble: {
        ...myoperator.assemble!,
        fold: (parts: Parameters<NonNullable<typeof myoperator.assemble>['fold']>[0]) => {
          if (JSON.stringify(parts).includes('"bad"')) throw new TypeError('a fold that has an error')
          return myoperator.assemble!.fold(parts, settings)
        },
      },
    }
    warnings.length = 0
    await judge(node, { kinds: [broken as never] })
    expect((await calls()).map((one) => one.source_call_id)).toEqual(['good'])
    expect(await sessions()).toMatchObject([{ due_at: null }, { due_at: null }])
    expect(warnings).toMatchObject([{ session: 'bad' }])
  })

  it('is ended and said where its source has become one that tells no calls in parts', async () => {
    await tell({ type: 'call.end' })
    const { assemble: _, ...changed } = myoperator
    warnings.length = 0
    await judge(node, { kinds: [changed as never] })
    expect(await sessions()).toMatchObject([{ due_at: null }])
    expect(warnings).toMatchObject([{ session: 'one' }])
  })

  it('takes two hundred parts and what closes it, however many are told', async () => {
    const begun = Array.from({ length: 250 }, (): Told => ({ type: 'call.initiated', direction: null }))
    await tell(...begun.slice(0, 100))
    await tell(...begun.slice(100))
    await tell({ type: 'call.end' })
    const [due] = await dueNow()
    const taken = await takeDueSession(node.db, due!)
    expect(taken?.map((part) => part.closes).sort()).toEqual([...Array(200).fill(false), true])
    expect(await partCount()).toBe(201)
    await dueNow()
    await judge()
    expect(await calls()).toMatchObject([{ source_call_id: 'one', outcome: 'missed' }])
  })

  it('that has too many parts from before is judged by the earliest and by what closes it', async () => {
    await tell({ type: 'call.initiated' }, { type: 'call.end' })
    await addManyParts(5_000, "now() + interval '1 hour'")
    const [due] = await dueNow()
    expect(await takeDueSession(node.db, due!)).toHaveLength(201)
    await dueNow()
    await judge()
    expect(await calls()).toMatchObject([{ source_call_id: 'one' }])
    expect((await notes()).length).toBeLessThanOrEqual(200)
  })

  it('that has too many parts and makes no call is not looked at again and again', async () => {
    await tell({ type: 'call.end', direction: null })
    await addManyParts(5_000, "now() + interval '1 hour'")
    await judge()
    expect(await sessions()).toMatchObject([{ due_at: null, judged_call_id: null }])
  })

  it('waits half a minute where it could not be accepted, and keeps no other waiting', async () => {
    await tell({ type: 'call.end', session: 'refused' })
    await tell({ type: 'call.end', session: 'taken' })
    const accept: JudgeOptions['accept'] = (one) =>
      one.call.sourceCallId === 'refused' ? Promise.reject(new Error('no database')) : node.calls.accept(one)
    await judge(node, { accept })
    expect((await calls()).map((one) => one.source_call_id)).toEqual(['taken'])
    const waiting = await rig.sql.query(
      `update call_session set due_at = clock_timestamp() from (select due_at as before from call_session where due_at is not null) told
       where due_at is not null returning extract(epoch from before - clock_timestamp())::float as seconds`,
    )
    expect(waiting.rows).toEqual([{ seconds: expect.closeTo(28, -1) }])
    await judge()
    expect(await calls()).toHaveLength(2)
  })

  it('is left to another node by one that knows no such source, or cannot read its settings', async () => {
    await tell({ type: 'call.end' })
    const older: Partial<JudgeOptions>[] = [
      { kinds: [] },
      {
        settingsOf: () => {
          throw new Error('a setting of a newer version')
        },
      },
    ]
    for (const more of older) {
      await judge(node, more)
      expect(await calls()).toEqual([])
      expect((await sessions())[0].due_at).not.toBeNull()
      await rig.sql.query('update call_session set due_at = clock_timestamp()')
    }
    await judge()
    expect(await calls()).toHaveLength(1)
  })
})

/** The database, except that something happens right after a session's parts were read. */
function reading(meanwhile: () => Promise<unknown>) {
  const { db } = node
  const once = interrupted(db, 'read_parts', meanwhile)
  let happened = false
  return {
    ...once,
    send: {
      run: (async (statement, parameters) => {
        const rows = await db.send.run(statement, parameters)
        if (statement.name === 'read_parts' && !happened) {
          happened = true
          await meanwhile()
        }
        return rows
      }) as typeof db.send.run,
    },
  }
}

async function foldedOf(session: string) {
  const { callReport, completeCall } = await import('../src/core/call.ts')
  const { rows } = await rig.sql.query('select part_id, at, closes, data from call_part where session = $1', [session])
  const parts = rows.map((row) => ({
    partId: row.part_id,
    at: row.at.getTime(),
    closes: row.closes,
    data: JSON.parse(row.data),
  }))
  const completed = completeCall(callReport.parse(myoperator.assemble!.fold(parts, settings)), Date.now())
  return 'call' in completed ? completed.call : undefined
}
