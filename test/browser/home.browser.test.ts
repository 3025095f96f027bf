import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Console, openConsole } from './console.ts'

let console: Console
beforeAll(async () => {
  console = await openConsole()
})
afterAll(() => console.close())

const navigate = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click()

it('lists under “Just now” the call that it counts, without a reload', async () => {
  const page = await console.page()
  await console.open(page, '/')
  await page.getByText('No call yet.').waitFor()
  await navigate(page, 'Try a call')
  await page.getByRole('button', { name: 'End the call' }).click()
  await page.getByText(/The caller’s arrived /).waitFor()
  await navigate(page, 'Home')
  await page.getByText('One call so far.').waitFor()
  await page.locator('.just-now a.row-link').waitFor()
  expect(await page.getByText('No call yet.').count()).toBe(0)
  await page.context().close()
})
