import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountDocument, rule } from '../support/account-document.ts'
import { testDatabase } from '../support/postgres.ts'
import { type Console, openConsole } from './console.ts'

let console: Console
beforeAll(async () => {
  const database = await testDatabase()
  console = await openConsole({ database })
  await console.program.account({
    ...accountDocument([rule('any')]),
    account: { name: 'Kaveri Motors', zone: 'Asia/Kolkata' },
  })
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  // Their ids are higher than those of today: all of them are newer.
  await client.query(
    `insert into account (account_id, key, name, zone)
     select ('ffffffff-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'shop-' || n, 'Shop ' || n, 'Asia/Kolkata' from generate_series(1, 250) n`,
  )
  await client.end()
})
afterAll(() => console.close())

test('of many accounts an operator begins in the demo, pages through them, and finds the oldest by its name', async () => {
  const page = await console.page()
  await console.open(page, '/')
  const chosen = page.getByRole('button', { name: /^Account: / })
  expect(await chosen.getAttribute('aria-label')).toBe('Account: Kaveri Appliances')
  await chosen.click()
  await page.getByRole('menuitem', { name: 'Shop 250' }).waitFor()
  expect(await page.getByRole('menuitem', { name: 'Shop 200' }).count()).toBe(0)
  await page.getByRole('menuitem', { name: 'Show more' }).click()
  await page.getByRole('menuitem', { name: 'Shop 200' }).waitFor()
  await page.getByRole('searchbox', { name: 'Find an account' }).fill('nobody')
  await page.getByText('No account is called that').waitFor()
  await page.getByRole('searchbox', { name: 'Find an account' }).fill('kaveri mot')
  await page.getByRole('menuitem', { name: 'Kaveri Motors' }).click()
  await page.getByRole('button', { name: 'Account: Kaveri Motors' }).waitFor()
  await page.context().close()
})
