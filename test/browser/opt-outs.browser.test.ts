import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Console, openConsole } from './console.ts'

let console: Console
beforeAll(async () => {
  console = await openConsole()
})
afterAll(() => console.close())

it('lets a caller of the sandbox reply STOP, shows them opted out, and lets texts go again', async () => {
  const page = await console.page()
  await console.open(page, '/try')
  await page.getByRole('button', { name: 'End the call' }).click()
  await page.getByText(/The caller’s arrived /).waitFor()
  const reply = async (text: string) => {
    await page.getByRole('textbox', { name: 'Reply as the caller' }).fill(text)
    await page.getByRole('button', { name: 'Reply', exact: true }).click()
  }
  await reply('not interested')
  await page.getByText('It may mean no more texts').waitFor()
  await reply('not interested')
  await page.getByText('The same reply came within ten minutes').waitFor()
  await reply('Stop. Thank you')
  await page.getByText('Opted out: later calls of this number say opted_out.').waitFor()

  await console.open(page, '/opt-outs')
  await page.getByText('by reply').waitFor()
  await page.getByRole('button', { name: 'No', exact: true }).click()
  await page.getByText('Do they want no more texts?').waitFor({ state: 'detached' })
  await page.getByRole('radiogroup', { name: 'Which list' }).getByText('All replies').click()
  const replies = page.locator('.rows').getByRole('listitem')
  await replies.first().waitFor()
  expect(await replies.allTextContents()).toEqual([
    expect.stringMatching(/Stop\. Thank youOpted out$/),
    expect.stringMatching(/not interestedMight ask for no more texts: you decided$/),
  ])
  await page.getByRole('radiogroup', { name: 'Which list' }).getByText('Opted out').click()
  const ending = (await page.getByText(/Ends in \d{3}/).textContent())?.slice(-3)
  expect(ending).toMatch(/^\d{3}$/)
  await page.getByRole('textbox', { name: 'Phone number' }).fill('98123 45678')
  await page.getByRole('button', { name: 'Look it up' }).click()
  await page.getByText('gets texts').waitFor()
  await page.getByRole('button', { name: 'Opt it out' }).click()
  await page.getByText('Opted out in the console').waitFor()
  await page.getByRole('button', { name: 'Let texts go again' }).first().click()
  await page.getByRole('button', { name: 'They asked for it' }).click()
  await page.getByText('Ends in 678').waitFor({ state: 'detached' })
})

it('opts out the numbers of a file, and names the row that has none', async () => {
  const page = await console.page({ viewport: { width: 390, height: 844 } })
  await console.open(page, '/opt-outs')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'stop.csv', mimeType: 'text/csv', buffer: Buffer.from('Mobile\n9812345601\n9.8E+9\n') })
  await page.getByText('1 opted out, 0 known already, 1 without a number.').waitFor()
  await page.getByText(/Line 3: “9\.8E\+9” has lost its digits/).waitFor()
  await page.getByText('Ends in 601').waitFor()

  // What stands in front of the program may refuse a file in its own way.
  await page.route('**/v1/opt-outs/import', (route) =>
    route.fulfill({ status: 413, contentType: 'text/html', body: '<h1>413 Request Entity Too Large</h1>' }),
  )
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'stop.csv', mimeType: 'text/csv', buffer: Buffer.from('Mobile\n9812345602\n') })
  await page.getByText('That is too large for the server in front of Aftercall.').waitFor()
})

it('takes the template that confirms an opt-out, and offers none that sells', async () => {
  const page = await console.page({ viewport: { width: 360, height: 800 } })
  await console.open(page, '/opt-outs')
  await page.getByRole('combobox', { name: 'Text to whoever replies STOP' }).click()
  await page.getByRole('option').first().click()
  await page.getByRole('switch', { name: 'Also by the page behind a link' }).press('Space')
  await page.getByRole('button', { name: 'Save the confirmation' }).click()
  await page.getByText('Confirmation saved').waitFor()
  await console.open(page, '/opt-outs')
  expect(await page.getByRole('switch', { name: 'Also by the page behind a link' }).isChecked()).toBe(true)
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
})

it('drops what was found of a number when the field says another by then', async () => {
  const page = await console.page()
  await console.open(page, '/opt-outs')
  const late = Promise.withResolvers<void>()
  await page.route('**/v1/opt-outs/check', async (route) => {
    await late.promise
    await route.continue()
  })
  const number = page.getByRole('textbox', { name: 'Phone number' })
  const lookUp = page.getByRole('button', { name: 'Look it up' })
  await number.fill('98123 45001')
  await lookUp.click()
  await number.fill('98123 45002')
  late.resolve()
  await expect.poll(() => lookUp.isEnabled(), { timeout: 15_000 }).toBe(true)
  expect(await page.locator('.standing').count()).toBe(0)
  await lookUp.click()
  await page.locator('.standing').getByText('••002').waitFor()
  await page.context().close()
})
