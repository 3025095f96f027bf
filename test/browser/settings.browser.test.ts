import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountDocument, rule } from '../support/account-document.ts'
import { missedCall } from '../support/call.ts'
import type { TestAccount } from '../support/program.ts'
import { type Console, openConsole } from './console.ts'

let console: Console
beforeAll(async () => {
  console = await openConsole()
})
afterAll(() => console.close())

async function opened(account: TestAccount): Promise<Page> {
  const page = await console.page()
  await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
  await console.open(page, '/settings')
  return page
}

it('shows who did what to which call, and leads there', async () => {
  const account = await console.program.account(accountDocument([rule('any')]))
  const call = await account.accepted(missedCall())
  const page = await opened(account)
  await console.open(page, `/calls/${call}`)
  await page.getByRole('button', { name: 'Show' }).click()
  await console.open(page, '/settings')
  await page.getByRole('link', { name: 'Read it' }).click()
  const row = page.getByRole('row').filter({ hasText: 'Number shown whole' })
  await row.getByText('Operator').waitFor()
  await row.getByRole('link').click()
  await page.waitForURL(`**/calls/${call}`)
  await page.getByRole('button', { name: 'Copy link' }).waitFor()
  await page.context().close()
})

it('makes a key that only reads, and says so', async () => {
  const account = await console.program.account(accountDocument([rule('any')]))
  const page = await opened(account)
  await page.getByRole('textbox', { name: 'New key for' }).fill('Help desk')
  await page.getByRole('combobox', { name: 'It may' }).click()
  await page.getByRole('option', { name: 'read calls and texts, with numbers masked' }).click()
  await page.getByRole('button', { name: 'Make a key' }).click()
  const row = page.getByRole('listitem').filter({ hasText: 'Help desk' })
  await row.getByText('may only read calls and texts, with numbers masked').waitFor()
  await page.context().close()
})

it('invites a colleague by a link, shows who is signed in, and signs them out', async () => {
  const account = await console.program.account(accountDocument([rule('any')]))
  const page = await console.page({}, account.key)
  await console.open(page, '/settings')
  await page.getByRole('textbox', { name: 'New link for' }).fill('Ravi')
  await page.getByRole('combobox', { name: 'They may' }).click()
  await page.getByRole('option', { name: 'read calls and texts, with numbers masked' }).click()
  await page.getByRole('button', { name: 'Invite by a link' }).click()
  await page.getByRole('button', { name: 'Copy the link' }).waitFor()
  const link = await page.locator('.copy-field code').textContent()

  const ravi = await (await page.context().browser()!.newContext()).newPage()
  await ravi.goto(link!)
  await ravi.getByRole('heading', { name: 'Sign in to Aftercall as support of' }).waitFor()
  await ravi.getByText('This link was made for Ravi.').waitFor()
  await ravi.getByRole('button', { name: 'Sign in' }).click()
  await ravi.getByRole('button', { name: 'Support “Ravi”' }).waitFor()
  await ravi.goto(link!)
  await ravi.getByText('That link was used before').waitFor()

  await console.open(page, '/settings')
  const row = page.getByRole('listitem').filter({ hasText: 'Support “Ravi”' })
  await row.getByText('may only read calls and texts, with numbers masked').waitFor()
  await page.getByRole('listitem').filter({ hasText: 'this browser' }).getByText('Owner “first key”').waitFor()
  await row.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign it out' }).click()
  await row.waitFor({ state: 'detached' })
  await console.open(ravi, '/signin')
  expect((await ravi.request.get(`${console.program.url()}/v1/me`)).status()).toBe(401)
  await ravi.context().close()
  await page.context().close()
})

it('saves only what was changed on the page, so that what another person switched off meanwhile stays off', async () => {
  const account = await console.program.account(accountDocument([rule('any')]))
  const page = await opened(account)
  const meanwhile = { smsOn: false, exclusions: ['+919812300009'], keepCallsDays: 90 }
  expect((await account.send('PATCH', '/v1/account', meanwhile)).status).toBe(200)

  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Test Traders, Pune')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Settings saved').waitFor()
  await page.getByLabel('Texts in any 24 hours').fill('500')
  await page.getByLabel('Seconds of talk that reach a caller').fill('5')
  await page.getByRole('button', { name: /^Save limits/ }).click()
  await page.getByText('Limits saved').waitFor()
  await page.getByLabel('Wording of texts, days').fill('30')
  await page.getByRole('button', { name: 'Save the days' }).click()
  await page.getByText('Saved how long things are kept').waitFor()

  expect((await account.get('/v1/account')).body).toMatchObject({
    ...meanwhile,
    ...{ name: 'Test Traders, Pune', quota: 500, reachedAfterSeconds: 5, keepTextsDays: 30 },
  })
  // What the other person stored is now on this page too, and can be changed from there.
  const sms = page.getByRole('switch', { name: 'After-Call SMS' })
  expect(await sms.isChecked()).toBe(false)
  await sms.press('Space')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('After-Call SMS is on for').waitFor()
  expect((await account.get('/v1/account')).body.smsOn).toBe(true)
  await page.context().close()
})

it('says of every field why it was refused, also where the field has no place for it', async () => {
  const account = await console.program.account(accountDocument([rule('any')]))
  const page = await opened(account)
  const guard = page.getByRole('switch', { name: 'Loop guard' })
  if (!(await guard.isChecked())) await guard.press('Space')
  // Within the field it is kept within bounds when it is left; Enter sends what is typed.
  await page.getByLabel('Texts to one caller').fill('99')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('Not saved').waitFor()
  const texts = page.getByLabel('Texts to one caller')
  expect(await texts.getAttribute('aria-invalid')).toBe('true')
  await page.getByText(/<=50/).waitFor()
  await page.getByRole('alert').getByText('One field is not right yet. It is marked above.').waitFor()
  expect(await page.getByRole('alert').getByText('Loop guard').count()).toBe(0)

  await page.getByRole('switch', { name: 'Always open' }).press('Space')
  await page.getByLabel('Monday, from').fill('early')
  await page.getByLabel('Tuesday, from').fill('late')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText(/Hours, week, tue, 1, from: /).waitFor()
  page.on('dialog', (dialog) => void dialog.accept())
  await page.context().close()
})

it('shows and keeps the hours of a day that has its own, and prices in the currency that is chosen', async () => {
  const monday = [{ from: '09:30', to: '18:30' }]
  const eve = { date: '2026-12-24', name: 'Christmas Eve', spans: [{ from: '09:30', to: '13:00' }] }
  const feast = { date: '2026-12-25', name: 'Christmas', spans: [] }
  const account = await console.program.account(
    accountDocument([rule('any')], {
      account: {
        name: 'Test Traders',
        zone: 'Asia/Kolkata',
        language: 'ta',
        hours: { week: { mon: monday }, holidays: [eve, feast] },
      },
    }),
  )
  const page = await opened(account)
  expect(await page.getByRole('combobox', { name: 'Language of texts' }).inputValue()).toBe('Tamil')
  const until = page.getByLabel('2026-12-24, to')
  expect(await until.inputValue()).toBe('13:00')
  await until.fill('14:00')
  await page.getByRole('button', { name: 'Add hours on 2026-12-25' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Settings saved').waitFor()
  expect((await account.get('/v1/account')).body.hours.holidays).toEqual([
    { ...eve, spans: [{ from: '09:30', to: '14:00' }] },
    { ...feast, spans: monday },
  ])

  await page.getByRole('combobox', { name: 'Currency' }).fill('USD')
  await page.getByRole('option', { name: 'USD, US Dollar', exact: true }).click()
  await page.getByRole('textbox', { name: 'Price of one part (USD)' }).waitFor()
  page.on('dialog', (dialog) => void dialog.accept())
  await page.context().close()
})

it('shows prices that the operator sets, and lets only the operator write into them', async () => {
  const account = await console.program.account(accountDocument([rule('any')]))
  const page = await opened(account)
  await page.getByLabel('Texts in any 24 hours').fill('700')
  await page.getByRole('button', { name: /^Save limits/ }).click()
  await page.getByText('Limits saved').waitFor()
  await page.getByRole('switch', { name: 'Only the operator sets prices' }).press('Space')
  await page.getByRole('button', { name: 'Save rental and taxes' }).click()
  await page.getByText('Rental and taxes saved').waitFor()
  await page.getByLabel('Price of one part (INR)').fill('0.20')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Settings saved').waitFor()
  await page.context().close()

  const own = await console.page({}, account.key)
  await console.open(own, '/settings')
  expect(await own.getByText('are set by whoever runs this installation').count()).toBe(3)
  for (const [label, value] of [
    ['Price of one part (INR)', '0.20'],
    ['Texts in any 24 hours', '700'],
    ['Line, one-way (INR)', '0'],
  ] as const) {
    const field = own.getByLabel(label)
    expect(Number(await field.inputValue())).toBe(Number(value))
    expect(await field.isEditable()).toBe(false)
  }
  expect(await own.getByRole('switch', { name: 'Only the operator sets prices' }).count()).toBe(0)
  await own.getByLabel('Most to spend in any 24 hours (INR)').fill('90')
  await own.getByRole('button', { name: /^Save limits/ }).click()
  await own.getByText('Limits saved').waitFor()
  await own.context().close()
})

it('lets a number be emptied to type another, and takes the old one back where none is typed', async () => {
  const account = await console.program.account(accountDocument([rule('any')]))
  const page = await opened(account)
  const seconds = page.getByLabel('Seconds of talk that reach a caller')
  const before = await seconds.inputValue()
  await seconds.fill('')
  expect(await seconds.inputValue()).toBe('')
  await page.keyboard.type('45')
  expect(await seconds.inputValue()).toBe('45')
  await seconds.fill('')
  await seconds.blur()
  expect(await seconds.inputValue()).toBe(before)
  await page.context().close()
})

it('keeps the words of a question until it is gone', async () => {
  const account = await console.program.account(accountDocument([rule('any')]))
  const page = await opened(account)
  await page.getByRole('button', { name: 'Revoke' }).first().click()
  const question = page.getByRole('dialog')
  await question.getByText(/^Revoke “/).waitFor()
  await page.evaluate(`
    globalThis.wasBlank = false
    new MutationObserver(() => {
      if (document.querySelector('.confirm-words')?.textContent === '') wasBlank = true
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  `)
  await page.getByRole('button', { name: 'Leave it' }).click()
  await question.waitFor({ state: 'detached' })
  expect(await page.evaluate('wasBlank')).toBe(false)
  await page.context().close()
})

it('selects what it cannot copy, as over plain HTTP, and says what to press', async () => {
  const account = await console.program.account(accountDocument([rule('any')]))
  const page = await console.page()
  await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
  await page.addInitScript('delete Navigator.prototype.clipboard')
  await console.open(page, '/settings')
  await page.getByRole('textbox', { name: 'New key for' }).fill('Our CRM')
  await page.getByRole('button', { name: 'Make a key' }).click()
  await page.getByRole('button', { name: 'Copy the key' }).click()
  await page.getByText('It is selected: press Ctrl-C.').waitFor()
  expect(await page.evaluate('getSelection().toString()')).toBe(await page.locator('.copy-field code').textContent())

  const call = await account.accepted(missedCall())
  await console.open(page, `/calls/${call}`)
  await page.getByRole('button', { name: 'Copy link' }).click()
  await page.getByText('Copy the address from its bar.').waitFor()
  await page.context().close()
})

it('begins a new holiday with the day that it is where the account is', async () => {
  const account = await console.program.account(accountDocument([rule('any')]))
  const page = await console.page()
  await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
  await page.clock.setFixedTime('2026-11-26T20:00:00Z')
  await console.open(page, '/settings')
  await page.getByRole('switch', { name: 'Always open' }).press('Space')
  await page.getByRole('button', { name: 'Add a holiday' }).click()
  expect(await page.getByLabel('Date', { exact: true }).inputValue()).toBe('2026-11-27')
  await page.context().close()
})
