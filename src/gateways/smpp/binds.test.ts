/** Separate binds for texts and receipts, against our own SMSC and the npm `smpp` package’s. */
import { afterEach, expect, it } from 'vitest'
import { type NpmPdu, openNpmSmsc } from '../../../test/support/npm-smsc.ts'
import {
  type Kept,
  keepingIo,
  openBound,
  send,
  settingsFor,
  shortTimes,
  submission,
  until,
} from '../../../test/support/smpp-rig.ts'
import { Smsc, type SmscOptions } from '../../../test/support/smsc.ts'
import type { Gateway } from '../gateway.ts'
import { checkSmpp } from './check.ts'
import { openSmpp } from './open.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const separate = { bind: 'separate' }

async function opened(options: SmscOptions = {}): Promise<{ smsc: Smsc; gateway: Gateway; kept: Kept }> {
  const smsc = await Smsc.open(options)
  const { io, kept } = keepingIo()
  const gateway = await openBound(smsc.port, { io, settings: separate })
  closing.push(
    () => gateway.close(Date.now() + 100),
    () => smsc.close().catch(() => undefined),
  )
  await until(() => smsc.bound().length === 2 && gateway.health().state === 'ok')
  return { smsc, gateway, kept }
}

const delivered = { stat: 'DELIVRD' }

it('send by the transmitter and hear by the receiver', async () => {
  const { smsc, gateway, kept } = await opened()
  expect(smsc.bound().sort()).toEqual(['receiver', 'transmitter'])
  await send(gateway, submission())
  expect(await smsc.sendReceipt(smsc.journal[0] ?? { id: '', dest: '' }, delivered)).toBe(0)
  expect(kept.came[0]?.receipts).toMatchObject([{ state: 'delivered' }])
})

it('go on sending while the receiver is away, and take the receipts that waited when it is back', async () => {
  const { smsc, gateway, kept } = await opened()
  smsc.bindStatus = ({ kind }) => (kind === 'receiver' ? 0x05 : 0)
  smsc.cutAll('receiver')
  await until(() => gateway.health().state === 'degraded')
  expect(gateway.health().words).toMatch(/^Bound for texts, but not for receipts, which wait at the SMSC meanwhile\./)
  const [outcome] = await send(gateway, submission())
  expect(outcome?.is).toBe('accepted')
  expect(smsc.bound()).toEqual(['transmitter'])
  smsc.bindStatus = () => 0
  await until(() => gateway.health().state === 'ok')
  await smsc.sendReceipt(smsc.journal[0] ?? { id: '', dest: '' }, delivered)
  expect(kept.came.flatMap((one) => one.receipts)).toHaveLength(1)
  expect(gateway.health().state).toBe('ok')
})

it('send nothing while the transmitter is away, although receipts come', async () => {
  const { smsc, gateway, kept } = await opened()
  await send(gateway, submission())
  smsc.bindStatus = ({ kind }) => (kind === 'transmitter' ? 0x08 : 0)
  smsc.cutAll('transmitter')
  await until(() => gateway.health().state === 'down')
  expect(gateway.slots()).toBe(0)
  expect(gateway.reserve(1)).toBeNull()
  expect(smsc.bound()).toEqual(['receiver'])
  await smsc.sendReceipt(smsc.journal[0] ?? { id: '', dest: '' }, delivered)
  expect(kept.came).toHaveLength(1)
  smsc.bindStatus = () => 0
  await until(() => gateway.slots() > 0)
})

it('are unbound at a close, the receiver last', async () => {
  const { smsc, gateway } = await opened()
  await gateway.close(Date.now() + 100)
  expect(smsc.unbound).toEqual(['transmitter', 'receiver'])
})

it('are taken by a server that nobody here wrote', async () => {
  const smsc = await openNpmSmsc((pdu, session) => session.send(pdu.response({ message_id: 'npm-77' })))
  const { io, kept } = keepingIo()
  const gateway = await openBound(smsc.port, { io, settings: separate, times: { response: 5_000 } })
  closing.push(
    () => gateway.close(Date.now() + 100),
    () => smsc.close(),
  )
  await until(() => smsc.sessions.length === 2)
  expect(await send(gateway, submission())).toMatchObject([{ is: 'accepted', keys: [{ id: 'npm-77' }] }])
  const words = 'id:npm-77 sub:001 dlvrd:001 submit date:2611231015 done date:2611231016 stat:DELIVRD err:000'
  const answers = await Promise.all(
    smsc.sessions.map(
      (session) =>
        new Promise<NpmPdu>((resolve) =>
          session.deliver_sm(
            { source_addr: '919876500001', destination_addr: 'K', esm_class: 4, short_message: words },
            resolve,
          ),
        ),
    ),
  )
  // Some SMSCs bring receipts by the transmitter as well.
  expect(answers.map((one) => one.command_status)).toEqual([0, 0])
  expect(kept.came.flatMap((one) => one.receipts)).toHaveLength(2)
})

it('are checked one after the other, each with what the SMSC answered', async () => {
  const smsc = await Smsc.open({ bindStatus: ({ kind }) => (kind === 'receiver' ? 0x04 : 0) })
  closing.push(() => smsc.close())
  const { io } = keepingIo()
  const checks = await checkSmpp(settingsFor(smsc.port, separate), io, shortTimes)
  expect(checks).toMatchObject([
    { name: 'Connection', result: 'ok' },
    {
      name: 'Transmitter',
      result: 'ok',
      words: 'Bound as aftercall; the SMSC calls itself "aftercall-smsc", SMPP 3.4.',
    },
    {
      name: 'Receiver',
      result: 'fail',
      words: expect.stringContaining('0x04'),
      mend: expect.stringContaining('Ask its support'),
    },
  ])
})

it('do not come about where a wrong bind answers', async () => {
  const { io } = keepingIo()
  const smsc = await Smsc.open({ bindStatus: () => 0x03 })
  const gateway = openSmpp(settingsFor(smsc.port), io, shortTimes)
  closing.push(
    () => gateway.close(Date.now()),
    () => smsc.close(),
  )
  await until(() => gateway.health().state === 'down')
  expect(gateway.health().words).toContain('the command is not known')
  const [, check] = await checkSmpp(settingsFor(smsc.port), io, shortTimes)
  expect(check?.mend).toContain('Choose separate binds')
})
