/** What keeps the server from cleaning up, brought about and seen. */
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDurablePostgres } from '../../test/support/durable-postgres.ts'
import { openRig, type Rig } from '../../test/support/message-rows.ts'
import { backupName } from './backup.ts'
import { readHeldBack } from './held-back.ts'
import { inspectDatabase } from './inspect-database.ts'

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig.close())

it('an open transaction counts by its age, and not when it has looked at nothing', async () => {
  const client = await rig.sql.connect()
  await client.query('begin')
  await client.query('select pg_current_xact_id()')
  await new Promise((resolve) => setTimeout(resolve, 1_600))
  expect((await readHeldBack(rig.db))?.transactionSeconds).toBeGreaterThanOrEqual(1)
  await client.query('rollback')
  client.release()
  expect(await readHeldBack(rig.db)).toEqual({
    transactionSeconds: 0,
    prepared: 0,
    preparedSeconds: 0,
    idleSlots: 0,
    slotBytes: 0,
  })
})

it('a backup that takes long is no forgotten transaction', async () => {
  const client = await rig.sql.connect()
  await client.query(`set application_name = '${backupName}'`)
  await client.query('begin isolation level repeatable read')
  await client.query('select pg_current_xact_id()')
  await new Promise((resolve) => setTimeout(resolve, 1_600))
  expect((await readHeldBack(rig.db))?.transactionSeconds).toBe(0)
  await client.query('rollback')
  client.release(true)
})

it('a slot that nobody reads is found, with the log that it keeps, by doctor’s look', async () => {
  const server = await startDurablePostgres({ tcp: false, name: 'held' })
  const client = new pg.Client({ connectionString: server.url('postgres') })
  try {
    await client.connect()
    await client.query('create table t (n integer)')
    await client.query(`select pg_create_physical_replication_slot('left_behind', true)`)
    await client.query('insert into t select generate_series(1, 10000)')
    expect((await inspectDatabase(server.url('postgres'))).heldBack).toMatchObject({ idleSlots: 1, prepared: 0 })
    expect((await inspectDatabase(server.url('postgres'))).heldBack.slotBytes).toBeGreaterThan(100_000)
  } finally {
    await client.end()
    await server.stop()
  }
}, 60_000)

it('the tables that change most are cleaned long before a fifth of them is dead', async () => {
  const { rows } = await rig.sql.query(
    `select relname, reloptions from pg_class
     where relname in ('message', 'caller', 'call', 'attempt', 'submission', 'receipt') order by relname`,
  )
  for (const row of rows) expect(row.reloptions).toContain('autovacuum_vacuum_scale_factor=0.02')
  expect(rows).toHaveLength(6)
})
