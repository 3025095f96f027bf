/** What a refusal for preferences (DND) teaches: of a promotional text, the number's; of a service text, that something is wrong with the template. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clearDndOver } from '../src/store/cleaning.ts'
import { giveConsents } from '../src/store/consents.ts'
import { readNotices } from '../src/store/notices.ts'
import { accountDocument, promotional, rule } from './support/account-document.ts'
import { daytimeCaller, missedCall, someCaller } from './support/call.ts'
import { type EngineRig, openEngineRig, type TestNode } from './support/engine-rig.ts'
import { startTestProgram, type TestAccount, type TestProgram } from './support/program.ts'
import { hashNumber } from './support/seal.ts'
import { Smsc } from './support/smsc.ts'

const day = 86_400_000
const [number, other] = [daytimeCaller(), daytimeCaller()]

describe('in the store', () => {
  let rig: EngineRig
  let node: TestNode
  const seen = new Set<string>()
  beforeEach(async () => {
    rig = await openEngineRig()
    node = await rig.node({ heard: (name) => seen.add(name) })
    await rig.sql.query(
      `insert into template_version (account_id, template_id, version, body, header_id, category)
       select account_id, id, 1, '', id, 'service_implicit' from template`,
    )
  })
  afterEach(() => rig.close())

  const give = (to: string, givenAt: number | null) =>
    node.db.transaction('console', (tx) =>
      giveConsents(
        tx,
        { accountId: rig.accountId, source: 'api', who: 'tests' },
        [
          {
            hash: hashNumber(rig.accountId, to),
            ending: to.slice(-3),
            purpose: 'offers',
            wording: null,
            givenAt,
            expiresAt: null,
            evidence: null,
          },
        ],
        90,
      ),
    )
  /** Texts of the account are promotional, and both callers have agreed to them, since countries besides India ask for it. */
  const makePromotional = async (accountId = rig.accountId) => {
    await rig.sql.query(`update template_version set category = 'promotional' where account_id = $1`, [accountId])
    await rig.sql.query(
      `update rule_set_version set snapshot = replace(snapshot, 'service_implicit', 'promotional') where account_id = $1`,
      [accountId],
    )
    await rig.sql.query('update account set config_version = config_version + 1 where account_id = $1', [accountId])
    for (const one of [number, other]) await give(one, Date.now() - 2 * day)
  }
  const refuseAll = () => {
    rig.probe.behave = () => ({ is: 'refuse', retry: 'never', reason: 'number_blocked' })
  }
  const acceptAll = () => {
    rig.probe.behave = () => ({ is: 'accept' })
  }
  const until = (state: string, count = 1) => rig.until(async () => (await rig.states())[state] === count)
  const last = async () => (await rig.messages()).at(-1)
  const idOf = (nth: number) => rig.probe.journal[nth]?.id ?? ''

  it('an answer that blocks a promotional text is remembered for 30 days, by account, and by a hash', async () => {
    await makePromotional()
    refuseAll()
    await node.accept({ caller: number })
    await until('rejected')
    acceptAll()
    await node.accept({ caller: number })
    expect(await last()).toMatchObject({ state: 'skipped', reason: 'dnd_learnt' })
    const { rows } = await rig.sql.query(
      `select d::text as row, extract(epoch from expires_at - learnt_at) / 86400 as days from dnd_learnt d`,
    )
    expect(rows).toMatchObject([{ row: expect.not.stringContaining(number.slice(3)) }])
    expect(Number(rows[0].days)).toBeCloseTo(30, 3)

    await node.accept({ caller: other })
    await until('sent')
    expect(await clearDndOver(node.db)).toBe(0)
    await rig.sql.query(`update dnd_learnt set expires_at = clock_timestamp()`)
    await node.accept({ caller: number })
    await until('sent', 2)
    expect(await clearDndOver(node.db)).toBe(1)
  })

  it('a receipt does the same, also one that comes before its answer', async () => {
    await makePromotional()
    await node.accept({ caller: number })
    await until('sent')
    await rig.probe.receipt({ id: idOf(0) }, 'undelivered', { reason: 'number_blocked' })
    await node.accept({ caller: number })
    expect(await last()).toMatchObject({ state: 'skipped', reason: 'dnd_learnt' })

    // The answer is slow, its receipt is not.
    rig.probe.behave = () => ({ is: 'accept', afterMs: 300 })
    await node.accept({ caller: other })
    await rig.until(() => rig.probe.journal.length === 2)
    await rig.probe.receipt({ id: idOf(1) }, 'undelivered', { reason: 'number_blocked' })
    await until('undelivered', 2)
    await node.accept({ caller: other })
    expect(await last()).toMatchObject({ state: 'skipped', reason: 'dnd_learnt' })
  })

  it('stops what waited, at the claim', async () => {
    await makePromotional()
    const { window } = rig.probe
    await node.accept({ caller: number })
    await until('sent')
    rig.probe.window = 0
    await node.accept({ caller: number })
    expect(await rig.states()).toEqual({ sent: 1, queued: 1 })
    await rig.probe.receipt({ id: idOf(0) }, 'undelivered', { reason: 'number_blocked' })
    rig.probe.window = window
    node.engine.wake()
    await until('skipped')
    expect(await last()).toMatchObject({ reason: 'dnd_learnt', attempt: 0 })
  })

  it('a promotional text that is delivered forgets it, and so does a consent given later', async () => {
    await makePromotional()
    await node.accept({ caller: number })
    await node.accept({ caller: number })
    await until('sent', 2)
    await rig.probe.receipt({ id: idOf(0) }, 'undelivered', { reason: 'number_blocked' })
    const isLearnt = async () => (await rig.sql.query('select from dnd_learnt')).rows.length === 1
    expect(await isLearnt()).toBe(true)
    await rig.probe.receipt({ id: idOf(1) }, 'delivered')
    expect(await isLearnt()).toBe(false)

    refuseAll()
    await node.accept({ caller: number })
    await until('rejected')
    expect(await isLearnt()).toBe(true)
    await give(number, Date.now() - day)
    expect(await isLearnt()).toBe(true)
    await give(number, null)
    expect(await isLearnt()).toBe(false)
  })

  it('of a service text it tells the administrator about the template, once, and leaves the number alone', async () => {
    refuseAll()
    await node.accept({ caller: '+919400100007' })
    await node.accept({ caller: '+919400100008' })
    await until('rejected', 2)
    expect(await readNotices(node.db, rig.accountId)).toMatchObject([
      { kind: 'template_dnd', subject: 'sorry', detail: 'Sorry' },
    ])
    expect((await rig.sql.query('select from dnd_learnt')).rows).toEqual([])
    acceptAll()
    await node.accept({ caller: '+919400100007' })
    await until('sent')
  })

  it('costs an account that was never refused no statement, at a call, at a claim and at a receipt', async () => {
    await makePromotional()
    seen.clear()
    rig.probe.behave = (_, nth) => (nth === 1 ? { is: 'refuse', retry: { afterMs: 10 } } : { is: 'accept' })
    await node.accept({ caller: number })
    await until('sent')
    await rig.probe.receipt({ id: idOf(1) }, 'delivered')
    await until('delivered')
    expect([...seen]).toEqual(expect.arrayContaining(['accept_read_after_locks', 'read_gate', 'find_submissions']))
    expect([...seen].filter((name) => /dnd|blocked/.test(name))).toEqual([])
  })
})

describe('the whole program, against an SMSC that blocks by preference', () => {
  let program: TestProgram
  const smscs: Smsc[] = []
  const blocked = new Set<string>()
  beforeAll(async () => {
    program = await startTestProgram({ sandboxSpeed: 20 })
  })
  afterAll(async () => {
    await program.stop()
    for (const one of smscs) await one.close()
  })

  /** An account whose texts go to an SMSC of its own. */
  const opened = async (
    category: 'promotional' | 'service_implicit',
  ): Promise<{ account: TestAccount; smsc: Smsc }> => {
    const smsc = await Smsc.open({
      receipt: ({ dest }) =>
        blocked.has(dest)
          ? { afterMs: 20, stat: 'UNDELIV', by: 'both', network: [3, 13] }
          : { afterMs: 20, stat: 'DELIVRD' },
    })
    smscs.push(smsc)
    const document = accountDocument([rule('any')], {
      gateways: [
        {
          key: 'smsc',
          title: 'SMSC',
          kind: 'smpp',
          settings: { host: '127.0.0.1', port: smsc.port, systemId: 'kaveri', dlt: true },
          secrets: { password: 'secret' },
        },
      ],
      routes: [{ gateway: 'smsc' }],
    })
    const templates = document.templates?.map((one) => (category === 'promotional' ? promotional(one) : one)) ?? []
    const account = await program.account({ ...document, templates })
    return { account, smsc }
  }
  const next = async (account: TestAccount, caller: string) =>
    await account.settled(await account.accepted(missedCall({ caller })))

  it('sends such a number no further promotional text, says so in the call, and tries again after a consent', async () => {
    const { account, smsc } = await opened('promotional')
    const caller = daytimeCaller()
    await account.send('POST', '/v1/consents', { number: caller, purpose: 'offers', evidence: 'form 4' })
    blocked.add(caller.slice(1))
    expect((await next(account, caller)).messages).toMatchObject([{ state: 'undelivered', reason: 'number_blocked' }])
    const sent = smsc.journal.length
    const story = await next(account, caller)
    expect(story.messages).toMatchObject([{ state: 'skipped', reason: 'dnd_learnt' }])
    expect(story.plan.messages).toMatchObject([{ is: 'skip', reason: 'dnd_learnt' }])
    expect(story.facts.policy.dndLearnt).toEqual([caller])
    expect(smsc.journal).toHaveLength(sent)
    const planned = await account.send('POST', '/v1/plan', { call: missedCall({ caller }) })
    expect(planned.body.messages).toMatchObject([{ reason: 'dnd_learnt' }])
    const standing = await account.send('POST', '/v1/consents/check', { number: caller })
    expect(Date.parse(standing.body.dndUntil) - Date.now()).toBeGreaterThan(29 * day)

    blocked.delete(caller.slice(1))
    await account.send('POST', '/v1/consents', { number: caller, purpose: 'offers', evidence: 'registered on DLT' })
    expect((await next(account, caller)).messages).toMatchObject([{ state: 'delivered' }])
    expect((await account.get('/v1/notices')).body.items).toEqual([])
  })

  it('goes on sending service texts, and says that their template looks promotional', async () => {
    const { account } = await opened('service_implicit')
    const caller = someCaller()
    blocked.add(caller.slice(1))
    expect((await next(account, caller)).messages).toMatchObject([{ state: 'undelivered', reason: 'number_blocked' }])
    expect((await account.get('/v1/notices')).body.items).toMatchObject([
      { kind: 'template_dnd', subject: 'sorry', words: expect.stringContaining('“Sorry we missed you”') },
    ])
    blocked.delete(caller.slice(1))
    expect((await next(account, caller)).messages).toMatchObject([{ state: 'delivered' }])
    expect((await account.send('POST', '/v1/opt-outs/check', { number: caller })).body.optedOut).toBe(false)
  })
})
