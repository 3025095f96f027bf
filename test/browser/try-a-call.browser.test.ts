import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountDocument, rule } from '../support/account-document.ts'
import { quietPool } from '../support/message-rows.ts'
import { type TestDatabase, testDatabase } from '../support/postgres.ts'
import { type Console, openConsole } from './console.ts'

let database: TestDatabase
let console: Console
beforeAll(async () => {
  database = await testDatabase()
  console = await openConsole({ database })
})
afterAll(async () => {
  await console.close()
  await database.drop()
})

const handset = (page: Page, whose: string) => page.getByRole('region', { name: `${whose}’s handset` })

async function endCall(page: Page, caller?: string): Promise<void> {
  await console.open(page, '/try')
  await page.getByRole('combobox', { name: 'Caller' }).waitFor()
  if (caller !== undefined) await page.getByRole('combobox', { name: 'Caller' }).fill(caller)
  await page.getByRole('button', { name: 'End the call' }).click()
}

describe('trying a call', () => {
  test('both handsets get their texts, the plan is explained, and the page updates by itself until they are delivered', async () => {
    const page = await console.page()
    await endCall(page)
    await page.getByText('Rule 1 fired: 2 texts.').waitFor()
    expect(
      await handset(page, 'Caller')
        .getByText(/^Sorry we missed your call to Sales on /)
        .textContent(),
    ).toMatch(/Kaveri Appliances$/)
    expect(
      await handset(page, 'User')
        .getByText(/^Missed call for Sales from /)
        .textContent(),
    ).toContain('9000001842')
    await handset(page, 'Caller').getByText('JX-KAVERI-S', { exact: true }).waitFor()
    await page.getByText(/The caller’s arrived \d\.\d\d s after hanging up\.$/).waitFor()

    const life = page.getByRole('list', { name: 'Life of the caller’s text' })
    expect(await life.getByRole('listitem').allTextContents()).toEqual([
      expect.stringMatching(/^\d\d:\d\d:\d\d\.\d{3}Queued/),
      expect.stringMatching(/Sending/),
      expect.stringMatching(/Sent/),
      expect.stringMatching(/Delivered/),
    ])
    expect(await page.getByText('1 part').first().textContent()).toBe('1 part')
    expect(await page.getByText('1107169820481730011').count()).toBeGreaterThan(0)
    const why = page.locator('.why').getByRole('listitem')
    expect(await why.first().textContent()).toContain('Incoming, Sales, missed')
    expect(await why.nth(1).textContent()).toContain('Wants voicemail; this call was missed')
    await page.context().close()
  })

  test('a number that the network refuses says so in words, and its call’s page tells the whole life', async () => {
    const page = await console.page()
    await endCall(page, '+91 90000 01902')
    await page.getByText(/The caller’s did not arrive\./).waitFor()
    await page.getByRole('link', { name: 'Calls', exact: true }).first().click()
    await page.getByText('Unknown number').first().waitFor()
    await page.locator('a.row-link').first().click()
    await page.getByText('The network does not know this number.').first().waitFor()
    expect(await page.getByText('number_invalid').count()).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Send again…' }).click()
    await page.getByText('It counts and costs as a new attempt.').waitFor()
    const asked = page.waitForRequest((request) => request.url().endsWith('/resend'))
    await page.getByRole('button', { name: 'Send again', exact: true }).click()
    // Nobody was asked about a doubt: should it have come to be in one meanwhile, the program refuses.
    expect((await asked).postDataJSON()).toEqual({ validMinutes: 60, attempt: 1 })
    await page.getByRole('button', { name: 'Show' }).click()
    await page.getByText('+91 90000 01902').waitFor()
    await page.context().close()
  })

  test('a handset that gets none says why, and on a phone its tab does', async () => {
    const page = await console.page({ viewport: { width: 390, height: 900 } })
    await endCall(page, '+91 22 2345 6789')
    const why = 'Skipped: Not a mobile'
    await handset(page, 'Caller').getByText(why).waitFor()
    expect(await page.getByRole('button', { name: /^Caller/ }).textContent()).toBe(
      `Caller${why.toLowerCase().replace('not', 'Not')}`,
    )
    await page.context().close()
  })

  test('a text in doubt is settled in words, and never sent again without a second look', async () => {
    const page = await console.page()
    await endCall(page, '+91 90000 01912')
    await page.getByText('Whether the caller’s went is not known.').waitFor()
    await page.goto(`${console.program.url()}/messages?state=unconfirmed`)
    await page.getByText('One is in doubt and waits for you to settle.').waitFor()
    await page.locator('a.row-link').first().click()
    await page.getByRole('button', { name: 'Send again…' }).click()
    await page.getByText('the phone gets the same text twice').waitFor()
    // By keyboard: the dialog may still move below the pointer.
    await page.getByRole('button', { name: 'Leave it' }).press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Settle it' }).click()
    await page.getByRole('menuitem', { name: 'It arrived', exact: true }).click()
    await page.getByText('Settled as delivered').waitFor()

    await endCall(page, '+91 90000 02912')
    await page.getByText('Whether the caller’s went is not known.').waitFor()
    await page.goto(`${console.program.url()}/messages?state=unconfirmed`)
    await page.locator('a.row-link').first().click()
    await page.getByRole('button', { name: 'Send again…' }).click()
    const asked = page.waitForRequest((request) => request.url().endsWith('/resend'))
    await page.getByRole('button', { name: 'Send again, it may arrive twice' }).click()
    expect((await asked).postDataJSON()).toMatchObject({ confirm: 'may arrive twice', attempt: 1 })
    await page.context().close()
  })

  test('a text that was refused after an attempt in doubt is not sent again without a second look either', async () => {
    const page = await console.page()
    await endCall(page, '+91 90000 03902')
    await page.getByText(/The caller’s did not arrive\./).waitFor()
    const sql = quietPool(database.url)
    await sql.query(
      `insert into attempt (account_id, message_id, attempt, gateway_id, outcome, doubt)
       select account_id, id, 1, gateway_id, 'unconfirmed', 'timeout' from message where number = '+919000003902'`,
    )
    await sql.query(`update message set attempt = 2 where number = '+919000003902'`)
    await sql.end()
    await page.goto(`${console.program.url()}/messages?state=rejected`)
    await page.locator('a.row-link').first().click()
    await page.getByRole('button', { name: 'Send again…' }).click()
    await page.getByRole('button', { name: 'Send again', exact: true }).click()
    await page.getByText('Nobody knows whether it went before.').waitFor()
    const asked = page.waitForRequest((request) => request.url().endsWith('/resend'))
    await page.getByRole('button', { name: 'Send again, it may arrive twice' }).click()
    expect((await asked).postDataJSON()).toMatchObject({ confirm: 'may arrive twice', attempt: 2 })
    await page.context().close()
  })

  test('on a phone the two handsets have a button each, which carries its state', async () => {
    const page = await console.page({ viewport: { width: 360, height: 780 } })
    await endCall(page)
    await page.getByRole('button', { name: /^Caller delivered in /, pressed: true }).waitFor()
    expect(await handset(page, 'User').isVisible()).toBe(false)
    await page.getByRole('button', { name: /^User /, pressed: false }).click()
    await handset(page, 'User')
      .getByText(/^Missed call for Sales/)
      .waitFor()
    expect(await handset(page, 'Caller').isVisible()).toBe(false)
    await page.context().close()
  })

  test('until it is known where texts go, no call can be ended and no number is proposed', async () => {
    const settings = { host: '127.0.0.1', port: 9, systemId: 'shop' }
    const account = await console.program.account(
      accountDocument([rule('any')], {
        // By the same key as the shared sandbox, which it is not.
        gateways: [{ key: 'sandbox', title: 'Main', kind: 'smpp', settings, secrets: { password: 'x' } }],
        routes: [{ gateway: 'sandbox' }],
      }),
    )
    const page = await console.page()
    await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
    const late = Promise.withResolvers<void>()
    await page.route(
      (url) => url.pathname === '/v1/gateways',
      async (route) => {
        await late.promise
        await route.continue()
      },
    )
    await page.goto(`${console.program.url()}/try`)
    const caller = page.getByRole('combobox', { name: 'Caller', exact: true })
    await page.getByText('An empty number is a withheld one.').waitFor()
    await expect
      .poll(() => page.getByRole('combobox', { name: 'Department' }).inputValue(), { timeout: 15_000 })
      .toBe('Sales')
    expect(await page.getByRole('button', { name: 'End the call' }).isDisabled()).toBe(true)
    expect(await page.getByText('Nothing leaves the sandbox').count()).toBe(0)
    late.resolve()
    await page.getByText('They are real: this account sends by Main.').waitFor()
    expect(await page.getByRole('button', { name: 'End the call with real texts' }).isEnabled()).toBe(true)
    expect(await caller.inputValue()).toBe('')

    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Find a number, rule or page' }).fill('sandbox')
    await page.getByRole('option', { name: 'Sandbox' }).click()
    await page.getByRole('heading', { level: 1, name: 'Sandbox' }).waitFor()
    await page.context().close()
  })
})
