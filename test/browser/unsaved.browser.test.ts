import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountDocument, rule } from '../support/account-document.ts'
import { type Console, openConsole } from './console.ts'

let console: Console
beforeAll(async () => {
  console = await openConsole()
})
afterAll(() => console.close())

/** Answers every question of the browser, and keeps what was asked. */
function answering(page: Page, isYes: () => boolean): string[] {
  const asked: string[] = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.type() === 'beforeunload' ? 'beforeunload' : dialog.message())
    void (isYes() ? dialog.accept() : dialog.dismiss())
  })
  return asked
}
const question = 'Leave without saving your changes?'

it('asks once before a changed form is left, whatever the way, and not after it was saved', async () => {
  const page = await console.page()
  let isYes = false
  const asked = answering(page, () => isYes)
  await console.open(page, '/settings')
  const name = page.getByRole('textbox', { name: 'Name', exact: true })
  const before = await name.inputValue()
  const people = page.getByRole('navigation').getByRole('link', { name: 'People' }).first()
  await name.fill('Kaveri Two')
  await page.getByLabel('Texts in any 24 hours').fill('77')
  await people.click()
  expect(asked).toEqual([question])
  expect(await name.inputValue()).toBe('Kaveri Two')

  await page.evaluate('void setTimeout(() => location.reload())')
  await expect.poll(() => asked).toEqual([question, 'beforeunload'])
  expect(await name.inputValue()).toBe('Kaveri Two')

  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Settings saved').waitFor()
  await page.getByRole('button', { name: /^Save limits/ }).click()
  await page.getByText('Limits saved').waitFor()
  await people.click()
  await page.waitForURL('**/people')
  expect(asked).toHaveLength(2)

  await console.open(page, '/settings')
  await name.fill(before)
  isYes = true
  await people.click()
  await page.waitForURL('**/people')
  expect(asked).toEqual([question, 'beforeunload', question])
  await page.context().close()
})

it('keeps a changed drawer open at Escape and a click beside it, and closes it when it is saved', async () => {
  const page = await console.page()
  const asked = answering(page, () => false)
  await console.open(page, '/people?user=new')
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('textbox', { name: 'Name' }).fill('Leela Rao')
  await page.keyboard.press('Escape')
  await page.mouse.click(40, 500)
  expect(asked).toEqual([question, question])
  await drawer.getByRole('button', { name: 'Add user' }).click()
  await page.getByRole('link', { name: 'Leela Rao' }).first().waitFor()
  await drawer.waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Leela Rao' }).first().click()
  await drawer.waitFor()
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })
  expect(asked).toHaveLength(2)
  await page.context().close()
})

it('keeps a changed wording when somebody else changes the template, and says so', async () => {
  const page = await console.page()
  await console.open(page, '/templates/sorry-we-missed-you')
  const wording = page.getByRole('textbox', { name: 'Wording' })
  const changed = async (name: string) => {
    const answer = await page.request.patch(`${console.program.url()}/v1/templates/sorry-we-missed-you`, {
      data: { name },
      headers: { 'aftercall-account': 'demo', origin: console.program.url() },
    })
    expect(answer.ok()).toBe(true)
    await page.evaluate('document.dispatchEvent(new Event("visibilitychange", { bubbles: true }))')
  }
  await page.waitForTimeout(5_100) // What was read stays fresh for five seconds.
  await changed('Sorry, once more')
  await page.getByRole('heading', { name: 'Sorry, once more' }).waitFor()
  expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Sorry, once more')

  const mine = `${await wording.inputValue()} Mine`
  await wording.fill(mine)
  await page.waitForTimeout(5_100)
  await changed('Sorry, and again')
  await page.getByText('Somebody changed this template meanwhile').waitFor()
  expect(await wording.inputValue()).toBe(mine)
  await page.getByRole('button', { name: 'Take theirs, and drop mine' }).click()
  expect(await wording.inputValue()).toBe(mine.replace(/ Mine$/, ''))
  expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Sorry, and again')
  await page.context().close()
})

it('does not ask after a save, though the program keeps the value in another form', async () => {
  const page = await console.page()
  const asked = answering(page, () => false)
  await console.open(page, '/settings')
  await page.getByRole('textbox', { name: 'Price of one part' }).fill('0.350')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Settings saved').waitFor()
  expect(await page.getByRole('textbox', { name: 'Price of one part' }).inputValue()).toBe('0.35')
  await page.getByRole('navigation').getByRole('link', { name: 'People' }).first().click()
  await page.waitForURL('**/people')
  expect(asked).toEqual([])
  await page.context().close()
})

it('asks before ways out that were typed are left', async () => {
  const account = await console.program.account(accountDocument([rule('any')]))
  const page = await console.page()
  await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
  const asked = answering(page, () => false)
  await console.open(page, '/gateways')
  await page.getByRole('textbox', { name: 'Telemarketer ids' }).fill('1102172974420820001')
  await page.getByRole('navigation').getByRole('link', { name: 'People' }).first().click()
  await expect.poll(() => asked, { timeout: 15_000 }).toEqual([question])
  expect(new URL(page.url()).pathname).toBe('/gateways')
  await page.context().close()
})

it('leaves a reader where they type when a save ends whose page they left', async () => {
  const account = await console.program.account(accountDocument([rule('any', { name: 'Any missed call' })]))
  const page = await console.page({}, account.key)
  const late = Promise.withResolvers<void>()
  await page.route('**/v1/rule-set', async (route) => {
    if (route.request().method() === 'PUT') await late.promise
    await route.continue()
  })
  await console.open(page, '/after-call-sms/custom/any')
  await page.getByRole('textbox', { name: 'Name of the rule' }).fill('Each missed call')
  await page.getByRole('button', { name: /^Save as rule set/ }).click()
  await page.getByRole('navigation').getByRole('link', { name: 'People' }).first().click()
  await page.getByRole('link', { name: 'Add a user' }).first().click()
  const name = page.getByRole('dialog').getByRole('textbox', { name: 'Name' })
  await name.fill('Leela Rao')
  late.resolve()
  await page.getByText('Rule changed, saved as rule set').waitFor()
  expect(new URL(page.url()).pathname).toBe('/people')
  expect(await name.inputValue()).toBe('Leela Rao')
  page.on('dialog', (dialog) => void dialog.accept())
  await page.context().close()
})
