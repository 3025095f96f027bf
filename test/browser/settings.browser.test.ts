import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountDocument, rule } from '../support/account-document.ts'
import { missedCall } from '../support/call.ts'
import type { TestAccount } from '../support/program.ts'
import { type Console, openConsole } from './console.ts'

let console: Console
beforeAll(async () => {
  console = await openConsole()
})
afterAll(() => console.close())

async function opened(account: TestAccount): Promise<Page> {
  const page = await console.page()
  await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
  await console.open(page, '/settings')
  return page
}

it('shows who did what to which call, and leads there', async () => {
  const account = await console.program.account(accountDocument([rule('any')]))
  const call = await account.accepted(missedCall())
  const page = await opened(account)
  await console.open(page, `/calls/${call}`)
  await page.getByRole('button', { name: 'Show' }).click()
  await console.open(page, '/settings')
  await page.getByRole('link', { name: 'Read it' }).click()
  const row = page.getByRole('row').filter({ hasText: 'Number shown whole' })
  await row.getByText('Operator').waitFor()
  await row.getByRole('link').click()
  await page.waitForURL(`**/calls/${call}`)
  await page.getByRole('button', { name: 'Copy link' }).waitFor()
  await page.context().close()
})

it('makes a key that only reads, and says so', async () => {
  const account = await console.program.account(accountDocument([rule('any')]))
  const page = await opened(account)
  await page.getByRole('textbox', { name: 'New key for' }).fill('Help desk')
  await page.getByRole('combobox', { name: 'It may' }).click()
  await page.getByRole('option', { name: 'read calls and texts, with numbers masked' }).click()
  await page.getByRole('button', { name: 'Make a key' }).click()
  const row = page.getByRole('listitem').filter({ hasText: 'Help desk' })
  await row.getByText('may only read calls and texts, with numbers masked').waitFor()
  await page.context().close()
})

it('saves only what was changed on the page, so that what another person switched off meanwhile stays off', async () => {
  const account = await console.program.account(accountDocument([rule('any')]))
  const page = await opened(account)
  const meanwhile = { smsOn: false, exclusions: ['+919812300009'], keepCallsDays: 90 }
  expect((await account.send('PATCH', '/v1/account', meanwhile)).status).toBe(200)

  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Test Traders, Pune')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Settings saved').waitFor()
  await page.getByLabel('Texts in any 24 hours').fill('500')
  await page.getByLabel('Seconds of talk that reach a caller').fill('5')
  await page.getByRole('button', { name: 'Save the limits' }).click()
  await page.getByText('Limits saved').waitFor()
  await page.getByLabel('Wording of texts, days').fill('30')
  await page.getByRole('button', { name: 'Save the days' }).click()
  await page.getByText('Saved how long things are kept').waitFor()

  expect((await account.get('/v1/account')).body).toMatchObject({
    ...meanwhile,
    ...{ name: 'Test Traders, Pune', quota: 500, reachedAfterSeconds: 5, keepTextsDays: 30 },
  })
  // What the other person stored is now on this page too, and can be changed from there.
  const sms = page.getByRole('switch', { name: 'After-Call SMS' })
  expect(await sms.isChecked()).toBe(false)
  await sms.press('Space')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('After-Call SMS is on for').waitFor()
  expect((await account.get('/v1/account')).body.smsOn).toBe(true)
  await page.context().close()
})
