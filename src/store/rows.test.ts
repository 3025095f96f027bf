import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/support/postgres.ts'
import { columnsOf, halves } from './rows.ts'

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

const text = fc
  .oneof(fc.string({ unit: 'binary' }), fc.constantFrom('NULL', 'null', '', '{}', ',', '"', '\\', ' a '), fc.json())
  .map((one) => Buffer.from(one.replaceAll('\u0000', '')).toString())

it('writes arrays that PostgreSQL reads back unchanged, whatever stands in them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ t: fc.option(text), n: fc.option(fc.integer()), b: fc.option(fc.boolean()) }), {
        maxLength: 20,
      }),
      async (rows) => {
        const { rows: back } = await client.query(
          'select t, n, b from unnest($1::text[], $2::integer[], $3::boolean[]) with ordinality as u(t, n, b, o) order by o',
          columnsOf(rows, [(one) => one.t, (one) => one.n, (one) => one.b]) as unknown[],
        )
        expect(back).toEqual(rows)
      },
    ),
    { numRuns: 200 },
  )
})

it('halves a batch until a single row is left', () => {
  expect(halves([1, 2, 3])).toEqual([[1, 2], [3]])
  expect(halves([1])).toEqual([[1], []])
})
