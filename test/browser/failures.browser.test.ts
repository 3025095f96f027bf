import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Console, isShown, openConsole } from './console.ts'

let console: Console
beforeAll(async () => {
  console = await openConsole()
})
afterAll(() => console.close())

/** The program answers one address with a failure until the answer is called. */
async function failing(page: Page, path: string): Promise<() => Promise<void>> {
  const isIt = (url: URL) => url.pathname === path
  await page.route(isIt, (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({ title: 'The database does not answer.', status: 503, code: 'unavailable' }),
    }),
  )
  return () => page.unroute(isIt)
}

it.each([
  ['/calls', '/v1/calls', 'Calls'],
  ['/first-steps', '/v1/gateways', /^First steps for|is ready$/],
  ['/templates/new', '/v1/headers', 'New template'],
  ['/after-call-sms/history', '/v1/rule-sets', 'Rule sets so far'],
  ['/', '/v1/rule-set', /^Today/],
])('shows why %s cannot be shown, and asks again when told to', async (path, asked, title) => {
  const page = await console.page()
  const mend = await failing(page, asked)
  await page.goto(`${console.program.url()}${path}`)
  await page.getByRole('heading', { name: 'The database does not answer.' }).waitFor()
  await mend()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await isShown(page)
  await page.context().close()
})

it('says beside the history that there is no such version', async () => {
  const page = await console.page()
  await console.open(page, '/after-call-sms/history?version=999')
  await page.getByText('Rule set 999 cannot be shown').waitFor()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Rule sets so far')
  await page.context().close()
})
