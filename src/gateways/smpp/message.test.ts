import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { settingsFor, submission } from '../../../test/support/smpp-rig.ts'
import { readText, validitySeconds } from '../../../test/support/smsc-wire.ts'
import type { PhoneNumber } from '../../core/phone-number.ts'
import { smsParts } from '../../core/sms-parts.ts'
import type { Submission } from '../gateway.ts'
import { absoluteTime, type Message, messageBuilder, relativeTime } from './message.ts'
import { longForms } from './text.ts'

const now = Date.parse('2026-11-23T10:00:00Z')

function build(changes: Partial<Submission>, settings: Record<string, unknown> = {}): Message {
  const built = messageBuilder(settingsFor(2775, settings), () => 0x1234)(
    submission({ validUntil: now + 3_600_000, ...changes }),
    now,
  )
  if ('impossible' in built) throw new Error(built.words)
  return built
}

/** The octets of each part, and the text that a phone would make of them. */
function written({ fields, pieces }: Message): { octets: Buffer[]; text: string } {
  const octets = pieces.map((part) => {
    const buffer = Buffer.alloc(300)
    return buffer.subarray(0, part.writeTo(buffer, 0))
  })
  const read = octets.map((one, i) => {
    const tlvs = [...(pieces[i]?.tlvs ?? [])]
    return readText({ octets: one, coding: fields.dataCoding, esmClass: fields.esmClass, tlvs })
  })
  return { octets, text: read.map((one) => one.text).join('') }
}

describe('a text', () => {
  it.each(longForms)('arrives as it was, in pieces that fit, whatever it is: %s', (longMessages) => {
    const anyText = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'aé€[]~ @Δ\n0'), maxLength: 700 }),
      fc.string({ unit: 'binary', maxLength: 300 }).filter((text) => text.isWellFormed()),
    )
    fc.assert(
      fc.property(anyText, (text) => {
        const message = build({ text }, { maxParts: 20, window: 20, longMessages })
        const { octets, text: arrived } = written(message)
        expect(arrived).toBe(text)
        expect(message.parts).toBe(smsParts(text).parts)
        expect(octets).toHaveLength(longMessages === 'payload' ? 1 : message.parts)
        const longest = message.fields.dataCoding === 8 ? 140 : octets.length > 1 ? 159 : 160
        for (const one of octets) expect(one.length).toBeLessThanOrEqual(longest)
      }),
    )
  })

  it('has a header before each part only where there are several', () => {
    expect(build({ text: 'short' }).fields.esmClass).toBe(0)
    const long = build({ text: 'long '.repeat(60) })
    expect(long.fields.esmClass).toBe(0x40)
    expect(written(long).octets.map((one) => [...one.subarray(0, 6)])).toEqual([
      [5, 0, 3, 0x34, 2, 1],
      [5, 0, 3, 0x34, 2, 2],
    ])
  })

  it('has parameters beside each part where the SMSC wants these, and then no header', () => {
    const long = build({ text: 'long '.repeat(60) }, { longMessages: 'sar' })
    expect(long.fields.esmClass).toBe(0)
    const tlvs = (part: number, total: number) => [
      { tag: 0x020c, value: Buffer.from([0x12, 0x34]) },
      { tag: 0x020e, value: Buffer.from([total]) },
      { tag: 0x020f, value: Buffer.from([part]) },
    ]
    expect(long.pieces.map((one) => one.tlvs)).toEqual([tlvs(1, 2), tlvs(2, 2)])
    expect(build({ text: 'short' }, { longMessages: 'sar' }).pieces[0]?.tlvs).toEqual([])
  })

  it('goes whole in one payload where the SMSC cuts, and a short one as ever', () => {
    const long = build({ text: 'long '.repeat(60) }, { longMessages: 'payload' })
    expect(long.pieces).toHaveLength(1)
    expect(long.parts).toBe(2)
    expect(written(long).octets).toEqual([Buffer.alloc(0)])
    expect(long.pieces[0]?.tlvs).toEqual([{ tag: 0x0424, value: Buffer.from('long '.repeat(60)) }])
    expect(build({ text: 'short' }, { longMessages: 'payload' }).pieces[0]?.tlvs).toEqual([])
  })

  it('goes in Latin-1 where the SMSC reads that, and is refused where a letter is not in it', () => {
    const settings = { gsmOctets: 'latin1', gsmCoding: 3 }
    expect(written(build({ text: 'Ärger @ [7]' }, settings)).octets).toEqual([Buffer.from('Ärger @ [7]', 'latin1')])
    const builder = messageBuilder(settingsFor(2775, settings), () => 1)
    expect(builder(submission({ text: '5 €' }), now)).toMatchObject({ impossible: 'content_refused' })
    expect(builder(submission({ text: 'धन्यवाद' }), now)).toMatchObject({ parts: 1 })
  })

  it('goes in the data codings of the settings', () => {
    const settings = { gsmCoding: 1, ucs2Coding: 24 }
    expect(build({ text: 'a' }, settings).fields.dataCoding).toBe(1)
    expect(build({ text: 'अ' }, settings).fields.dataCoding).toBe(24)
  })

  it('of more parts than allowed cannot be written', () => {
    const builder = messageBuilder(settingsFor(2775, { maxParts: 2 }), () => 1)
    expect(builder(submission({ text: 'x'.repeat(400) }), now)).toMatchObject({ impossible: 'text_too_long' })
  })
})

describe('the header', () => {
  it.each([
    ['KAVERI', 5, 0, 'KAVERI'],
    ['AX-KAVERI', 5, 0, 'AX-KAVERI'],
    ['650012', 3, 0, '650012'],
    ['+918041234500', 1, 1, '918041234500'],
    ['918041234500', 1, 1, '918041234500'],
  ])('%s goes as %i/%i', (header, sourceTon, sourceNpi, source) => {
    expect(build({ header }).fields).toMatchObject({ sourceTon, sourceNpi, source })
  })

  it('goes as the settings say where they are fixed', () => {
    const settings = { source: 'fixed', sourceTon: 0, sourceNpi: 8 }
    expect(build({ header: '650012' }, settings).fields).toMatchObject({ sourceTon: 0, sourceNpi: 8, source: '650012' })
  })

  it.each(['', 'a\0b', 'x'.repeat(21), 'कावेरी'])('%j cannot be written', (header) => {
    expect(messageBuilder(settingsFor(2775), () => 1)(submission({ header }), now)).toMatchObject({
      impossible: 'header_refused',
    })
  })
})

it('writes numbers without plus as international ones, and always a validity', () => {
  const { fields } = build({ to: '+919812345678' as PhoneNumber, validUntil: now + 7_384_000 })
  expect(fields).toMatchObject({ dest: '919812345678', destTon: 1, destNpi: 1, registeredDelivery: 1 })
  expect(fields.validity).toBe('000000020304000R')
})

it('writes service type and kinds of number as the settings say', () => {
  const { fields } = build({}, { serviceType: 'CMT', destTon: 0, destNpi: 8 })
  expect(fields).toMatchObject({ serviceType: 'CMT', destTon: 0, destNpi: 8 })
})

it('writes a validity as a time where the SMSC reads no other, between a second and three days from now', () => {
  expect(build({ validUntil: now + 3_600_000 }, { validity: 'absolute' }).fields.validity).toBe('261123110000000+')
  expect(absoluteTime(now - 5_000, now)).toBe('261123100001000+')
  expect(absoluteTime(now + 400_000_000, now)).toBe('261126100000000+')
})

it('writes a validity that reads back, between a second and three days', () => {
  fc.assert(
    fc.property(fc.integer({ min: -10, max: 400_000 }), (seconds) => {
      expect(validitySeconds(relativeTime(seconds))).toBe(Math.max(1, Math.min(259_200, seconds)))
    }),
  )
})

describe('DLT ids', () => {
  const dlt = {
    entity: '1101172974420810001',
    template: '1107161234567890123',
    category: 'service',
    telemarketer: '1101172974420830004',
  }
  const tlvsOf = (settings: Record<string, unknown>, changes: object = {}) =>
    build({ dlt: { ...dlt, ...changes } }, { dlt: true, ...settings }).fields.tlvs.map(({ tag, value }) => [
      tag,
      value.toString('latin1'),
    ])

  it('are sent only where the gateway says so, digit for digit', () => {
    expect(build({ dlt }).fields.tlvs).toEqual([])
    expect(tlvsOf({})).toEqual([
      [0x1400, dlt.entity],
      [0x1401, dlt.template],
    ])
  })

  it('end with a NUL and stand under other tags where an operator wants it', () => {
    expect(tlvsOf({ dltNul: true, dltEntityTag: '0x1401', dltTemplateTag: '5120' })).toEqual([
      [0x1401, `${dlt.entity}\0`],
      [0x1400, `${dlt.template}\0`],
    ])
  })

  it('say the chain as ids, as its hash, or as a hash that was given', () => {
    const chain = (settings: Record<string, unknown>, changes: object = {}) => tlvsOf(settings, changes)[2]?.[1]
    expect(chain({ dltChain: 'ids' })).toBe(dlt.telemarketer)
    expect(chain({ dltChain: 'sha256' })).toBe('c0c951afca257c5b87c3da535c09112080483f35b7e6faf35e2428b3b526b694')
    const two = { telemarketer: '1101172974420820002,1101172974420830004' }
    expect(chain({ dltChain: 'sha256' }, two)).toBe('ba38bbe4ab3780a70aad6071c006e720eed8efc1ff70b00691d3b6844e6497e2')
    expect(chain({ dltChain: 'sha256' }, { chainHash: 'abc' })).toBe('abc')
    expect(chain({ dltChain: 'none' })).toBeUndefined()
  })
})
