/** What a session of the pools is set to, whatever the address says and whatever the server knows. */

import { connect, createServer, type Server } from 'node:net'
import { Transform } from 'node:stream'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startDurablePostgres } from '../../test/support/durable-postgres.ts'
import { type TestDatabase, testDatabase } from '../../test/support/postgres.ts'
import { type Database, openDatabase, type Purpose } from './database.ts'
import { withOurOptions } from './session-settings.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const { pathname } = new URL(database.url)
  for (const theirs of [
    `timezone = 'Asia/Kolkata'`,
    `datestyle = 'SQL'`,
    `default_transaction_isolation = 'repeatable read'`,
  ])
    await client.query(`alter database ${pathname.slice(1)} set ${theirs}`)
  await client.end()
})
afterAll(() => database.drop())

let db: Database | undefined
let server: Server | undefined
afterEach(async () => {
  await db?.close()
  db = undefined
  server?.close()
})

function open(url: string): Database {
  db = openDatabase({ url, owner: 'settings', log: { warn: () => undefined } })
  return db
}

const settingsOf = async (of: Database, purpose: Purpose): Promise<Record<string, string>> => {
  const rows = await of.query<{ name: string; setting: string }>(purpose, 'select name, setting from pg_settings', [])
  return Object.fromEntries(rows.map((row) => [row.name, row.setting]))
}

describe('an address with settings of its own', () => {
  const theirs = 'options=-c%20search_path%3Dpg_catalog%20-c%20TimeZone%3DAsia/Tokyo&statement_timeout=0&lock_timeout=0'

  it('keeps those that are not ours', async () => {
    expect(await settingsOf(open(`${database.url}&${theirs}`), 'send')).toMatchObject({ search_path: 'pg_catalog' })
  })

  it('changes none of ours', async () => {
    const found = await settingsOf(open(`${database.url}&${theirs}`), 'send')
    expect(found).toMatchObject({
      TimeZone: 'UTC',
      DateStyle: 'ISO, MDY',
      default_transaction_isolation: 'read committed',
      jit: 'off',
      enable_seqscan: 'off',
      statement_timeout: '10000',
      lock_timeout: '3000',
    })
  })

  it('does not move instants that are read', async () => {
    const at = Date.UTC(2026, 0, 2, 3, 4, 5)
    const [row] = await open(`${database.url}&${theirs}`).query<{ at: number }>(
      'console',
      'select $1::timestamptz as at',
      [new Date(at).toISOString()],
    )
    expect(row?.at).toBe(at)
  })

  it('is read as it stands: what else it says is not touched', () => {
    expect(withOurOptions('postgres://u:p%40@h/d', '-c a=b')).toEqual({
      connectionString: 'postgres://u:p%40@h/d',
      options: '-c a=b',
    })
    expect(withOurOptions('postgres://u@h/d?sslmode=require&query_timeout=0&host=%2Ftmp', '-c a=b')).toEqual({
      connectionString: 'postgres://u@h/d?sslmode=require&host=%2Ftmp',
      options: '-c a=b',
    })
    expect(withOurOptions('postgres://u@h/d?options=-c+x%3Dy', '-c a=b')).toEqual({
      connectionString: 'postgres://u@h/d',
      options: '-c x=y -c a=b',
    })
  })
})

it('a session is told to end where its client is gone, and where it sits in a transaction', async () => {
  // On a socket file there is nothing to set, and it says 0.
  const tcp = await startDurablePostgres({ tcp: true, name: 'session' })
  try {
    await showsItsSettings(open(tcp.url('postgres')))
  } finally {
    await db?.close()
    db = undefined
    await tcp.stop()
  }
}, 60_000)

async function showsItsSettings(of: Database): Promise<void> {
  const found = await settingsOf(of, 'intake')
  expect(found).toMatchObject({
    client_connection_check_interval: '5000',
    idle_in_transaction_session_timeout: '10000',
    tcp_keepalives_idle: '10',
    tcp_keepalives_interval: '5',
    tcp_keepalives_count: '3',
    tcp_user_timeout: '15000',
  })
  if (Number(found['server_version_num']) >= 170_000) expect(found).toMatchObject({ transaction_timeout: '30000' })
}

it('a server that does not take a setting is used without it', async () => {
  const found = await settingsOf(open(await throughTcp('client_connection_check_interval')), 'intake')
  expect(found).toMatchObject({ client_connection_check_interval: '0', TimeZone: 'UTC' })
})

/** The server by TCP; `unknown` is a setting that it does not know there, because its name arrives with another last letter. */
async function throughTcp(unknown?: string): Promise<string> {
  const url = new URL(database.url)
  const path = `${url.searchParams.get('host')}/.s.PGSQL.5432`
  const made = createServer((client) => {
    const upstream = connect({ path })
    const misspell = new Transform({
      transform: (chunk: Buffer, _encoding, done) =>
        done(
          null,
          unknown
            ? Buffer.from(chunk.toString('latin1').replaceAll(unknown, `${unknown.slice(0, -1)}_`), 'latin1')
            : chunk,
        ),
    })
    for (const socket of [client, upstream]) socket.on('error', () => [client.destroy(), upstream.destroy()])
    client.pipe(misspell).pipe(upstream).pipe(client)
  })
  server = made
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve))
  const address = made.address()
  url.search = ''
  url.host = '127.0.0.1'
  url.port = String(typeof address === 'object' && address ? address.port : 0)
  return url.href
}
