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

async function opened(account: TestAccount, path: string): Promise<Page> {
  const page = await console.page({}, account.key)
  await console.open(page, path)
  return page
}

test('a user called New stands beside the form for new ones', async () => {
  const account = await console.program.account(accountDocument([rule('missed')]))
  const page = await opened(account, '/people?user=new')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('New')
  await dialog.getByRole('button', { name: 'Add user' }).click()
  await page.getByRole('link', { name: 'New', exact: true }).click()
  await page.getByRole('dialog', { name: 'New' }).getByRole('button', { name: 'Save' }).waitFor()
  await console.open(page, '/people?user=new')
  await page.getByRole('dialog', { name: 'Add a user' }).waitFor()
  await page.context().close()
})

test('what others saved while a drawer was open stays', async () => {
  const account = await console.program.account(accountDocument([rule('missed')]))
  const members = async () => (await account.get('/v1/departments/sales')).body.members
  const page = await opened(account, '/people?user=meera')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Departments' }).fill('Sal')
  await page.getByRole('option', { name: 'Sales' }).click()
  await dialog.getByRole('textbox', { name: 'Extension' }).fill('204')
  const noor = await account.send('POST', '/v1/users', { name: 'Noor Khan' })
  await account.send('PATCH', '/v1/departments/sales', { members: ['ravi', noor.body.key] })
  await account.send('PATCH', '/v1/users/meera', { phone: '+919812300003' })
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await members()).toEqual(['ravi', noor.body.key, 'meera'])
  expect((await account.get('/v1/users/meera')).body).toMatchObject({ extension: '204', phone: '+919812300003' })

  await console.open(page, '/people?department=sales')
  await dialog.getByRole('combobox', { name: 'Members' }).fill('Ash')
  await page.getByRole('option', { name: 'Asha Nair' }).click()
  await account.send('PATCH', '/v1/departments/sales', { members: ['ravi', 'meera'], language: 'hi' })
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect((await account.get('/v1/departments/sales')).body).toMatchObject({
    members: ['ravi', 'meera', 'asha'],
    language: 'hi',
  })
  await page.context().close()
})

test('the name of a number can be taken away', async () => {
  const account = await console.program.account(accountDocument([rule('missed')]))
  const page = await opened(account, '/people?did=toll-free')
  const dialog = page.getByRole('dialog')
  const name = dialog.getByRole('textbox', { name: 'Name' })
  await name.fill('Sales line')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Sales line').waitFor()
  await page.getByRole('link', { name: '1800 572 0199' }).click()
  await name.fill('')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Sales line').waitFor({ state: 'detached' })
  await page.getByRole('link', { name: '1800 572 0199' }).click()
  expect(await name.inputValue()).toBe('')
  await page.context().close()
})

test('many users are shown a part at a time, searched, and found again on the way back', async () => {
  const many = Array.from({ length: 60 }, (_, place) => ({
    key: `user-${place}`,
    name: `Person ${place}`,
    phone: place < 55 ? `+9198123010${String(place).padStart(2, '0')}` : null,
  }))
  const account = await console.program.account(accountDocument([rule('missed')], { users: many, departments: [] }))
  const page = await opened(account, '/people')
  const rows = page.locator('.people > .card .rows li')
  expect(await rows.count()).toBe(50)
  await page.getByRole('button', { name: 'Show more of 60' }).click()
  await expect.poll(() => rows.count()).toBe(60)
  await page.getByRole('textbox', { name: /^Search in name/ }).fill('98123 01042')
  await expect.poll(() => rows.allTextContents()).toHaveLength(1)
  await rows.getByRole('link', { name: 'Person 42' }).click()
  await page.getByRole('dialog', { name: 'Person 42' }).getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(() => rows.count()).toBe(1)
  await page.reload()
  await expect.poll(() => rows.count()).toBe(1)

  await console.open(page, '/')
  await page.getByText('5 users have no mobile number').waitFor()

  // In a rule one of many is found by typing too.
  await console.open(page, '/after-call-sms/custom/missed')
  await page.getByRole('button', { name: 'Add a condition' }).click()
  await page.getByRole('menuitem', { name: 'User', exact: true }).click()
  await page.getByRole('combobox', { name: 'choose User' }).fill('Person 42')
  await page.getByRole('option', { name: 'Person 42' }).click()
  await page.getByRole('button', { name: 'Remove Person 42 from User' }).waitFor()
  page.on('dialog', (dialog) => void dialog.accept())
  await page.context().close()
})
