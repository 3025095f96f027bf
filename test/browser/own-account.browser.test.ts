import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Smsc } from '../support/smsc.ts'
import { type Console, isShown, openConsole } from './console.ts'

let console: Console
let smsc: Smsc
beforeAll(async () => {
  console = await openConsole()
  smsc = await Smsc.open({ receipt: () => ({ afterMs: 150, stat: 'DELIVRD' }) })
})
afterAll(async () => {
  await console.close()
  await smsc.close()
})

describe('an own account', () => {
  test('asks for the price of a part in its own currency', async () => {
    const page = await console.page()
    await console.open(page, '/accounts/new')
    await page.getByRole('textbox', { name: 'Name of the business' }).fill('Manhattan Clinic')
    const price = page.getByRole('textbox', { name: /^Price of one part/ })
    expect(await price.inputValue()).toBe('0.30')
    await page.getByRole('combobox', { name: 'Currency' }).click()
    await page.getByRole('combobox', { name: 'Currency' }).fill('USD')
    await page.getByRole('option', { name: 'USD, US Dollar' }).click()
    expect(await price.inputValue()).toBe('')
    expect(await page.getByRole('button', { name: 'Create account' }).isDisabled()).toBe(true)
    await price.fill('0.0083')
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.getByRole('button', { name: 'Go on to the first steps' }).click()
    await page.getByText('Next: a gateway for your texts.').waitFor()
    await console.open(page, '/settings')
    expect(await page.getByRole('textbox', { name: /^Price of one part/ }).inputValue()).toBe('0.0083')
    await page.context().close()
  })

  test('goes from its name to its first text at an SMPP peer, all through the page', async () => {
    const page = await console.page()
    await console.open(page, '/accounts/new')
    await page.getByRole('textbox', { name: 'Name of the business' }).fill('Tungabhadra Clinic')
    await page.getByRole('button', { name: 'Create account' }).click()
    expect(await page.locator('.copy-field code').textContent()).toMatch(/^ac_/)
    await page.getByRole('button', { name: 'Go on to the first steps' }).click()
    await page.getByText('Next: a gateway for your texts.').waitFor()

    await page.getByRole('link', { name: 'Add a gateway' }).click()
    await page.getByRole('button', { name: /^SMPP 3\.4/ }).click()
    await page.getByRole('textbox', { name: 'Host' }).fill('127.0.0.1')
    await page.getByRole('textbox', { name: 'Port' }).fill(String(smsc.port))
    await page.getByRole('textbox', { name: 'System id' }).fill('clinic')
    await page.getByRole('textbox', { name: 'Password' }).fill('secret')
    await page.getByRole('button', { name: 'Add gateway' }).click()
    await page.waitForURL(/\/gateways\/smpp-/)
    await page.getByRole('main').getByText('ready').waitFor()

    await console.open(page, '/first-steps')
    await page.getByRole('link', { name: 'Add a sender' }).click()
    await page.getByRole('textbox', { name: 'Header' }).fill('TNGCLN')
    await page.getByRole('textbox', { name: /^DLT entity id/ }).fill('1101458230000047201')
    await page.getByRole('button', { name: 'Add sender' }).click()
    await page.getByRole('link', { name: 'TNGCLN' }).waitFor()

    await console.open(page, '/templates/new')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Sorry we missed you')
    await page
      .getByRole('textbox', { name: 'Wording' })
      .fill('Sorry we missed your call at {{cal_time}}. - {{account_name}}')
    await page.getByText('Did you mean {{call_time}}?').waitFor()
    await page.getByRole('button', { name: 'Use it' }).click()
    await page.getByText('There is no placeholder').waitFor({ state: 'detached' })
    await page.getByRole('textbox', { name: 'DLT template id' }).fill('1107169820481730011')
    // In India it begins as a draft.
    const status = page.getByRole('combobox', { name: 'Status' })
    expect(await status.inputValue()).toBe('Draft')
    await status.click()
    await page.getByRole('option', { name: 'Approved' }).click()
    await page.getByRole('button', { name: 'Add template' }).click()
    await page.getByRole('link', { name: 'Sorry we missed you' }).waitFor()

    await console.open(page, '/after-call-sms/custom')
    await page.getByRole('heading', { name: 'No rules yet' }).waitFor()
    await page.getByRole('button', { name: 'Use this rule' }).click()
    await page.getByText('First rule saved as rule set').waitFor()

    await console.open(page, '/try')
    await page.getByText('They are real: this account sends by SMPP 3.4.').waitFor()
    await page.getByRole('combobox', { name: 'Caller' }).fill('+91 98765 43210')
    await page.getByRole('button', { name: 'End the call' }).click()
    await page.getByText(/The caller’s arrived /).waitFor()
    const [submitted] = smsc.journal
    expect(submitted).toMatchObject({ dest: '919876543210', source: 'TNGCLN' })
    expect(submitted?.text).toMatch(/^Sorry we missed your call at \d{1,2} \d\d [AP]M\. - Tungabhadra Clinic$/)
    expect(smsc.journal).toHaveLength(1)

    await console.open(page, '/first-steps')
    await page.getByRole('heading', { name: 'Tungabhadra Clinic is ready' }).waitFor()
    await isShown(page)

    // The gateway's page examines it, and sends one text to whoever sets it up.
    await console.open(page, '/gateways/smpp-3-4')
    await page.getByRole('button', { name: 'Check now' }).click()
    await page.getByText('Texts leave by SMPP 3.4 without DLT ids, and mobile operators in India drop them.').waitFor()
    await page.getByRole('textbox', { name: 'Your number' }).fill('98765 00001')
    await page.getByRole('button', { name: 'Send it' }).click()
    await page.getByText('Delivered.').waitFor()
    await page.getByText('What the connection carried').click()
    await page.getByText('submit_sm_resp').waitFor()
    expect(smsc.journal.map(({ dest, source }) => [dest, source])).toEqual([
      ['919876543210', 'TNGCLN'],
      ['919876500001', 'TNGCLN'],
    ])
  }, 90_000)

  test('a source shows the call that comes out of a sample, gets an address, and what comes in by it is a call', async () => {
    const page = await console.page()
    await console.open(page, '/sources/new')
    await page.getByRole('button', { name: /^Any system/ }).click()
    const sample = `call_id=pbx-1&direction=in&status=missed&caller=9812345678&queue=Front+desk&end=${encodeURIComponent(new Date().toISOString())}`
    await page.getByRole('textbox', { name: 'A report of the phone system' }).fill(sample)
    await page.getByRole('button', { name: 'Show the call that comes out' }).click()
    await page.getByRole('definition').filter({ hasText: 'pbx-1' }).first().waitFor()

    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Office PBX')
    await page.getByRole('button', { name: 'Add source' }).click()
    const address = await page.locator('.copy-field code').textContent()
    expect(address).toMatch(/\/s\/[\w-]{20,}$/)
    const answer = await fetch(`${address}?${sample}`)
    expect(answer.status).toBe(200)
    await page.locator('.plain-rows summary').first().click()
    await page.getByText(/^GET .*pbx-1/).waitFor()

    // The phone system's name of a department is listed until somebody says which it is.
    await console.open(page, '/gateways')
    await page.getByRole('combobox', { name: 'What “Front desk” is' }).click()
    await page.getByRole('option', { name: 'Support' }).click()
    await page.getByText('“Front desk” is known from the next call on').waitFor()
    // What was said can be looked at, changed and taken back where the source is.
    await page.getByRole('link', { name: 'Office PBX' }).click()
    const meaning = page.getByRole('combobox', { name: /^What “front desk” is$/i })
    const shown = () => meaning.inputValue()
    await expect.poll(shown, { timeout: 15_000 }).toBe('Support')
    await meaning.click()
    await page.getByRole('option', { name: 'Sales' }).click()
    await expect.poll(shown, { timeout: 15_000 }).toBe('Sales')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(shown, { timeout: 15_000 }).toBe('Support')
    await page.locator('.mapping').getByRole('button', { name: 'Remove' }).click()
    await meaning.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(shown, { timeout: 15_000 }).toBe('Support')
    await console.open(page, '/calls')
    await page.getByRole('cell', { name: '+91 98123 ••678' }).waitFor()

    await console.open(page, '/sources/office-pbx')
    await page.getByRole('button', { name: 'New address…' }).click()
    await page.getByRole('button', { name: 'New address', exact: true }).click()
    await page.locator('.copy-field code', { hasNotText: address ?? '' }).waitFor()
    expect((await fetch(`${address}?${sample}`)).status).toBe(404)
  }, 60_000)
})
