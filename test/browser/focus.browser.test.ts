import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountDocument, rule } from '../support/account-document.ts'
import { missedCall } from '../support/call.ts'
import { type Console, hasFocus, openConsole } from './console.ts'

let console: Console
beforeAll(async () => {
  console = await openConsole()
})
afterAll(() => console.close())

async function opened(path: string): Promise<Page> {
  const page = await console.page()
  await console.open(page, path)
  return page
}

it('gives the focus back to where a drawer was opened from, and to the page where that is gone', async () => {
  const page = await opened('/people')
  const drawer = page.getByRole('dialog')
  for (const name of ['Add a user', 'Add a department', 'Add a number', 'Asha Nair']) {
    const link = page.getByRole('link', { name }).first()
    await link.press('Enter')
    await drawer.waitFor()
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'detached' })
    await hasFocus(link)
  }
  await page.getByRole('link', { name: 'Add a department' }).press('Enter')
  await drawer.getByRole('textbox', { name: 'Name' }).fill('Repairs')
  await drawer.getByRole('button', { name: 'Add department' }).click()
  await drawer.waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Repairs' }).press('Enter')
  await drawer.getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByText('Remove Repairs?').waitFor()
  await page.getByRole('button', { name: 'Remove it' }).click()
  await page.getByRole('link', { name: 'Repairs' }).waitFor({ state: 'detached' })
  await hasFocus(page.getByRole('main'))

  await console.open(page, '/templates')
  const sender = page.locator('.sender-list').getByRole('link').first()
  await sender.press('Enter')
  await drawer.waitFor()
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })
  await hasFocus(sender)
  await page.context().close()
})

it('asks before it removes a number or a sender', async () => {
  const account = await console.program.account(accountDocument([rule('any')]))
  const page = await console.page()
  await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
  await console.open(page, '/people?did=landline')
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByText('Remove +91 80 4123 4500?').waitFor()
  await page.getByRole('button', { name: 'Leave it' }).click()
  await page.getByText('Remove +91 80 4123 4500?').waitFor({ state: 'detached' })
  await console.open(page, '/templates?header=tester')
  await page.getByRole('dialog').getByRole('button', { name: 'Retire this sender' }).click()
  await page.getByText('Retire TESTER?').waitFor()
  await page.getByRole('button', { name: 'Retire it' }).click()
  // It is in use: what refers to it is said once, in words.
  await page.getByRole('alert').getByText('It cannot be removed: template').waitFor()
  expect((await page.getByRole('alert').textContent())?.match(/tester/g)).toHaveLength(1)
  expect((await account.get('/v1/dids')).body.items).toHaveLength(2)
  await page.context().close()
})

it('keeps the focus on a filter that is cleared', async () => {
  const page = await opened('/calls?outcome=missed')
  await page.getByRole('button', { name: 'Do not filter by outcome' }).press('Enter')
  await hasFocus(page.getByRole('button', { name: 'Filter by outcome' }))
  await page.context().close()
})

it('keeps the focus on a filter whose many choices come late, and chooses among few without a mouse', async () => {
  const users = Array.from({ length: 30 }, (_, at) => ({ key: `u${at}`, name: `Person ${at}`, phone: null }))
  const departments = [{ key: 'sales', name: 'Sales', members: [] }]
  const account = await console.program.account(accountDocument([rule('any')], { users, departments }))
  const page = await console.page({}, account.key)
  const late = Promise.withResolvers<void>()
  await page.route('**/v1/users*', (route) => late.promise.then(() => route.continue()))
  await console.open(page, '/calls')
  const filter = page.getByRole('button', { name: 'Filter by user' })
  await filter.focus()
  const came = page.waitForResponse('**/v1/users*')
  late.resolve()
  await (await came).finished()
  await page.waitForTimeout(300)
  await hasFocus(filter)
  await filter.press('Enter')
  await page.getByRole('textbox', { name: 'Find user' }).waitFor()
  await page.keyboard.press('Escape')

  const outcome = page.getByRole('button', { name: 'Filter by outcome' })
  await outcome.press('Enter')
  await page.getByRole('option', { name: 'Voicemail' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await hasFocus(page.getByRole('button', { name: /^Outcome: / }))
  await page.context().close()
})

it('goes on to the page where what was acted by goes away with its row, and to the field where it was a part of one', async () => {
  const account = await console.program.account(
    accountDocument([rule('any', { conditions: { departments: ['sales', 'support'] } })]),
  )
  for (const ending of ['01', '02']) await account.send('POST', '/v1/opt-outs', { number: `+9198123456${ending}` })
  const page = await console.page()
  await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
  await console.open(page, '/opt-outs')
  const row = page.getByRole('listitem').filter({ hasText: 'Ends in 602' })
  await row.getByRole('button', { name: 'Let texts go again' }).press('Enter')
  await page.getByRole('button', { name: 'They asked for it' }).press('Enter')
  await row.waitFor({ state: 'detached' })
  await hasFocus(page.getByRole('main'))

  // It was helped once: what is on the page may change, and a focus that is nowhere by choice stays so.
  const isTakenAgain = await page.locator('body').evaluate(async (body) => {
    const page = body.ownerDocument
    page.activeElement.blur()
    body.append(page.createElement('i'))
    await new Promise((resolve) => page.defaultView.requestAnimationFrame(resolve))
    return page.activeElement !== body
  })
  expect(isTakenAgain).toBe(false)

  await console.open(page, '/after-call-sms/custom/any')
  await page.getByRole('button', { name: 'Remove Support from Department' }).press('Enter')
  await hasFocus(page.getByRole('button', { name: 'or: add another to Department' }))
  await page.context().close()
})

it('goes on to the field where a part of one of many was removed, and opens nothing', async () => {
  const departments = Array.from({ length: 30 }, (_, at) => ({ key: `d${at}`, name: `Branch ${at}`, members: [] }))
  const account = await console.program.account(
    accountDocument([rule('any', { conditions: { departments: ['d1', 'd2'] } })], { departments }),
  )
  const page = await console.page()
  await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
  await console.open(page, '/after-call-sms/custom/any')
  await page.getByRole('button', { name: 'Remove Branch 2 from Department' }).press('Enter')
  const field = page.getByRole('combobox', { name: 'or: add another to Department' })
  await hasFocus(field)
  expect(await field.getAttribute('aria-expanded')).not.toBe('true')
  await page.context().close()
})

it('begins another page at its top, and says which it is', async () => {
  const page = await opened('/')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Calls' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Calls' }).waitFor()
  await hasFocus(page.getByRole('main'))
  await page
    .getByRole('status')
    .filter({ hasText: /^Calls$/ })
    .waitFor({ state: 'attached' })
  await page.context().close()
})

it('names what is recorded before a number is shown, with no mouse', async () => {
  const account = await console.program.account(accountDocument([rule('any')]))
  const call = await account.accepted(missedCall())
  const page = await console.page()
  await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
  await console.open(page, `/calls/${call}`)
  const show = page.getByRole('button', { name: 'Show' })
  const about = await show.getAttribute('aria-describedby')
  expect(await page.locator(`[id="${about}"]`).textContent()).toBe('Shows the whole number. Who looked is recorded.')
  await show.focus()
  await page.getByRole('tooltip').waitFor()
  await page.context().close()
})

it('says in which language a part is', async () => {
  const page = await console.page()
  await page.addInitScript(() => localStorage.setItem('aftercall-language', 'hi'))
  await console.open(page, '/settings')
  const langOf = (one: Locator) => one.evaluate((element) => element.closest('[lang]')?.getAttribute('lang'))
  expect(await langOf(page.getByRole('button', { name: /^सीमाएँ, टिकट/ }))).toBe('hi')
  expect(await langOf(page.getByRole('heading', { level: 1 }))).toBe('hi')
  expect(await langOf(page.locator('.menu a').first())).toBe('hi')
  const name = page.getByRole('textbox', { name: 'नाम' }).first()
  await name.fill('')
  await name.press('Enter')
  expect(await langOf(page.locator('.ac-error').first())).toBe('en')
  page.once('dialog', (dialog) => void dialog.accept())
  await console.open(page, '/after-call-sms/custom')
  expect(await langOf(page.locator('.rule-sentence').first())).toBe('hi')
  const account = await console.program.account(accountDocument([rule('any')]))
  await account.settled(await account.accepted(missedCall({ caller: null })))
  await console.open(page, `/calls?account=${account.id}`)
  expect(await langOf(page.getByRole('columnheader', { name: 'कॉलर को SMS' }))).toBe('hi')
  expect(await langOf(page.getByText('नंबर छिपा'))).toBe('hi')
  await page.getByText('7 दिन', { exact: true }).click()
  await page.getByText('पिछले 7 दिन में 1 कॉल और 1 SMS।').waitFor()
  expect(await langOf(page.getByRole('button', { name: 'नियम से फ़िल्टर करें' }))).toBe('hi')
  expect(await langOf(page.getByRole('textbox', { name: 'कॉलर का नंबर' }))).toBe('hi')
  await console.open(page, '/gateways/new?kind=smpp')
  expect(await langOf(page.getByText('System id', { exact: true }).first())).toBe('en')
  expect(await langOf(page.locator('input[type=password]').first())).toBe('hi')
  await page.context().close()
})
