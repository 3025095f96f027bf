import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountDocument, rule } from '../support/account-document.ts'
import { type Console, hasFocus, openConsole } from './console.ts'

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
  // On a phone, too, it is what one sees first.
  const place = await wording.boundingBox()
  expect((place?.y ?? 844) + (place?.height ?? 0)).toBeLessThan(844)
  await page.getByRole('list', { name: 'As it should be' }).getByText('Variables apart').waitFor()
  await page.getByRole('button', { name: 'Text it to me' }).click()
  await hasFocus(page.getByRole('combobox', { name: 'To' }))
  await wording.fill(`${before} Bye`)
  const registered = page.getByRole('textbox', { name: 'Registered text' })
  if ((await registered.inputValue()) !== '') await registered.fill(`${await registered.inputValue()} Bye`)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Version 1 sends. What you change here is version 2').waitFor()
  // What is said of the wording is about what is kept, not about what is typed.
  await wording.fill(`${before} Bye now`)
  await page.getByText('What you changed above is not saved. Save it first').waitFor()
  expect(await page.getByRole('button', { name: 'It is submitted' }).isDisabled()).toBe(true)
  await page.getByText('What you changed above is not saved, so the test').waitFor()
  await page.getByRole('combobox', { name: 'To' }).fill('+91 90000 07731')
  expect(await page.getByRole('button', { name: 'Send the test' }).isDisabled()).toBe(true)
  await wording.fill(`${before} Bye`)
  await page.getByRole('button', { name: 'It is submitted' }).click()
  await page.getByRole('button', { name: 'It was rejected' }).click()
  await page.getByRole('textbox', { name: 'Why' }).fill('the brand is missing')
  await page.getByRole('dialog').getByRole('button', { name: 'It was rejected' }).click()
  await page.getByText('Rejected: the brand is missing').waitFor()
  await page.getByRole('button', { name: 'It is submitted' }).click()
  await page.getByRole('button', { name: 'It is approved' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'It is approved' }).click()
  await page.getByText('Version 2, approved').waitFor()
  expect(await wording.inputValue()).toBe(`${before} Bye`)

  await wording.fill(`${before} Bye for now`)
  if (await registered.isVisible()) await registered.fill(`${await registered.inputValue()} for now`)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('button', { name: 'Discard what waits' }).click()
  await page.getByText('Discard version 3?').waitFor()
  await page.getByRole('button', { name: 'Leave it' }).click()
  await page.getByText('Version 2 sends. What you change here is version 3').waitFor()
  await page.getByRole('button', { name: 'Discard what waits' }).click()
  await page.getByRole('button', { name: 'Discard it' }).click()
  await page.getByRole('button', { name: 'Wording of version 3' }).first().click()
  await page.getByRole('dialog', { name: 'Version 3' }).getByText(`${before} Bye for now`).waitFor()
}, 60_000)

it('takes a portal’s export in, names what is wrong in it, and makes a template of a registered text', async () => {
  const page = await console.page({ viewport: { width: 1440, height: 900 } })
  await console.open(page, '/templates/registered')
  const csv = [
    'Template ID,Template Name,Header,Template Type,Template Content,Status',
    '1107169820481730999,Ticket text,KAVERI,Service Implicit,"Dear {#var#}, your ticket no. {#numeric#} is noted. - Kaveri Appliances",Approved',
    '1.10717E+18,Damaged,KAVERI,Service Implicit,Hello {#var#},Approved',
  ].join('\n')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'export.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText('is what a spreadsheet made of the template id').waitFor()
  await page.getByText('One registered text: 1 approved.').waitFor()
  await page.getByRole('button', { name: 'Make a template of it' }).click()
  const choose = async (variable: RegExp, placeholder: string) => {
    await page.getByRole('combobox', { name: variable }).click()
    await page
      .getByRole('option', { name: new RegExp(`^${placeholder}:`) })
      .first()
      .click()
  }
  await choose(/Variable 1/, 'caller_name')
  await choose(/Variable 2/, 'ticket_number')
  await page.getByRole('button', { name: 'Make the template' }).click()
  await page.getByRole('heading', { name: 'Ticket text' }).waitFor()
  expect(await page.getByRole('textbox', { name: 'Wording' }).inputValue()).toBe(
    'Dear {{caller_name}}, your ticket no. {{ticket_number}} is noted. - Kaveri Appliances',
  )
})

it('opens a template that is called like a page, and makes no key like that of itself', async () => {
  const document = accountDocument([rule('any')])
  const [first] = document.templates ?? []
  if (first === undefined) throw new Error('no template')
  document.templates?.push({ ...first, key: 'registered', name: 'Kept by a file' })
  const account = await console.program.account(document)
  const page = await console.page({}, account.key)
  await console.open(page, '/templates')
  await page.getByRole('link', { name: 'Kept by a file' }).click()
  await page.getByRole('heading', { level: 1, name: 'Kept by a file' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/templates/~registered')
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Kept by a file' }).waitFor()
  await page.context().close()

  const { header, body } = first
  for (const [name, key] of [
    ['New', 'new-2'],
    ['Registered', 'registered-2'],
  ]) {
    const made = await account.send('POST', '/v1/templates', { name, header, body })
    expect([made.status, made.body.key]).toEqual([201, key])
  }
})

it('sends a test and shows its bytes, its ids and its receipt', async () => {
  const page = await console.page({ viewport: { width: 1440, height: 900 } })
  await console.open(page, '/templates/missed-call-note')
  await page.getByRole('combobox', { name: 'To' }).fill('+91 90000 07731')
  await page.getByRole('button', { name: 'Send the test' }).click()
  await page.locator('.life li[data-is="done"]', { hasText: 'Delivered' }).waitFor()
  await page.getByRole('button', { name: 'Show the bytes' }).click()
  expect(await page.locator('.test-bytes code').first().textContent()).toMatch(/^4d6973736564/)
})

it('fills a test with the user and the variables that one gives', async () => {
  const document = accountDocument([rule('missed')])
  document.templates?.push({
    ...{ key: 'order', name: 'Order', header: 'tester', dltTemplateId: '1107172974420810009' },
    body: '{{user_name}} called about order {{var.order_no}} of {{var.shop|ours}}. - Test Traders',
  })
  const account = await console.program.account(document)
  const page = await console.page({ viewport: { width: 390, height: 844 } }, account.key)
  await console.open(page, '/templates/order')
  const bubble = page.locator('.handset-bubble')
  await bubble.getByText('Asha Nair called about').waitFor()
  await page.getByText('Longest', { exact: true }).click()
  await bubble.getByText('Ravi Deshmukh called about').waitFor()
  const card = page.locator('section[aria-label="Try it"]')
  await card.getByRole('combobox', { name: 'To' }).fill('+91 98123 99999')
  await card.getByRole('button', { name: 'Send the test' }).click()
  await card.getByText('One field is not right yet. It is marked above.').waitFor()
  await card.getByText(/is nobody’s of this account/).waitFor()
  await card.getByRole('combobox', { name: 'To' }).fill('+91 98123 00001')
  await card.getByLabel('Who rang').first().click()
  await page.getByRole('option', { name: 'Ravi Deshmukh' }).click()
  await card.getByRole('textbox', { name: 'Variable order_no' }).fill('70031')
  expect(await card.getByRole('textbox', { name: /^Variable/ }).count()).toBe(2)
  await card.getByRole('button', { name: 'Send the test' }).click()
  await card.getByText('Ravi Deshmukh called about order 70031 of ours. - Test Traders').waitFor()
  await page.context().close()
})
