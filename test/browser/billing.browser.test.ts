/** What the month costs: read, traced, tried, and asked about before it rises. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parsePublicId } from '../../src/core/public-id.ts'
import { accountDocument, rule, toCaller, toUser } from '../support/account-document.ts'
import { missedCall } from '../support/call.ts'
import { quietPool } from '../support/message-rows.ts'
import { type TestDatabase, testDatabase } from '../support/postgres.ts'
import type { TestAccount } from '../support/program.ts'
import { faults } from './axe.ts'
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

const prices = { pricePerPart: '0.3', lineRentalOneWay: '200', lineRentalTwoWay: '400' }
const taxes = [
  { name: 'CGST', percent: '9' },
  { name: 'SGST', percent: '9' },
]
const oneSide = rule('missed', { name: 'Any missed call' })
const bothSides = rule('both', {
  name: 'Toll-free, both',
  conditions: { dids: ['toll-free'] },
  recipients: [toCaller(), toUser()],
})

/** Two lines on the toll-free number and three on the landline, at the prices of the handbook's example. */
async function renting(rules = [oneSide], account = {}): Promise<TestAccount> {
  const document = accountDocument(rules, {
    account: { name: 'Test Traders', zone: 'Asia/Kolkata', ...prices, ...account },
  })
  document.dids = document.dids?.map((did, index) => ({
    ...did,
    name: ['Toll-free', 'Main number'][index]!,
    lines: index + 2,
  }))
  return await console.program.account(document)
}

async function opened(account: TestAccount, path: string, options = {}): Promise<Page> {
  const page = await console.page(options, account.key)
  await console.open(page, path)
  return page
}

const question = (page: Page) => page.getByRole('dialog', { name: 'This raises the rental' })
const toast = (page: Page) => page.locator('.toast')
const rulesOf = async (account: TestAccount) => (await account.get('/v1/rule-set')).body

describe('Lines and billing', () => {
  let account: TestAccount
  beforeAll(async () => {
    account = await renting([bothSides, oneSide], { taxes })
    // Two texts; then one text and a user who cannot be texted.
    for (const extension of ['201', '203'])
      await account.settled(
        await account.accepted(missedCall({ did: '18005720199', department: { id: 'sales' }, rung: [{ extension }] })),
      )
  })

  test('says first what it came to, and every figure opens into what it came from', async () => {
    const page = await opened(account, '/billing')
    const rental = page.getByRole('button', { name: /^Line rental/ })
    await rental.getByText('₹1,400.00').waitFor()
    const lines = page.locator('.came-about')
    expect(await lines.locator('.bill-below:not([hidden]) .bill-line').allTextContents()).toEqual([
      expect.stringMatching(/^Main number, 3 lines one-way3 × ₹200\.00.*₹600\.00$/),
      expect.stringMatching(/^Toll-free, 2 lines two-way2 × ₹400\.00.*₹800\.00$/),
    ])
    const bill = (await account.get('/v1/billing/cycles/current')).body
    const total = new Intl.NumberFormat('en-IN', { style: 'currency', currency: 'INR' }).format(bill.total.amount)
    await page.locator('.page-lead', { hasText: `So far ${total}, and about ₹` }).waitFor()
    await page.getByText(`Day ${bill.day} of ${bill.days}.`).waitFor()

    await page.getByRole('button', { name: /^Texts/ }).click()
    const texts = lines.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Texts/ }) })
    for (const [side, row] of [
      ['Rule', /^Toll-free, both3 texts, \d parts₹/],
      ['Template', /^Sorry we missed you2 texts, \d parts₹/],
      ['Gateway', /3 texts, \d parts₹/],
      ['Day', /3 texts, \d parts₹/],
    ] as const) {
      await texts.getByText(side, { exact: true }).click()
      await expect.poll(() => texts.locator('.bill-line').allTextContents()).toContainEqual(expect.stringMatching(row))
    }
    await page.getByRole('button', { name: /^Not charged/ }).click()
    await page.getByRole('link', { name: 'No mobile number' }).click()
    // Those of the cycle, and not of all time.
    await page.waitForURL(/\/messages\?(?=.*reason=user_has_no_number)(?=.*from=\d{4}-)/)
    await page.context().close()
  })

  test('shows the mode of each line day by day, and the same as a table', async () => {
    const page = await opened(account, '/billing')
    const row = page.locator('.mode-row', { hasText: 'Toll-free' })
    expect(await row.getByRole('img').getAttribute('aria-label')).toMatch(/Two-way from .* to /)
    await page.getByRole('button', { name: 'Show as table' }).click()
    await page
      .getByRole('row', { name: /^Toll-free .* Two-way$/ })
      .first()
      .waitFor()
    await page.context().close()
  })

  test('tries other lines and After-Call SMS off, and switches nothing', async () => {
    const page = await opened(account, '/billing')
    const card = page.locator('.what-if')
    await card.getByLabel('Lines of Main number').fill('5')
    await card.getByText('₹400.00 more than ₹1,400.00').first().waitFor()
    await card.getByLabel('Lines of Main number').fill('3')
    await card.getByRole('switch', { name: 'After-Call SMS' }).press('Space')
    await card.getByText('₹1,400.00 less than ₹1,400.00').waitFor()
    await card.getByText('as without the change').waitFor()
    await card.getByText('Toll-free: Two-way becomes Off').waitFor()
    expect((await account.get('/v1/account')).body).toMatchObject({ smsOn: true })
    await page.context().close()
  })

  test('gives the listed lines as the file that the API gives', async () => {
    const page = await opened(account, '/billing')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^bill-\d{4}-\d\d-\d\d\.csv$/)
    const csv = await readFile(await download.path(), 'utf8')
    expect(csv).toContain('Toll-free')
    expect(csv.trim().split('\n').length).toBeGreaterThanOrEqual(5)
    await page.context().close()
  })

  test('keeps past cycles, each with what it came to', async () => {
    const old = await renting()
    const sql = quietPool(database.url)
    for (const [table, column] of [
      ['line_mode', 'at'],
      ['price_plan', 'at'],
      ['account', 'created_at'],
    ])
      await sql.query(`update ${table} set ${column} = ${column} - interval '35 days' where account_id = $1`, [
        parsePublicId('acct', old.id),
      ])
    await sql.end()
    const [current, past] = (await old.get('/v1/billing/cycles')).body.items
    const page = await opened(old, '/billing')
    await page.locator('.rows').getByRole('link').nth(1).click()
    await page.waitForURL(`**/billing?cycle=${past.start}`)
    await page.locator('.page-lead', { hasText: 'This cycle came to ₹1,000.00.' }).waitFor()
    expect(await page.locator('.what-if').count()).toBe(0)
    await page.locator('.rows').getByRole('link').first().click()
    await page.locator('.page-lead', { hasText: 'So far ₹1,000.00' }).waitFor()
    expect(current.isCurrent).toBe(true)
    await page.context().close()
  })

  test.each(['light', 'dark'] as const)(
    'has no fault that axe can find with all of it open, %s',
    async (colorScheme) => {
      const still = { colorScheme, reducedMotion: 'reduce' as const }
      for (const size of [{}, { viewport: { width: 360, height: 780 }, hasTouch: true }]) {
        const page = await opened(account, '/billing', { ...still, ...size })
        for (const name of [/^Texts/, /^Not charged/]) await page.getByRole('button', { name }).click()
        await page.locator('.what-if').getByLabel('Lines of Main number').fill('5')
        await page.getByText('₹400.00 more than').first().waitFor()
        expect(await faults(page)).toEqual([])
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
        await page.context().close()
      }
    },
  )
})

describe('before the rental rises', () => {
  let account: TestAccount
  let page: Page
  beforeEach(async () => {
    account = await renting([{ ...bothSides, enabled: false }, oneSide])
  })
  const atRules = async () => {
    page = await opened(account, '/after-call-sms/custom')
  }
  const flip = () => page.getByRole('switch', { name: 'Rule 1, Toll-free, both: on or off' }).press('Space')

  test('a switch is asked about with the figure, and left as it was or made', async () => {
    await atRules()
    const before = (await rulesOf(account)).number
    await flip()
    await question(page).getByText('from ₹1,000.00 to ₹1,400.00').waitFor()
    expect(await faults(page)).toEqual([])
    await page.keyboard.press('Enter')
    await question(page).waitFor({ state: 'detached' })
    await expect.poll(() => page.getByRole('switch').first().isChecked()).toBe(false)
    // Whoever came by keyboard is where they were.
    await page.getByRole('switch').first().and(page.locator(':focus')).waitFor()
    expect((await rulesOf(account)).number).toBe(before)

    await flip()
    await page.getByRole('button', { name: 'Save for ₹400.00 more', exact: true }).click()
    await toast(page).getByText('Rule 1 switched on').waitFor()
    expect((await rulesOf(account)).rules[0].enabled).toBe(true)
    await page.context().close()
  })

  test('what raises nothing is not asked about, and an undo that does is', async () => {
    await account.putRules([bothSides, oneSide], '*')
    await atRules()
    await flip()
    await toast(page).getByText('Rule 1 switched off').waitFor()
    await page.getByRole('button', { name: 'Move rule 2 up' }).press('Enter')
    await toast(page).getByText('Rule 2 moved up').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await toast(page).getByText('Undone').waitFor()
    // This cycle's lines were two-way once and are paid for; the next one's would be.
    await flip()
    await question(page).getByText('₹1,400.00 a cycle instead of ₹1,000.00').waitFor()
    await page.getByRole('button', { name: 'Save for ₹400.00 more a cycle' }).click()
    await toast(page).getByText('Rule 1 switched on').waitFor()
    await flip()
    await toast(page).getByText('Rule 1 switched off').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await question(page).getByRole('button', { name: 'Leave it' }).click()
    await question(page).waitFor({ state: 'detached' })
    expect((await rulesOf(account)).rules[0].enabled).toBe(false)
    await page.context().close()
  })

  test('a draft is asked about where it is saved, and stays where it is left', async () => {
    page = await opened(account, '/after-call-sms/custom/missed')
    await page.getByRole('button', { name: 'Add a recipient' }).click()
    await page.getByRole('menuitem', { name: 'User of the call' }).click()
    await page.getByRole('combobox', { name: 'Template for user of the call' }).click()
    await page.getByRole('option', { name: 'Missed call note' }).click()
    const save = page.getByRole('button', { name: /^Save as rule set/ })
    await save.click()
    await question(page).getByRole('button', { name: 'Leave it' }).click()
    await save.click()
    await page.getByRole('button', { name: 'Save for ₹1,000.00 more' }).click()
    await toast(page).getByText('Rule changed').waitFor()
    await page.context().close()
  })

  test('says when what it costs could not be worked out, and saves only what was meant', async () => {
    await atRules()
    await page.route('**/v1/billing/what-if', (route) => route.fulfill({ status: 500, json: { title: 'It broke.' } }))
    await flip()
    await page.getByRole('dialog', { name: 'What this costs is not known' }).getByText('It broke.').waitFor()
    await page.getByRole('button', { name: 'Save all the same' }).click()
    await toast(page).getByText('Rule 1 switched on').waitFor()
    await page.context().close()
  })

  test('lines of a DID and After-Call SMS are asked about too', async () => {
    page = await opened(account, '/people?did=landline')
    await page.getByRole('textbox', { name: 'Lines' }).fill('4')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Leave it' }).click()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Save for ₹200.00 more', exact: true }).click()
    await page.getByRole('dialog').first().waitFor({ state: 'detached' })
    expect((await account.get('/v1/dids/landline')).body.lines).toBe(4)

    await account.send('PATCH', '/v1/account', { smsOn: false })
    await console.open(page, '/settings')
    await page.getByRole('switch', { name: 'After-Call SMS' }).press('Space')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Save for ₹1,200.00 more a cycle' }).click()
    await page.getByText('Settings saved').waitFor()
    await page.context().close()
  })

  test('prices, taxes and the billing day are set in Settings', async () => {
    page = await opened(account, '/settings')
    await page.getByRole('textbox', { name: 'Line, two-way (INR)' }).fill('450.50')
    await page.getByRole('textbox', { name: 'Billing day' }).fill('5')
    await page.getByRole('button', { name: 'Add a tax' }).click()
    await page.getByRole('textbox', { name: 'Tax', exact: true }).fill('GST')
    await page.getByRole('textbox', { name: 'Percent' }).fill('18,5')
    const save = page.getByRole('button', { name: 'Save rental and taxes' })
    await save.click()
    await page.getByRole('alert').waitFor()
    await page.getByRole('textbox', { name: 'Percent' }).fill('18')
    await save.click()
    await page.getByText('Rental and taxes saved').waitFor()
    expect((await account.get('/v1/account')).body).toMatchObject({
      lineRentalOneWay: '200.0000',
      lineRentalTwoWay: '450.5000',
      billingDay: 5,
      taxes: [{ name: 'GST', percent: '18' }],
    })
    await page.context().close()
  })
})

test('the operator reads what all accounts come to, and goes on to the bill of one', async () => {
  await renting([oneSide], { name: 'Rented Lines' })
  const page = await console.page()
  await console.open(page, '/')
  await page.getByRole('button', { name: /^Account: / }).click()
  await page.getByRole('menuitem', { name: 'All accounts' }).click()
  const row = page.getByRole('row').filter({ hasText: 'Rented Lines' })
  await row.getByText('₹1,000.00').first().waitFor()
  await row.getByRole('link', { name: 'Rented Lines' }).click()
  await page.getByRole('button', { name: 'Account: Rented Lines' }).waitFor()
  await page.getByText('So far', { exact: true }).first().waitFor()
  expect(new URL(page.url()).pathname).toBe('/billing')
  await page.context().close()
})

test('all accounts fit on a phone, and are for the operator', async () => {
  const account = await renting([oneSide], { name: 'Rented Elsewhere' })
  const narrow = await console.page({ viewport: { width: 390, height: 800 } })
  await console.open(narrow, '/accounts?month=2999-01')
  await narrow.getByText('No account had a cycle then.').waitFor()
  await console.open(narrow, '/accounts')
  await narrow.getByRole('listitem').filter({ hasText: 'Rented Elsewhere' }).getByText('₹1,000.00').waitFor()
  await narrow.context().close()
  const own = await opened(account, '/accounts')
  await own.getByText('Only an operator sees all accounts').waitFor()
  await own.context().close()
})
