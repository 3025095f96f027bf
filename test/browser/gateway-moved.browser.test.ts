/** A gateway that is given another host: the form asks for its password again before it saves. */
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

it('asks for the password again as soon as the host is another, and saves with it', async () => {
  const settings = { host: '127.0.0.1', port: 9, systemId: 'shop' }
  const account = await program.account(
    accountDocument([rule('any')], {
      gateways: [{ key: 'main', title: 'Main', kind: 'smpp', settings, secrets: { password: 'hunter2' } }],
    }),
  )
  const page = await browser.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(program.url())
  await page.locator('input:not([type=radio])').first().fill(account.key)
  await page.keyboard.press('Enter')
  await page.getByText('Needs you').waitFor()
  await page.goto(`${program.url()}/gateways/main`)
  const again = page.getByText('Where this connects has changed')
  const host = page.getByRole('textbox', { name: 'Host' })
  await host.waitFor()
  expect(await again.count()).toBe(0)
  await host.fill('127.0.0.2')
  await again.waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Not saved').waitFor()
  expect((await account.get('/v1/gateways/main')).body.settings.host).toBe('127.0.0.1')

  await page.getByRole('textbox', { name: 'Password' }).fill('correct horse')
  await again.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Main is saved').waitFor()
  expect((await account.get('/v1/gateways/main')).body.settings.host).toBe('127.0.0.2')
}, 90_000)
