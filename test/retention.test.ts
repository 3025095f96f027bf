/** How long an account keeps things: said in its settings, and what is forgotten is never texted again. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountDocument, rule } from './support/account-document.ts'
import { missedCall, someCaller } from './support/call.ts'
import { startTestProgram, type TestAccount, type TestProgram } from './support/program.ts'

let program: TestProgram
let account: TestAccount
beforeAll(async () => {
  program = await startTestProgram()
  account = await program.account(accountDocument([rule('missed')]))
})
afterAll(() => program.stop())

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
  const endedAt = new Date(Date.now() - 46 * 86_400_000).toISOString()
  const id = await account.accepted(missedCall({ caller: someCaller('842'), endedAt }))
  expect((await account.call(id)).messages).toMatchObject([{ state: 'skipped', reason: 'too_late' }])
})
