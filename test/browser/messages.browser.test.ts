import { readFile } from 'node:fs/promises'
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
  const row = page.getByRole('row').filter({ hasText: '••101' })
  await row.getByText('Delivered').waitFor()
  await row.getByRole('link', { name: /^Caller, text of .+, open its call$/ }).waitFor()
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
  await page.getByText('Dates', { exact: true }).click()
  await page.getByLabel('First day').fill(tomorrow)
  await page.getByText('No text matches these filters').waitFor()
  await page.getByText('Today', { exact: true }).click()
  await page.getByRole('row').filter({ hasText: '••202' }).waitFor()
  await number.fill('1')
  // The keys for numbers that a phone shows have no Enter.
  await page.getByRole('button', { name: 'Find by: Recipient’s number' }).click()
  await page.getByText('The number needs at least three digits.').waitFor()
})

test('texts are found by rule, template and gateway, and what is found is kept as a file', async () => {
  await account.settled(await account.accepted(missedCall({ caller: '+919000011404' })))
  await console.open(page, '/messages')
  for (const [what, value, found] of [
    ['template', 'Missed call note', false],
    ['template', 'Sorry we missed you', true],
    ['rule', '1  missed', true],
    ['gateway', 'Sandbox, shared', true],
  ] as const) {
    const clear = page.getByRole('button', { name: `Do not filter by ${what}` })
    if (await clear.isVisible()) await clear.click()
    await page.getByRole('button', { name: `Filter by ${what}` }).click()
    await page.getByRole('option', { name: value, exact: true }).click()
    if (found) await page.getByRole('row').filter({ hasText: '••404' }).waitFor()
    else await page.getByText('No text matches these filters').waitFor()
  }
  expect(new URL(page.url()).search).toBe('?rule=missed&template=sorry&gateway=shared%3Asandbox')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('messages.csv')
  const csv = await readFile(await download.path(), 'utf8')
  expect(csv).toContain("'+91 90000 ••404")
  expect(csv).not.toContain('9000011404')
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
