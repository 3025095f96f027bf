/** COMMIT was sent and its answer never came. Nothing is lost, nothing goes twice, and nobody has to wait for a lease. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CommitRefused, CommitUnknown } from '../src/store/database.ts'
import { statement } from '../src/store/statement.ts'
import { type EngineRig, openEngineRig, type TestNode } from './support/engine-rig.ts'
import { type CutHow, startTcpProxy, type TcpProxy } from './support/tcp-proxy.ts'

let rig: EngineRig
let proxy: TcpProxy
let node: TestNode

beforeEach(async () => {
  rig = await openEngineRig()
  const url = new URL(rig.database.url)
  proxy = await startTcpProxy({ isPostgres: true, port: 0, path: `${url.searchParams.get('host')}/.s.PGSQL.5432` })
  url.search = ''
  url.host = '127.0.0.1'
  url.port = String(proxy.port)
  node = await rig.node({ url: url.href })
})
afterEach(async () => {
  await rig.close()
  await proxy.close()
})

const ways: CutHow[] = ['fin', 'reset']

describe('at intake', () => {
  it.each(ways)('answers the sender and sends the text once (%s)', async (how) => {
    for (let round = 0; round < 5; round++) {
      proxy.swallowCommits(1, how)
      expect(await node.accept()).toMatchObject({ outcome: 'new' })
    }
    expect(proxy.swallowed()).toBeGreaterThanOrEqual(5)
    await rig.until(async () => (await rig.states())['sent'] === 5)
    expect(rig.probe.journal).toHaveLength(5)
    expect(node.engine.lane(rig.gatewayId)).toMatchObject({ underWay: 0, slots: rig.probe.window })
  })

  it('knows its own call again when the same one comes once more', async () => {
    const sourceCallId = 'twice'
    proxy.swallowCommits(1, 'reset')
    const [first, second] = await Promise.all([node.accept({ sourceCallId }), node.accept({ sourceCallId })])
    expect([first.outcome, second.outcome].toSorted()).toEqual(['known', 'new'])
    expect(proxy.swallowed()).toBe(1)
    await rig.until(async () => (await rig.states())['sent'] === 1)
    expect(rig.probe.journal).toHaveLength(1)
  })

  it('finds what it does not know, several times over, and still sends each text once', async () => {
    proxy.swallowCommits(3, 'reset')
    const answers = await Promise.all(Array.from({ length: 20 }, () => node.accept()))
    expect(answers.filter((one) => one.outcome !== 'new')).toEqual([])
    expect(proxy.swallowed()).toBe(3)
    await rig.until(async () => (await rig.states())['sent'] === 20, 20_000)
    expect(rig.probe.journal).toHaveLength(20)
    expect([...rig.probe.times().values()].filter((times) => times !== 1)).toEqual([])
  })
})

describe('while the database is away', () => {
  it('lets calls wait for it', async () => {
    await node.accept()
    proxy.refuse(true)
    proxy.cut()
    const waiting = Promise.all(Array.from({ length: 5 }, () => node.accept()))
    setTimeout(() => proxy.refuse(false), 600)
    expect((await waiting).map((one) => one.outcome)).toEqual(Array(5).fill('new'))
    await rig.until(async () => (await rig.states())['sent'] === 6)
    expect(rig.probe.journal).toHaveLength(6)
  })
})

describe('at a claim', () => {
  it('puts the permit back and sends the text once', async () => {
    rig.probe.window = 1
    rig.probe.behave = () => ({ is: 'accept', afterMs: 20 })
    const closed = await rig.sql.query('update gateway set paused_at = clock_timestamp(), version = version + 1')
    expect(closed.rowCount).toBe(1)
    await node.engine.refresh()
    await Promise.all(Array.from({ length: 10 }, () => node.accept()))
    expect(await rig.states()).toEqual({ queued: 10 })
    await rig.sql.query('update gateway set paused_at = null, version = version + 1')
    proxy.swallowCommits(1, 'reset')
    await node.engine.refresh()
    await rig.until(async () => (await rig.states())['sent'] === 10, 25_000)
    expect(proxy.swallowed()).toBe(1)
    expect(rig.probe.journal).toHaveLength(10)
  }, 30_000)
})

describe('storing an answer', () => {
  it('stores it again, and once is as good as twice', async () => {
    rig.probe.behave = () => {
      proxy.swallowCommits(1, 'fin')
      return { is: 'accept', afterMs: 5 }
    }
    await node.accept()
    await rig.until(async () => (await rig.states())['sent'] === 1)
    await rig.until(() => proxy.swallowed() > 0)
    expect(await rig.messages()).toMatchObject([{ state: 'sent', attempt: 1, settled_by: 'answer' }])
  })
})

const broken = statement('test_broken', {}, 'select 1 / 0')

describe('the transaction itself', () => {
  it('says that nobody knows', async () => {
    proxy.swallowCommits(1, 'reset')
    await expect(node.db.transaction('console', () => Promise.resolve(1))).rejects.toBeInstanceOf(CommitUnknown)
  })

  it('says no where an error inside was swallowed, though COMMIT resolves', async () => {
    const swallowing = node.db.transaction('console', (tx) => tx.run(broken, []).catch(() => undefined))
    await expect(swallowing).rejects.toBeInstanceOf(CommitRefused)
  })

  describe('that asks for COMMIT in the turn of its last statement', () => {
    const count = statement('test_count', { n: 'integer' }, 'select count(*)::int as n from notice', {
      acrossAccounts: 'a test',
    })
    const note = statement(
      'test_note',
      {},
      `insert into notice (account_id, kind, subject, detail) select account_id, 'loop_suspected', gen_random_uuid()::text, '' from account limit 1`,
      { acrossAccounts: 'a test' },
    )
    const notes = async () => (await node.db.console.run(count, []))[0]?.n
    const noting = (then: () => Promise<unknown>) =>
      node.db.transaction('intake', async (tx) => {
        const noted = tx.run(note, [])
        tx.lastAsked()
        await noted
        return await then()
      })

    it('is done when both are answered', async () => {
      expect(await noting(async () => 'done')).toBe('done')
      expect(await notes()).toBe(1)
    })

    it('says why it is not done, where the statement fails', async () => {
      const failing = node.db.transaction('intake', async (tx) => {
        const asked = Promise.all([tx.run(note, []), tx.run(broken, [])])
        tx.lastAsked()
        await asked
      })
      await expect(failing).rejects.toMatchObject({ code: '22012' })
      expect(await notes()).toBe(0)
    })

    it('says that nobody knows, where no answer comes, and where its work fails though all of them did', async () => {
      proxy.swallowCommits(1, 'reset')
      await expect(noting(async () => 'done')).rejects.toBeInstanceOf(CommitUnknown)
      expect(await notes()).toBe(1)
      await expect(noting(() => Promise.reject(new Error('an answer did not come')))).rejects.toBeInstanceOf(
        CommitUnknown,
      )
    })
  })
})
