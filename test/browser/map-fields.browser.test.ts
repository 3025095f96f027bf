import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountDocument, rule } from '../support/account-document.ts'
import { type Console, openConsole } from './console.ts'

let console: Console
beforeAll(async () => {
  console = await openConsole()
})
afterAll(() => console.close())

it('keeps each line of a map apart while it is typed, though half a word is another line’s', async () => {
  const fields = { sourceCallId: 'id', direction: 'way', outcome: 'status', caller: 'from' }
  const settings = { fields, outcomeWords: { answer: 'connected', noanswer: 'missed' } }
  const account = await console.program.account(
    accountDocument([rule('any')], { sources: [{ key: 'pbx', name: 'PBX', kind: 'mapped', settings }] }),
  )
  const page = await console.page()
  await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
  await console.open(page, '/sources/pbx')
  await page.getByText('More settings, which all have a default').click()
  const words = page.getByRole('group', { name: 'Words for the outcome' })
  const names = words.getByRole('textbox', { name: 'Words for the outcome, of what' })
  await words.getByRole('button', { name: 'Add a line' }).click()
  await names.last().focus()
  await page.keyboard.type('answer')
  await words.getByText('“answer” has a line above already.').waitFor()
  await page.keyboard.type('ed')
  await words.getByText('has a line above already.').waitFor({ state: 'detached' })
  await words.getByRole('combobox', { name: 'Words for the outcome, answered' }).click()
  await page.getByRole('option', { name: 'Voicemail' }).click()
  await words.getByRole('button', { name: 'Add a line' }).click()
  await names.last().focus()
  await page.keyboard.type('16')
  const shown = () => names.evaluateAll((all) => all.map((one) => (one as unknown as { value: string }).value))
  expect(await shown()).toEqual(['answer', 'noanswer', 'answered', '16'])
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('PBX is saved').waitFor()
  expect((await account.get('/v1/sources/pbx')).body.settings.outcomeWords).toMatchObject({
    ...{ answer: 'connected', noanswer: 'missed', answered: 'voicemail', 16: 'connected' },
  })
  expect(await shown()).toEqual(['answer', 'noanswer', 'answered', '16'])
  await page.context().close()
})

it('does not save without what is not JSON yet, says so, and goes there', async () => {
  const settings = { fields: { sourceCallId: 'id', direction: 'way', outcome: 'status', caller: 'from' } }
  const account = await console.program.account(
    accountDocument([rule('any')], { sources: [{ key: 'pbx', name: 'PBX', kind: 'mapped', settings }] }),
  )
  const page = await console.page()
  await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
  await console.open(page, '/sources/pbx')
  const more = page.getByText('More settings, which all have a default')
  await more.click()
  const ignore = page.getByRole('textbox', { name: 'Ignore', exact: true })
  await ignore.fill('[{ "field": "status", "is": ["ringing"] }')
  await more.click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('This is not JSON yet.').waitFor()
  expect(await ignore.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true)
  expect((await account.get('/v1/sources/pbx')).body.settings.ignore).toBeUndefined()

  await ignore.fill('[{ "field": "status", "is": ["ringing"] }]')
  await page.getByText('This is not JSON yet.').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('PBX is saved').waitFor()
  expect((await account.get('/v1/sources/pbx')).body.settings.ignore).toEqual([{ field: 'status', is: ['ringing'] }])
  await page.context().close()
})
