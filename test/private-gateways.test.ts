/** Where accounts belong to others, their gateways do not reach into the operator's network; the operator's own do. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountDocument, rule } from './support/account-document.ts'
import { startTestProgram, type TestAccount, type TestProgram } from './support/program.ts'
import { Smsc } from './support/smsc.ts'

let program: TestProgram
let smsc: Smsc
let account: TestAccount
beforeAll(async () => {
  program = await startTestProgram({ privateGatewaysOf: 'operator' })
  smsc = await Smsc.open()
  account = await program.account(accountDocument([rule('any')]))
})
afterAll(async () => {
  await program.stop()
  await smsc.close()
})

it('a gateway of an account is not dialled at a private address, and one of the operator is', async () => {
  const gateway = {
    title: 'SMSC',
    kind: 'smpp',
    settings: { host: '127.0.0.1', port: smsc.port, systemId: 'provider', window: 10 },
    secrets: { password: 'open sesame' },
  }
  const checksOf = async (key: string) => {
    const { status, body } = await account.send('POST', `/v1/gateways/${key}/check`)
    expect(status).toBe(200)
    return JSON.stringify(body)
  }
  expect((await account.send('POST', '/v1/gateways', { ...gateway, key: 'own' })).status).toBe(201)
  expect(await checksOf('own')).toContain('127.0.0.1 is not an address of the public internet')
  expect(smsc.binds).toBe(0)

  const shared = await fetch(`${program.url()}/v1/shared-gateways/main`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${program.operatorKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(gateway),
  })
  expect(shared.status).toBe(201)
  await expect.poll(() => smsc.binds).toBeGreaterThan(0)
})
