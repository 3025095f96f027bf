import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Console, openConsole } from './console.ts'

let console: Console
beforeAll(async () => {
  console = await openConsole()
})
afterAll(() => console.close())

it('takes an edited wording from draft to approved while the one before goes on sending', async () => {
  const page = await console.page({ viewport: { width: 390, height: 844 } })
  await console.open(page, '/templates/sorry-we-missed-you')
  const wording = page.getByRole('textbox', { name: 'Wording' })
  const before = await wording.inputValue()
  await wording.fill(`${before} Bye`)
  const registered = page.getByRole('textbox', { name: 'Registered text' })
  if ((await registered.inputValue()) !== '') await registered.fill(`${await registered.inputValue()} Bye`)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Version 1 sends. What you change here is version 2').waitFor()
  await page.getByRole('button', { name: 'It is submitted' }).click()
  await page.getByRole('button', { name: 'It was rejected' }).click()
  await page.getByRole('textbox', { name: 'Why' }).fill('the brand is missing')
  await page.getByRole('dialog').getByRole('button', { name: 'It was rejected' }).click()
  await page.getByText('Rejected: the brand is missing').waitFor()
  await page.getByRole('button', { name: 'It is submitted' }).click()
  await page.getByRole('button', { name: 'It is approved' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'It is approved' }).click()
  await page.getByText('Approved, version 2.').waitFor()
  expect(await wording.inputValue()).toBe(`${before} Bye`)
})
