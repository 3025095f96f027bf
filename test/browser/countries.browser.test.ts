import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountDocument, rule } from '../support/account-document.ts'
import { type Console, openConsole } from './console.ts'

let console: Console
beforeAll(async () => {
  console = await openConsole()
})
afterAll(() => console.close())

it('shows what each country asks, and which is the account’s own', async () => {
  const page = await console.page({ viewport: { width: 360, height: 800 } })
  await console.open(page, '/countries')
  await page.getByRole('region', { name: 'India' }).getByText('yours').waitFor()
  const usa = page.getByRole('region', { name: 'United States' })
  await usa.getByText('STOP, QUIT, END, REVOKE').waitFor()
  await usa.getByText('10DLC campaign id').waitFor()
})

it('gives a header a sender and registrations in another country', async () => {
  const account = await console.program.account(accountDocument([rule('missed')]))
  const page = await console.page()
  await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
  await console.open(page, '/templates?header=tester')
  await page.getByRole('combobox', { name: 'In another country' }).click()
  await page.getByRole('option', { name: 'United States' }).click()
  await page.getByRole('textbox', { name: 'Sender in United States' }).fill('KAVERI')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('United States takes: A number of North America').waitFor()
  await page.getByRole('textbox', { name: 'Sender in United States' }).fill('+14155550100')
  await page.getByRole('textbox', { name: '10DLC brand id' }).fill('B1C2D3E')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('US: +14155550100').waitFor()
  expect((await account.get('/v1/headers/tester')).body.countries).toEqual({
    US: { sender: '+14155550100', fields: { brandId: 'B1C2D3E' } },
  })
  await page.getByRole('link', { name: 'TESTER' }).click()
  await page.getByText('United States blocks texts from +14155550100 without it').waitFor()
})
