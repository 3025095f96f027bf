/** The console of whoever answers callers: calls and texts, numbers masked, nothing to press that would be refused. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountDocument, rule, toCaller, toUser } from '../support/account-document.ts'
import { missedCall } from '../support/call.ts'
import { type Console, openConsole } from './console.ts'

let console: Console
let key: string
let call: string
beforeAll(async () => {
  console = await openConsole({ sandboxSpeed: 20 })
  const account = await console.program.account(
    accountDocument([rule('missed', { recipients: [toCaller(), toUser()] })]),
  )
  key = (await account.send('POST', '/v1/keys', { name: 'help desk', role: 'support' })).body.key
  call = await account.accepted(missedCall({ caller: '+919000012842', rung: [{ extension: '201' }] }))
  await account.settled(call)
})
afterAll(() => console.close())

test('shows calls and texts alone, without what the role may not do, and asks for nothing that is refused', async () => {
  const page = await console.page({}, key)
  const refused: string[] = []
  page.on('response', (response) => {
    if (response.status() === 403) refused.push(response.url())
  })
  await console.open(page, '/')
  await page.waitForURL('**/calls')
  expect(await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allTextContents()).toEqual([
    'Calls',
    'Messages',
  ])
  await page.getByRole('textbox', { name: 'Caller’s number' }).fill('90000 12842')
  await page.getByRole('textbox', { name: 'Caller’s number' }).press('Enter')
  await page.waitForURL(/caller=(%22)?9000012842/)
  await page.getByRole('button', { name: 'Filter by department' }).click()
  await page.getByRole('option', { name: 'Sales' }).waitFor()
  await page.keyboard.press('Escape')
  // A colleague's link filters by what this role does not read: that is said, and can be cleared.
  await console.open(page, '/calls?rule=missed&user=ravi')
  await page.getByText('No call matches these filters').waitFor()
  await page.getByRole('button', { name: 'Rule: missed' }).waitFor()
  await page.getByRole('button', { name: 'Do not filter by user' }).press('Enter')
  await page.locator('a.row-link').first().waitFor()
  expect(await page.locator('main:focus').count()).toBe(1)
  await page.locator('a.row-link').first().click()
  await page.getByText('Missed call from 90000••842.').waitFor()
  await page.getByText('+91 90000 ••842').waitFor()
  for (const name of ['Show', 'Send again…', 'Cancel this text', 'Settle it'])
    expect(await page.getByRole('button', { name }).count()).toBe(0)
  await console.open(page, '/messages')
  await page.locator('a.row-link').first().waitFor()
  await console.open(page, '/settings')
  await page.waitForURL('**/calls')
  expect(refused).toEqual([])
  await page.context().close()
})
