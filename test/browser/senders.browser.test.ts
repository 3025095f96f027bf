import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountDocument, rule } from '../support/account-document.ts'
import { openBrowser } from '../support/browser.ts'
import { startTestProgram, type TestProgram } from '../support/program.ts'

let program: TestProgram
let browser: Awaited<ReturnType<typeof openBrowser>>
beforeAll(async () => {
  program = await startTestProgram()
  browser = await openBrowser()
}, 90_000)
afterAll(async () => {
  await browser.close()
  await program.stop()
})

it('gives every way out its own chain of telemarketers, and makes another the first, on a phone as well', async () => {
  const settings = { url: 'http://127.0.0.1:9/cgi-bin/sendsms', username: 'shop' }
  const account = await program.account(
    accountDocument([rule('any')], {
      gateways: [{ key: 'main', title: 'Main', kind: 'kannel', settings, secrets: { password: 'x' } }],
    }),
  )
  const page = await browser.newPage({ viewport: { width: 360, height: 800 } })
  page.setDefaultTimeout(20_000)
  await page.goto(program.url())
  await page.locator('input:not([type=radio])').first().fill(account.key)
  await page.keyboard.press('Enter')
  await page.getByText('Needs you').waitFor()
  await page.goto(`${program.url()}/gateways`)
  const sandbox = page.getByRole('group', { name: 'Way 1: Sandbox' })
  await sandbox.getByRole('textbox', { name: 'Telemarketer ids' }).fill('1102172974420820001')
  await page.getByRole('button', { name: 'Add another way' }).click()
  const main = page.getByRole('group', { name: 'Way 2: Main' })
  await main.getByRole('textbox', { name: 'Telemarketer ids' }).fill('1102172974420820002, 1102172974420820002')
  await page.getByRole('button', { name: 'Save these ways' }).click()
  await main.getByText('stands in the chain twice').waitFor()
  await main.getByRole('textbox', { name: 'Telemarketer ids' }).fill('1102172974420820002, 1302172974420830004')
  await main.getByRole('combobox', { name: 'How the chain is sent' }).click()
  await page.getByRole('option', { name: 'as their hash' }).click()
  await main.getByRole('button', { name: 'Make it the first' }).click()
  // What was refused moves with its way.
  await page.getByRole('group', { name: 'Way 1: Main' }).getByText('stands in the chain twice').waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  await page.getByRole('button', { name: 'Save these ways' }).click()
  await page.getByText('The next text takes the first way').waitFor()
  const ways = [
    { gateway: 'main', telemarketerId: '1102172974420820002,1302172974420830004', chainMode: 'sha256' },
    { gateway: 'shared:sandbox', telemarketerId: '1102172974420820001', chainMode: 'ids' },
  ]
  expect((await account.get('/v1/routes')).body.items).toEqual(ways)

  await page.getByRole('group', { name: 'Way 2: Sandbox' }).getByRole('button', { name: 'Remove this way' }).click()
  await page.getByRole('button', { name: 'Use this way' }).click()
  await page.getByRole('group', { name: 'Way 2: Sandbox' }).waitFor({ state: 'detached' })
  await expect
    .poll(async () => (await account.get('/v1/routes')).body.items, { timeout: 20_000 })
    .toEqual(ways.slice(0, 1))
}, 90_000)
