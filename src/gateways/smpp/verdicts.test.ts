import { describe, expect, it } from 'vitest'
import { joinParts, type PartEnd, refusalsOf } from './verdicts.ts'

const { india: standard, abroad } = refusalsOf({ treatAsRefused: [], doubtCodes: [], codes: 'common' })

const accepted = (id: string): PartEnd => ({ is: 'accepted', id, written: id })
const refused = (code: number): PartEnd => {
  const refusal = standard.get(code)
  if (!refusal) throw new Error('not on the list')
  return { is: 'refused', refusal, code }
}
const timeout: PartEnd = { is: 'unclear', why: 'timeout' }
const failed: PartEnd = { is: 'unclear', why: 'server_error', code: 8 }
const unwritten: PartEnd = { is: 'not_written' }

describe('the allow-list', () => {
  it('has no code that an aggregator also gives when its own upstream timed out', () => {
    for (const code of [0x08, 0x45, 0x64, 0xfe, 0xff, 0x05, 0x0d, 0x11, 0x400, 0x401, 0x4ff, 0x500, 0xffffffff]) {
      expect(standard.has(code), code.toString(16)).toBe(false)
    }
  })

  it.each([
    [0x58, 'throttled', 'gateway', 'later'],
    [0x14, 'throttled', 'gateway', 'later'],
    [0x04, 'not_sent', 'gateway', 'later'],
    [0x0b, 'number_invalid', 'number', 'never'],
    [0x0a, 'header_refused', 'header', 'never'],
    [0x01, 'text_too_long', 'message', 'never'],
    [0xc0, 'dlt_refused', 'template', 'never'],
    [0xc4, 'dlt_refused', 'template', 'never'],
    [0x62, 'gateway_refused', 'gateway', 'never'],
  ] as const)('0x%s is %s of the %s, %s', (code, reason, scope, retry) => {
    expect(standard.get(code)).toEqual({ reason, scope, retry })
  })

  it('speaks of DLT only where a text is to India', () => {
    for (const code of [0xc0, 0xc1, 0xc2, 0xc3, 0xc4])
      expect(abroad.get(code)).toEqual({ reason: 'gateway_refused', scope: 'gateway', retry: 'never' })
    expect([...abroad.keys()]).toEqual([...standard.keys()])
    expect(abroad.get(0x0b)).toEqual(standard.get(0x0b))
  })

  it('takes the operator’s word for codes of this SMSC’s own, and for codes it uses loosely', () => {
    const { india: own } = refusalsOf({ treatAsRefused: [0x401, 0x58], doubtCodes: [0x0b], codes: 'common' })
    expect(own.get(0x401)).toEqual({ reason: 'gateway_refused', scope: 'message', retry: 'never' })
    expect(own.get(0x58)?.retry).toBe('later')
    expect(own.has(0x0b)).toBe(false)
  })
})

describe('codes of this SMSC’s own that surely mean refused', () => {
  const { india: own, abroad: ownAbroad } = refusalsOf({
    treatAsRefused: [429, 437, 421, 438, 1025],
    doubtCodes: [],
    codes: 'four_hundred',
  })

  it.each([
    [429, 'dlt_refused', 'template'],
    [421, 'header_refused', 'header'],
    [437, 'number_blocked', 'number'],
    [438, 'promotional_hours', 'message'],
  ] as const)('%i is %s by the gateway’s list', (code, reason, scope) => {
    expect(own.get(code)).toEqual({ reason, scope, retry: 'never', carrier: { list: 'four_hundred', code } })
  })

  it('are a refusal in no more words where the list has none', () => {
    expect(own.get(1025)).toEqual({ reason: 'gateway_refused', scope: 'message', retry: 'never' })
  })

  it('are a refusal in no more words of a text to another country', () => {
    expect(ownAbroad.get(429)).toEqual({ reason: 'gateway_refused', scope: 'message', retry: 'never' })
  })

  it('are kept with the answer', () => {
    const refusal = own.get(429)
    if (!refusal) throw new Error('not on the list')
    expect(joinParts('a', [{ is: 'refused', refusal, code: 429 }], 1).raw).toMatchObject({
      carrier: { list: 'four_hundred', code: 429 },
    })
  })
})

describe('what came of the parts together', () => {
  it('is accepted with a key for each part only if every part was', () => {
    expect(joinParts('a', [accepted('x'), accepted('y')], 1)).toMatchObject({
      is: 'accepted',
      parts: 2,
      keys: [
        { id: 'x', part: 1 },
        { id: 'y', part: 2 },
      ],
    })
  })

  it.each([
    ['refused', refused(0x0b)],
    ['throttled', refused(0x58)],
    ['timed out', timeout],
    ['failed', failed],
    ['never written', unwritten],
  ])('is doubt over some parts where one was accepted and another %s', (_, other) => {
    for (const ends of [
      [accepted('x'), other],
      [other, accepted('x')],
      [other, accepted('x'), other],
    ]) {
      const outcome = joinParts('a', ends, 1)
      expect(outcome).toMatchObject({ is: 'unclear', why: 'some_parts' })
      expect(outcome.is === 'unclear' && outcome.keys).toEqual([
        { id: 'x', part: ends.findIndex((end) => end.is === 'accepted') + 1 },
      ])
    }
  })

  it('is doubt where none was accepted and one may have gone', () => {
    expect(joinParts('a', [refused(0x0b), timeout], 1)).toMatchObject({ is: 'unclear', why: 'timeout' })
    expect(joinParts('a', [refused(0x58), failed], 1)).toMatchObject({
      is: 'unclear',
      why: 'server_error',
      raw: { status: 8, code: '0x08' },
    })
  })

  it('is refused only if none can have been taken, for good if one was for good', () => {
    expect(joinParts('a', [refused(0x58), refused(0x58)], 700)).toMatchObject({
      is: 'refused',
      retry: { afterMs: 700 },
      proof: 'said_no',
    })
    expect(joinParts('a', [refused(0x58), refused(0x0b)], 1)).toMatchObject({
      is: 'refused',
      retry: 'never',
      reason: 'number_invalid',
    })
    expect(joinParts('a', [refused(0x58), unwritten], 1)).toMatchObject({
      is: 'refused',
      reason: 'throttled',
      proof: 'said_no',
    })
    expect(joinParts('a', [unwritten, unwritten], 1)).toMatchObject({
      is: 'refused',
      reason: 'not_sent',
      proof: 'not_sent',
    })
  })

  it('keeps the SMSC’s code and its own words as evidence', () => {
    const told: PartEnd = { is: 'unclear', why: 'server_error', code: 0x402, said: 'DLT scrubbing failed' }
    expect(joinParts('a', [told], 1).raw).toEqual({
      status: 0x402,
      code: '0x402',
      words: 'a code of this SMSC’s own (0x402): DLT scrubbing failed',
    })
  })
})
