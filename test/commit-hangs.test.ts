/** A commit that hangs for longer than anybody waits for it: its rows are seen by nobody until it ends, and then the permits go back unused. */
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrate } from '../src/store/migrate.ts'
import { newId } from '../src/store/uuid.ts'
import { type DurableServer, startDurablePostgres } from './support/durable-postgres.ts'
import { insertAccounts, startNode, type TestNode } from './support/engine-rig.ts'
import { quietPool } from './support/message-rows.ts'
import { Probe } from './support/probe.ts'

const probe = new Probe()
let server: DurableServer
let sql: pg.Pool
let node: TestNode
beforeAll(async () => {
  server = await startDurablePostgres({ tcp: true, name: 'commit-hangs' })
  await migrate(server.url())
  sql = quietPool(server.url())
  const [accountId, gatewayId] = [newId(), newId()]
  await sql.query(
    `insert into gateway (gateway_id, key, title, kind, settings) values ($1, 'probe', 'Probe', 'probe', '{}')`,
    [gatewayId],
  )
  await insertAccounts(sql, [accountId], gatewayId, {})
  node = await startNode({ url: server.url(), heard: () => undefined }, [probe.kind], accountId)
})
afterAll(async () => {
  await node?.stop()
  await sql?.end()
  await server?.stop()
})

async function standby(names: string): Promise<void> {
  const admin = new pg.Client({ connectionString: server.url() })
  await admin.connect()
  await admin.query(`alter system set synchronous_standby_names = '${names}'`)
  await admin.query('select pg_reload_conf()')
  await admin.end()
}

it('leaves no text to its lease', async () => {
  await standby('nobody')
  await expect(node.accept()).rejects.toThrow('the calls could not be stored')
  const texts = async () => (await sql.query('select state, reason, attempt from message')).rows
  // The sender was told to repeat, and the permit was given back, to a row that was not there yet.
  expect(await texts()).toEqual([])
  await standby('')
  await expect.poll(texts, { timeout: 20_000, interval: 100 }).toMatchObject([{ state: 'sent', attempt: 2 }])
  expect(probe.journal).toHaveLength(1)
}, 90_000)
