import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountDocument, rule } from '../support/account-document.ts'
import { type Console, isShown, openConsole } from './console.ts'

let console: Console
beforeAll(async () => {
  console = await openConsole()
})
afterAll(() => console.close())

/** The program answers one address with a failure until the answer is called. */
async function failing(page: Page, path: string, method?: string): Promise<() => Promise<void>> {
  const isIt = (url: URL) => url.pathname === path
  await page.route(isIt, (route) =>
    method !== undefined && route.request().method() !== method
      ? route.continue()
      : route.fulfill({
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
  ['/try', '/v1/routes', 'Try a call'],
  ['/people', '/v1/departments', 'People'],
  ['/gateways', '/v1/sources', 'Gateways and sources'],
  ['/gateways/shared:sandbox', '/v1/gateway-kinds', 'Sandbox'],
  ['/after-call-sms/custom/new', '/v1/templates', 'New rule'],
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

it('keeps the menu beside a page that could not be loaded, and beside an address with nothing at it', async () => {
  const page = await console.page()
  const menu = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Calls' })
  await page.goto(`${console.program.url()}/messages/msg_${'0'.repeat(32)}`)
  await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
  expect(await menu.isVisible()).toBe(true)

  await page.goto(`${console.program.url()}/nowhere`)
  await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
  expect([await menu.isVisible(), await page.title()]).toEqual([true, 'Nothing here · Aftercall'])

  await page.route('**/assets/people-page*.js', (route) => route.abort())
  await page.goto(`${console.program.url()}/people`)
  await page.getByRole('button', { name: 'Try again' }).waitFor()
  expect(await menu.isVisible()).toBe(true)
  await page.context().close()
})

it('says that nobody was signed out when the program does not do it', async () => {
  const page = await console.page()
  await console.open(page, '/calls')
  const mend = await failing(page, '/v1/session')
  await page.getByRole('button', { name: /^Operator/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByText('Not done. The database does not answer.').waitFor()
  expect(new URL(page.url()).pathname).toBe('/calls')
  await mend()
  await page.context().close()
})

it('takes no way out away that it could not read, when a gateway is added', async () => {
  const settings = { host: '127.0.0.1', port: 9, systemId: 'shop' }
  const account = await console.program.account(
    accountDocument([rule('any')], {
      gateways: [{ key: 'main', title: 'Main', kind: 'smpp', settings, secrets: { password: 'x' } }],
      routes: [{ gateway: 'main' }],
    }),
  )
  const ways = async () => (await account.get('/v1/routes')).body.items.map((one: { gateway: string }) => one.gateway)
  const page = await console.page()
  await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
  const mend = await failing(page, '/v1/routes', 'GET')
  await console.open(page, '/gateways/new?kind=smpp')
  await page.getByRole('textbox', { name: 'Host' }).fill('127.0.0.1')
  await page.getByRole('textbox', { name: 'System id' }).fill('second')
  await page.getByRole('textbox', { name: 'Password' }).fill('secret')
  await page.getByRole('button', { name: 'Add gateway' }).click()
  await page.getByRole('alert').getByText('The database does not answer.').waitFor()
  expect(await ways()).toEqual(['main'])
  await mend()
  await page.getByRole('button', { name: 'Add gateway' }).click()
  await page.waitForURL(/\/gateways\/smpp-/)
  expect(await ways()).toEqual(['smpp-3-4', 'main'])
  await page.context().close()
})

it('says of the keys and of a call tried why they cannot be shown', async () => {
  const page = await console.page()
  const mend = await failing(page, '/v1/keys')
  await console.open(page, '/settings')
  await page.getByText('The keys cannot be shown').waitFor()
  await mend()
  await console.open(page, '/try?call=call_ffffff')
  await page.getByText('This call cannot be shown').waitFor()
  expect(await page.getByText('The call is being judged.').count()).toBe(0)
  await page.context().close()
})

it.each([
  ['/after-call-sms/custom/nothing', 'Rule · Aftercall'],
  ['/templates/nothing', 'Template · Aftercall'],
  ['/nothing', 'Nothing here · Aftercall'],
])('says at %s that nothing is there, also in the title', async (path, title) => {
  const page = await console.page()
  await console.open(page, '/calls')
  await console.open(page, path)
  await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
  await expect.poll(() => page.title()).toBe(title)
  await page.context().close()
})

it.each([
  ['/people?user=nobody', 'user'],
  ['/people?department=nothing', 'department'],
  ['/people?did=nothing', 'number'],
  ['/templates?header=nothing', 'sender'],
])('says at %s that there is no such %s, and offers no form for one', async (path, what) => {
  const page = await console.page()
  await console.open(page, path)
  await page.getByRole('dialog').getByText(`There is no ${what} at this address.`).waitFor()
  expect(await page.getByRole('dialog').getByRole('textbox').count()).toBe(0)
  await page.context().close()
})
