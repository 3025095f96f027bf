/** Our client and the npm `smpp` package's server. */
import { afterEach, expect, it } from 'vitest'
import { library, type NpmPdu, type NpmSession, type NpmSmsc, openNpmSmsc } from '../../../test/support/npm-smsc.ts'
import {
  inTime,
  keepingIo,
  openBound,
  send,
  settingsFor,
  shortTimes,
  submission,
  until,
} from '../../../test/support/smpp-rig.ts'
import { readSubmit } from '../../../test/support/smsc-wire.ts'
import type { Gateway, Outcome, Submission } from '../gateway.ts'
import { checkSmpp } from './check.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

type Options = Parameters<typeof openNpmSmsc>[1]

async function opened(
  submitted: (pdu: NpmPdu, session: NpmSession) => void,
  settings: Record<string, unknown> = {},
  options: Options = {},
): Promise<{ smsc: NpmSmsc; gateway: Gateway; kept: ReturnType<typeof keepingIo>['kept'] }> {
  const smsc = await openNpmSmsc(submitted, options)
  const { io, kept } = keepingIo()
  const gateway = await openBound(smsc.port, { io, settings, times: { response: 5_000 } })
  closing.push(
    () => gateway.close(Date.now() + 500),
    () => smsc.close(),
  )
  return { smsc, gateway, kept }
}

let ids = 0
const accept = (pdu: NpmPdu, session: NpmSession) => session.send(pdu.response({ message_id: `npm-${++ids}` }))

const gsmText = 'Thank you for calling Kaveri: {2} [units] at €99~ \\ à la carte, £5 @ 10% ^_^'
const hindiText = 'नमस्ते, कॉल के लिए धन्यवाद। 🙏'
const longText = 'Dear customer, thank you for calling. '.repeat(11).slice(0, 400)

it('keeps 1,000 submits within the peer’s window and gets each answer once, in whatever order', async () => {
  const held: [NpmPdu, NpmSession][] = []
  let most = 0
  const answerSome = () => {
    most = Math.max(most, held.length)
    // Newest first, so that answers overtake each other.
    for (const [pdu, session] of held.splice(0).reverse()) accept(pdu, session)
  }
  const { gateway, smsc } = await opened((...one) => held.push(one) && held.length === 1 && setTimeout(answerSome, 1), {
    window: 25,
  })
  const outcomes = new Map<string, Outcome>()
  const texts = [gsmText, hindiText, longText]
  const all = Array.from({ length: 1_000 }, (_, i) => {
    const text = texts[i % 3] as string
    return submission({ text, encoding: i % 3 === 1 ? 'ucs2' : 'gsm', parts: i % 3 === 2 ? 3 : 1 })
  })
  for (const one of all) {
    await until(() => gateway.slots() >= one.parts)
    const places = gateway.reserve(one.parts)
    if (!places) throw new Error('no places')
    gateway.submit([one], places, inTime, (outcome) => outcomes.set(outcome.attempt, outcome))
  }
  await until(() => outcomes.size === 1_000)
  expect([...outcomes.values()].every((outcome) => outcome.is === 'accepted')).toBe(true)
  const keys = [...outcomes.values()].flatMap((outcome) => (outcome.is === 'accepted' ? outcome.keys : []))
  expect(new Set(keys.map((key) => key.id)).size).toBe(333 * 3 + 667)
  expect(most).toBeLessThanOrEqual(25)
  expect(most).toBeGreaterThan(5)
  expect(smsc.octets.size).toBe(333 * 3 + 667)
}, 60_000)

it('writes GSM, UCS-2 and three-part texts octet for octet as the package would', async () => {
  const read: NpmPdu[] = []
  const { gateway, smsc } = await opened((pdu, session) => {
    read.push(pdu)
    accept(pdu, session)
  })
  const wire = () => [...smsc.octets.values()].map(readSubmit)
  await send(gateway, submission({ text: gsmText }))
  await send(gateway, submission({ text: hindiText, encoding: 'ucs2' }))
  await send(gateway, submission({ text: longText, parts: 3 }))

  const { ASCII, UCS2 } = library.encodings
  const [gsm, ucs2, ...parts] = wire()
  expect(gsm?.octets).toEqual(ASCII.encode(gsmText))
  expect(ucs2?.octets).toEqual(UCS2.encode(hindiText))
  expect([gsm?.coding, ucs2?.coding]).toEqual([0, 8])
  const reference = parts[0]?.octets[3] ?? -1
  const bodies = [longText.slice(0, 153), longText.slice(153, 306), longText.slice(306)]
  expect(parts.map((part) => part.octets)).toEqual(
    bodies.map((body, i) => Buffer.concat([Buffer.from([5, 0, 3, reference, 3, i + 1]), ASCII.encode(body)])),
  )
  expect(parts.every((part) => part.esmClass === 0x40)).toBe(true)
  expect(read.map((pdu) => pdu.short_message.message)).toEqual([gsmText, hindiText, ...bodies])
  expect(read[0]).toMatchObject({
    source_addr_ton: 5,
    source_addr_npi: 0,
    dest_addr_ton: 1,
    dest_addr_npi: 1,
    registered_delivery: 1,
  })
})

it('writes a long text with parameters, or whole as a payload, as the package reads them', async () => {
  for (const longMessages of ['sar', 'payload']) {
    const read: NpmPdu[] = []
    const { gateway } = await opened(
      (pdu, session) => {
        read.push(pdu)
        accept(pdu, session)
      },
      { longMessages },
    )
    const [outcome] = await send(gateway, submission({ text: longText, parts: 3 }))
    expect(outcome).toMatchObject({ is: 'accepted', parts: 3 })
    if (longMessages === 'payload') {
      expect(read.map((pdu) => [pdu.short_message.message, pdu.message_payload?.message])).toEqual([['', longText]])
      expect(gateway.slots()).toBe(10)
    } else {
      expect(read.map((pdu) => pdu.short_message.message).join('')).toBe(longText)
      expect(new Set(read.map((pdu) => pdu.sar_msg_ref_num)).size).toBe(1)
      expect(read.map((pdu) => [pdu.sar_total_segments, pdu.sar_segment_seqnum, pdu.esm_class])).toEqual([
        [3, 1, 0],
        [3, 2, 0],
        [3, 3, 0],
      ])
    }
  }
})

it.each([
  ['without a NUL', false, ''],
  ['with a NUL', true, '\0'],
])('carries three DLT parameters %s', async (_, dltNul, end) => {
  const read: NpmPdu[] = []
  const settings = { dlt: true, dltNul, dltChain: 'sha256', dltTemplateTag: '5121' }
  const { gateway } = await opened((pdu, session) => {
    read.push(pdu)
    accept(pdu, session)
  }, settings)
  const dlt = {
    entity: '1101172974420810001',
    template: '1107161234567890123',
    category: 'service',
    telemarketer: '1101172974420830004',
  }
  await send(gateway, submission({ dlt }))
  const [pdu] = read
  expect(pdu?.[0x1400]?.toString('latin1')).toBe(`1101172974420810001${end}`)
  expect(pdu?.[0x1401]?.toString('latin1')).toBe(`1107161234567890123${end}`)
  expect(pdu?.[0x1402]?.toString('latin1')).toBe(
    `c0c951afca257c5b87c3da535c09112080483f35b7e6faf35e2428b3b526b694${end}`,
  )
})

it('takes throttling as a refusal for now and slows down', async () => {
  const { gateway } = await opened((pdu, session) => session.send(pdu.response({ command_status: 0x58 })), {
    perSecond: 100,
  })
  const [outcome] = await send(gateway, submission())
  expect(outcome).toMatchObject({ is: 'refused', reason: 'throttled', retry: { afterMs: 1_000 }, proof: 'said_no' })
  expect(gateway.slots()).toBe(0)
  expect(gateway.health()).toMatchObject({ state: 'degraded' })
})

it('answers receipts when they are stored, in text and as parameters', async () => {
  const { gateway, smsc, kept } = await opened(accept, { receiptZone: 'Asia/Kolkata' })
  const [outcome] = await send(gateway, submission())
  const id = outcome?.is === 'accepted' ? outcome.keys[0]?.id : undefined
  const [session] = smsc.sessions
  const deliver = (fields: object) =>
    new Promise<NpmPdu>((resolve) => {
      session?.deliver_sm(
        { source_addr: '919876500001', source_addr_ton: 1, destination_addr: 'KAVERI', esm_class: 4, ...fields },
        resolve,
      )
    })
  const words = `id:${id} sub:001 dlvrd:001 submit date:2611231015 done date:2611231016 stat:DELIVRD err:000 text:Thank you`
  const byText = await deliver({ short_message: words })
  const byParameter = await deliver({
    short_message: '',
    receipted_message_id: id,
    message_state: 5,
    network_error_code: Buffer.from([3, 0, 1]),
  })
  expect([byText.command_status, byParameter.command_status]).toEqual([0, 0])
  expect(kept.came.flatMap((came) => came.receipts)).toMatchObject([
    {
      key: { id },
      state: 'delivered',
      final: true,
      at: Date.parse('2026-11-23T10:16:00+05:30'),
      to: '+919876500001',
      textBegins: 'Thank you',
    },
    { key: { id }, state: 'undelivered', final: true, reason: 'number_invalid' },
  ])
})

it('comes back after the peer is restarted in mid-window, and nothing is written twice', async () => {
  const silent = () => undefined
  const { gateway, smsc } = await opened(silent)
  const outcomes: Outcome[] = []
  const places = gateway.reserve(10)
  if (!places) throw new Error('no places')
  const first: Submission[] = Array.from({ length: 10 }, () => submission())
  gateway.submit(first, places, inTime, (outcome) => outcomes.push(outcome))
  await until(() => smsc.octets.size === 10)
  await smsc.close()
  await until(() => outcomes.length === 10)
  expect(outcomes.every((outcome) => outcome.is === 'unclear' && outcome.why === 'cut')).toBe(true)
  expect(gateway.slots()).toBe(0)

  const texts: string[] = []
  const again = await openNpmSmsc(
    (pdu, session) => {
      texts.push(String(pdu.short_message.message))
      accept(pdu, session)
    },
    { port: smsc.port },
  )
  closing.push(() => again.close())
  await until(() => gateway.slots() === 10)
  const [outcome] = await send(gateway, submission({ text: 'after the restart' }))
  expect(outcome?.is).toBe('accepted')
  expect(texts).toEqual(['after the restart'])
})

it('answers an unbind of the peer and binds again', async () => {
  const { gateway, smsc } = await opened(accept)
  const [session] = smsc.sessions
  const answer = await new Promise<NpmPdu>((resolve) => session?.unbind(resolve))
  expect(answer.command).toBe('unbind_resp')
  await until(() => smsc.sessions.length === 1 && smsc.sessions[0] !== session)
  await until(() => gateway.slots() > 0)
})

it('says in words what the SMSC answered to a bind', async () => {
  const good = await openNpmSmsc(accept)
  const bad = await openNpmSmsc(accept, { bindStatus: 0x0e })
  closing.push(
    () => good.close(),
    () => bad.close(),
  )
  const { io } = keepingIo()
  expect(await checkSmpp(settingsFor(good.port), io, shortTimes)).toMatchObject([{ result: 'ok' }, { result: 'ok' }])
  expect(await checkSmpp(settingsFor(bad.port), io, shortTimes)).toMatchObject([
    { result: 'ok' },
    { name: 'Bind', result: 'fail', words: 'The SMSC refused the bind: the password is wrong (ESME_RINVPASWD, 0x0e).' },
  ])
})
