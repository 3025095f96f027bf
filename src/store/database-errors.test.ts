import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/support/postgres.ts'
import { type Database, openDatabase } from './database.ts'

let database: TestDatabase
let db: Database
beforeAll(async () => {
  database = await testDatabase()
  db = openDatabase({ url: database.url, owner: 'errors', log: { warn: () => undefined } })
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

test('what the database answers amiss is counted by what can be done about it, and errors of our own are not', async () => {
  expect(Object.values(db.errors()).every((times) => times === 0)).toBe(true)
  await expect(db.query('console', 'select 1 / 0', [])).rejects.toThrow()
  await expect(db.query('console', 'select nothing_like_it', [])).rejects.toThrow()
  expect(db.errors()).toMatchObject({ poison: 1, other: 1 })

  await expect(db.transaction('console', () => Promise.reject(new RangeError('on purpose')))).rejects.toThrow(
    RangeError,
  )
  expect(db.errors()).toMatchObject({ poison: 1, other: 1, unavailable: 0 })
})

test('a database that is away is counted each time it is asked', async () => {
  const away = openDatabase({
    url: 'postgres://nobody@127.0.0.1:1/none',
    owner: 'away',
    log: { warn: () => undefined },
  })
  await expect(away.query('health', 'select 1', [])).rejects.toThrow()
  await expect(away.transaction('send', () => Promise.resolve())).rejects.toThrow()
  expect(away.errors()).toMatchObject({ unavailable: 2 })
  await away.close()
})
