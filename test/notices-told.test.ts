/** The log is told of a notice when it arises: by one process, once, and again when it comes back. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { publicId } from '../src/core/public-id.ts'
import { openLog } from '../src/log.ts'
import { type Database, openDatabase } from '../src/store/database.ts'
import { dismissNotice, type NewNotice, supersedeNotices, writeNotices } from '../src/store/notices.ts'
import { newId } from '../src/store/uuid.ts'
import { tellNotices } from '../src/worker/tell-notices.ts'
import { type TestDatabase, testDatabase } from './support/postgres.ts'

let database: TestDatabase
let nodes: [Database, Database]
let accountId: string
const told: object[] = []
const log = { warn: (fields: object) => void told.push(fields) } as unknown as Parameters<typeof tellNotices>[1]

beforeAll(async () => {
  database = await testDatabase()
  const open = () => openDatabase({ url: database.url, owner: randomUUID(), log: openLog('silent') })
  nodes = [open(), open()]
})
afterAll(async () => {
  for (const db of nodes) await db.close()
  await database.drop()
})
beforeEach(() => {
  accountId = newId()
  told.length = 0
})

const arise = async (kind: NewNotice['kind'], subject = '', detail = 'Zaheer Khan') =>
  await nodes[0].transaction('console', (tx) => writeNotices(tx, [{ accountId, kind, subject, detail }]))
const tell = async () => {
  await Promise.all(nodes.map((db) => tellNotices(db, log)))
}

it('once, whichever process comes first, by kind and key and without a word of anybody’s', async () => {
  await arise('template_refused', 'sorry')
  await arise('reply_perhaps_stop')
  await tell()
  await tell()
  const of = { accountId: publicId('acct', accountId) }
  expect(told).toHaveLength(2)
  expect(told).toEqual(
    expect.arrayContaining([
      { alarm: 'template_refused', ...of, subject: 'sorry' },
      { alarm: 'reply_perhaps_stop', ...of },
    ]),
  )
})

it('not again while it stands, however often it happens', async () => {
  await arise('quota_100')
  await tell()
  await arise('quota_100')
  await tell()
  expect(told).toHaveLength(1)
})

it('again when it was put away and comes back, or comes back after a day', async () => {
  await arise('quota_100')
  await tell()
  await dismissNotice(nodes[0], accountId, 'quota_100', '')
  await arise('quota_100')
  await tell()
  expect(told).toHaveLength(2)
  await nodes[0].query('console', `update notice set last_at = now() - interval '25 hours' where account_id = $1`, [
    accountId,
  ])
  await arise('quota_100')
  await tell()
  expect(told).toHaveLength(3)
})

it('not of what something graver came of meanwhile', async () => {
  await arise('template_at_risk', 'sorry')
  await nodes[0].transaction('console', (tx) =>
    supersedeNotices(tx, [{ accountId, kind: 'template_at_risk', subject: 'sorry' }]),
  )
  await tell()
  expect(told).toEqual([])
})

it('not of what was rolled back', async () => {
  await nodes[0]
    .transaction('console', async (tx) => {
      await writeNotices(tx, [{ accountId, kind: 'quota_80', subject: '', detail: '10' }])
      throw new Error('no')
    })
    .catch(() => undefined)
  await tell()
  expect(told).toEqual([])
})
