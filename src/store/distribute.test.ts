import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/support/postgres.ts'
import { distribute, readPlacements } from './distribute.ts'

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await testDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

const tablesBy = async (column: string | null) =>
  (await readPlacements(client)).filter((one) => one.column === column).map((one) => one.table)

it('an account lies together: whatever grows with its calls is spread by the account', async () => {
  expect(await tablesBy('account_id')).toEqual(
    expect.arrayContaining(['attempt', 'call', 'caller', 'consent', 'message', 'opt_out', 'reply', 'ticket_counter']),
  )
})

it('what gateways tell lies by its key, the text and its receipts together', async () => {
  expect(await tablesBy('receipt_key')).toEqual(['receipt', 'submission'])
})

it('only what the installation owns, or what is unique across accounts, is whole on every node', async () => {
  expect(await tablesBy(null)).toEqual([
    'api_key',
    'gateway',
    'installation',
    'login_link',
    'login_session',
    'node',
    'source_token',
  ])
})

it('a server without the extension is left alone', async () => {
  await distribute(client)
  expect((await client.query(`select to_regclass('pg_dist_partition') as there`)).rows).toEqual([{ there: null }])
})
