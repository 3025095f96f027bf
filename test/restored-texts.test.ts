/** What a restore put before a person: listed, let go or dropped, one or all, each once and with who did it. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdWhatWaits } from '../src/store/hold-what-waits.ts'
import { accountDocument, rule } from './support/account-document.ts'
import { missedCall, someCaller } from './support/call.ts'
import { type TestDatabase, testDatabase } from './support/postgres.ts'
import { startTestProgram, type TestAccount, type TestProgram } from './support/program.ts'

let database: TestDatabase
let program: TestProgram
let account: TestAccount
let other: TestAccount
const old = Array.from({ length: 6 }, (_, n) => missedCall({ sourceCallId: `old-${n}`, caller: someCaller('842') }))

beforeAll(async () => {
  database = await testDatabase()
  program = await startTestProgram({ database })
  account = await program.account(accountDocument([rule('missed')]))
  other = await program.account(accountDocument([rule('missed')]))
  // The database goes back to a moment before these calls, and they are told again.
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await holdWhatWaits(client, new Date().toISOString())
  await client.end()
  await program.restart()
  for (const call of old) await account.accepted(call)
})
afterAll(async () => {
  await program.stop()
  await database.drop()
})

const held = () => account.get('/v1/restored').then(({ body }) => body)
const states = async () =>
  Object.values(
    Object.groupBy((await account.get('/v1/messages?limit=200')).body.items, (one: { state: string }) => one.state),
  ).map((group) => [(group as { state: string }[])[0]?.state, group?.length])

test('they are listed oldest first with why, and only in their own account', async () => {
  const { items, waiting, restoredAt, backupTakenAt } = await held()
  expect(waiting).toBe(6)
  expect(items.map((one: { doubt: string }) => one.doubt)).toEqual(Array(6).fill('restored_window'))
  expect(items.map((one: { id: string }) => one.id)).toEqual(items.map((one: { id: string }) => one.id).toSorted())
  expect([typeof restoredAt, typeof backupTakenAt]).toEqual(['string', 'string'])
  expect((await other.get('/v1/restored')).body).toMatchObject({ items: [], waiting: 0 })
  const page = (await account.get('/v1/restored?limit=4')).body
  expect((await account.get(`/v1/restored?limit=4&after=${page.next}`)).body).toMatchObject({
    items: [{}, {}],
    waiting: 2,
    next: null,
  })
})

test('sending needs the words, and another account cannot', async () => {
  const [{ id }] = (await held()).items
  expect((await account.send('POST', '/v1/restored/send', { ids: [id] })).status).toBe(422)
  const foreign = await other.send('POST', '/v1/restored/send', { ids: [id], confirm: 'may arrive twice' })
  expect(foreign).toMatchObject({ status: 200, body: { done: 0 } })
  expect(await states()).toEqual([['unconfirmed', 6]])
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('one that is let go goes once; one that is dropped is rejected by hand; both are written down', async () => {
  // A person needs longer than the program does; that is how the story knows to look for one.
  await pause(1_200)
  const [first, second] = (await held()).items
  const sent = await account.send('POST', '/v1/restored/send', { ids: [first.id], confirm: 'may arrive twice' })
  expect(sent).toMatchObject({ status: 200, body: { done: 1, left: 5 } })
  const again = await account.send('POST', '/v1/restored/send', { ids: [first.id], confirm: 'may arrive twice' })
  expect(again.body).toEqual({ done: 0, left: 5 })
  expect((await account.send('POST', '/v1/restored/drop', { ids: [second.id] })).body).toEqual({ done: 1, left: 4 })
  const settled = await account.settled(first.callId)
  expect(settled.messages).toMatchObject([{ state: 'delivered', attempt: 1 }])
  expect((await account.get(`/v1/messages/${second.id}`)).body).toMatchObject({
    state: 'rejected',
    reason: 'settled_by_hand',
    settledBy: 'person',
  })
  const said = (await account.get(`/v1/messages/${first.id}`)).body.timeline.map((one: { words: string }) => one.words)
  expect(said.join('\n')).toMatch(/restore/)
})

test('without ids it is all that are left; and then calls that end after the restore go by themselves as ever', async () => {
  expect((await account.send('POST', '/v1/restored/drop', {})).body).toEqual({ done: 4, left: 0 })
  expect((await held()).waiting).toBe(0)
  const now = new Date().toISOString()
  const id = await account.accepted(missedCall({ endedAt: now, caller: someCaller('842') }))
  expect((await account.settled(id)).messages).toMatchObject([{ state: 'delivered' }])
})

test('a call by a clock that runs ahead says nothing of when it ended, and waits as well', async () => {
  const ahead = new Date(Date.now() + 600_000).toISOString()
  const id = await account.accepted(missedCall({ endedAt: ahead, caller: someCaller('842') }))
  const { messages } = (await account.get(`/v1/calls/${id}`)).body
  expect(messages).toMatchObject([{ state: 'unconfirmed' }])
  expect((await held()).items).toMatchObject([{ doubt: 'restored_window' }])
})
