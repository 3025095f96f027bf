import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountDocument, rule } from '../support/account-document.ts'
import { openBrowser } from '../support/browser.ts'
import { startTestProgram, type TestAccount, type TestProgram } from '../support/program.ts'

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

const hindi = 'क्षमा करें, हम आपकी कॉल नहीं उठा पाए। हम जल्द ही आपको कॉल करेंगे। - Test Traders'

async function opened(account: TestAccount, width: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 } })
  page.setDefaultTimeout(10_000)
  await page.goto(program.url())
  await page.locator('input:not([type=radio])').first().fill(account.key)
  await page.keyboard.press('Enter')
  await page.getByText('Needs you').waitFor()
  return page
}

const widerThanScreen = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')

it('adds a Hindi text to a template on a phone, approves it, and shows in a tried call why it was chosen', async () => {
  const account = await program.account(accountDocument([rule('any', { name: 'Any missed call' })]))
  const page = await opened(account, 360)
  await page.goto(`${program.url()}/templates/sorry`)
  await page.getByRole('link', { name: 'Add a language' }).click()
  await page.waitForURL('**/templates/new?of=sorry')
  // The page before it stands until this one is there.
  await page.getByRole('heading', { name: 'Text in another language' }).waitFor()
  expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Sorry we missed you, Hindi')
  await page.getByLabel('Wording').fill(hindi)
  await page.getByText('holds 70 characters in a part instead of 160').waitFor()
  expect(await widerThanScreen(page)).toBe(0)
  await page.getByLabel('DLT template id').fill('1107172974420810042')
  await page.getByRole('button', { name: 'Add template' }).click()
  await page.waitForURL('**/templates')
  const also = page.getByRole('link', { name: 'Hindi (draft)' })
  await also.waitFor()
  expect(await widerThanScreen(page)).toBe(0)
  await also.click()
  await page.getByRole('button', { name: 'It is approved' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'It is approved' }).click()
  const tabs = page.getByRole('navigation', { name: 'Languages of this template' })
  await tabs.getByText('Draft').waitFor({ state: 'detached' })
  expect(await tabs.locator('[aria-current]').textContent()).toBe('Hindi')
  expect((await account.get('/v1/templates/sorry-we-missed-you-hindi')).body).toMatchObject({
    ...{
      variantOf: 'sorry',
      language: 'hi',
      status: 'approved',
      dltTemplateId: '1107172974420810042',
      header: 'tester',
    },
  })

  await page.goto(`${program.url()}/try`)
  await page.getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('combobox', { name: 'Caller’s language' }).click()
  await page.getByRole('option', { name: 'Hindi', exact: true }).click()
  await page.getByRole('button', { name: 'End the call' }).click()
  await page.getByText('Hindi, because the caller asked for Hindi').waitFor()
  await page.getByText(hindi).first().waitFor()
  expect(await widerThanScreen(page)).toBe(0)
})

it('offers rules the default texts alone, and lets them say what chooses among the others', async () => {
  const document = accountDocument([rule('any', { name: 'Any missed call' })])
  document.templates?.push({
    ...{ key: 'sorry-hi', name: 'Sorry, Hindi', variantOf: 'sorry', language: 'hi', header: 'tester', body: hindi },
  })
  const account = await program.account(document)
  const page = await opened(account, 1280)
  await page.goto(`${program.url()}/after-call-sms/custom/any`)
  await page.getByRole('combobox', { name: 'Template for caller' }).click()
  await page.getByRole('option', { name: 'Missed call note' }).waitFor()
  expect(await page.getByRole('option', { name: 'Sorry, Hindi' }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await page.getByLabel('the department’s').uncheck()
  await page.getByRole('button', { name: /^Save/ }).first().click()
  await expect
    .poll(async () => (await account.get('/v1/rule-set')).body.rules[0].languageBy, { timeout: 10_000 })
    .toEqual(['caller', 'did'])
})

it('says what a caller reads, by number and by file, and gives a department its language', async () => {
  const account = await program.account(accountDocument([rule('any')]))
  const page = await opened(account, 360)
  await page.goto(`${program.url()}/languages`)
  await page.getByLabel('Phone number').fill('98123 00009')
  await page.getByRole('combobox', { name: 'Reads' }).click()
  await page.getByRole('option', { name: 'Tamil' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText(/reads Tamil\.$/).waitFor()
  await page.getByText('said in the console').waitFor()
  await page.locator('input[type=file]').setInputFiles({
    ...{ name: 'languages.csv', mimeType: 'text/csv' },
    buffer: Buffer.from('number,language\n9812300010,Hindi\nx,hi\n'),
  })
  await page.getByText('1 said, 0 known already, 1 not read.').waitFor()
  // A browser tells nothing when the choice is the one before: corrected, the file must be chosen anew.
  expect(await page.locator('input[type=file]').inputValue()).toBe('')
  await page.getByText('from a file', { exact: true }).waitFor()
  expect(await widerThanScreen(page)).toBe(0)
  await page.getByRole('button', { name: 'Forget it' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Forget it' }).click()
  await page.getByText('from a file', { exact: true }).waitFor({ state: 'detached' })

  await page.goto(`${program.url()}/people?department=sales`)
  await page.getByRole('combobox', { name: 'Language' }).click()
  await page.getByRole('option', { name: 'Kannada' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect
    .poll(async () => (await account.get('/v1/departments/sales')).body.language, { timeout: 10_000 })
    .toBe('kn')
})

it('counts and shows what of a long file was taken before it could not be read on', async () => {
  const account = await program.account(accountDocument([rule('any')]))
  const page = await opened(account, 1280)
  let chunks = 0
  await page.route('**/v1/caller-languages/import', (route) => {
    chunks += 1
    return chunks === 1 ? route.continue() : route.abort()
  })
  await page.goto(`${program.url()}/languages`)
  await page.getByText('No caller’s language is known yet').waitFor()
  const rows = Array.from({ length: 15_000 }, (_, at) => `98123${String(at).padStart(5, '0')},Hindi\n`)
  await page.locator('input[type=file]').setInputFiles({
    ...{ name: 'languages.csv', mimeType: 'text/csv' },
    buffer: Buffer.from(`number,language\n${rows.join('')}`),
  })
  await page.getByText('Not read to its end').waitFor()
  await page.getByText(/^\d{4,} said, 0 known already\.$/).waitFor()
  await page.getByText('from a file', { exact: true }).first().waitFor()
  await page.context().close()
})
