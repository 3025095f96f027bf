/** Ten thousand registered texts are a list like any other: it shows at once, goes on by pages, and finds one. The bounds are loose; bench/templates.ts has figures. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountDocument, rule } from '../support/account-document.ts'
import { openBrowser } from '../support/browser.ts'
import { portalExport } from '../support/portal-export.ts'
import { startTestProgram, type TestProgram } from '../support/program.ts'

let program: TestProgram
let browser: Awaited<ReturnType<typeof openBrowser>>
beforeAll(async () => {
  program = await startTestProgram()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await program.stop()
})

const most = 10_000
/** A page or a search takes tens of milliseconds; a list that is read or drawn whole takes many seconds. */
const withinMs = 10_000

it('shows, scrolls and searches ten thousand registered texts without lag', async () => {
  const account = await program.account(accountDocument([rule('any')]))
  for (let first = 1; first <= most; first += 5_000) {
    const imported = await account.send('POST', '/v1/registered-texts/import', { csv: portalExport(first, 5_000) })
    expect(imported.body).toMatchObject({ added: 5_000, bad: 0 })
  }
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  page.setDefaultTimeout(withinMs)
  await page.goto(program.url())
  await page.locator('input:not([type=radio])').first().fill(account.key)
  await page.keyboard.press('Enter')
  await page.getByText('Needs you').waitFor({ timeout: 30_000 })
  await page.goto(`${program.url()}/templates`)
  await page.getByRole('link', { name: 'Registered on the portal' }).click()
  await page.getByText('10,000 registered texts').waitFor()
  const rows = page.locator('.template-rows li')
  const shown = await rows.count()
  expect(shown).toBeGreaterThan(20)
  expect(shown).toBeLessThan(most / 10)

  for (const pages of [2, 3, 4]) {
    await page.getByRole('button', { name: 'Show more' }).click()
    await expect.poll(() => rows.count(), { timeout: withinMs }).toBe(pages * shown)
    await rows.last().scrollIntoViewIfNeeded()
  }
  await page.getByRole('textbox', { name: 'Search in id, name and text' }).fill('no. 9876.')
  await page.getByText('no. 9876.').waitFor()
  await expect.poll(() => rows.count(), { timeout: withinMs }).toBe(1)
}, 120_000)
