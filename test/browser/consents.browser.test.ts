import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountDocument, rule } from '../support/account-document.ts'
import { missedCall, someCaller } from '../support/call.ts'
import { type Console, hasFocus, openConsole } from './console.ts'

let console: Console
beforeAll(async () => {
  console = await openConsole({ sandboxSpeed: 20 })
})
afterAll(() => console.close())

it('records a consent, shows its record, takes a file, and revokes', async () => {
  const page = await console.page()
  await console.open(page, '/consents')
  await page.getByText('No consent is on record').waitFor()
  await page.getByRole('button', { name: 'Enter a number' }).click()
  await hasFocus(page.getByRole('textbox', { name: 'Phone number' }))
  await page.getByRole('textbox', { name: 'Phone number' }).fill('98123 45678')
  await page.getByRole('button', { name: 'Look it up' }).click()
  await page.getByText('no consent', { exact: true }).waitFor()
  await page.getByRole('textbox', { name: 'What they agreed to' }).fill('Offers by text')
  await page.getByRole('textbox', { name: 'What shows it' }).fill('call 4711')
  // A look at the number costs nothing of what was typed.
  await page.getByRole('textbox', { name: 'Phone number' }).fill('98123 4567')
  await page.getByRole('textbox', { name: 'Phone number' }).fill('98123 45678')
  await page.getByRole('button', { name: 'Look it up' }).click()
  await page.getByRole('checkbox', { name: 'Given in a phone call' }).check()
  await page.getByRole('button', { name: 'Record a consent' }).click()
  await page.getByText('has agreed').waitFor()
  await page.getByText(/Agreed in a phone call, .*: Offers by text/).waitFor()
  await page.getByText('Ends in 678').waitFor()
  const downloads = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download its record' }).click()
  expect((await downloads).suggestedFilename()).toBe('consent.json')

  await page.locator('input[type=file]').setInputFiles({
    name: 'consents.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Mobile,Purpose\n9812345601,Offers\n9.8E+9,Offers\n'),
  })
  await page.getByText('1 recorded, 0 known already, 1 not recorded.').waitFor()
  await page.getByText(/Line 3: “9\.8E\+9” is no phone number/).waitFor()

  await page.locator('input[type=file]').setInputFiles({
    name: 'western.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Mobile,Purpose\n9812345602,Caf\xe9\n', 'latin1'),
  })
  await page.getByText('The file is neither UTF-8 nor UTF-16').waitFor()

  const row = page.getByRole('listitem').filter({ hasText: 'Ends in 678' })
  await row.getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('button', { name: 'Revoke it' }).click()
  await row.waitFor({ state: 'detached' })
})

it('switches on what needs consent', async () => {
  const page = await console.page({ viewport: { width: 390, height: 844 } })
  await console.open(page, '/consents')
  await page.getByRole('checkbox', { name: 'Promotional' }).check()
  await page.getByRole('button', { name: 'Save what needs consent' }).click()
  await page.getByText('Saved what needs consent').waitFor()
  await console.open(page, '/consents')
  expect(await page.getByRole('checkbox', { name: 'Promotional' }).isChecked()).toBe(true)
})

it('lets people agree by themselves, and says what is wrong with a word', async () => {
  const page = await console.page({ viewport: { width: 360, height: 800 } })
  await console.open(page, '/consents')
  await page.getByRole('switch', { name: 'People can agree by themselves' }).press('Space')
  await page.getByRole('textbox', { name: 'To what they agree' }).fill('offers by text')
  const words = page.getByRole('combobox', { name: 'Words of a reply that agree' })
  await words.fill('stop')
  await words.press('Enter')
  await page.getByRole('button', { name: 'Save what needs consent' }).click()
  await page.getByText('“stop” may be meant otherwise').waitFor()
  await words.press('Backspace')
  await page.getByRole('switch', { name: 'The page behind a link asks too' }).press('Space')
  await page.getByRole('button', { name: 'Save what needs consent' }).click()
  await page.getByText('Saved what needs consent').waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  await console.open(page, '/consents')
  expect(await page.getByRole('textbox', { name: 'To what they agree' }).inputValue()).toBe('offers by text')
})

it('says on a template’s page that operators take it for promotional, until somebody has seen it', async () => {
  const account = await console.program.account(accountDocument([rule('missed')]))
  const page = await console.page()
  await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
  await console.open(page, '/templates/sorry')
  const words = page.getByText(/is a service template, and yet it was refused for a person’s preferences/)
  expect(await words.count()).toBe(0)
  await account.settled(await account.accepted(missedCall({ caller: someCaller('911') })))
  await console.open(page, '/templates/sorry')
  await words.waitFor()
  await page.getByRole('button', { name: 'Seen' }).click()
  await words.waitFor({ state: 'detached' })
})
