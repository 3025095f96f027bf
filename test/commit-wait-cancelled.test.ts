/**
 * Where commits wait for a standby, a wait that is cancelled *resolves* as COMMIT, with only a notice: it is here, and perhaps nowhere else. On a real server
 * whose standby never comes.
 */
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CommitUnknown, type Database, openDatabase } from '../src/store/database.ts'
import { statement } from '../src/store/statement.ts'
import { type DurableServer, startDurablePostgres } from './support/durable-postgres.ts'

const note = statement('test_note', {}, 'insert into noted values (1)', { acrossAccounts: 'a test' })

let server: DurableServer
let admin: pg.Client
let db: Database
beforeAll(async () => {
  server = await startDurablePostgres({ tcp: true, name: 'standby-wait' })
  admin = new pg.Client({ connectionString: server.url() })
  await admin.connect()
  await admin.query('create table noted (n integer)')
  await admin.query(`alter system set synchronous_standby_names = 'nobody'`)
  await admin.query('select pg_reload_conf()')
  db = openDatabase({ url: server.url(), owner: 'standby-wait', log: { warn: () => undefined } })
})
afterAll(async () => {
  await db?.close()
  await admin?.end()
  await server?.stop()
})

it('a commit whose wait for a standby is cancelled is one of which nobody knows, though COMMIT was answered', async () => {
  let isOver = false
  const committing = db
    .transaction('intake', (tx) => tx.run(note, []))
    .finally(() => {
      isOver = true
    })
  const answer = expect(committing).rejects.toThrow(new CommitUnknown('the wait for a standby was cancelled'))
  const waiting = `from pg_stat_activity where application_name like 'aftercall/%' and wait_event = 'SyncRep'`
  await expect.poll(async () => (await admin.query(`select ${waiting}`)).rowCount, { timeout: 20_000 }).toBe(1)
  // It waits for as long as it takes: no time-out of a statement ends it.
  expect(isOver).toBe(false)
  expect((await admin.query(`select pg_cancel_backend(pid) ${waiting}`)).rowCount).toBe(1)
  await answer
  // It is there: done again with the same ids it is known, and a promoted standby may lack it.
  expect((await admin.query('select from noted')).rowCount).toBe(1)
}, 60_000)
