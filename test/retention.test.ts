/** How long an account keeps things: said in its settings, and what is forgotten is never texted again. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parsePublicId } from '../src/core/public-id.ts'
import { type Database, openDatabase } from '../src/store/database.ts'
import { freezeDays } from '../src/store/freeze-days.ts'
import { createRetention } from '../src/store/retention.ts'
import { idAt, newId } from '../src/store/uuid.ts'
import { accountDocument, rule } from './support/account-document.ts'
import { missedCall, someCaller } from './support/call.ts'
import { type TestDatabase, testDatabase } from './support/postgres.ts'
import { startTestProgram, type TestAccount, type TestProgram } from './support/program.ts'
import { silentLog } from './support/silent-log.ts'

let database: TestDatabase
let db: Database
let program: TestProgram
let account: TestAccount
beforeAll(async () => {
  database = await testDatabase()
  db = openDatabase({ url: database.url, owner: newId(), log: { warn: () => undefined } })
  program = await startTestProgram({ database })
  account = await program.account(accountDocument([rule('missed')]))
})
afterAll(async () => {
  await program.stop()
  await db.close()
  await database.drop()
})

const installation = { keepTextsDays: 90, keepCallsDays: 395 }

test('an account that says nothing keeps things as long as the installation does', async () => {
  expect((await account.get('/v1/retention')).body).toEqual({ account: installation, installation })
})

test('an account says for itself how long, within bounds that keep what is still needed', async () => {
  const saved = await account.send('PATCH', '/v1/account', { keepTextsDays: 30, keepCallsDays: 60 })
  expect(saved).toMatchObject({ status: 200, body: { keepTextsDays: 30, keepCallsDays: 60 } })
  expect((await account.get('/v1/retention')).body.account).toEqual({ keepTextsDays: 30, keepCallsDays: 60 })
  for (const wrong of [{ keepTextsDays: 6 }, { keepCallsDays: 44 }, { keepCallsDays: 4_000 }])
    expect((await account.send('PATCH', '/v1/account', wrong)).status).toBe(422)
  const document = (await account.get('/v1/configuration')).body
  expect(document.account).toMatchObject({ keepTextsDays: 30, keepCallsDays: 60 })
})

test('a call so old that it is no longer known, told again, gets no text', async () => {
  await account.send('PATCH', '/v1/account', { keepTextsDays: 30, keepCallsDays: 60 })
  const endedAt = Date.now() - 61 * 86_400_000
  const call = missedCall({ caller: someCaller('842'), endedAt: new Date(endedAt).toISOString() })
  const id = parsePublicId('call', await account.accepted(call)) ?? ''
  expect(await account.post(call)).toMatchObject({ status: 200, body: { outcome: 'known' } })
  // As if it had been told when it ended.
  const old = idAt(endedAt)
  await db.query('console', 'update message set call_id = $2, id = $2 where call_id = $1', [id, old])
  await db.query('console', 'update call set id = $2 where id = $1', [id, old])
  // What a text costs is written down before retention takes it.
  await freezeDays(db, Date.now())
  expect(await createRetention(db, installation, silentLog).run(() => false)).toMatchObject({ calls: 1 })
  const again = await account.accepted(call)
  expect((await account.call(again)).messages).toMatchObject([{ state: 'skipped', reason: 'too_late' }])
})
