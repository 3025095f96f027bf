import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, rule } from '../support/account-document.ts'
import { missedCall } from '../support/call.ts'
import { quietPool } from '../support/message-rows.ts'
import { type TestDatabase, testDatabase } from '../support/postgres.ts'
import { startTestProgram, type TestAccount, type TestProgram } from '../support/program.ts'

let database: TestDatabase
let sql: pg.Pool
let program: TestProgram
let account: TestAccount
let webhook: string
beforeAll(async () => {
  database = await testDatabase()
  sql = quietPool(database.url)
  program = await startTestProgram({ database })
  const source = { key: 'shop', name: 'Shop system', kind: 'native' }
  account = await program.account(accountDocument([rule('any')], { sources: [source] }))
  webhook = new URL((await account.get('/v1/sources/shop')).body.webhookUrl).pathname
  // Runs when COMMIT does: everything of the transaction is written by then, and nothing of it is kept yet.
  await sql.query(`create function wait_at_commit() returns trigger language plpgsql as
    $$ begin perform pg_advisory_xact_lock_shared(40); return null; end $$`)
  await sql.query(`create constraint trigger wait_at_commit after insert on call
    deferrable initially deferred for each row execute function wait_at_commit()`)
})
afterAll(async () => {
  await program.stop()
  await sql.end()
  await database.drop()
})

const isKept = async (sourceCallId: string) =>
  (await sql.query('select 1 from call where source_call_id = $1', [sourceCallId])).rows.length === 1
const waitingCommits = async () => {
  const { rows } = await sql.query(
    `select count(*)::integer as n from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`,
  )
  return rows[0].n as number
}

const byWebhook = async (report: unknown) =>
  (
    await fetch(`${program.url().replace('localhost', '127.0.0.1')}${webhook}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(report),
    })
  ).status
const byApi = async (report: unknown) => (await account.post(report)).status

describe('scenario 40', () => {
  it.each([
    ['a call by the API', byApi, (one: object) => one, 202],
    ['an array of calls by the API', byApi, (one: object) => [one, missedCall()], 202],
    ['a hook of a phone system', byWebhook, (one: object) => one, 200],
  ])('%s is answered when its commit has ended, and not before', async (_, send, reportOf, answered) => {
    const report = missedCall()
    const holder = await sql.connect()
    let status: number | undefined
    try {
      await holder.query('select pg_advisory_lock(40)')
      const answer = send(reportOf(report)).then((got) => {
        status = got
      })
      await expect.poll(waitingCommits, { timeout: 10_000 }).toBe(1)
      // As long as a commit takes many times over.
      await new Promise((resolve) => setTimeout(resolve, 500))
      expect(status).toBeUndefined()
      expect(await isKept(report.sourceCallId)).toBe(false)
      await holder.query('select pg_advisory_unlock(40)')
      await answer
    } finally {
      holder.release(true)
    }
    expect(status).toBe(answered)
    expect(await isKept(report.sourceCallId)).toBe(true)
  })
})
