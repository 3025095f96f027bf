import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type TestDatabase, testDatabase } from '../../test/support/postgres.ts'
import { openLog } from '../log.ts'
import { readConfiguration } from './configuration.ts'
import { type Database, openDatabase } from './database.ts'
import { firstStart } from './first-start.ts'
import { findKey } from './keys.ts'
import { openSeal } from './seal.ts'
import { checkSeal } from './secrets.ts'
import { hashToken } from './tokens.ts'

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

test('a secret key that does not fit is seen before anything is written', async () => {
  await checkSeal(db, seal)
  await expect(checkSeal(db, openSeal('some other secret, also of 32 characters'))).rejects.toThrow('SECRET_KEY')
})
