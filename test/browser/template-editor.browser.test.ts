import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountDocument, rule, toCaller } from '../support/account-document.ts'
import { openBrowser } from '../support/browser.ts'
import { startTestProgram, type TestProgram } from '../support/program.ts'
import { hasFocus } from './console.ts'

let program: TestProgram
let browser: Awaited<ReturnType<typeof openBrowser>>
beforeAll(async () => {
  program = await startTestProgram()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await program.stop()
})

it('says on Home and in the list which wording differs, shows it at its character and the character that costs a part, and mends both with a click', async () => {
  const document = accountDocument([rule('any', { recipients: [toCaller('curly')] })])
  const registered =
    "Sorry, we can't take your call to {#var#} now, and will ring you back within the hour. - Test Traders"
  document.templates?.push({
    key: 'curly',
    name: 'Curly',
    header: 'tester',
    body: 'Sorry, we can’t take your call to {{department_name}} now, and will ring you back within the hour. - Test Traders',
    registered: { text: registered },
  })
  const account = await program.account(document)
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  await page.goto(program.url())
  await page.locator('input:not([type=radio])').first().fill(account.key)
  await page.keyboard.press('Enter')
  await page.getByText('Needs you').waitFor()
  await page.getByText('“Curly” differs from its registered text').waitFor()
  await page.goto(`${program.url()}/templates`)
  await page.getByText('differs from its registration').waitFor()
  await page.getByRole('link', { name: 'Curly' }).click()
  await page.getByText('A curly quote ’ stands where the registered text has').waitFor()
  await page.getByText('costs a part').waitFor()
  expect(await page.locator('.marked-text mark').first().textContent()).toBe('’')
  await page.getByRole('button', { name: "Write “'”" }).click()
  await page.getByText('costs a part').waitFor({ state: 'detached' })
  expect(await page.getByText('A curly quote').count()).toBe(0)
  expect(await page.getByText('sends').first().textContent()).toContain('Sales')
})

it('puts the character that differs from the registered text right, right below the wording', async () => {
  const document = accountDocument([rule('any')])
  document.templates?.push({
    key: 'dashed',
    name: 'Dashed',
    header: 'tester',
    body: 'Sorry, we missed your call to {{department_name}} and will ring back. – Test Traders',
    registered: { text: 'Sorry, we missed your call to {#var#} and will ring back. - Test Traders' },
  })
  const account = await program.account(document)
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.goto(program.url())
  await page.locator('input:not([type=radio])').first().fill(account.key)
  await page.keyboard.press('Enter')
  await page.getByText('Needs you').waitFor()
  await page.goto(`${program.url()}/templates/dashed`)
  const block = page.locator('.template-problems .reason', { hasText: 'dlt_text_mismatch' })
  await block.getByText('U+2013').waitFor()
  await block.getByText('U+002D').waitFor()
  await block.getByRole('button', { name: 'Use - as registered' }).press('Enter')
  await block.waitFor({ state: 'detached' })
  await hasFocus(page.getByLabel('Wording', { exact: true }))
  expect(await page.getByLabel('Wording', { exact: true }).inputValue()).toContain('ring back. - Test Traders')
  page.on('dialog', (dialog) => void dialog.accept())
  await page.close()
})

it('mends a wording only where it was looked through, and says when it was not', async () => {
  const document = accountDocument([rule('any')])
  const body =
    'Sorry, we can’t take your call to {{department_name}} now, and will ring you back within the hour. - Test Traders'
  document.templates?.push({ key: 'curly', name: 'Curly', header: 'tester', body })
  const account = await program.account(document)
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.goto(program.url())
  await page.locator('input:not([type=radio])').first().fill(account.key)
  await page.keyboard.press('Enter')
  await page.getByText('Needs you').waitFor()
  await page.goto(`${program.url()}/templates/curly`)
  const mend = page.getByRole('button', { name: "Write “'”" })
  await mend.waitFor()
  const late = Promise.withResolvers<void>()
  await page.route('**/v1/templates/preview', async (route) => {
    await late.promise
    await route.continue()
  })
  const wording = page.getByLabel('Wording', { exact: true })
  await wording.fill(`Dear customer. ${body}`)
  await expect.poll(() => mend.isDisabled()).toBe(true)
  expect(await page.locator('.marked-text mark').first().textContent()).toBe('’')
  late.resolve()
  await mend.click()
  expect(await wording.inputValue()).toBe(`Dear customer. ${body.replace('’', "'")}`)
  await mend.waitFor({ state: 'detached' })

  await page.unroute('**/v1/templates/preview')
  await page.route('**/v1/templates/preview', (route) => route.fulfill({ status: 500, json: { title: 'It broke.' } }))
  await wording.fill(`Dear Sir. ${body}`)
  await page.getByText('The wording was not looked through').waitFor()
  await page.unroute('**/v1/templates/preview')
  await wording.fill('معاف کیجیے، ہم کال نہیں لے سکے')
  const bubble = page.locator('.handset-bubble', { hasText: 'معاف' })
  await bubble.waitFor()
  expect(await bubble.getAttribute('lang')).toBe('ur')
  expect(await bubble.getAttribute('dir')).toBe('auto')
  page.on('dialog', (dialog) => void dialog.accept())
  await page.close()
})

it('makes the wording from the registered text only when each variable was given its placeholder', async () => {
  const document = accountDocument([rule('any')])
  const registered = { text: 'Hello {#var#}, sorry we missed your call to {#var#}. - Test Traders' }
  document.templates?.push({ key: 'pasted', name: 'Pasted', header: 'tester', body: 'To be made', registered })
  const account = await program.account(document)
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  await page.goto(program.url())
  await page.locator('input:not([type=radio])').first().fill(account.key)
  await page.keyboard.press('Enter')
  await page.getByText('Needs you').waitFor()
  await page.goto(`${program.url()}/templates/pasted`)
  const make = page.getByRole('button', { name: 'Make the wording from the registered text' })
  const choose = async (variable: number, placeholder: string) => {
    await page.getByRole('combobox', { name: `Variable ${variable} stands for` }).click()
    await page.getByRole('option', { name: placeholder, exact: true }).click()
  }
  await make.waitFor()
  expect(await make.isDisabled()).toBe(true)
  await choose(2, 'department_name')
  expect(await make.isDisabled()).toBe(true)
  await choose(1, 'user_name')
  await make.click()
  await make.waitFor({ state: 'detached' })
  expect(await page.getByLabel('Wording', { exact: true }).inputValue()).toBe(
    'Hello {{user_name}}, sorry we missed your call to {{department_name}}. - Test Traders',
  )
  const untyped = page.getByText('A variable of the registered text has no type')
  await untyped.waitFor()
  for (const variable of [1, 2]) {
    await page.getByRole('combobox', { name: `Variable ${variable} takes` }).click()
    await page.getByRole('option', { name: 'letters and digits (40)' }).click()
  }
  await untyped.waitFor({ state: 'detached' })
})

it('leads to the rules that still send a template instead of retiring it, and retires it once none does', async () => {
  const account = await program.account(accountDocument([rule('any', { name: 'Any missed call' })]))
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.goto(program.url())
  await page.locator('input:not([type=radio])').first().fill(account.key)
  await page.keyboard.press('Enter')
  await page.getByText('Needs you').waitFor()
  await page.goto(`${program.url()}/templates/sorry`)
  await page.getByRole('button', { name: 'Retire this template' }).click()
  await page.getByText('“Any missed call” sends it. Choose another template there').waitFor()
  await page.getByRole('button', { name: 'Open the rule' }).click()
  await page.waitForURL('**/after-call-sms/custom/any')

  await page.goto(`${program.url()}/templates/note`)
  await page.getByRole('button', { name: 'Retire this template' }).click()
  await page.getByText('No rule sends it.').waitFor()
  await page.evaluate(`
    globalThis.hasSaidNothing = false
    new MutationObserver(() => {
      if (document.body.textContent.includes('There is nothing at this address')) hasSaidNothing = true
    }).observe(document.body, { subtree: true, childList: true })
  `)
  await page.getByRole('button', { name: 'Retire it' }).click()
  await page.waitForURL('**/templates')
  await page.getByRole('link', { name: 'Sorry we missed you' }).waitFor()
  await page.getByRole('link', { name: 'Missed call note' }).waitFor({ state: 'detached' })
  expect(await page.evaluate('hasSaidNothing')).toBe(false)
  expect((await account.get('/v1/templates/note')).status).toBe(404)
})

it('keeps a new wording that will surely be refused as a draft, says why it goes no further, and lets it go once it is mended', async () => {
  const account = await program.account(accountDocument([rule('any')]))
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.goto(program.url())
  await page.locator('input:not([type=radio])').first().fill(account.key)
  await page.keyboard.press('Enter')
  await page.getByText('Needs you').waitFor()
  await page.goto(`${program.url()}/templates/new`)
  await page.getByLabel('Name').fill('Sale')
  await page.getByLabel('Wording').fill('We missed you: use coupon TT20. - Test Traders')
  await page.getByText('With what is marked red it can only be a draft').waitFor()
  await page.getByRole('button', { name: 'Add template' }).click()
  await page.getByText('“Sale” is kept as a draft').waitFor()

  await page.goto(`${program.url()}/templates/sale`)
  await page.getByRole('button', { name: 'It is submitted' }).click()
  await page.getByText('“coupon” makes the text promotional').first().waitFor()
  await page.getByText('Until then it can only be a draft').waitFor()
  await page.getByLabel('Wording').fill('We missed you, and will call back. - Test Traders')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.waitForURL('**/templates')
  await page.goto(`${program.url()}/templates/sale`)
  await page.getByRole('button', { name: 'It is submitted' }).click()
  await page.getByText('“Sale” is noted as submitted').waitFor()
}, 90_000)
