import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type TestDatabase, testDatabase } from '../../test/support/postgres.ts'
import { openLog } from '../log.ts'
import { readConfiguration } from './configuration.ts'
import { type Database, openDatabase } from './database.ts'
import { firstStart } from './first-start.ts'
import { createKey, findKey } from './keys.ts'
import { ensureOperatorKey, rotateOperatorKey } from './operator-key.ts'
import { openSeal } from './seal.ts'
import { checkSeal } from './secrets.ts'
import { createLink, createSession, enterByLink, findSession } from './sessions.ts'
import { hashToken } from './tokens.ts'
import { newId } from './uuid.ts'

let database: TestDatabase
let db: Database
beforeAll(async () => {
  database = await testDatabase()
  db = openDatabase({ url: database.url, owner: 'test', log: openLog('silent') })
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

const seal = openSeal('a secret of the tests, of 32 characters or more')
const kinds = { gateway: () => undefined, source: () => undefined, gatewayKinds: [], sourceKinds: [] }
const demo = parse(readFileSync(new URL('../../demo/account.yaml', import.meta.url), 'utf8'))
let kept: string | undefined
const folder = {
  readOperatorKey: () => kept,
  writeOperatorKey: (key: string) => {
    kept = key
  },
}
const start = () => firstStart({ db, seal, kinds }, folder, demo)

test('the first start makes the sandbox, the demo account and two keys; however many start at once, it is there once', async () => {
  const made = await Promise.all([start(), start(), start()])
  expect(new Set(made.map((one) => `${one.sandboxId} ${one.demoAccountId}`)).size).toBe(1)
  const document = await readConfiguration({ db, seal }, made[0]!.demoAccountId)
  expect(document).toMatchObject({
    head: { isDemo: true, key: 'demo' },
    account: { name: 'Kaveri Appliances' },
    routes: [{ gateway: 'shared:sandbox' }],
  })
  expect(document!.users).toHaveLength(3)
  expect(document!.templates).toHaveLength(5)
  expect(document!.rules.map((one) => one.key)).toEqual([
    'sales-missed',
    'voicemail',
    'support-connected',
    'any-missed',
    'everything-else',
  ])
  expect(await findKey(db, hashToken(kept!))).toMatchObject({ role: 'operator', accountId: null })
})

test('a later start finds what is there, tells no key again, and undoes nothing', async () => {
  const before = kept
  expect(await start()).toMatchObject({ demoKey: undefined })
  expect(kept).toBe(before)
})

test('the operator’s key opens also a database that never saw it', async () => {
  kept = 'ac_from-another-life-of-this-data-folder'
  await start()
  expect(await findKey(db, hashToken(kept))).toMatchObject({ role: 'operator' })
})

test('a demo account whose keys were all revoked gets no other', async () => {
  const demoAccountId = (await start()).demoAccountId
  await db.query('console', 'update api_key set revoked_at = now() where account_id = $1', [demoAccountId])
  expect(await start()).toMatchObject({ demoKey: undefined })
})

test('a rotated operator key is the only one that opens, and whoever came in as the operator is out', async () => {
  const before = kept!
  const ofAccount = await createKey(db.console, { accountId: (await start()).demoAccountId, name: 'x', role: 'owner' })
  const of = (keyHash: Buffer | null) => createSession(db, { accountId: null, role: 'operator', name: null, keyHash })
  const sessions = [await of(hashToken(before)), await of(null)]
  const link = await createLink(db.console, { accountId: null, role: 'operator', name: null, keyHash: null })
  const asOwner = { accountId: newId(), role: 'owner', name: null } as const
  const byItsLink = await createSession(db, { ...asOwner, keyHash: hashToken(before) })
  const ownersOwn = await createSession(db, { ...asOwner, keyHash: hashToken(ofAccount.key) })
  const rotated = await rotateOperatorKey(db, folder, 'tests')
  expect(rotated.revokedKeys).toBeGreaterThan(0)
  expect(rotated.endedSessions).toBe(3)
  expect(kept).not.toBe(before)
  expect(await findKey(db, hashToken(kept!))).toMatchObject({ role: 'operator', accountId: null })
  expect(await findKey(db, hashToken(before))).toBeUndefined()
  for (const session of [...sessions, byItsLink]) expect(await findSession(db, hashToken(session))).toBeUndefined()
  expect(await enterByLink(db, link)).toBeUndefined()
  expect(await findKey(db, hashToken(ofAccount.key))).toMatchObject({ role: 'owner' })
  expect(await findSession(db, hashToken(ownersOwn))).toMatchObject({ role: 'owner' })
  expect(await db.query('console', `select who from audit where what = 'operator_key.rotated'`, [])).toEqual([
    { who: 'tests' },
  ])
})

test('a start gives back no key that was revoked: the folder gets another', async () => {
  const revoked = kept!
  await db.query('console', 'update api_key set revoked_at = now() where key_hash = $1', [hashToken(revoked)])
  await ensureOperatorKey(db, folder)
  expect(kept).not.toBe(revoked)
  expect(await findKey(db, hashToken(revoked))).toBeUndefined()
  expect(await findKey(db, hashToken(kept!))).toMatchObject({ role: 'operator' })
})

test('a rotation that cannot be committed leaves the key as it was', async () => {
  const before = kept!
  await db.query('console', 'alter table audit rename to gone', [])
  await expect(rotateOperatorKey(db, folder, 'tests')).rejects.toThrow()
  await db.query('console', 'alter table gone rename to audit', [])
  expect(kept).toBe(before)
  expect(await findKey(db, hashToken(before))).toMatchObject({ role: 'operator' })
})

test('a secret key that does not fit is seen before anything is written', async () => {
  await checkSeal(db, seal)
  await expect(checkSeal(db, openSeal('some other secret, also of 32 characters'))).rejects.toThrow('SECRET_KEY')
})
