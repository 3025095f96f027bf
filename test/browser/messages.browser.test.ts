import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountDocument, rule } from '../support/account-document.ts'
import { missedCall } from '../support/call.ts'
import type { TestAccount } from '../support/program.ts'
import { type Console, openConsole } from './console.ts'

let console: Console
let account: TestAccount
let page: Page
beforeAll(async () => {
  console = await openConsole()
  account = await console.program.account(accountDocument([rule('missed')]))
  page = await console.page({}, account.key)
})
afterAll(() => console.close())

test('the list of texts follows by itself', async () => {
  await console.open(page, '/messages')
  await page.getByText('No texts yet').waitFor()
  await account.accepted(missedCall({ caller: '+919000011101' }))
  await page.getByRole('row').filter({ hasText: '••101' }).getByText('Delivered').waitFor()
})

test('texts are found by a number and a day, which stand in the address', async () => {
  await account.settled(await account.accepted(missedCall({ caller: '+919000011202' })))
  await console.open(page, '/messages')
  const number = page.getByRole('textbox', { name: 'Recipient’s number' })
  await number.fill('11202')
  await number.press('Enter')
  await page.getByRole('row').filter({ hasText: '••101' }).waitFor({ state: 'detached' })
  await page.getByRole('row').filter({ hasText: '••202' }).waitFor()
  await page.reload()
  expect(await number.inputValue()).toBe('11202')
  const tomorrow = new Date(Date.now() + 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Asia/Kolkata' })
  await page.getByLabel('First day').fill(tomorrow)
  await page.getByText('No text matches these filters').waitFor()
  await page.getByLabel('First day').fill('')
  await number.fill('1')
  await number.press('Enter')
  await page.getByText('The number needs at least three digits.').waitFor()
})

test('a text took as long here as it did among the calls', async () => {
  const endedAt = new Date(Date.now() - 60_000).toISOString()
  await account.settled(await account.accepted(missedCall({ caller: '+919000011303', endedAt })))
  const took = async (path: string) => {
    await console.open(page, path)
    return await page.getByRole('row').filter({ hasText: '••303' }).locator('.state-after').textContent()
  }
  expect(await took('/messages')).toBe(await took('/calls'))
})
