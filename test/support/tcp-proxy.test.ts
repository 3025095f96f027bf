import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from './postgres.ts'
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts'

let database: TestDatabase
let proxy: TcpProxy
let direct: pg.Client

beforeAll(async () => {
  database = await testDatabase()
  const socketFolder = new URL(database.url).searchParams.get('host')
  proxy = await startTcpProxy({ isPostgres: true, port: 0, path: `${socketFolder}/.s.PGSQL.5432` })
  direct = new pg.Client({ connectionString: database.url })
  await direct.connect()
  await direct.query('create table seen (n integer)')
})
afterAll(async () => {
  await direct?.end()
  await proxy?.close()
  await database?.drop()
})

async function through(): Promise<pg.Client> {
  const url = new URL(database.url)
  const client = new pg.Client({
    host: '127.0.0.1',
    port: proxy.port,
    user: url.username,
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
    query_timeout: 500,
  })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

const count = async (n: number) =>
  (await direct.query('select count(*)::int as c from seen where n = $1', [n])).rows[0].c

describe('a bad line', () => {
  it.each(['fin', 'reset', 'silence'] as const)(
    'swallows the answer to COMMIT (%s), and the commit has happened',
    async (how) => {
      const n = ['fin', 'reset', 'silence'].indexOf(how)
      const client = await through()
      proxy.swallowCommits(1, how)
      await client.query('begin')
      await client.query('insert into seen values ($1)', [n])
      const error = await client.query('commit').then(
        () => undefined,
        (reason: Error) => reason,
      )
      expect(error).toBeInstanceOf(Error)
      expect(await count(n)).toBe(1)
      await client.end().catch(() => undefined)
    },
  )

  it('passes everything else, also in small pieces and after a hold', async () => {
    const client = await through()
    proxy.slice(3)
    const { rows } = await client.query('select $1::text as long, generate_series(1, 3) as n', ['x'.repeat(5_000)])
    proxy.slice(0)
    expect(rows.map((row) => [row.n, row.long.length])).toEqual([1, 2, 3].map((n) => [n, 5_000]))
    proxy.hold()
    const answer = client.query('select 1 as one')
    setTimeout(() => proxy.release(), 100)
    expect((await answer).rows).toEqual([{ one: 1 }])
    expect(proxy.cut()).toBe(1)
    await expect(client.query('select 1')).rejects.toThrow()
  })
})
