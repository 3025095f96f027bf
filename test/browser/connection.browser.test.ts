import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Console, openConsole } from './console.ts'

let console: Console
beforeAll(async () => {
  console = await openConsole()
})
afterAll(() => console.close())

it('reads a lost connection out once: the seconds that count up are not part of what is announced', async () => {
  const page = await console.page()
  await console.open(page, '/')
  await page.route(/\/v1\/|\/livez/, (route) => route.abort())
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Calls', exact: true }).click()
  const alert = page.getByRole('alert')
  await alert.getByText('Aftercall does not answer').waitFor()
  await page.getByText(/^It has not for \d+ seconds\./).waitFor()
  expect(await alert.textContent()).toBe('Aftercall does not answer')
  // Before it answers again: then it is found by itself, and the button is gone.
  await page.getByRole('button', { name: 'Try now' }).click()
  await page.unrouteAll({ behavior: 'wait' })
  await alert.waitFor({ state: 'detached' })
  await page.context().close()
})

it('reads and writes where the browser says that it is offline and the program answers all the same', async () => {
  const page = await console.page()
  await console.open(page, '/')
  await page.evaluate("window.dispatchEvent(new Event('offline'))")
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click()
  await page.getByText('API keys').waitFor()
  await page.getByRole('textbox', { name: 'New key for' }).fill('Our CRM')
  await page.getByRole('button', { name: 'Make a key' }).click()
  await page.getByText('Copy the key now: it is not shown again.').waitFor()
  await page.context().close()
})
