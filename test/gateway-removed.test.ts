/** A gateway that is removed: what waits for it is stopped and says so, nothing is sent again by it, and receipts of what went still count. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConfigurationInput } from '../src/core/configuration.ts'
import { accountDocument, rule } from './support/account-document.ts'
import { missedCall } from './support/call.ts'
import { startTestProgram, type TestAccount, type TestProgram } from './support/program.ts'

type Gateway = NonNullable<ConfigurationInput['gateways']>[number]

let program: TestProgram
let kannel: Server
/** Where the last text asked for its receipt. */
let receiptAt = ''
beforeAll(async () => {
  program = await startTestProgram()
  kannel = createServer(({ url = '' }, response) => {
    receiptAt = new URL(url, 'http://kannel').searchParams.get('dlr-url') ?? ''
    response.writeHead(202).end('0: Accepted for delivery')
  })
  await new Promise<void>((resolve) => kannel.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await program.stop()
  await new Promise((resolve) => kannel.close(resolve))
})

const sandbox = (key: string, more: Partial<Gateway> = {}): Gateway => ({
  key,
  title: key,
  kind: 'sandbox',
  settings: {},
  secrets: {},
  ...more,
})
const byGateway = (gateway: Gateway) => ({
  ...accountDocument([rule('any')]),
  gateways: [gateway],
  routes: [{ gateway: gateway.key }],
})
const replaceBy = (account: TestAccount, gateway: Gateway) =>
  account.send('PUT', '/v1/configuration', { gateways: [gateway], routes: [{ gateway: gateway.key }] })
const text = async (account: TestAccount) => (await account.get('/v1/messages')).body.items[0]

describe('a gateway that is removed', () => {
  it('stops what waits for it, and refuses to send it again', async () => {
    const account = await program.account(byGateway(sandbox('old', { paused: true })))
    await account.accepted(missedCall())
    expect(await text(account)).toMatchObject({ state: 'queued' })
    expect((await replaceBy(account, sandbox('new'))).status).toBeLessThan(300)
    await expect
      .poll(() => text(account), { timeout: 15_000 })
      .toMatchObject({ state: 'cancelled', reason: 'gateway_removed', attempt: 0 })
    const { id } = await text(account)
    expect(await account.send('POST', `/v1/messages/${id}/resend`, {})).toMatchObject({
      status: 409,
      body: { code: 'not_now', detail: expect.stringContaining('Its gateway was removed') },
    })
    expect(await text(account)).toMatchObject({ state: 'cancelled' })
  }, 30_000)

  it('is still told what became of the texts that went', async () => {
    const settings = {
      url: `http://127.0.0.1:${(kannel.address() as AddressInfo).port}/cgi-bin/sendsms`,
      username: 'test',
    }
    const account = await program.account(
      byGateway(sandbox('old', { kind: 'kannel', settings, secrets: { password: 'secret' } })),
    )
    await account.accepted(missedCall())
    await expect.poll(() => text(account), { timeout: 15_000 }).toMatchObject({ state: 'sent' })
    await replaceBy(account, sandbox('new'))
    const { pathname } = new URL(receiptAt)
    const answer = await fetch(`${program.url()}${pathname}?d=1`)
    expect(answer.status).toBeLessThan(300)
    expect(await text(account)).toMatchObject({ state: 'delivered' })
  }, 30_000)
})
