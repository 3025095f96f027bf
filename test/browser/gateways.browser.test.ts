import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountDocument, rule } from '../support/account-document.ts'
import type { TestAccount } from '../support/program.ts'
import { type Console, openConsole } from './console.ts'

let console: Console
beforeAll(async () => {
  console = await openConsole()
})
afterAll(() => console.close())

/** An own gateway by the key of the shared sandbox; texts leave by the shared one. */
const twoOfOneKey = () =>
  console.program.account(
    accountDocument([rule('missed')], {
      gateways: [{ key: 'sandbox', title: 'Own sandbox', kind: 'sandbox', paused: true }],
    }),
  )

const operatorIn = async (account: TestAccount): Promise<Page> => {
  const page = await console.page()
  await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
  return page
}

test('a shared gateway and an own one of the same key are two', async () => {
  const account = await twoOfOneKey()
  const page = await console.page({}, account.key)
  await console.open(page, '/gateways')
  const row = (title: string) => page.locator('.rows li').filter({ hasText: title })
  await row('Own sandbox').getByText('not in use').waitFor()
  await page.locator('.rows').getByRole('link', { name: 'Sandbox', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Sandbox', exact: true }).waitFor()
  await page.getByText('Shared by the installation').waitFor()
  await console.open(page, '/gateways/sandbox')
  await page.getByRole('heading', { level: 1, name: 'Own sandbox' }).waitFor()
  await expect.poll(() => page.locator('.side-health').textContent()).toMatch(/^Sandbox/)
  await console.open(page, '/')
  await page.getByRole('heading', { name: 'Needs you' }).waitFor()
  expect(await page.getByText('Own sandbox is paused').count()).toBe(0)
  await page.context().close()
})

test('of several ways out only the first is said to be in use, and a draft of them is kept when they change elsewhere', async () => {
  const account = await console.program.account(
    accountDocument([rule('missed')], {
      gateways: [{ key: 'spare', title: 'Spare', kind: 'sandbox' }],
      routes: [{ gateway: 'shared:sandbox' }, { gateway: 'spare' }],
    }),
  )
  const page = await console.page({}, account.key)
  await console.open(page, '/gateways')
  const row = (title: string) => page.locator('.rows li').filter({ hasText: title })
  await row('Spare').getByText('way 2, not in use').waitFor()
  await row('Sandbox').getByText('takes this account’s texts').waitFor()
  await page.getByText('Texts leave by Sandbox, which is ready. No phone system tells of calls yet.').waitFor()
  await page.getByRole('button', { name: 'Make it the first' }).click()
  expect((await account.send('PUT', '/v1/routes', { routes: [{ gateway: 'spare' }] })).status).toBe(200)
  const overtaken = page.getByText('Somebody changed the ways out meanwhile')
  // It is read again by whoever comes back to the window, some seconds after it was read before.
  const comeBack = () => page.evaluate(`window.dispatchEvent(new Event('visibilitychange'))`)
  await expect.poll(() => comeBack().then(() => overtaken.count()), { timeout: 15_000 }).toBe(1)
  await page.getByRole('group', { name: 'Way 2: Sandbox' }).waitFor()
  await page.getByRole('button', { name: 'Take theirs, and drop mine' }).click()
  await page.getByRole('group', { name: 'Way 2: Sandbox' }).waitFor({ state: 'detached' })
  await page.getByRole('group', { name: 'Way 1: Spare' }).waitFor()
  await page.getByRole('link', { name: 'Add a source' }).click()
  await page.waitForURL('**/sources/new')
  await page.context().close()
})

test('a shared gateway is checked and changed by the operator, and by nobody else', async () => {
  const account = await twoOfOneKey()
  const owner = await console.page({}, account.key)
  await console.open(owner, '/gateways/shared:sandbox')
  await owner.getByText('belong to the operator').waitFor()
  expect(await owner.getByRole('button', { name: 'Check now' }).count()).toBe(0)
  await owner.context().close()

  const page = await operatorIn(account)
  await console.open(page, '/gateways/shared:sandbox')
  await page.getByRole('button', { name: 'Check now' }).click()
  await page.locator('.checks li').first().waitFor()
  await page.getByRole('textbox', { name: 'Title' }).fill('Sandbox of the house')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { level: 1, name: 'Sandbox of the house' }).waitFor()
  const { items } = (await account.get('/v1/gateways')).body
  expect(items.map((one: { title: string }) => one.title)).toEqual(['Own sandbox', 'Sandbox of the house'])
  await page.getByRole('textbox', { name: 'Title' }).fill('Sandbox')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { level: 1, name: 'Sandbox', exact: true }).waitFor()
  await page.context().close()
})

test('an account without a way out is told so, first on its home page and below the menu', async () => {
  const account = await console.program.account(accountDocument([rule('missed')], { routes: [] }))
  const page = await console.page({}, account.key)
  await console.open(page, '/')
  await page.locator('.side-health').getByText('No way out').waitFor()
  await page.getByText('Texts have no way out').waitFor()
  await page.context().close()
})

test('what was found of one gateway does not stand on the page of another', async () => {
  const page = await operatorIn(await twoOfOneKey())
  await console.open(page, '/gateways/shared:sandbox')
  await page.getByRole('button', { name: 'Check now' }).click()
  await page.locator('.checks li').first().waitFor()
  // From page to page, without the list between them.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Own sandbox')
  await page.getByRole('option', { name: 'Own sandbox' }).click()
  await page.getByRole('heading', { level: 1, name: 'Own sandbox' }).waitFor()
  await page.getByRole('button', { name: 'Check now' }).waitFor()
  expect(await page.locator('.checks li').count()).toBe(0)
  await page.context().close()
})

test('a setting with a default can be emptied to type another', async () => {
  const page = await console.page()
  await console.open(page, '/gateways/new?kind=smpp')
  const port = page.getByRole('textbox', { name: 'Port', exact: true })
  const before = await port.inputValue()
  const typeAnew = async (keys: string) => {
    await port.focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Backspace')
    expect(await port.inputValue()).toBe('')
    await page.keyboard.type(keys)
    await page.keyboard.press('Tab')
    return await port.inputValue()
  }
  expect(await typeAnew('3550')).toBe('3550')
  // Left empty, it is what it is by default.
  expect(await typeAnew('')).toBe(before)
  await page.context().close()
})
