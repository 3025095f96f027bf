import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode } from './decode.ts'
import { encode, PduWriter } from './encode.ts'
import { commandIds, type Pdu, ProtocolError } from './pdu.ts'

type Writable = Exclude<Pdu, { command: 'other' }>

const octet = fc.nat(255)
const header = { status: fc.nat(0xffffffff), sequence: fc.integer({ min: 1, max: 0x7fffffff }) }
const plain = (longest: number) =>
  fc.string({ unit: fc.integer({ min: 1, max: 255 }).map((c) => String.fromCharCode(c)), maxLength: longest })
const octets = (longest: number) => fc.uint8Array({ maxLength: longest }).map((all) => Buffer.from(all))
const tlvs = fc.array(fc.record({ tag: fc.nat(0xffff), value: octets(80) }), { maxLength: 5 })
const addresses = {
  sourceTon: octet,
  sourceNpi: octet,
  source: plain(20),
  destTon: octet,
  destNpi: octet,
  dest: plain(20),
}
const body = {
  serviceType: plain(5),
  ...addresses,
  esmClass: octet,
  protocolId: octet,
  priority: octet,
  scheduleAt: plain(16),
  validity: plain(16),
  registeredDelivery: octet,
  replaceIfPresent: octet,
  dataCoding: octet,
  defaultMessageId: octet,
  shortMessage: octets(254),
  tlvs,
}
const bind = {
  systemId: plain(15),
  password: plain(8),
  systemType: plain(12),
  interfaceVersion: octet,
  addrTon: octet,
  addrNpi: octet,
  addressRange: plain(40),
}
const data = {
  serviceType: plain(5),
  ...addresses,
  esmClass: octet,
  registeredDelivery: octet,
  dataCoding: octet,
  tlvs,
}
const command = <Name extends string>(...names: Name[]) => ({ command: fc.constantFrom(...names) })

const anyPdu: fc.Arbitrary<Writable> = fc.oneof(
  fc.record({ ...command('submit_sm', 'deliver_sm'), ...header, ...body }),
  fc.record({ ...command('data_sm'), ...header, ...data }),
  fc.record({ ...command('bind_transceiver', 'bind_receiver', 'bind_transmitter'), ...header, ...bind }),
  fc.record({
    ...command('bind_transceiver_resp', 'bind_receiver_resp', 'bind_transmitter_resp'),
    ...header,
    systemId: plain(15),
    tlvs,
  }),
  fc.record({ ...command('submit_sm_resp', 'deliver_sm_resp', 'data_sm_resp'), ...header, messageId: plain(64), tlvs }),
  fc.record({ ...command('unbind', 'unbind_resp', 'enquire_link', 'enquire_link_resp', 'generic_nack'), ...header }),
) as fc.Arbitrary<Writable>

/** A submit_sm_resp with this status and body. */
function answer(status: number, body: Buffer): Buffer {
  const head = Buffer.alloc(16)
  for (const [at, word] of [16 + body.length, commandIds.submit_sm_resp, status, 7].entries())
    head.writeUInt32BE(word, at * 4)
  return Buffer.concat([head, body])
}

describe('the codec', () => {
  it('reads back whatever it writes', () => {
    fc.assert(
      fc.property(anyPdu, (pdu) => {
        expect(decode(encode(pdu))).toEqual(pdu)
      }),
    )
  })

  it('writes several PDUs as they would stand alone', () => {
    fc.assert(
      fc.property(fc.array(anyPdu, { maxLength: 20 }), (pdus) => {
        const writer = new PduWriter(16)
        for (const pdu of pdus) writer.pdu(pdu)
        expect(writer.take()).toEqual(Buffer.concat(pdus.map(encode)))
        expect(writer.length).toBe(0)
      }),
    )
  })

  it('says of every truncation of a PDU that it cannot be read, or reads what is whole', () => {
    fc.assert(
      fc.property(anyPdu, (pdu) => {
        const whole = encode(pdu)
        for (let length = 0; length < whole.length; length++) {
          expect(() => decode(whole.subarray(0, length))).toThrow(ProtocolError)
          if (length >= 16) expectReadOrRefused(withLength(whole.subarray(0, length)))
        }
      }),
      { numRuns: 30 },
    )
  })

  it('never fails otherwise than by a protocol error, whatever octets come', () => {
    const broken = fc.tuple(fc.constantFrom(...Object.values(commandIds)), octets(300)).map(([id, rest]) => {
      const pdu = Buffer.concat([Buffer.alloc(16), rest])
      pdu.writeUInt32BE(id, 4)
      return withLength(pdu)
    })
    fc.assert(fc.property(broken, expectReadOrRefused), { numRuns: 2_000 })
  })

  it('writes a submit_sm octet for octet as the specification lays it out', () => {
    const writer = new PduWriter()
    const fields = {
      serviceType: '',
      sourceTon: 5,
      sourceNpi: 0,
      source: 'KAVERI',
      destTon: 1,
      destNpi: 1,
      dest: '919812345678',
      esmClass: 0,
      protocolId: 0,
      priority: 0,
      scheduleAt: '',
      validity: '000000020000000R',
      registeredDelivery: 1,
      replaceIfPresent: 0,
      dataCoding: 0,
      defaultMessageId: 0,
      tlvs: [{ tag: 0x1400, value: Buffer.from('1101') }],
    }
    writer.submit(fields, { writeTo: (buffer, at) => at + buffer.write('Hi', at, 'latin1') }, 7)
    const expected = [
      '0000004d 00000004 00000000 00000007 00',
      '05 00 4b415645524900 01 01 39313938313233343536373800',
      '00 00 00 00 3030303030303032303030303030305200 01 00 00 00 02 4869',
      '1400 0004 31313031',
    ]
    expect(writer.take().toString('hex')).toBe(expected.join('').replaceAll(' ', ''))
  })

  it('keeps unknown and repeated parameters, in order', () => {
    const tlvs = [
      { tag: 0x1401, value: Buffer.from('one') },
      { tag: 0x3fff, value: Buffer.alloc(0) },
      { tag: 0x1401, value: Buffer.from('two') },
    ]
    const pdu = { command: 'submit_sm_resp', status: 0, sequence: 1, messageId: 'x', tlvs } as const
    expect(decode(encode(pdu))).toEqual(pdu)
  })

  it.each([
    ['a stray NUL', '00', []],
    ['a parameter that is cut short', '0423000301', []],
    ['a whole parameter and half of one', '0427000102' + '0423', [{ tag: 0x0427, value: Buffer.of(2) }]],
  ])('reads what stands before %s', (_, behind, tlvs) => {
    const body = Buffer.concat([Buffer.from('39f99dd5\0', 'latin1'), Buffer.from(behind, 'hex')])
    expect(decode(answer(0, body))).toMatchObject({ messageId: '39f99dd5', tlvs })
  })

  it('reads a refusal that has a parameter where its id should stand', () => {
    const refused = decode(answer(0xc4, Buffer.from('001d000474657874', 'hex')))
    expect(refused).toMatchObject({ command: 'submit_sm_resp', status: 0xc4, messageId: '' })
  })

  it('takes an answer without a body, as errors may be', () => {
    const bare = Buffer.from('00000010800000040000005800000009', 'hex')
    expect(decode(bare)).toEqual({ command: 'submit_sm_resp', status: 0x58, sequence: 9, messageId: '', tlvs: [] })
  })

  it('refuses a string longer than any peer’s', () => {
    const long = encode({ command: 'submit_sm_resp', status: 0, sequence: 1, messageId: 'x'.repeat(256), tlvs: [] })
    expect(() => decode(long)).toThrow('longer than 255')
  })

  it('does not write a string with a NUL inside, and takes back what it began', () => {
    const writer = new PduWriter()
    const bad = { command: 'submit_sm_resp', status: 0, sequence: 1, messageId: 'a\0b', tlvs: [] } as const
    expect(() => writer.pdu(bad)).toThrow(RangeError)
    expect(writer.length).toBe(0)
  })
})

function withLength(pdu: Buffer): Buffer {
  const copy = Buffer.from(pdu)
  copy.writeUInt32BE(copy.length, 0)
  return copy
}

function expectReadOrRefused(octets: Buffer): void {
  try {
    decode(octets)
  } catch (error) {
    expect(error).toBeInstanceOf(ProtocolError)
  }
}
