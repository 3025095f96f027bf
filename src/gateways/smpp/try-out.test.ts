/** One text to try an SMSC with, as `aftercall smpp-test` sends it. */
import { afterEach, expect, it } from 'vitest'
import { dialLoopback, settingsFor, shortTimes, submission } from '../../../test/support/smpp-rig.ts'
import { Smsc, type SmscOptions } from '../../../test/support/smsc.ts'
import type { Came, Traced } from '../gateway.ts'
import { tryOutSmpp } from './try-out.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

type Tried = { result: Awaited<ReturnType<typeof tryOutSmpp>>; lines: Traced[]; others: Came[]; smsc: Smsc }

async function tried(options: SmscOptions, settings: Record<string, unknown> = {}, waitMs = 400): Promise<Tried> {
  const smsc = await Smsc.open({ receipt: () => ({ afterMs: 10, stat: 'DELIVRD' }), ...options })
  closing.push(() => smsc.close())
  const lines: Traced[] = []
  const others: Came[] = []
  const io = {
    dial: dialLoopback,
    now: Date.now,
    tell: (line: Traced) => void lines.push(line),
    others: async (came: Came) => void others.push(came),
  }
  const text = submission({ text: 'Thank you.', header: 'KAVERI' })
  const result = await tryOutSmpp(settingsFor(smsc.port, settings), io, { text, waitMs }, shortTimes)
  return { result, lines, others, smsc }
}

const commands = (lines: readonly Traced[]) => lines.map(({ direction, command }) => `${direction} ${command}`)

it('shows every PDU from bind to unbind, and ends with what the receipt said', async () => {
  const { result, lines } = await tried({})
  expect(result).toEqual({ is: 'delivered', words: 'Delivered.', hints: [] })
  expect(commands(lines)).toEqual([
    'note connected',
    'out bind_transceiver',
    'in bind_transceiver_resp',
    'out submit_sm',
    'in submit_sm_resp',
    'in deliver_sm',
    'out deliver_sm_resp',
    'out unbind',
    'in unbind_resp',
  ])
  const words = lines.map((one) => [one.words, ...one.details].join('\n')).join('\n')
  expect(words).toContain('system id "aftercall", version 3.4, password not shown')
  expect(words).toContain('ok, the SMSC calls itself "aftercall-smsc"')
  expect(words).toMatch(
    /from KAVERI \(5\/0\) to 9198765\d{5} \(1\/1\), data coding 0, receipt wanted, valid 0000\d{8}000R/,
  )
  expect(words).toContain('"Thank you."')
  expect(words).toContain('ok, id 1000000')
  expect(words).toContain('stat:DELIVRD')
  expect(words).not.toContain('sosecret')
})

it('names DLT ids as the settings tag them', async () => {
  const smsc = await Smsc.open()
  closing.push(() => smsc.close())
  const shown: string[] = []
  const io = {
    dial: dialLoopback,
    now: Date.now,
    tell: (line: Traced) => void shown.push(...line.details),
    others: async () => undefined,
  }
  const dlt = { entity: '1101172974420810001', template: '1107161234567890123', category: 'service_implicit' }
  const settings = settingsFor(smsc.port, { dlt: true, dltEntityTag: '0x1500' })
  await tryOutSmpp(settings, io, { text: submission({ dlt }), waitMs: 0 }, shortTimes)
  expect(shown).toContain('0x1500 DLT entity id: 1101172974420810001')
  expect(shown).toContain('0x1401 DLT template id: 1107161234567890123')
})

it('says of a refused bind what the SMSC answered and what to do, and tries no second time', async () => {
  const { result, smsc } = await tried({ bindStatus: () => 0x0e })
  expect(result).toMatchObject({
    is: 'not_bound',
    words: 'The SMSC refused the bind: the password is wrong (ESME_RINVPASWD, 0x0e).',
    mend: expect.stringContaining('Set the password again'),
  })
  expect(smsc.binds).toBe(1)
})

it('says of a refused text what the SMSC answered', async () => {
  const { result } = await tried({ answer: () => ({ status: 0xc3 }) })
  expect(result).toMatchObject({ is: 'refused', words: expect.stringContaining('ESME_RMISSINGOPTPARAM, 0xc3') })
})

it('says of an answer that proves nothing not to send again', async () => {
  const { result } = await tried({ answer: () => ({ status: 0x45 }) })
  expect(result).toMatchObject({ is: 'doubt', mend: expect.stringContaining('Do not send it again') })
})

it('says that no receipt came, and that one said no', async () => {
  expect((await tried({ receipt: () => undefined }, {}, 60)).result).toMatchObject({ is: 'accepted' })
  expect((await tried({ receipt: () => ({ afterMs: 5, stat: 'UNDELIV' }) })).result).toMatchObject({
    is: 'undelivered',
  })
})

it('says what an operator’s code means, and what to do', async () => {
  const { result } = await tried({ receipt: () => ({ afterMs: 5, stat: 'UNDELIV', err: '620' }) }, { dlt: true })
  expect(result).toMatchObject({
    is: 'undelivered',
    words: expect.stringContaining('err:620. The header is not known'),
    mend: expect.stringContaining('letter for letter'),
  })
})

it('waits for the receipt by the receiver where binds are separate', async () => {
  const { result, lines } = await tried({}, { bind: 'separate' })
  expect(result.is).toBe('delivered')
  expect(commands(lines)).toEqual(expect.arrayContaining(['out bind_transmitter', 'out bind_receiver']))
})

it.each([
  ['as_is', (id: string) => BigInt(id).toString(16), 'Set "Message ids" to dec_to_hex.'],
  ['auto', (id: string) => BigInt(id).toString(16), 'Set "Message ids" to dec_to_hex, which is surer than auto.'],
  ['auto', (id: string) => `x-${id}`, 'ask the SMSC’s support which id receipts carry'],
])('names the setting for ids that differ: %s', async (messageIds, receiptId, hint) => {
  const { result } = await tried({ receiptId }, { messageIds })
  expect(result.hints.join()).toContain(hint)
})

it('names the zone where the times of receipts are off', async () => {
  const { result } = await tried({ zoneMinutes: 330 })
  expect(result.hints).toEqual([
    'Times in receipts read as UTC are 5:30 h later than the text was sent. Set "Time zone of receipts" to Asia/Kolkata.',
  ])
  expect((await tried({ zoneMinutes: 330 }, { receiptZone: 'Asia/Kolkata' })).result.hints).toEqual([])
})

it('finds the receipt that another connection of the gateway took, and shows it', async () => {
  const smsc = await Smsc.open()
  closing.push(() => smsc.close())
  const lines: Traced[] = []
  const asked: string[][] = []
  const io = {
    dial: dialLoopback,
    now: Date.now,
    tell: (line: Traced) => void lines.push(line),
    others: async () => undefined,
    elsewhere: async (ids: readonly string[]) => {
      asked.push([...ids])
      return [
        { key: { id: 'f4240' }, state: 'delivered' as const, final: true, raw: { words: 'id:f4240 stat:DELIVRD' } },
      ]
    },
  }
  const result = await tryOutSmpp(settingsFor(smsc.port), io, { text: submission(), waitMs: 2_000 }, shortTimes)
  expect(asked[0]).toEqual(['1000000', String(0x1000000), 'f4240'])
  expect(result).toMatchObject({ is: 'delivered', hints: [expect.stringContaining('dec_to_hex')] })
  expect(lines).toContainEqual(expect.objectContaining({ command: 'receipt', details: ['by another connection'] }))
})

it('hands on what came for other texts, and shows of it no more than its command', async () => {
  const text = submission()
  const others: Came[] = []
  const lines: Traced[] = []
  const smsc = await Smsc.open({ receipt: () => ({ afterMs: 60, stat: 'DELIVRD' }) })
  closing.push(() => smsc.close())
  const io = {
    dial: dialLoopback,
    now: Date.now,
    tell: (line: Traced) => {
      lines.push(line)
      if (line.command === 'submit_sm_resp')
        for (const [id, dest] of [
          ['77', '919811111111'],
          // Of an earlier text to the very number.
          ['78', text.to.slice(1)],
        ] as const)
          void smsc.sendReceipt({ id, dest }, { stat: 'ENROUTE' })
    },
    others: async (came: Came) => void others.push(came),
  }
  const trying = { text, waitMs: 600 }
  expect(await tryOutSmpp(settingsFor(smsc.port), io, trying, shortTimes)).toMatchObject({ is: 'delivered' })
  expect(others.flatMap((one) => one.receipts)).toMatchObject([{ key: { id: '77' } }, { key: { id: '78' } }])
  const delivered = lines.filter(({ command }) => command === 'deliver_sm')
  expect(delivered.map(({ words, details }) => [words, details.length > 0])).toEqual([
    ['of another number: not shown', false],
    [expect.stringContaining('919876'), true],
    [expect.stringContaining('919876'), true],
  ])
  expect(JSON.stringify(lines)).not.toContain('919811111111')
})
