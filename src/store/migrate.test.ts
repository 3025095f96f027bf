import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { emptyTestDatabase, type TestDatabase } from '../../test/support/postgres.ts'
import { MigrationError, migrate } from './migrate.ts'

let database: TestDatabase
let folder: string

beforeEach(async () => {
  database = await emptyTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'migrations-'))
})

afterEach(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})

const write = (name: string, sql: string) => writeFile(path.join(folder, name), sql)
const apply = () => migrate(database.url, { folder })

async function select(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

describe('migrate', () => {
  test('brings an empty database to the schema of this program, once', async () => {
    expect(await migrate(database.url)).toContain('0001_first.sql')
    expect(await migrate(database.url)).toEqual([])
  })

  test('applies what is missing in the order of the names', async () => {
    await write('0001_a.sql', 'create table a (n int); insert into a values (1);')
    expect(await apply()).toEqual(['0001_a.sql'])
    await write('0003_c.sql', 'insert into a select max(n) * 10 from a;')
    await write('0002_b.sql', 'insert into a select max(n) + 1 from a;')
    expect(await apply()).toEqual(['0002_b.sql', '0003_c.sql'])
    expect(await select('select n from a order by n')).toEqual([{ n: 1 }, { n: 2 }, { n: 20 }])
  })

  test('five nodes that start at once apply each file once', async () => {
    await write('0001_a.sql', 'create table a (n int); select pg_sleep(0.1);')
    await write('0002_b.sql', 'insert into a values (1);')
    const applied = await Promise.all(Array.from({ length: 5 }, apply))
    expect(applied.flat().sort()).toEqual(['0001_a.sql', '0002_b.sql'])
    expect(await select('select n from a')).toEqual([{ n: 1 }])
  })

  test('a file that fails leaves nothing behind and is named', async () => {
    await write('0001_a.sql', 'create table a (n int);')
    await write('0002_b.sql', 'insert into nowhere values (1);')
    await expect(apply()).rejects.toThrow(/0002_b\.sql.*nowhere/)
    expect(await select(`select to_regclass('a') as a, to_regclass('migration') as m`)).toEqual([{ a: null, m: null }])
  })

  test('a file that was changed after it had been applied is an error that names it', async () => {
    await write('0001_a.sql', 'create table a (n int);')
    await apply()
    await write('0001_a.sql', 'create table a (n int);\r\n')
    await expect(apply()).rejects.toMatchObject({ code: 'changed', message: expect.stringContaining('0001_a.sql') })
  })

  test('line ends turned by a checkout are not a change', async () => {
    await write('0001_a.sql', 'create table a (n int);\n')
    await apply()
    await write('0001_a.sql', 'create table a (n int);\r\n')
    expect(await apply()).toEqual([])
  })

  test('a database with a newer schema than this program is left alone', async () => {
    await write('0001_a.sql', 'create table a (n int);')
    await write('0002_b.sql', 'create table b (n int);')
    await apply()
    await rm(path.join(folder, '0002_b.sql'))
    const refused = await apply().catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(MigrationError)
    expect(refused).toMatchObject({ code: 'newer', message: expect.stringContaining('0002_b.sql') })
  })

  test('waits for a moment without locks instead of stopping the traffic of running nodes', async () => {
    await write('0001_a.sql', 'create table a (n int);')
    await apply()
    await write('0002_b.sql', 'alter table a add column m int;')
    const holder = new pg.Client({ connectionString: database.url })
    await holder.connect()
    await holder.query('begin; select * from a')
    const migrating = apply()
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    // The waiting migration has given up its place in the queue at least once: a new reader is served at once.
    await expect(select('select * from a')).resolves.toEqual([])
    await holder.query('commit')
    await holder.end()
    expect(await migrating).toEqual(['0002_b.sql'])
  })
})
