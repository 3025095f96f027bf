/** Message rows put straight into the table, for tests of what moves them. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { State } from '../../src/core/delivery.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import type { MessageKey } from '../../src/store/messages.ts'
import { newId } from '../../src/store/uuid.ts'
import { type TestDatabase, testDatabase } from './postgres.ts'

export type MessageRow = {
  state: State
  attempt: number
  reason: string | null
  doubt: string | null
  settled_by: string | null
  due_at: Date | null
  watch_at: Date | null
  valid_until: Date | null
  final_at: Date | null
  owner: string | null
  ref: string | null
  refusals: number
}

export type NewRow = Partial<
  Record<keyof MessageRow | 'number' | 'parts' | 'gateway_id' | 'permitted_at' | 'body' | 'answer', unknown>
> & {
  state: State
}

/** A database of the test's own, through the store and beside it. */
export type Rig = {
  db: Database
  sql: pg.Pool
  insert(row: NewRow, key?: MessageKey): Promise<MessageKey>
  /** An account that is on, with an approved template. */
  account(): Promise<{ accountId: string; templateId: string }>
  read(key: MessageKey): Promise<MessageRow>
  close(): Promise<void>
}

const hasAttempt = (state: State) => state !== 'queued' && state !== 'skipped'

export async function openRig(over: { lockTimeoutMs?: number } = {}): Promise<Rig> {
  const database: TestDatabase = await testDatabase()
  const warn = () => undefined
  const db = openDatabase({ url: database.url, owner: randomUUID(), log: { warn }, ...over })
  const sql = quietPool(database.url)
  return {
    db,
    sql,
    insert: async (row, key = { accountId: randomUUID(), messageId: newId() }) => {
      const { state } = row
      const inAnHour = new Date(Date.now() + 3_600_000)
      const columns: Record<string, unknown> = {
        account_id: key.accountId,
        id: key.messageId,
        call_id: randomUUID(),
        recipient: 'caller',
        number: '+919812345678',
        template_id: randomUUID(),
        template_version: 1,
        header: 'TESTER',
        body: 'Sorry we missed you',
        encoding: 'gsm',
        parts: 1,
        attempt: hasAttempt(state) ? 1 : 0,
        permitted_at: hasAttempt(state) ? new Date() : null,
        owner: hasAttempt(state) ? randomUUID() : null,
        gateway_id: randomUUID(),
        due_at: state === 'queued' ? new Date(Date.now() - 1_000) : null,
        watch_at: state === 'sending' || state === 'sent' || state === 'unconfirmed' ? inAnHour : null,
        valid_until: inAnHour,
        created_at: new Date(),
        ...row,
      }
      const names = Object.keys(columns)
      await sql.query(
        `insert into message (${names.join()}) values (${names.map((_, i) => `$${i + 1}`).join()})`,
        Object.values(columns),
      )
      return key
    },
    account: async () => {
      const [accountId, templateId] = [randomUUID(), randomUUID()]
      await sql.query(
        `insert into account (account_id, key, name, zone) values ($1, $2, 'Test Traders', 'Asia/Kolkata')`,
        [accountId, accountId],
      )
      await sql.query(
        `insert into template (account_id, id, key, name, status, version, latest_version) values ($1, $2, 'sorry', 'Sorry', 'approved', 1, 1)`,
        [accountId, templateId],
      )
      return { accountId, templateId }
    },
    read: async (key) => {
      const { rows } = await sql.query('select * from message where account_id = $1 and id = $2', [
        key.accountId,
        key.messageId,
      ])
      return rows[0] as MessageRow
    },
    close: async () => {
      await db.close()
      await sql.end()
      await database.drop()
    },
  }
}

/** A pool whose connections may be cut, as they are when a test's database is dropped, without anybody having to hear of it. */
export function quietPool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}
