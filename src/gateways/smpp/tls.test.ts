/** TLS to the npm `smpp` package’s server with a certificate that we made ourselves. */
import { generateKeyPairSync } from 'node:crypto'
import { type AddressInfo, createServer } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { type NpmPdu, type NpmSession, openNpmSmsc } from '../../../test/support/npm-smsc.ts'
import { selfMade } from '../../../test/support/self-made-certificate.ts'
import {
  keepingIo,
  openBound,
  send,
  settingsFor,
  shortTimes,
  submission,
  until,
} from '../../../test/support/smpp-rig.ts'
import { Smsc } from '../../../test/support/smsc.ts'
import { gateway as gatewayInFile } from '../../core/configuration.ts'
import { createDialler } from '../../network/dial.ts'
import { checkSmpp } from './check.ts'
import { smppSettings } from './settings.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** Every name is this computer. */
const dial = createDialler({
  allowPrivate: ['127.0.0.1/32'],
  lookup: async () => [{ address: '127.0.0.1', family: 4 }],
})
const { io: plain, kept } = keepingIo()
const io = { ...plain, dial }
const accept = (pdu: NpmPdu, session: NpmSession) => session.send(pdu.response({ message_id: 'tls-1' }))

async function secured(): Promise<number> {
  const smsc = await openNpmSmsc(accept, { tls: selfMade })
  closing.unshift(() => smsc.close())
  return smsc.port
}

async function closedPort(): Promise<number> {
  const smsc = await Smsc.open()
  await smsc.close()
  return smsc.port
}

const anotherKey = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString()
const believing = { host: 'gateway.test', tls: true, tlsCa: selfMade.cert }

it('carries a text where the authority is given in the settings', async () => {
  const gateway = await openBound(await secured(), { io, settings: believing })
  closing.unshift(() => gateway.close(Date.now() + 100))
  expect(await send(gateway, submission())).toMatchObject([{ is: 'accepted' }])
  expect(gateway.health().state).toBe('ok')
})

it('stays bound for longer than a peer may leave anything unread', async () => {
  const gateway = await openBound(await secured(), { io, settings: believing, times: { blocked: 200 } })
  closing.unshift(() => gateway.close(Date.now() + 100))
  for (let n = 0; n < 6; n++) {
    expect(await send(gateway, submission())).toMatchObject([{ is: 'accepted' }])
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  expect(gateway.health().state).toBe('ok')
})

it('takes a certificate for another name where the settings name it', async () => {
  const settings = { ...believing, host: 'smsc.test', tlsServerName: 'gateway.test' }
  const gateway = await openBound(await secured(), { io, settings })
  closing.unshift(() => gateway.close(Date.now() + 100))
  expect(await send(gateway, submission())).toMatchObject([{ is: 'accepted' }])
})

it.each([
  ['nobody vouches for', { tlsCa: '' }, 'give the authority’s certificate in the settings'],
  ['is for another name', { host: 'smsc.test' }, 'its certificate is for gateway.test, 127.0.0.1, not for smsc.test'],
])('says in plain words of a certificate that %s what to do, and binds to nobody', async (_, changes, words) => {
  const settings = settingsFor(await secured(), { ...believing, ...changes })
  const checks = await checkSmpp(settings, io, shortTimes)
  expect(checks).toMatchObject([{ name: 'Connection', result: 'fail', words: expect.stringContaining(words) }])
  expect(checks[0]?.words).toMatch(/[^.]\.$/)
})

it('goes on to an endpoint whose certificate is for a name of its own', async () => {
  const [nobody, port] = [await closedPort(), await secured()]
  const settings = {
    ...believing,
    host: 'smsc.test',
    tlsServerName: 'smsc.test',
    otherEndpoints: [`smsc2.test:${port}/gateway.test`],
  }
  const gateway = await openBound(nobody, { io, settings })
  closing.unshift(() => gateway.close(Date.now() + 100))
  expect(await send(gateway, submission())).toMatchObject([{ is: 'accepted' }])
})

it('shows its own certificate to an SMSC that asks for one, and binds to it only then', async () => {
  const smsc = await Smsc.open({ tls: { ...selfMade, ca: selfMade.cert, requestCert: true } })
  closing.push(() => smsc.close())
  // As a field of one line hands a pasted key on.
  const own = { tlsCertificate: selfMade.cert, tlsKey: selfMade.key.replaceAll('\n', ' ') }
  const gateway = await openBound(smsc.port, { io, settings: { ...believing, ...own } })
  closing.unshift(() => gateway.close(Date.now() + 100))
  expect(await send(gateway, submission())).toMatchObject([{ is: 'accepted' }])

  const checks = await checkSmpp(settingsFor(smsc.port, believing), io, shortTimes)
  expect(checks.some((one) => one.result === 'fail')).toBe(true)
})

it('says that a port does not speak TLS', async () => {
  // What SMPP asks of a peer that is told what is no PDU.
  const genericNack = Buffer.from('00000010800000000000000200000000', 'hex')
  const smsc = createServer((socket) => socket.on('error', () => undefined).once('data', () => socket.end(genericNack)))
  closing.push(async () => smsc.close())
  await new Promise<void>((resolve) => smsc.listen(0, '127.0.0.1', resolve))
  const { port } = smsc.address() as AddressInfo
  const [check] = await checkSmpp(settingsFor(port, believing), io, shortTimes)
  expect(check).toMatchObject({ name: 'Connection', result: 'fail' })
  expect(check?.words).toContain('does not speak TLS: the port or the TLS switch is wrong')
})

it('leaves nothing in a buffer when the line is given up', async () => {
  const smsc = await Smsc.open({ tls: selfMade })
  const gateway = await openBound(smsc.port, { io, settings: believing })
  closing.push(
    () => gateway.close(Date.now() + 100),
    () => smsc.close(),
  )
  smsc.isFrozen = true
  const [outcome] = await send(gateway, submission())
  expect(outcome).toMatchObject({ is: 'unclear' })
  smsc.isFrozen = false
  await until(() => gateway.slots() > 0)
  expect(smsc.journal).toEqual([])
})

it.each([
  ['no key', { tlsKey: '' }, 'both or neither'],
  ['what is no key', { tlsKey: 'hello' }, 'PEM'],
  ['the key of another', { tlsKey: anotherKey }, 'another certificate'],
])('keeps a certificate of ours with %s out of the settings', (_, changes, words) => {
  const whole = {
    host: 'a',
    systemId: 'b',
    password: 'c',
    tls: true,
    tlsCertificate: selfMade.cert,
    tlsKey: selfMade.key,
  }
  expect(smppSettings.safeParse(whole).success).toBe(true)
  const read = smppSettings.safeParse({ ...whole, ...changes })
  expect(read.error?.issues).toMatchObject([{ path: ['tlsKey'], message: expect.stringContaining(words) }])
})

it('takes the longest usual key as a secret of an account file', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 4096 })
  const tlsKey = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const document = { key: 'main', title: 'Main', kind: 'smpp', secrets: { tlsKey } }
  expect(gatewayInFile.safeParse(document).error).toBeUndefined()
})

it('keeps what is no certificate out of the settings', () => {
  const read = smppSettings.safeParse({ host: 'a', systemId: 'b', password: 'c', tls: true, tlsCa: 'hello' })
  expect(read.error?.issues).toMatchObject([{ path: ['tlsCa'], message: expect.stringContaining('PEM') }])
  expect(kept.lines.join()).not.toContain('sosecret')
})
