import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountDocument, rule } from '../support/account-document.ts'
import { type Console, openConsole } from './console.ts'

let console: Console
beforeAll(async () => {
  console = await openConsole()
})
afterAll(() => console.close())

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('With an API key').fill(console.program.operatorKey)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

it('keeps what is being typed when the session ends, says so, and goes on after signing in in another tab', async () => {
  const page = await console.page()
  await console.open(page, '/templates/new')
  const wording = page.getByRole('textbox', { name: 'Wording' })
  await wording.fill('Sorry we missed your call.')
  await page.context().clearCookies()
  await wording.pressSequentially(' We ring back')
  const layer = page.getByRole('dialog', { name: 'Your session ended' })
  await layer.waitFor()
  const [tab] = await Promise.all([
    page.context().waitForEvent('page'),
    layer.getByRole('link', { name: 'Sign in in a new tab' }).click(),
  ])
  await tab.getByText('waits in its tab with all that you typed').waitFor()
  await signIn(tab)
  await tab.getByRole('heading', { name: 'You are signed in' }).waitFor()
  await tab.close()
  await page.bringToFront()
  await layer
    .getByRole('button', { name: 'I have signed in' })
    .click({ timeout: 2_000 })
    .catch(() => undefined) // It may have seen so itself.
  await layer.waitFor({ state: 'detached' })
  expect(await wording.inputValue()).toBe('Sorry we missed your call. We ring back')
  await page.getByRole('region', { name: 'The recipient’s handset' }).getByText('We ring back').waitFor()
  await page.context().close()
})

it('asks once for what is live when nobody is signed in, and does not say that the page updates', async () => {
  const page = await console.page()
  await console.open(page, '/try')
  // Streams that are cut at once, so that the page soon asks for another.
  let isOut = false
  let refused = 0
  await page.route('**/v1/live?*', async (route) => {
    if (!isOut) return await route.fulfill({ contentType: 'text/event-stream', body: '' })
    refused += 1
    await route.continue()
  })
  await page.getByRole('button', { name: 'End the call' }).click()
  await page.waitForURL(/call=/)
  isOut = true
  await page.context().clearCookies()
  await page.getByRole('dialog', { name: 'Your session ended' }).waitFor()
  expect(await page.getByText('Updates by itself').count()).toBe(0)
  await page.waitForTimeout(4_000)
  expect(refused).toBe(1)
  await page.context().close()
})

it('leads to the page that a link names after signing in, and never to another host', async () => {
  const page = await console.page()
  for (const [asked, found] of [
    ['/calls?outcome=missed', '/calls?outcome=missed'],
    ['/signin?to=%2F%2Fevil.example%2Fx', '/'],
  ] as const) {
    await page.context().clearCookies()
    await page.goto(`${console.program.url()}${asked}`)
    await signIn(page)
    await page.waitForURL(`${console.program.url()}${found}`)
  }
  await page.context().close()
})

it('stays in the account that was chosen when the program does not answer for a moment', async () => {
  const account = await console.program.account(accountDocument([rule('missed')]))
  const page = await console.page()
  await console.open(page, '/people')
  const kept = () => page.evaluate<string | null>('sessionStorage.getItem("aftercall-account")')
  await page.evaluate(`sessionStorage.setItem("aftercall-account", ${JSON.stringify(account.id)})`)
  await page.route('**/v1/me', (route) => route.abort(), { times: 1 })
  await page.reload()
  await page.locator('h1').first().waitFor()
  expect(await kept()).toBe(account.id)
  await page.context().close()
})

it('says all of signing in in Hindi once Hindi is chosen', async () => {
  const page = await console.page({ viewport: { width: 360, height: 780 } })
  await console.open(page, '/signin?to=%2Fcalls')
  await page.getByRole('button', { name: 'हिन्दी' }).click()
  await page.getByRole('heading', { name: 'साइन इन करें' }).waitFor()
  expect(await page.title()).toContain('साइन इन करें')
  await page.getByText('कंटेनर', { exact: true }).click()
  await page.getByText('docker compose exec aftercall aftercall link').waitFor()
  await page.getByLabel('API कुंजी से').fill('ac_wrong')
  await page.getByRole('button', { name: 'साइन इन करें' }).click()
  await page.getByText('यह कुंजी किसी खाते की नहीं है').waitFor()
  const english = (await page.locator('main').innerText()).match(/[A-Za-z]{2,}/g) ?? []
  const kept = 'Aftercall API English localhost systemd docker compose exec aftercall link'.split(' ')
  expect(english.filter((one) => !kept.includes(one))).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
  await page.context().close()
})
