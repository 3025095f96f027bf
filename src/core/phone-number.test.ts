import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  canReceiveSms,
  formatNational,
  formatPhoneNumber,
  maskNumbersIn,
  maskNumbersOf,
  maskPhoneNumber,
  type PhoneNumber,
  parsePhoneNumber,
  readCarefully,
  readNumber,
} from './phone-number.ts'

const runs = Number(process.env['FUZZ_RUNS'] ?? 3000)

describe('an Indian account', () => {
  test.each([
    '9812345678',
    '09812345678',
    '0 98123 45678',
    '919812345678',
    '00919812345678',
    '+919812345678',
    '+91 98123 45678',
    '+91 (0) 98123-45678',
    'tel:+919812345678;ext=5',
    'tel:+91-98123-45678;ext=5',
    'tel:9812345678;phone-context=+91',
    'TEL:98123%2045678',
    '9812345678 ext. 5',
    'sip:+919812345678@10.0.0.1:5060;user=phone',
    'sips:%2B919812345678@pbx.example',
    'sip:09812345678;npdi=yes@pbx.example',
    '"Asha Nair" <sip:919812345678@pbx.example>;tag=1',
    '+919812345678@10.0.0.1',
    '\u202a+91 98123 45678\u202c',
    '+91\u00a098123\u00a045678',
    '９８１２３４５６７８',
  ])('reads %j as the mobile +919812345678', (text) => {
    expect(readNumber(text, 'IN')).toEqual({ raw: text, number: '+919812345678', kind: 'mobile', country: 'IN' })
  })

  test.each([
    ['6012345678', 'mobile'],
    ['7000000000', 'mobile'],
    ['8001234567', 'mobile'],
    ['5912345678', 'landline'],
    ['02222223333', 'landline'],
    ['+918041234567', 'landline'],
    ['1800123456', 'toll_free'],
    ['1800 572 0199', 'toll_free'],
    ['18601234567', 'service'],
    ['1401234567', 'service'],
    ['+911401234567', 'service'],
    ['1600123456', 'service'],
    ['1601234567', 'service'],
    ['+911600123456', 'service'],
  ] as const)('reads %j as %s', (text, kind) => {
    const read = readNumber(text, 'IN')
    expect(read.kind).toBe(kind)
    expect(read.number).toMatch(/^\+91\d+$/)
    expect(canReceiveSms(read.kind)).toBe(kind === 'mobile')
  })

  test.each(['56767', '127001', '121', '1909', '*123#', 'sip:1001@pbx.example'])('reads %j as short', (text) => {
    expect(readNumber(text, 'IN')).toMatchObject({ raw: text, number: null, kind: 'short' })
  })

  test.each([
    '+910000000000',
    '+91112',
    '98123456789012345',
    'AD-KAVERI',
    'Asha',
    'sip:asha@pbx.example',
    '1800FLOWERS',
    'call 9812345678 now',
    '9812345678/9812345679',
    'Unknown 981',
    '😀',
  ])('reads %j as invalid', (text) => {
    expect(readNumber(text, 'IN')).toMatchObject({ raw: text, number: null, kind: 'invalid' })
  })
})

describe('a withheld number', () => {
  test.each([
    null,
    undefined,
    '',
    ' ',
    '-',
    '+',
    '0',
    '0000000000',
    'anonymous',
    'Anonymous',
    'ANONYMOUS CALLER',
    '"Anonymous" <sip:anonymous@anonymous.invalid>',
    'sip:restricted@pbx.example',
    '<unknown>',
    'Unknown',
    'Unknown Caller',
    'Caller unknown',
    'No Caller ID',
    'Number withheld',
    'Private Number',
    'PrivateNumber',
    'Restricted',
    'Blocked',
    'Caller-ID blocked',
    'unavailable',
    'Not Available',
    'Out of Area',
    'hidden',
    'N/A',
    'null',
    'P',
    'O',
  ])('is seen in %j', (text) => {
    expect(readNumber(text, 'IN')).toEqual({ raw: text ?? null, number: null, kind: 'withheld', country: null })
  })

  test.each(['anonymous', 'restricted', 'blocked', 'unavailable', 'unknown'])('is seen in the keys of %s', (word) => {
    const keys = '22233344455566677778889999'
    const digits = [...word].map((letter) => keys[letter.charCodeAt(0) - 97]).join('')
    for (const country of ['IN', 'US', 'GB'])
      for (const text of [digits, `+${digits}`, `sip:${digits}@pbx.example`])
        expect(readNumber(text, country), text).toMatchObject({ number: null, kind: 'withheld' })
  })

  test('is looked for in a time that does not grow out of hand', () => {
    for (const word of ['caller', 'callerid', 'number', 'no', 'anon', 'p', '<', '+'])
      expect(readNumber(`${word.repeat(200)}!x`, 'IN').kind).toBe('invalid')
  })

  test('is not seen in an Indian mobile that spells RESTRICTED behind its country code', () => {
    expect(readNumber('+917378742833', 'IN').kind).toBe('mobile')
  })
})

describe('the rest of the world', () => {
  test.each([
    ['+12133734253', 'IN', 'mobile', 'US'],
    ['2133734253', 'US', 'mobile', 'US'],
    ['9812345678', 'US', 'invalid', null],
    ['+18002255288', 'IN', 'toll_free', 'US'],
    ['07400 123456', 'GB', 'mobile', 'GB'],
    ['020 7946 0018', 'GB', 'landline', 'GB'],
    ['+80012345678', 'IN', 'toll_free', null],
    ['9812345678', 'XX', 'invalid', null],
    ['+919812345678', 'XX', 'mobile', 'IN'],
  ] as const)('%s at home in %s is %s of %s', (text, home, kind, country) => {
    expect(readNumber(text, home)).toMatchObject({ kind, country })
  })
})

test('parsePhoneNumber makes valid numbers of any kind and nothing else', () => {
  expect(parsePhoneNumber('1800 572 0199', 'IN')).toBe('+9118005720199')
  expect(parsePhoneNumber('080 4123 4567', 'IN')).toBe('+918041234567')
  expect(parsePhoneNumber('1909', 'IN')).toBeUndefined()
  expect(parsePhoneNumber('anonymous', 'IN')).toBeUndefined()
})

test('numbers are grouped for reading', () => {
  expect(formatPhoneNumber('+919000001417')).toBe('+91 90000 01417')
  expect(formatPhoneNumber('+918041234567')).toBe('+91 80 4123 4567')
  expect(formatPhoneNumber('+9118005720199')).toBe('1800 572 0199')
  expect(formatPhoneNumber('+12133734253')).toBe('+1 213 373 4253')
  expect(formatPhoneNumber('anonymous')).toBe('anonymous')
  expect(formatNational('+919000001417' as PhoneNumber)).toBe('90000 01417')
  expect(formatNational('+918041234567' as PhoneNumber)).toBe('080 4123 4567')
  expect(formatNational('+9118005720199' as PhoneNumber)).toBe('1800 572 0199')
  expect(formatNational('+12133734253' as PhoneNumber)).toBe('(213) 373-4253')
})

test.each([
  ['{"caller":"+919000001417","id":7}', '{"caller":"+9190000••417","id":7}'],
  ['caller=%2B919000001417&ext=201', 'caller=%2B9190000••417&ext=201'],
  ['from 90000 01417, (011) 2345-6789', 'from 90000 ••417, (011) 234•-•789'],
  ['98123/45678', '98123/••678'],
  ['to=98123%2045678', 'to=98123%20••678'],
  ['2026-11-21 13:12:10 and 21-11-2026 13:12', '2026-11-21 13:12:10 and 21-11-2026 13:12'],
  ['call call_019ab3e27f2c7d1e8a4b5c6d70123456', 'call call_019ab3e27f2c7d1e8a4b5c6d70123456'],
  ['{"id":"12345678-1234-4234-8234-123456789012"}', '{"id":"12345678-1234-4234-8234-123456789012"}'],
])('numbers in a text of others are masked where they stand: %s', (text, shown) => {
  expect(maskNumbersIn(text)).toBe(shown)
})

const people = ['+919000001417', '+442079460018', '+5491123456789', '98450-1234', '09812399999', '919876500001']
test.each([
  ['Missed call from 9000001417. Please call back.', 'Missed call from 90000••417. Please call back.'],
  ['+919000001417, 09000001417, 0091 90000 01417', '+9190000••417, 090000••417, 0091 90000 ••417'],
  ['90000-01417 (90000) 01417 90000.01417', '90000-••417 (90000) ••417 90000.••417'],
  ['tel:+91%2090000%2001417', 'tel:+91%2090000%20••417'],
  ['https://pbx.example/in-9000001417-20261123.wav', 'https://pbx.example/in-90000••417-20261123.wav'],
  ['9000001417 9000001417', '90000••417 90000••417'],
  ['020 7946 0018 or +442079460018', '020 794• •018 or +4420794••018'],
  ['told 984501234', 'told 9845••234'],
  ['https://pbx.example/rec/919812399999.wav', 'https://pbx.example/rec/9198123••999.wav'],
  ['98123-99999, 0091 98765 00001, 9876500001', '98123-••999, 0091 98765 ••001, 98765••001'],
  [
    'Order 4711000001, ring 1800 572 0199, id 1107172974420810003',
    'Order 4711000001, ring 1800 572 0199, id 1107172974420810003',
  ],
  ['nothing', 'nothing'],
])('the numbers of a call’s people are masked in its texts, and nothing else: %s', (text, shown) => {
  expect(maskNumbersOf(text, people)).toBe(shown)
})

test('a masked number keeps its beginning and its last three digits', () => {
  expect(maskPhoneNumber('+919000001417')).toBe('+91 90000 ••417')
  expect(maskPhoneNumber('+12133734253')).toBe('+1 213 37• •253')
  expect(maskPhoneNumber('98123/45678')).toBe('98123/••678')
  expect(maskPhoneNumber('1909')).toBe('1909')
})

const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max })
const nearIndian = fc
  .tuple(fc.constantFrom('', '0', '91', '+91', '+', '00', '091', '0091', '+910', '+1'), digits(9, 11))
  .map(([before, rest]) => before + rest)
const mobileLooking = fc
  .tuple(fc.constantFrom('', '0', '91', '+91'), fc.constantFrom('6', '7', '8', '9'), digits(9, 9))
  .map((pieces) => pieces.join(''))

test('the short way reads every number as the long way does', () => {
  fc.assert(
    fc.property(fc.oneof(nearIndian, mobileLooking), fc.constantFrom('IN', 'IN', 'US', 'XX'), (text, country) => {
      expect(readNumber(text, country)).toEqual(readCarefully(text, country))
    }),
    { numRuns: runs },
  )
})

test('every five-digit beginning of an Indian number is read alike by both ways', { timeout: 60_000 }, () => {
  for (let beginning = 60_000; beginning < 100_000; beginning += 7) {
    const text = `+91${beginning}${(beginning * 7919) % 100_000}`.padEnd(13, '0')
    expect(readNumber(text, 'IN')).toEqual(readCarefully(text, 'IN'))
  }
})

test('no text makes it throw, and a number is told exactly for the kinds that have one', () => {
  const country = fc.oneof(fc.constantFrom('IN', 'US', '', 'xx', '__proto__'), fc.string())
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    nearIndian,
    nearIndian.map((told) => `sip:${told}@x`),
  )
  fc.assert(
    fc.property(text, country, (told, home) => {
      const read = readNumber(told, home)
      expect(read.raw).toBe(told)
      expect(read.number === null).toBe(['short', 'withheld', 'invalid'].includes(read.kind))
      if (read.number !== null) {
        expect(read.number).toMatch(/^\+[1-9]\d{3,16}$/)
        expect(readNumber(read.number, 'IN')).toMatchObject({ number: read.number, kind: read.kind })
        expect(maskPhoneNumber(read.number).replace(/\D/g, '')).not.toBe(read.number.slice(1))
        formatNational(read.number)
      }
    }),
    { numRuns: runs },
  )
})
