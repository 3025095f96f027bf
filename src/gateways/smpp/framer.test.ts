import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Framer } from './framer.ts'
import { ProtocolError } from './pdu.ts'

const anyPdu = fc.uint8Array({ minLength: 12, maxLength: 400 }).map((rest) => pduOf(Buffer.from(rest)))

describe('the framer', () => {
  it('yields the same PDUs whatever the chunks', () => {
    const cuts = fc.array(fc.nat(5_000), { maxLength: 60 })
    fc.assert(
      fc.property(fc.array(anyPdu, { maxLength: 12 }), cuts, (pdus, where) => {
        const stream = Buffer.concat(pdus)
        const at = [...new Set(where.map((one) => one % (stream.length + 1)))].sort((a, b) => a - b)
        const chunks = [...at, stream.length].map((end, i) => stream.subarray(at[i - 1] ?? 0, end))
        expect(framed(chunks)).toEqual(pdus)
      }),
    )
  })

  it('takes a stream octet by octet', () => {
    const pdus = [pduOf(Buffer.alloc(12)), pduOf(Buffer.alloc(300, 7)), pduOf(Buffer.alloc(12))]
    const stream = Buffer.concat(pdus)
    expect(framed([...stream].map((one) => Buffer.from([one])))).toEqual(pdus)
  })

  it.each([0, 1, 15, 65_537, 0x47455420, 0xffffffff])(
    'refuses a length of %i at once, before keeping anything for it',
    (length) => {
      const framer = new Framer()
      const word = Buffer.alloc(4)
      word.writeUInt32BE(length)
      framer.push(word)
      expect(() => framer.next()).toThrow(ProtocolError)
      expect(framer.held).toBe(0)
    },
  )

  it('refuses a bad length that itself comes in pieces', () => {
    const framer = new Framer()
    const pieces = [Buffer.from([0]), Buffer.from([0, 0]), Buffer.from([5])]
    expect(() => {
      for (const piece of pieces) {
        framer.push(piece)
        framer.next()
      }
    }).toThrow(ProtocolError)
  })

  it('copies no octet twice: the longest PDU in dribs costs as little as in one piece', () => {
    const whole = pduOf(Buffer.alloc(65_532))
    const framer = new Framer()
    for (let at = 0; at < whole.length; at += 1) {
      framer.push(whole.subarray(at, at + 1))
      expect(framer.next()).toBe(at === whole.length - 1)
      // One buffer of the PDU's own length holds what came, and nothing else is kept.
      if (at > 4 && at < whole.length - 1) expect(framer.held).toBe(at + 1)
    }
    expect(framer.held).toBe(0)
  })
})

function pduOf(rest: Buffer): Buffer {
  const pdu = Buffer.alloc(4 + rest.length)
  pdu.writeUInt32BE(pdu.length)
  rest.copy(pdu, 4)
  return pdu
}

function framed(chunks: readonly Buffer[]): Buffer[] {
  const framer = new Framer()
  const all: Buffer[] = []
  for (const chunk of chunks) {
    framer.push(chunk)
    while (framer.next()) all.push(Buffer.from(framer.buffer.subarray(framer.start, framer.end)))
  }
  return all
}
