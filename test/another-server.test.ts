/** Under a running process another server answers: a promoted one is said, and one of another cluster knows nothing of what was sent. */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { type Database, openDatabase } from '../src/store/database.ts'
import { migrate } from '../src/store/migrate.ts'
import { nodes } from '../src/store/nodes.ts'
import { createHeartbeat } from '../src/worker/heartbeat.ts'
import { type DurableServer, startDurablePostgres } from './support/durable-postgres.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const owner = randomUUID()

async function opened(name: string): Promise<{ server: DurableServer; db: Database }> {
  const server = await startDurablePostgres({ tcp: true, name })
  closing.push(server.stop)
  await migrate(server.url())
  const db = openDatabase({ url: server.url(), owner, log: { warn: () => undefined } })
  closing.push(db.close)
  await nodes.start(db, owner, 'host', 1)
  return { server, db }
}

function beating(db: Database) {
  const alarms: object[] = []
  let stopped = 0
  const heart = createHeartbeat({
    db,
    owner,
    log: { error: (fields: object) => void alarms.push(fields) } as never,
    wentBack: () => {
      stopped += 1
    },
  })
  return { heart, alarms, stopped: () => stopped }
}

it('a promotion is an alarm, and sending goes on where the last beat is there', async () => {
  const { server, db } = await opened('promoted')
  const { heart, alarms, stopped } = beating(db)
  await heart.beat()
  await heart.beat()
  const [row] = await db.query<{ folder: string }>('health', `select current_setting('data_directory') as folder`, [])
  writeFileSync(path.join(row?.folder ?? '', 'standby.signal'), '')
  await server.restart()
  await db.query('console', 'select pg_promote()', [])
  await heart.beat()
  expect(alarms).toMatchObject([{ alarm: 'database_failed_over', before: '00000001', now: '00000002' }])
  expect([stopped(), heart.isBehind()]).toEqual([0, false])
}, 60_000)

it('another cluster stops the sending, also where it knows of as many beats', async () => {
  const [one, other] = [await opened('one'), await opened('other')]
  let answering = one.db
  const db: Database = {
    ...one.db,
    health: { run: (statement, parameters) => answering.health.run(statement, parameters) },
  }
  const { heart, alarms, stopped } = beating(db)
  await heart.beat()
  await other.db.query('health', 'update node set beats = 7', [])
  answering = other.db
  await heart.beat()
  expect([stopped(), heart.isBehind()]).toEqual([1, true])
  expect(alarms).toMatchObject([{ alarm: 'database_went_back' }])
}, 60_000)
