/** Texts that need consent go only to whoever agreed: asked in the transaction that plans, and again in the one that gives the permit. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { revokeConsents } from '../src/store/consent-ledger.ts'
import { type Giving, giveConsents, listConsents, readConsent, readConsented } from '../src/store/consents.ts'
import { addOptOuts, endOptOut } from '../src/store/opt-outs.ts'
import { declaredStatements } from '../src/store/statement.ts'
import { type EngineRig, openEngineRig, type TestNode } from './support/engine-rig.ts'
import { hashNumber } from './support/seal.ts'

let rig: EngineRig
let node: TestNode
beforeEach(async () => {
  rig = await openEngineRig()
  node = await rig.node()
  await rig.sql.query(
    `insert into template_version (account_id, template_id, version, body, header_id, category)
     select account_id, id, 1, '', id, 'service_implicit' from template`,
  )
})
afterEach(() => rig.close())

const number = '+919400100007'
const day = 86_400_000
const hash = () => hashNumber(rig.accountId, number)
const by = (source: 'api' | 'file' = 'api') => ({ accountId: rig.accountId, source, who: 'tests' }) as const
const terms = (over: Partial<Giving> = {}): Giving => ({
  hash: hash(),
  ending: '007',
  purpose: 'offers by text',
  wording: null,
  givenAt: null,
  expiresAt: null,
  evidence: null,
  ...over,
})
const give = async (over: Partial<Giving> = {}, blockDays = 90) =>
  (await node.db.transaction('console', (tx) => giveConsents(tx, by(), [terms(over)], blockDays)))[0]
const revoke = () =>
  node.db.transaction('console', (tx) => revokeConsents(tx, by(), [{ hash: hash(), evidence: 'said so' }]))
const optOut = () => node.db.transaction('console', (tx) => addOptOuts(tx, by(), [{ hash: hash(), ending: '007' }]))
const optIn = (source: 'reply' | 'console') =>
  node.db.transaction('console', (tx) => endOptOut(tx, { ...by(), source }, { hash: hash() }))
const needConsent = (accountId = rig.accountId) =>
  rig.sql.query('update account set policy = $2, config_version = config_version + 1 where account_id = $1', [
    accountId,
    JSON.stringify({ consent: { neededFor: ['service_implicit'], reconsentBlockDays: 90 } }),
  ])
const stands = async () => {
  const found = await readConsented(node.db.console, hashNumber, [{ accountId: rig.accountId, number }])
  return found.get(rig.accountId)?.has(number) ?? false
}
const ledger = async () => (await readConsent(node.db, rig.accountId, hash())).ledger

describe('a text that needs consent', () => {
  it('is skipped without one, goes with one, and is skipped again when it was revoked', async () => {
    await needConsent()
    await node.accept({ caller: number })
    expect(await rig.messages()).toMatchObject([{ state: 'skipped', reason: 'no_consent', detail: 'Sorry' }])
    expect(await give()).toEqual({ is: 'given' })
    await node.accept({ caller: number })
    await rig.until(async () => (await rig.states())['sent'] === 1)
    expect((await revoke()).size).toBe(1)
    await node.accept({ caller: number })
    expect(await rig.states()).toEqual({ skipped: 2, sent: 1 })
  })

  it('that waits is stopped at the claim when its consent was revoked meanwhile, and goes where it was not', async () => {
    const other = '+919400100008'
    await needConsent()
    await give()
    await give({ hash: hashNumber(rig.accountId, other), ending: '008' })
    const { window } = rig.probe
    rig.probe.window = 0
    await node.accept({ caller: number })
    await node.accept({ caller: other })
    expect(await rig.states()).toEqual({ queued: 2 })
    await revoke()
    rig.probe.window = window
    node.engine.wake()
    await rig.until(async () => (await rig.states())['skipped'] === 1 && (await rig.states())['sent'] === 1)
    expect((await rig.messages()).find((one) => one.number === number)).toMatchObject({ reason: 'no_consent' })
    expect(rig.probe.journal.map((one) => one.to)).toEqual([other])
  })

  it('costs an account that asks for none no statement, neither at a call nor at a claim', async () => {
    const seen = new Set<string>()
    const [other = ''] = await rig.addAccounts(1, rig.gatewayId)
    await needConsent(other)
    await node.stop()
    node = await rig.node({ heard: (name) => seen.add(name) })
    await give()
    seen.clear()
    rig.probe.behave = (_, nth) => (nth === 1 ? { is: 'refuse', retry: { afterMs: 10 } } : { is: 'accept' })
    await node.accept({ caller: number })
    await rig.until(async () => (await rig.states())['sent'] === 1)
    expect([...seen]).toEqual(expect.arrayContaining(['accept_read_after_locks', 'read_gate']))
    expect([...seen]).not.toContain('read_consented')
    await node.accept({ caller: number }, other)
    expect([...seen]).toContain('read_consented')
    expect((await rig.messages()).at(-1)).toMatchObject({ reason: 'no_consent' })
  })
})

describe('a promotional text, of an account that asks for no consent', () => {
  /** Of a country where it is day now: between 10:00 and 20:00 there, or the text would not even be queued. */
  const abroad = (() => {
    const hour = new Date().getUTCHours()
    if (hour >= 1 && hour < 10) return '+818012345678'
    if (hour >= 10 && hour < 17) return '+27821234678'
    return hour >= 17 && hour < 22 ? '+5491123456678' : '+6797012678'
  })()
  const makePromotional = async () => {
    await rig.sql.query(`update template_version set category = 'promotional'`)
    await rig.sql.query(
      `update rule_set_version set snapshot = replace(snapshot, 'service_implicit', 'promotional') where account_id = $1`,
      [rig.accountId],
    )
    await rig.sql.query('update account set config_version = config_version + 1 where account_id = $1', [rig.accountId])
  }
  /** Whatever the time is there, the gate is asked now. */
  const wakeHeld = async () => {
    await rig.sql.query(`update message set due_at = clock_timestamp() where state = 'queued'`)
    node.engine.wake()
  }

  it('costs no statement on its way to India, and one on its way abroad', async () => {
    const seen = new Set<string>()
    await node.stop()
    node = await rig.node({ heard: (name) => seen.add(name) })
    await makePromotional()
    await node.accept({ caller: number })
    await wakeHeld()
    await rig.until(() => seen.has('accept_read_after_locks'))
    expect([...seen]).not.toContain('read_consented')
    await node.accept({ caller: abroad })
    expect([...seen]).toContain('read_consented')
    expect((await rig.messages()).at(-1)).toMatchObject({ state: 'skipped', reason: 'no_consent' })
  })

  it('that waits for a number abroad is stopped at the claim when its consent was revoked meanwhile', async () => {
    await makePromotional()
    await give({ hash: hashNumber(rig.accountId, abroad), ending: '678' })
    rig.probe.window = 0
    await node.accept({ caller: abroad })
    expect(await rig.states()).toEqual({ queued: 1 })
    await rig.sql.query('update consent set revoked_at = clock_timestamp()')
    rig.probe.window = 10
    await wakeHeld()
    await rig.until(async () => (await rig.states())['skipped'] === 1)
    expect(await rig.messages()).toMatchObject([{ reason: 'no_consent', attempt: 0 }])
    expect(rig.probe.journal).toEqual([])
  })
})

describe('a consent', () => {
  it('stands until it expires', async () => {
    await give({ givenAt: Date.now() - 2 * day, expiresAt: Date.now() - day })
    expect(await stands()).toBe(false)
    expect(await listConsents(node.db, rig.accountId, 10)).toMatchObject([{ ending: '007', isExpired: true }])
    await give({ expiresAt: Date.now() + day })
    expect(await stands()).toBe(true)
  })

  it('is recorded once: the same again, or an older one, is known', async () => {
    const givenAt = Date.now() - day
    expect(await give({ givenAt })).toEqual({ is: 'given' })
    expect(await give({ givenAt })).toEqual({ is: 'known' })
    expect(await give({ givenAt: givenAt - day })).toEqual({ is: 'known' })
    expect(await give({ givenAt, wording: 'form 2' })).toEqual({ is: 'given' })
    expect(await ledger()).toHaveLength(2)
  })

  it('is revoked by an opt-out, in the same transaction and in the ledger, and does not come back with the texts', async () => {
    await give()
    await optOut()
    expect(await stands()).toBe(false)
    expect(await ledger()).toMatchObject([{ what: 'revoked', source: 'api' }, { what: 'given' }])
    await optIn('console')
    expect(await stands()).toBe(false)
  })

  it('is revoked by an opt-out also when neither transaction saw the other', async () => {
    await node.db.transaction('console', async (tx) => {
      await giveConsents(tx, by(), [terms()], 90)
      await optOut()
    })
    await optIn('console')
    expect(await stands()).toBe(false)
  })

  it('counts not for 90 days after an opt-out, unless they came back by themselves', async () => {
    await optOut()
    expect(await give()).toMatchObject({ is: 'too_soon', from: expect.any(Number) })
    await optIn('console')
    expect(await give()).toMatchObject({ is: 'too_soon' })
    // Instants are milliseconds, and within one nobody knows who was first: then the opt-out stands.
    const aMoment = () => new Promise((resolve) => setTimeout(resolve, 5))
    await optOut()
    await aMoment()
    await optIn('reply')
    await aMoment()
    expect(await give()).toEqual({ is: 'given' })
    expect(await stands()).toBe(true)
  })

  it('counts again after the days that the account set, and never one from before', async () => {
    await give()
    await revoke()
    await rig.sql.query(`update consent_entry set at = at - interval '10 days'`)
    const from = (await give({}, 90)) as { from: number }
    expect(from.from - Date.now()).toBeGreaterThan(79 * day)
    expect(await give({ givenAt: Date.now() - 11 * day }, 7)).toMatchObject({ is: 'too_soon' })
    expect(await give({ givenAt: Date.now() - 2 * day }, 7)).toEqual({ is: 'given' })
  })

  it('leaves no number in the database, and no statement changes the ledger', async () => {
    await give()
    await revoke()
    const { rows } = await rig.sql.query(
      'select c::text as row from consent c union all select e::text from consent_entry e',
    )
    expect(rows).toHaveLength(3)
    for (const { row } of rows) expect(row).not.toContain(number.slice(3))
    const touching = declaredStatements().filter(({ text }) => /\b(update|delete from)\s+consent_entry\b/i.test(text))
    expect(touching.map((one) => one.name)).toEqual([])
    expect(declaredStatements().length).toBeGreaterThan(50)
  })
})
