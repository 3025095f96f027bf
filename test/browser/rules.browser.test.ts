import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ConfigurationInput } from '../../src/core/configuration.ts'
import { accountDocument, rule, toCaller } from '../support/account-document.ts'
import { connectedCall, missedCall } from '../support/call.ts'
import { type Console, hasFocus, openConsole } from './console.ts'

let console: Console
let page: Page
beforeAll(async () => {
  console = await openConsole()
  page = await console.page()
})
afterAll(() => console.close())
beforeEach(() => console.open(page, '/after-call-sms/custom'))

const order = async () =>
  (await page.locator('.rule-name').allTextContents()).map((name) => name.replace(/^Rule \d+: /, ''))
const toast = () => page.locator('.toast')
const begun = ['Sales, missed', 'Voicemail', 'Support, connected', 'Any missed call', 'Everything else']

/** The order as another window sees it. */
async function stored(): Promise<string[]> {
  const answer = await page.request.get(`${console.program.url()}/v1/rule-set`, {
    headers: { 'aftercall-account': 'demo' },
  })
  return ((await answer.json()) as { rules: { name: string }[] }).rules.map((one) => one.name)
}

describe('the chain of rules', () => {
  test('reads as sentences', async () => {
    expect(await page.locator('.rule-sentence').first().textContent()).toBe(
      'When an incoming call to Sales is missed, text the caller “Sorry we missed you” and the user “Missed call note”.',
    )
    expect(await page.locator('.rule-sentence').last().textContent()).toMatch(/^When no rule above matches, /)
    // The only one that texts both sides.
    await page.locator('.as-read').getByText('Makes 5 lines two-way').waitFor()
    await page.locator('.rule-card').nth(1).getByText('Voicemail').first().click()
    await page.getByRole('heading', { name: 'Rule 2 as they read it' }).waitFor()
    await page.getByText('Makes 5 lines two-way').waitFor({ state: 'detached' })
  })

  test('a rule that is off adds nothing to the rental, and one that is on again what it did', async () => {
    const rental = page.locator('.as-read').getByText('Makes 5 lines two-way')
    await rental.waitFor()
    await page.getByRole('switch', { name: 'Rule 1, Sales, missed: on or off' }).press('Space')
    await toast().getByText('Rule 1 switched off').waitFor()
    await rental.waitFor({ state: 'detached' })
    // Nothing remembered from when it was on.
    await console.open(page, '/after-call-sms/custom')
    await page.getByRole('switch', { name: 'Rule 1, Sales, missed: on or off' }).press('Space')
    await page.getByRole('dialog').getByRole('button', { name: /more/ }).click()
    await toast().getByText('Rule 1 switched on').waitFor()
    await rental.waitFor()
  })

  test('reorders by keyboard, says where the rule is, saves at once, and undoes', async () => {
    expect(await order()).toEqual(begun)
    await page.getByRole('button', { name: 'Move rule 4, Any missed call' }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    expect(await page.getByRole('status').first().textContent()).toBe('Rule 4, now place 2 of 5')
    await page.keyboard.press('Space')
    await toast().getByText('Rule 4 moved up to place 2').waitFor()
    const moved = ['Sales, missed', 'Any missed call', 'Voicemail', 'Support, connected', 'Everything else']
    expect([await order(), await stored()]).toEqual([moved, moved])
    // The handle keeps the focus, so that the next key moves the same rule.
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Move rule 2, Any missed call')

    // From there, without a way to the end of the page where the button is; a rule that is lifted then is put back, and no other is moved.
    for (const key of ['Space', 'ArrowDown', 'Control+z']) await page.keyboard.press(key)
    await page.getByText('The order changed meanwhile: the rule is put back.').waitFor()
    await page.getByRole('button', { name: 'Move rule 4, Any missed call', pressed: false }).waitFor()
    await toast().getByText('Undone').waitFor()
    expect([await order(), await stored()]).toEqual([begun, begun])
  })

  test('reorders by mouse and by buttons', async () => {
    const handle = await page.getByRole('button', { name: 'Move rule 1, Sales, missed' }).boundingBox()
    const target = await page.locator('.rule-card').nth(2).boundingBox()
    if (!handle || !target) throw new Error('the cards are not there')
    await page.mouse.move(handle.x + 8, handle.y + 8)
    await page.mouse.down()
    await page.mouse.move(handle.x + 8, handle.y + 40, { steps: 4 })
    await page.mouse.move(handle.x + 8, target.y + target.height / 2 + 8, { steps: 12 })
    await page.mouse.up()
    await toast().getByText('Rule 1 moved down to place 3').waitFor()
    expect((await stored()).indexOf('Sales, missed')).toBe(2)
    // While the card glides to its place it changes its place in the document too, and with it loses the focus.
    await page
      .locator('[data-dnd-dragging], [data-dnd-dropping], [data-dnd-placeholder]')
      .first()
      .waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Move rule 3 up' }).press('Enter')
    await toast().getByText('Rule 3 moved up to place 2').waitFor()
    // The place that is asked for begins with the one that the rule has by now.
    await page.getByRole('button', { name: 'More for rule 2' }).click()
    await page.getByRole('menuitem', { name: 'Move to place…' }).click()
    expect(await page.getByLabel('Place, 1 to 5').inputValue()).toBe('2')
    await page.getByLabel('Place, 1 to 5').fill('1')
    await page.getByRole('button', { name: 'Move to place 1' }).click()
    await toast().getByText('Rule 2 moved up to place 1').waitFor()
    expect(await stored()).toEqual(begun)
  })

  test('says which rule can never fire, because of which above, and mends it with one click', async () => {
    await page.getByRole('button', { name: 'Move rule 4, Any missed call' }).focus()
    for (const key of ['Space', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'Space']) await page.keyboard.press(key)
    await page.getByText('Can never fire.').waitFor()
    await page.getByText('Rule 1 above takes every call that it would match.').waitFor()
    await page.getByRole('button', { name: 'Move above rule 1' }).click()
    await toast().getByText('Rule 2 moved up to place 1').waitFor()
    await page.getByText('Can never fire.').waitFor({ state: 'detached' })
    // Put back what the first move displaced.
    await page.getByRole('button', { name: 'Move rule 2, Any missed call' }).focus()
    for (const key of ['Space', 'ArrowDown', 'ArrowDown', 'Space']) await page.keyboard.press(key)
    await toast().getByText('moved down to place 4').waitFor()
    expect(await stored()).toEqual(begun)
  })

  test('a rule with a part missing is not saved, says so and goes to the part, on a phone too', async () => {
    await page.setViewportSize({ width: 360, height: 780 })
    await console.open(page, '/after-call-sms/custom/new')
    await page.getByRole('button', { name: /^Save as rule set/ }).click()
    await page.getByRole('alert').getByText('One field is not right yet. It is marked below.').waitFor()
    await page.getByText('Give the rule a name').waitFor()
    const name = page.getByRole('textbox', { name: 'Name of the rule' })
    await expect.poll(() => name.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true)
    await name.fill('Nobody')
    await page.getByRole('button', { name: 'Do not text caller' }).click()
    await page.getByRole('button', { name: /^Save as rule set/ }).click()
    await page.getByText('Choose who is texted.').waitFor()
    expect(await page.getByRole('alert').getByText('Choose who is texted.').count()).toBe(0)
    const add = page.getByRole('button', { name: 'Add a recipient' })
    await expect.poll(() => add.evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true)
    page.once('dialog', (dialog) => void dialog.accept())
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  test('a draft says which rules below yield to it, and which can then never fire, and leads to them', async () => {
    await console.open(page, '/after-call-sms/custom/sales-missed')
    await page.getByText('Rule 4 below also matches some of these calls, and yields.').waitFor()
    await page.getByRole('button', { name: 'Remove Sales from Department' }).click()
    await page.getByText('Rule 4 below can then never fire').waitFor()
    await page.getByText('This rule takes every call that it would match.').waitFor()
    // Nothing chosen is not any: that is to take the condition out.
    await page.getByRole('button', { name: /^Save as rule set/ }).click()
    await page.getByRole('alert').getByText('One field is not right yet. It is marked below.').waitFor()
    await page
      .getByRole('group', { name: 'Department' })
      .getByText('Fill this in, or take the condition out.')
      .waitFor()
    await hasFocus(page.getByRole('button', { name: 'choose Department' }))
    page.once('dialog', (dialog) => void dialog.accept())
    await page.getByRole('link', { name: 'Open rule 4' }).click()
    await page.getByRole('heading', { level: 1, name: 'Any missed call' }).waitFor()
    await page.getByRole('link', { name: 'Rule 1 above' }).waitFor()
  })

  test('a part that is refused is named, and shown where it was folded', async () => {
    await console.open(page, '/after-call-sms/custom/sales-missed')
    await page.getByRole('button', { name: 'Change', exact: true }).click()
    await page.getByRole('switch', { name: 'Keep quiet hours' }).press('Space')
    await page.getByLabel('Quiet from').fill('')
    await page.getByRole('button', { name: 'Fold', exact: true }).click()
    await page.getByRole('button', { name: 'Try it on past calls' }).click()
    await page.getByText(/Rules, 1, quiet hours, from: /i).waitFor()
    await page.getByRole('button', { name: /^Save as rule set/ }).click()
    await page.getByRole('alert').getByText('One field is not right yet. It is marked below.').waitFor()
    expect(
      await page
        .getByRole('alert')
        .getByText(/quiet hours/i)
        .count(),
    ).toBe(0)
    await page.getByRole('button', { name: 'Fold', exact: true }).waitFor()
    expect(await page.getByLabel('Quiet from').getAttribute('aria-invalid')).toBe('true')
    await page.getByRole('button', { name: 'Discard' }).click()
  })

  test('a draft is tried on the calls that were: what it would catch and cost, call by call, and nothing is sent', async () => {
    const headers = { 'aftercall-account': 'demo', origin: console.program.url() }
    const api = `${console.program.url()}/v1`
    const endedAt = new Date(Date.now() - 1_000).toISOString()
    const call = {
      sourceCallId: 'history-1',
      direction: 'incoming',
      outcome: 'missed',
      caller: '+919000012842',
      endedAt,
    }
    const taken = await page.request.post(`${api}/calls`, { headers, data: { ...call, department: { name: 'Sales' } } })
    expect(taken.status()).toBe(202)
    await console.open(page, '/after-call-sms/custom/sales-missed')
    await page.getByText('Filled from a call: Missed, Sales').waitFor()
    await page.getByRole('button', { name: 'Use another' }).click()
    await page.getByRole('menuitem', { name: 'A sample call' }).click()
    await page.getByText('Filled with a sample call.').waitFor()
    await page.getByText('3 texts, each call').waitFor()
    await page.getByText('Makes 5 lines two-way').waitFor()
    await page.getByRole('textbox', { name: 'Name of the rule' }).fill('Sales, missed once')
    await page.getByRole('button', { name: 'Try it on past calls' }).click()
    const card = page.locator('.card', { hasText: 'On the calls that were' })
    await card.getByText(/All of \d+ calls? .* would be decided as they were\./).waitFor()
    const row = card.getByRole('row', { name: /^Sales, missed once/ })
    expect(await row.getByRole('cell').allTextContents()).toEqual(['1', '1'])

    await page.getByRole('button', { name: 'Do not text user' }).click()
    await card.getByText('The draft was changed since.').waitFor()
    await page.getByText('The text, each call').waitFor()
    await page.getByText('Makes 5 lines two-way').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Try it again' }).click()
    await card.getByText(/1 of \d+ calls? .* would be decided otherwise\./).waitFor()
    await card.getByText('The newest that differ').click()
    await card.getByText(/: \d+ texts now, one text by the draft/).waitFor()
    await page.getByRole('button', { name: 'Discard' }).click()
  })

  test('another order is tried on the calls that were before it is saved', async () => {
    const { id } = await (
      await page.request.post(`${console.program.url()}/v1/calls`, {
        headers: { 'aftercall-account': 'demo', origin: console.program.url() },
        data: {
          ...{ sourceCallId: 'order-1', direction: 'incoming', outcome: 'missed', caller: '+919000012843' },
          ...{ department: { name: 'Sales' }, endedAt: new Date(Date.now() - 1_000).toISOString() },
        },
      })
    ).json()
    expect(id).toMatch(/^call_/)
    await page.getByRole('button', { name: 'More for rule 4' }).click()
    await page.getByRole('menuitem', { name: 'Move to place…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Place, 1 to 5').fill('1')
    await dialog.getByLabel('Of the last').first().click()
    await page.getByRole('option', { name: '7 days' }).click()
    const [asked] = await Promise.all([
      page.waitForRequest((request) => request.url().endsWith('/v1/rule-set/try')),
      dialog.getByRole('button', { name: 'Try this order' }).click(),
    ])
    expect(asked.postDataJSON()).toMatchObject({ days: 7, rules: [{ key: 'any-missed' }, {}, {}, {}, {}] })
    await dialog.getByText(/[1-9]\d* of \d+ calls? .* would be decided otherwise\./).waitFor()
    await dialog.getByRole('columnheader', { name: 'This order' }).waitFor()
    await dialog.getByText('The newest that differ').click()
    await dialog
      .getByText(/“Any missed call” with .* in this order/)
      .first()
      .waitFor()
    // What was found stays in sight, and says of what it no longer speaks.
    await dialog.getByLabel('Place, 1 to 5').fill('2')
    await dialog.getByText('Another place was chosen since.').waitFor()
    await dialog.getByLabel('Of the last').first().click()
    await page.getByRole('option', { name: '90 days' }).click()
    await dialog.getByText('Other days were chosen since.').waitFor()
    await dialog.getByRole('button', { name: 'Close' }).click()
    expect(await stored()).toEqual(begun)
  })

  test('an order that is being tried is given up with its dialog', async () => {
    await page.route('**/v1/rule-set/try', () => undefined)
    await page.getByRole('button', { name: 'More for rule 4' }).click()
    await page.getByRole('menuitem', { name: 'Move to place…' }).click()
    const dialog = page.getByRole('dialog')
    const isTry = (request: { url(): string }) => request.url().endsWith('/v1/rule-set/try')
    await Promise.all([page.waitForRequest(isTry), dialog.getByRole('button', { name: 'Try this order' }).click()])
    await Promise.all([
      page.waitForEvent('requestfailed', isTry),
      dialog.getByRole('button', { name: 'Close' }).click(),
    ])
    await page.unroute('**/v1/rule-set/try')
  })

  test('a rule is added, changed with its sentence beside it, switched off and deleted', async () => {
    await page.getByRole('link', { name: 'Add a rule' }).click()
    await page.getByRole('textbox', { name: 'Name of the rule' }).fill('Third miss')
    await page.getByRole('button', { name: 'Add a condition' }).click()
    await page.getByRole('menuitem', { name: 'n-th miss' }).click()
    await page.getByText('When any incoming call is missed for the 3rd time in 24 h').waitFor()
    await page.getByRole('button', { name: /^Save as rule set/ }).click()
    await toast().getByText('Rule added, saved as rule set').waitFor()
    expect(await stored()).toEqual([...begun.slice(0, 4), 'Third miss', 'Everything else'])

    await page.getByRole('switch', { name: 'Rule 5, Third miss: on or off' }).press('Space')
    await toast().getByText('Rule 5 switched off').waitFor()
    await page.getByRole('button', { name: 'More for rule 5' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await toast().getByText('“Third miss” deleted').waitFor()
    // The rule that took its place has the focus.
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Move rule 5, Everything else')
    expect(await stored()).toEqual(begun)
  })

  test('a rule is duplicated: a new one is filled from it, below it, and may be changed before it is saved', async () => {
    await page.getByRole('button', { name: 'More for rule 2' }).click()
    await page.getByRole('menuitem', { name: 'Duplicate…' }).click()
    const name = page.getByRole('textbox', { name: 'Name of the rule' })
    const copied = `${begun[1]}, copy`
    expect(await name.inputValue()).toBe(copied)
    expect(await page.getByLabel('Place in the order').first().inputValue()).toMatch(/^3, /)
    await page.getByRole('heading', { name: 'Can never fire' }).waitFor()
    await page.getByRole('button', { name: /^Save as rule set/ }).click()
    await toast().getByText('Rule added').waitFor()
    expect(await stored()).toEqual(begun.toSpliced(2, 0, copied))
    await page.getByRole('button', { name: 'More for rule 3' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await toast().getByText(`“${copied}” deleted`).waitFor()
    expect(await stored()).toEqual(begun)
  })

  test('when somebody saved meanwhile both changes are shown and both can stay', async () => {
    const url = `${console.program.url()}/v1/rule-set`
    const headers = { 'aftercall-account': 'demo', authorization: `Bearer ${console.program.operatorKey}` }
    const current = (await (await fetch(url, { headers })).json()) as {
      rulesNumber: number
      rules: { key: string; name: string }[]
    }
    const rules = current.rules.map((one) => (one.key === 'voicemail' ? { ...one, name: 'Voicemail left' } : one))
    await fetch(url, {
      method: 'PUT',
      headers: { ...headers, 'content-type': 'application/json', 'if-match': `"${current.rulesNumber}"` },
      body: JSON.stringify({ rules }),
    })
    await page.getByRole('button', { name: 'Move rule 4 up' }).press('Enter')
    await page
      .getByText(/saved while you were editing/)
      .first()
      .waitFor()
    await page.getByText('Moved up from place 4:').waitFor()
    // What was pressed went away with the list: the focus is on what came in its place.
    await hasFocus(page.getByRole('heading', { level: 1 }))
    page.once('dialog', (question) => void question.dismiss())
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Calls' }).click()
    await page.getByText('Moved up from place 4:').waitFor()
    const checks = page.locator('.merged-checks')
    await checks.getByText('No rule was changed by both of you').waitFor()
    await checks.getByText('Every rule can fire').waitFor()
    await checks.getByText('No line becomes two-way by it').waitFor()
    await page.getByRole('button', { name: 'What each would do' }).press('Enter')
    const sides = page.locator('.conflict-effect')
    await sides.nth(1).waitFor()
    await hasFocus(page.getByRole('main'))
    // Theirs is a new name: it decides no call otherwise.
    expect(await sides.first().textContent()).toBe('In the last 30 days it would have changed nothing.')
    // What was never saved is given up only by somebody who was told so.
    await page.getByRole('button', { name: 'Only theirs' }).click()
    await page.getByRole('dialog').getByText('They were never saved').waitFor()
    await page.getByRole('button', { name: 'Leave it' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: /^Keep both as rule set/ }).press('Enter')
    await toast()
      .getByText(/^Both changes, saved as rule set \d+$/)
      .waitFor()
    await hasFocus(page.getByRole('main'))
    expect(await stored()).toEqual([
      'Sales, missed',
      'Voicemail left',
      'Any missed call',
      'Support, connected',
      'Everything else',
    ])
  })
})

test('a check of both changes that could not be made says so', async () => {
  const account = await console.program.account(accountDocument([rule('one'), rule('two')]))
  const own = await console.page({}, account.key)
  await console.open(own, '/after-call-sms/custom')
  await account.putRules([rule('one'), rule('two'), rule('three')], '*')
  await own.route('**/v1/plan', (route) => route.fulfill({ status: 500, json: { title: 'It broke.' } }))
  await own.route('**/v1/billing/what-if', (route) => route.fulfill({ status: 422, json: { title: 'No figure.' } }))
  await own.getByRole('button', { name: 'Move rule 2 up' }).press('Enter')
  const checks = own.locator('.merged-checks')
  await checks.getByText('Not checked whether every rule can fire: It broke.').waitFor()
  await checks.getByText('Not checked whether a line becomes two-way: No figure.').waitFor()
  // What is pressed goes away with the view.
  await own.getByRole('button', { name: 'Only mine' }).press('Enter')
  await hasFocus(own.getByRole('main'))
  await own.context().close()
})

describe('the counts of the rules', () => {
  test('say what no rule caught, follow the order that is shown once that is asked for, and say when there are none', async () => {
    const account = await console.program.account(
      accountDocument([rule('sales', { conditions: { departments: ['sales'] } }), rule('missed')]),
    )
    await account.accepted(missedCall({ department: { name: 'Sales' } }))
    await account.accepted(connectedCall({ department: { name: 'Support' } }))
    const own = await console.page()
    await own.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
    await own.route('**/v1/rule-set/counts*', (route) => route.fulfill({ status: 500, json: { title: 'It broke.' } }))
    await console.open(own, '/after-call-sms/custom')
    await own.getByText('Not counted. It broke.').waitFor()
    await own.unroute('**/v1/rule-set/counts*')
    await own.getByRole('button', { name: 'Ask again' }).click()
    await own.getByText('No rule: one call, 50 %, nobody texted.').waitFor()
    const figures = () => own.locator('.rule-calls strong').allTextContents()
    expect(await figures()).toEqual(['1', '0'])
    await own.getByRole('button', { name: 'Move rule 2 up' }).press('Enter')
    await own.locator('.toast').waitFor()
    await own.getByText('Counted as the rules fired then').waitFor()
    expect(await figures()).toEqual(['0', '1'])
    await own.getByRole('button', { name: 'Count in this order' }).press('Enter')
    await hasFocus(own.locator('.how-counted', { hasText: 'Counted anew' }))
    expect(await figures()).toEqual(['1', '0'])
    await own.context().close()
  })
})

/** An account whose first rule has a registered text, and a department whose name that text cannot hold. */
function withLongName(): ConfigurationInput {
  const document = accountDocument([
    rule('to-sales', { conditions: { departments: ['sales'] }, recipients: [toCaller('portal')] }),
    rule('impossible', { conditions: { outcomes: ['missed'], talkSeconds: { min: 1 } } }),
  ])
  document.departments![0]!.name = 'Customer Relations and Escalations (Bengaluru)'
  document.templates?.push({
    key: 'portal',
    name: 'Registered',
    header: 'tester',
    body: 'You called {{department_name}}. - Test Traders',
    dltTemplateId: '1107172974420810004',
    registered: { text: 'You called {#var#}. - Test Traders', tooLong: 'cut' },
  })
  return document
}

describe('the editor of a rule', () => {
  const heading = (name: string) => page.getByRole('heading', { name, exact: true })
  beforeAll(async () => {
    const account = await console.program.account(withLongName())
    page = await console.page()
    await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
  })

  test('says of the draft itself what is amiss with it, and nothing of a rule that stood in its place', async () => {
    await console.open(page, '/after-call-sms/custom/to-sales')
    await heading('Names too long').waitFor()
    await page.getByText('it is cut to “Customer Relations and”').waitFor()
    const shorten = page.getByRole('link', { name: 'Give it a shorter name' })
    await shorten.click()
    await page.getByRole('dialog', { name: 'Customer Relations and Escalations (Bengaluru)' }).waitFor()
    await console.open(page, '/templates/portal')
    await shorten.waitFor()

    await console.open(page, '/after-call-sms/custom/new')
    await page.getByRole('textbox', { name: 'Name of the rule' }).fill('By night')
    await page.getByRole('combobox', { name: 'Place in the order' }).click()
    await page.getByRole('option', { name: /^1, above/ }).click()
    await page.getByText('This rule fires, at place 1.').waitFor()
    await page.getByRole('button', { name: 'Change', exact: true }).click()
    await page.getByRole('switch', { name: 'Keep quiet hours' }).press('Space')
    await heading('Skipped in quiet hours').waitFor()
    await page.getByText('raise the validity to 721 minutes').waitFor()
    expect(await heading('Names too long').count()).toBe(0)
    page.once('dialog', (dialog) => void dialog.accept())
  })

  test('says that a rule can never fire, and why', async () => {
    await console.open(page, '/after-call-sms/custom/impossible')
    await heading('Can never fire').waitFor()
    await page.getByText('only a connected call has talk time').waitFor()
  })

  test('shows the text as it will be sent, cut where its registration cuts it', async () => {
    await page.getByText('You called Customer Relations and. - Test Traders').waitFor()
  })

  test('judges its made-up call by the number itself, however late the numbers are there', async () => {
    const document = accountDocument([rule('by-number', { conditions: { dids: ['toll-free'] } })])
    const own = await console.page({}, (await console.program.account(document)).key)
    await own.route('**/v1/dids', async (route) => {
      await new Promise((later) => setTimeout(later, 1_500))
      await route.continue()
    })
    await console.open(own, '/after-call-sms/custom/by-number')
    await own.getByText('This rule fires, at place 1.').waitFor()
    await own.context().close()
  })

  test('names a text that is not chosen yet', async () => {
    const none = accountDocument([], { templates: [] })
    const own = await console.page({}, (await console.program.account(none)).key)
    await console.open(own, '/after-call-sms/custom/new')
    await own.locator('.draft-sentence').filter({ hasText: 'text the caller “…”.' }).waitFor()
    await own.context().close()
  })

  test('begins with the rules that stand, whatever the page before remembered', async () => {
    const account = await console.program.account(accountDocument([rule('missed'), rule('any', { conditions: {} })]))
    const own = await console.page({}, account.key)
    await console.open(own, '/after-call-sms/custom')
    const { etag, body } = await account.get('/v1/rule-set')
    const rules = body.rules.map((one: { key: string }) => (one.key === 'any' ? { ...one, name: 'Anything' } : one))
    expect((await account.putRules(rules, etag)).status).toBe(200)
    await own.getByRole('button', { name: 'More for rule 1' }).click()
    await own.getByRole('menuitem', { name: 'Edit rule 1' }).click()
    const name = own.getByRole('textbox', { name: 'Name of the rule' })
    await name.fill('Missed ones')
    await own.getByRole('button', { name: /^Save/ }).click()
    await own
      .locator('.toast')
      .getByText(/^Rule changed/)
      .waitFor()
    expect((await account.get('/v1/rule-set')).body.rules.map((one: { name: string }) => one.name)).toEqual([
      'Missed ones',
      'Anything',
    ])
    expect(await own.getByText('saved while you were editing').count()).toBe(0)

    await console.open(own, '/after-call-sms/history')
    const changes = own.locator('.version-changes')
    await changes.getByText(/^Changed since rule set \d+$/).waitFor()
    expect(await changes.locator('li').count()).toBe(1)
    await own.context().close()
  })
})

describe('the first rule', () => {
  test('is offered with templates that can be sent, and with one for users where there is one', async () => {
    const document = accountDocument([])
    document.templates?.unshift({
      ...{ key: 'older', name: 'Older draft', status: 'draft', header: 'tester', body: 'A draft. - Test Traders' },
    })
    const account = await console.program.account(document)
    const own = await console.page()
    await own.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
    await console.open(own, '/after-call-sms/custom')
    await own.getByRole('radio').first().waitFor()
    expect(await own.getByRole('radio').allTextContents()).toEqual([
      expect.stringContaining('text the caller “Sorry we missed you”'),
      expect.stringContaining('text the user “Missed call note”'),
      expect.stringContaining('text the caller “Sorry we missed you”'),
    ])
    await console.open(own, '/after-call-sms/custom/new')
    expect(await own.getByRole('combobox', { name: 'Template for caller' }).inputValue()).toBe('Sorry we missed you')

    for (const key of ['sorry', 'note'])
      expect((await account.send('POST', `/v1/templates/${key}/pause`, {})).status).toBe(200)
    await console.open(own, '/after-call-sms/custom')
    await own.getByText('No template can be sent yet').waitFor()
    await own.context().close()
  })
})
