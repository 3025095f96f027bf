import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountDocument, rule, toCaller } from '../support/account-document.ts'
import { missedCall, someCaller } from '../support/call.ts'
import { Smsc } from '../support/smsc.ts'
import { type Console, isShown, openConsole } from './console.ts'

let console: Console
let smsc: Smsc
beforeAll(async () => {
  smsc = await Smsc.open()
  console = await openConsole()
}, 90_000)
afterAll(async () => {
  await console.close()
  await smsc.close()
})

it('says that texts go without DLT ids, on Home, beside templates and senders, and on the text that went', async () => {
  const document = accountDocument([
    rule('missed', { recipients: [toCaller(), { selector: { to: 'owners' }, template: 'note' }] }),
  ])
  const settings = { host: '127.0.0.1', port: smsc.port, systemId: 'kaveri' }
  const account = await console.program.account({
    ...document,
    users: document.users!.map((one) => ({ ...one, phone: '+919812300001', owner: false })),
    headers: [{ key: 'tester', header: 'TESTER' }],
    templates: document.templates!.map((one) => ({ ...one, dltTemplateId: null })),
    gateways: [{ key: 'own', title: 'Own', kind: 'smpp', settings, secrets: { password: 'secret' } }],
    routes: [{ gateway: 'own' }],
  })
  const page = await console.page()
  await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
  await page.goto(console.program.url())
  for (const title of [
    'Texts leave without DLT ids',
    'A sender has no entity id',
    'Owners are texted, and nobody is one',
  ])
    await page.getByText(title).waitFor()
  expect(await page.getByText('A template has no DLT template id').count()).toBe(2)

  await page.goto(`${console.program.url()}/templates`)
  await page.getByText('its texts are dropped').waitFor()
  expect(await page.getByText('no DLT template id', { exact: true }).count()).toBe(2)
  await isShown(page)
  await page.goto(`${console.program.url()}/templates?header=tester`)
  await page.getByText('The header TESTER has no entity id (PE id)').waitFor()
  await page.goto(`${console.program.url()}/templates/sorry`)
  await page.getByText('“Sorry we missed you” has no DLT template id').waitFor()
  await page.getByRole('combobox', { name: 'To' }).fill('+919812300001')
  await page.getByRole('button', { name: 'Send the test' }).click()
  await page.getByText('Without DLT ids', { exact: true }).waitFor()
  await page.getByText('Own does not pass DLT ids on').waitFor()

  const call = await account.accepted(missedCall({ caller: someCaller() }))
  await page.goto(`${console.program.url()}/calls/${call}`)
  await page.getByText('without DLT ids', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'Mark an owner' }).waitFor()

  await page.goto(`${console.program.url()}/after-call-sms/custom/missed`)
  await page.getByText('Dropped by operators').waitFor()
  await page.getByText('Goes to nobody').waitFor()

  await account.send('PATCH', '/v1/gateways/own', { settings: { ...settings, dlt: true, dltChain: 'sha256' } })
  await page.goto(console.program.url())
  await page.getByText('Texts leave without the telemarketer chain').waitFor()
  await page.getByText('Own is set to send the telemarketer chain').waitFor()
}, 120_000)
