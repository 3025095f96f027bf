/** After a restore: the home page says what waits, and a person lets one go and drops the others, at a desk and on a phone. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdWhatWaits } from '../../src/store/hold-what-waits.ts'
import { accountDocument, rule } from '../support/account-document.ts'
import { missedCall, someCaller } from '../support/call.ts'
import { type TestDatabase, testDatabase } from '../support/postgres.ts'
import type { TestAccount } from '../support/program.ts'
import { type Console, openConsole } from './console.ts'

let database: TestDatabase
let console: Console
let account: TestAccount
beforeAll(async () => {
  database = await testDatabase()
  console = await openConsole({ database })
  account = await console.program.account(accountDocument([rule('missed')]))
  const old = Array.from({ length: 4 }, () => missedCall({ caller: someCaller('842') }))
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await holdWhatWaits(client, new Date(Date.now() - 3_600_000).toISOString())
  await client.end()
  await console.program.restart()
  for (const call of old) await account.accepted(call)
})
afterAll(async () => {
  await console.close()
  await database.drop()
})

test('what waits is said on the home page, and is let go or dropped from its list', async () => {
  const page = await console.page({ viewport: { width: 1440, height: 900 } })
  await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
  await console.open(page, '/')
  await page.getByText('4 texts wait after the restore').waitFor()
  await page.getByRole('link', { name: 'Send or drop' }).click()
  await page.getByRole('heading', { name: 'After the restore' }).waitFor()
  const boxes = page.getByRole('checkbox', { name: /^caller/i })
  expect(await boxes.count()).toBe(4)
  await boxes.first().check()
  await page.getByRole('button', { name: 'Send this one…' }).click()
  await page.getByRole('button', { name: 'Send this one all the same' }).click()
  await page.getByText('1 text let go').waitFor()
  await page.getByRole('button', { name: 'Drop all 3…' }).waitFor()

  await page.setViewportSize({ width: 360, height: 740 })
  expect(
    await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
  ).toBe(0)
  await page.getByRole('button', { name: 'Drop all 3…' }).click()
  await page.getByRole('button', { name: 'Drop all 3', exact: true }).click()
  await page.getByRole('heading', { name: 'No text waits' }).waitFor()
  const { items } = (await account.get('/v1/messages')).body
  const states = items.map((one: { state: string }) => one.state)
  expect(states.filter((state: string) => state === 'rejected')).toHaveLength(3)
  expect(['sent', 'delivered']).toContain(states.find((state: string) => state !== 'rejected'))
})
