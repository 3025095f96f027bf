import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyTestDatabase, type TestDatabase, testDatabase } from '../../test/support/postgres.ts'
import { inspectDatabase } from './inspect-database.ts'

let migrated: TestDatabase
let empty: TestDatabase

beforeAll(async () => {
  migrated = await testDatabase()
  empty = await emptyTestDatabase()
})
afterAll(async () => {
  await migrated.drop()
  await empty.drop()
})

test('the findings say whether commits stay; the test server says no', async () => {
  const found = await inspectDatabase(migrated.url)
  expect(found).toMatchObject({
    fsync: false,
    fullPageWrites: false,
    synchronousCommit: 'off',
    isReadOnly: false,
    missing: [],
  })
  expect(found.version).toMatch(/^\d+\.\d+$/)
  expect(Math.abs(found.clockAheadMs)).toBeLessThan(1_000)
})

test('an empty database lacks every migration, and is left empty', async () => {
  const first = await inspectDatabase(empty.url)
  expect(first.missing[0]).toBe('0001_first.sql')
  expect(await inspectDatabase(empty.url)).toMatchObject({ missing: first.missing })
})

test('a server that is not there is an error of the driver', async () => {
  await expect(inspectDatabase('postgres://nobody@127.0.0.1:1/none')).rejects.toThrow(/ECONNREFUSED/)
})
