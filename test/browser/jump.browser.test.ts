/** Ctrl-K: a number, a rule, somebody or a page is found and gone to, by keyboard alone. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountDocument, rule, toCaller, toUser } from '../support/account-document.ts'
import { missedCall } from '../support/call.ts'
import type { TestAccount } from '../support/program.ts'
import { faults } from './axe.ts'
import { type Console, openConsole } from './console.ts'

const whole = '+919000012842'
const typed = '90000 12842'

let console: Console
let account: TestAccount
let call: string
beforeAll(async () => {
  console = await openConsole()
  account = await console.program.account(
    accountDocument([
      rule('missed', { name: 'Missed, tell both', recipients: [toCaller(), toUser()] }),
      rule('off', { name: 'Second thought', enabled: false }),
    ]),
  )
  call = await account.accepted(
    missedCall({ caller: whole, department: { id: 'sales' }, rung: [{ extension: '201' }] }),
  )
  await account.settled(call)
})
afterAll(() => console.close())

const field = (page: Page) => page.getByRole('combobox', { name: 'Find a number, rule or page' })
const chosen = (page: Page) => page.getByRole('option', { selected: true })

const soon = { timeout: 15_000 }
const closed = (page: Page) => expect.poll(() => page.getByRole('dialog').count(), soon).toBe(0)

/** A page of the account with the finder open. */
async function finding(path = '/messages', options = {}): Promise<Page> {
  const page = await console.page(options, account.key)
  await console.open(page, path)
  await page.keyboard.press('Control+k')
  await field(page).waitFor()
  return page
}

describe('a number', () => {
  test('shows its latest calls, whether it gets texts, and what can be done, and opens the call', async () => {
    const page = await finding()
    await page.keyboard.type(typed)
    await chosen(page).getByText('Missed, Sales').waitFor()
    expect(await page.getByRole('option').allTextContents()).toEqual([
      expect.stringMatching(/^Missed, Sales \d\d:\d\d, 2 texts/),
      expect.stringContaining('Opt-outs this number has not opted out'),
      expect.stringContaining('Try a call from this number'),
      expect.stringContaining('Never text this number'),
    ])
    expect(await field(page).getAttribute('aria-activedescendant')).toBe(await chosen(page).getAttribute('id'))
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/calls/${call}`)
    await closed(page)
    await page.context().close()
  })

  test('is handed to Try a call, and stands in no address and in nothing that the browser keeps', async () => {
    const page = await finding()
    await page.keyboard.type(typed)
    await page.getByRole('option', { name: 'Try a call from this number' }).waitFor()
    for (const option of ['Opt-outs', 'Try a call']) {
      await page.keyboard.press('ArrowDown')
      await chosen(page).getByText(option).waitFor()
    }
    await page.keyboard.press('Enter')
    await page.waitForURL('**/try')
    await expect
      .poll(() => page.getByRole('combobox', { name: 'Caller' }).first().inputValue(), soon)
      .toBe('9000012842')
    const kept = await page.evaluate<string>(
      'JSON.stringify([location.href, history.state, { ...localStorage }, { ...sessionStorage }])',
    )
    expect(kept).not.toContain('12842')
    await page.context().close()
  })

  test('is never texted again once that was asked and said, and then says so', async () => {
    const page = await finding()
    await page.keyboard.type('98123 99001')
    await page.getByText('No call of this number is kept.').waitFor()
    await page.keyboard.press('ArrowUp')
    await chosen(page).getByText('Never text this number').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Never text this number?' }).waitFor()
    await page.getByRole('button', { name: 'Leave it' }).and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await page.getByText('Opted out: no text goes to that number any more.').waitFor()
    await closed(page)
    expect((await account.send('POST', '/v1/opt-outs/check', { number: '9812399001' })).body.optedOut).toBe(true)

    await page.keyboard.press('Control+k')
    await page.keyboard.type('98123 99001')
    await page.getByRole('option', { name: /this number opted out, \d\d:\d\d/ }).waitFor()
    expect(await page.getByRole('option', { name: 'Never text' }).count()).toBe(0)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/opt-outs')
    await page.getByText('Opted out in the console').waitFor()
    await page.context().close()
  })

  test('that is not whole yet leads to the calls that end in it; a DID and a user are found by theirs', async () => {
    const page = await finding()
    await page.keyboard.type('842')
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: 'ends in 842' }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/calls\?caller=(%22)?842/)
    await closed(page)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('1800 572')
    await page.getByRole('option', { name: '1800 572 0199' }).waitFor()
    await field(page).fill('98123 00001')
    await page.getByRole('option', { name: 'Asha Nair' }).waitFor()
    await page.context().close()
  })
})

test('finds rules, templates, people and pages by their names, and says when there is nothing', async () => {
  const page = await finding()
  for (const [name, words, address] of [
    ['rule 2', 'Second thought Rule 2, off', '/after-call-sms/custom/off'],
    ['add a rule', 'Add a rule', '/after-call-sms/custom/new'],
    ['sorry', 'Sorry we missed you', '/templates/sorry'],
    ['asha', 'Asha Nair', '/people?user=asha'],
    ['supp', 'Support', '/people?department=support'],
    ['gateways', 'Gateways and sources', '/gateways'],
  ] as const) {
    await page.keyboard.type(name)
    await chosen(page).getByText(words, { exact: false }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(`**${address}`)
    // From a rule's page, nothing of it is taken along.
    if (address.endsWith('/new')) {
      await page.getByRole('heading', { level: 1, name: 'New rule' }).waitFor()
      expect(await page.getByRole('textbox', { name: 'Name of the rule' }).inputValue()).toBe('')
    }
    if (address.startsWith('/people')) {
      await page.getByRole('dialog', { name: words }).waitFor()
      await page.keyboard.press('Escape')
    }
    await closed(page)
    await page.keyboard.press('Control+k')
    await field(page).waitFor()
  }
  await page.keyboard.type('no such thing')
  await page.getByText('Nothing is found for “no such thing”.').waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await closed(page)

  // Whoever opened it by its button is back there, and what is typed at once is all taken.
  const button = page.getByRole('button', { name: 'Find a number, rule or page' })
  await button.press('Enter')
  await page.keyboard.type('sorry')
  expect(await field(page).inputValue()).toBe('sorry')
  await page.keyboard.press('Escape')
  await button.and(page.locator(':focus')).waitFor()
  await page.context().close()
})

test('says what could not be looked through', async () => {
  const page = await console.page({}, account.key)
  await page.route('**/v1/calls?limit=5*', (route) => route.fulfill({ status: 500, json: { title: 'It broke.' } }))
  await console.open(page, '/messages')
  await page.getByRole('button', { name: 'Find a number, rule or page' }).click()
  await page.keyboard.type(typed)
  await page.getByText('Not everything could be looked through. It broke.').waitFor()
  expect(await page.getByRole('option').count()).toBe(0)
  await page.context().close()
})

test('gives whoever answers callers the calls of a number and their pages, and asks for nothing that is refused', async () => {
  const { key } = (await account.send('POST', '/v1/keys', { name: 'help desk', role: 'support' })).body
  const page = await console.page({}, key)
  const refused: string[] = []
  page.on('response', (response) => {
    if (response.status() === 403) refused.push(response.url())
  })
  await console.open(page, '/calls')
  await page.keyboard.press('Control+k')
  await field(page).waitFor()
  const pages = await page.getByRole('option').allTextContents()
  expect(pages.map((one) => one.replace('Enter', '').trim())).toEqual(['Calls', 'Messages', 'Glossary'])
  await page.keyboard.type(typed)
  await page.getByRole('option', { name: 'Missed, Sales' }).waitFor()
  expect(await page.getByRole('option').count()).toBe(1)
  await page.keyboard.press('Escape')
  // What helps is there for everybody.
  const help = page.getByRole('button', { name: 'Help', exact: true })
  await help.click()
  await page.getByRole('menuitem', { name: 'Keys' }).click()
  await page.getByRole('dialog', { name: 'Keys' }).getByText('Ctrl Z').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'detached' })
  await page.setViewportSize({ width: 390, height: 844 })
  await help.click()
  expect(await page.getByRole('menuitem', { name: 'API' }).getAttribute('href')).toBe('/docs')
  await page.getByRole('menuitem', { name: 'Glossary' }).click()
  await page.getByRole('textbox', { name: 'Find a word' }).fill('agent')
  await page
    .getByRole('term')
    .filter({ hasText: /^user$/ })
    .waitFor()
  await page
    .getByRole('term')
    .filter({ hasText: /^caller$/ })
    .waitFor({ state: 'detached' })
  expect(refused).toEqual([])
  await page.context().close()
})

test.each(['light', 'dark'] as const)(
  'has no fault that axe can find, on a desktop and on a phone, %s',
  async (colorScheme) => {
    const still = { colorScheme, reducedMotion: 'reduce' as const }
    const wide = await finding('/messages', still)
    await wide.keyboard.type(typed)
    await wide.getByRole('option', { name: 'Missed, Sales' }).waitFor()
    expect(await faults(wide)).toEqual([])
    await wide.context().close()

    const narrow = await console.page({ viewport: { width: 360, height: 780 }, hasTouch: true, ...still }, account.key)
    await console.open(narrow, '/messages')
    await narrow.getByRole('button', { name: 'Find a number, rule or page' }).tap()
    await narrow.keyboard.type('s')
    await narrow.getByRole('option', { name: 'Settings' }).waitFor()
    expect(await faults(narrow)).toEqual([])
    expect(await narrow.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await narrow.context().close()
  },
)
