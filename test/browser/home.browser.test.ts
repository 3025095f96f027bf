import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountDocument, rule } from '../support/account-document.ts'
import { missedCall, someCaller } from '../support/call.ts'
import { type Console, openConsole } from './console.ts'

let console: Console
beforeAll(async () => {
  console = await openConsole({ sandboxSpeed: 20 })
})
afterAll(() => console.close())

const isAt = (path: string) => (url: URL) => url.pathname === path

/** Holds back the answer to one address until let go. */
async function heldBack(page: Page, path: string): Promise<() => void> {
  const mayGo = Promise.withResolvers<void>()
  await page.route(isAt(path), async (route) => {
    await mayGo.promise
    await route.continue()
  })
  return mayGo.resolve
}

/** Refuses one address until it is mended. */
async function refused(page: Page, path: string): Promise<() => Promise<void>> {
  const at = isAt(path)
  await page.route(at, (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"title":"No."}' }),
  )
  return () => page.unroute(at)
}

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

it('says that nothing waits once everything was asked, and names what could not be', async () => {
  const account = await console.program.account(
    accountDocument([rule('any')], {
      users: [{ key: 'asha', name: 'Asha Nair', phone: '+919812300001' }],
      departments: [],
    }),
  )
  const page = await console.page()
  await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
  const nothing = page.getByText('Nothing waits for you.')
  const letGo = await heldBack(page, '/v1/notices')
  await page.goto(console.program.url())
  await page.getByRole('heading', { name: 'Needs you' }).waitFor()
  await page.waitForTimeout(500)
  expect(await nothing.count()).toBe(0)
  letGo()
  await nothing.waitFor()

  const mend = await refused(page, '/v1/notices')
  await page.reload()
  await page.getByText('What there may be about notices is not known.').waitFor()
  expect(await nothing.count()).toBe(0)
  await mend()
  await page.getByRole('button', { name: 'Ask again' }).click()
  await nothing.waitFor()
  await page.context().close()
})

it('says which rules do nothing once the opening hours are gone, here and at the rule, and leads to where that is mended', async () => {
  const account = await console.program.account(
    accountDocument([
      rule('closed', { name: 'After hours', conditions: { hours: 'closed' } }),
      rule('late', { delay: { seconds: 3_600 }, validityMinutes: 30 }),
      rule('off', { conditions: { hours: 'closed' }, enabled: false }),
    ]),
  )
  const page = await console.page({}, account.key)
  await console.open(page, '/')
  const need = page.getByRole('listitem').filter({ hasText: 'can never fire' })
  await need.getByText('Rule 1 can never fire', { exact: true }).waitFor()
  await need.getByText('there are no opening hours, so it is always open').waitFor()
  await page.getByText('Rule 2 always comes too late').waitFor()
  expect(await page.getByText('Rule 3 can never fire').count()).toBe(0)
  await console.open(page, '/after-call-sms/custom')
  const amiss = page.locator('.rule-dead')
  await expect
    .poll(() => amiss.locator('> span').allTextContents())
    .toEqual([
      'Can never fire. There are no opening hours, so it is always open. Set opening hours first.',
      'Always too late. The text would always lapse unsent: raise the validity above the delay.',
    ])
  await amiss.first().getByRole('link', { name: 'Mend it' }).click()
  await page.getByRole('textbox', { name: 'Name of the rule' }).waitFor()
  await page.context().close()
})

it('says of a need what could not be done about it', async () => {
  const account = await console.program.account(accountDocument([rule('missed')]))
  const page = await console.page()
  await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
  await account.settled(await account.accepted(missedCall({ caller: someCaller('911') })))
  await console.open(page, '/')
  const mend = await refused(page, '/v1/notices/dismiss')
  await page.getByRole('button', { name: 'Seen' }).click()
  await page.getByText('Not done. No.').waitFor()
  await mend()
  await page.getByRole('button', { name: 'Seen' }).click()
  await page.getByRole('button', { name: 'Seen' }).waitFor({ state: 'detached' })
  await page.context().close()
})

it('counts under its texts of today every one, in whatever state', async () => {
  const account = await console.program.account(accountDocument([rule('missed', { delay: { seconds: 1800 } })]))
  const call = await account.accepted(missedCall())
  const [{ id }] = (await account.call(call)).messages
  await account.send('POST', `/v1/messages/${id}/cancel`)
  const page = await console.page({}, account.key)
  await console.open(page, '/')
  const tile = page.locator('.stat').filter({ hasText: 'Texts today' })
  await tile.getByText('1 cancelled').waitFor()
  expect(await tile.locator('.stat-figure').textContent()).toBe('1')
  await page.context().close()
})

it('shows today, or the last 7 or 30 days, with charts that can be read as tables', async () => {
  const account = await console.program.account(
    accountDocument([rule('missed', { conditions: { outcomes: ['missed'] } })]),
  )
  for (const outcome of ['missed', 'missed', 'voicemail'] as const)
    await account.settled(await account.accepted(missedCall({ outcome, caller: someCaller('000') })))
  const page = await console.page({}, account.key)
  await console.open(page, '/')
  await page.getByText('3 calls so far.').waitFor()
  const tile = (label: string) => page.locator('.stat').filter({ hasText: label }).locator('.stat-figure')
  expect(await tile('Answered by a text').textContent()).toBe('66.7 %')
  expect(await tile('Hang-up to handset').textContent()).toMatch(/^\d+(\.\d+)? m?s$/)
  const hours = page.locator('.chart-card').filter({ hasText: 'Calls by hour' })
  await hours.locator('svg').first().waitFor()
  await hours.getByRole('button', { name: 'Show as table' }).click()
  const cells = await hours.locator('tbody td').allTextContents()
  expect(['Connected', 'Missed', 'Voicemail'].map((_, at) => sumOf(cells.filter((_one, n) => n % 3 === at)))).toEqual([
    0, 2, 1,
  ])

  await page.getByRole('radiogroup', { name: 'Which days' }).getByText('7 days').click()
  await page.getByRole('heading', { name: 'The last 7 days' }).waitFor()
  await page.waitForURL((url) => url.searchParams.get('days') === '7')
  const days = page.locator('.chart-card').filter({ hasText: 'Calls by day' })
  await days.locator('tbody tr').nth(6).waitFor()
  expect(await days.locator('tbody tr').count()).toBe(7)
  expect(sumOf(await days.locator('tbody td').allTextContents())).toBe(3)
  await page.reload()
  await page.getByRole('heading', { name: 'The last 7 days' }).waitFor()
  await page.context().close()
})

const sumOf = (figures: readonly string[]) => figures.reduce((sum, one) => sum + Number(one), 0)

it('says first that texts are switched off or go to few, and leads back to the first steps', async () => {
  const document = accountDocument([rule('missed')])
  const account = await console.program.account({
    ...document,
    account: { ...document.account!, smsOn: false, trialNumbers: ['+919812300001'] },
  })
  const page = await console.page({}, account.key)
  await console.open(page, '/')
  const needs = page.locator('.needs > li strong')
  await needs.nth(2).waitFor()
  expect((await needs.allTextContents()).slice(0, 2)).toEqual(['After-Call SMS is off', 'Trial mode is on'])
  await page.getByRole('link', { name: /^First steps: / }).click()
  await page.getByRole('heading', { name: 'First steps for Test Traders' }).waitFor()
  await page.context().close()
})

it('is counted in the menu on every page while notices wait on it', async () => {
  const account = await console.program.account(
    accountDocument([rule('any')], { account: { name: 'Test Traders', zone: 'Asia/Kolkata', quota: 1 } }),
  )
  await account.accepted(missedCall())
  const page = await console.page({}, account.key)
  await console.open(page, '/calls')
  const home = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Home/ })
  await page.getByRole('link', { name: 'Home 2 notices wait', exact: true }).click()
  for (const left of ['Home 1 notice waits', 'Home']) {
    await page.getByRole('button', { name: 'Seen' }).first().click()
    await page.getByRole('link', { name: left, exact: true }).waitFor()
  }
  expect(await home.textContent()).toBe('Home')
  await page.context().close()
})

it('is left on a phone by tabs that say where a page stands: under More where none of them leads there', async () => {
  const page = await console.page({ viewport: { width: 390, height: 800 } })
  const marked = () => page.locator('.tabs > [data-current]').allTextContents()
  await console.open(page, '/')
  expect(await marked()).toEqual([expect.stringMatching(/^Home/)])
  await page.locator('.tabs').getByRole('button', { name: 'More' }).click()
  await page.getByRole('dialog').getByRole('link', { name: 'Lines and billing' }).click()
  await page.waitForURL('**/billing')
  await expect.poll(marked).toEqual(['More'])
  await page.context().close()
})
