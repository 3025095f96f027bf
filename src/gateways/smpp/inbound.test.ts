import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inboundReader } from './inbound.ts'
import type { DataSm, DeliverSm } from './pdu.ts'

const now = Date.parse('2026-11-23T10:20:00Z')
const usual = {
  idForm: 'as_is',
  idFrom: 'parameter',
  receiptZone: 'Asia/Kolkata',
  codes: 'common',
  gsmOctets: 'gsm',
} as const
const read = inboundReader(usual)

function deliver(changes: Partial<DeliverSm> & { text?: string }): DeliverSm {
  const { text = '', ...rest } = changes
  return {
    command: 'deliver_sm',
    status: 0,
    sequence: 1,
    serviceType: '',
    sourceTon: 1,
    sourceNpi: 1,
    source: '919876500001',
    destTon: 5,
    destNpi: 0,
    dest: 'KAVERI',
    esmClass: 0x04,
    protocolId: 0,
    priority: 0,
    scheduleAt: '',
    validity: '',
    registeredDelivery: 0,
    replaceIfPresent: 0,
    dataCoding: 0,
    defaultMessageId: 0,
    shortMessage: Buffer.from(text, 'latin1'),
    tlvs: [],
    ...rest,
  }
}

const receiptOf = (text: string, changes: Partial<DeliverSm> = {}) =>
  read([deliver({ text, ...changes })], now).receipts[0]

const usualText =
  'id:39f99dd5 sub:001 dlvrd:001 submit date:2611231545 done date:2611231546 stat:DELIVRD err:000 text:Thank you for callin'

it('holds no more of a huge receipt than anybody needs', () => {
  const receipt = receiptOf('', { tlvs: [{ tag: 0x424, value: Buffer.from(`id:1 text:${'x'.repeat(60_000)}`) }] })
  expect(receipt?.key).toEqual({ id: '1' })
  expect(receipt?.textBegins?.length).toBeLessThan(5_000)
  const named = receiptOf('', { tlvs: [{ tag: 0x1e, value: Buffer.alloc(60_000, '1') }] })
  expect(named?.key.id?.length).toBeLessThan(300)
})

describe('a receipt by its text', () => {
  it('is read whole', () => {
    expect(receiptOf(usualText)).toEqual({
      key: { id: '39f99dd5' },
      to: '+919876500001',
      state: 'delivered',
      final: true,
      at: Date.parse('2026-11-23T15:46:00+05:30'),
      submittedAt: Date.parse('2026-11-23T15:45:00+05:30'),
      textBegins: 'Thank you for callin',
      raw: { code: '000', words: usualText.slice(0, usualText.indexOf(' text:')) },
    })
  })

  it.each([
    'id:39F99DD5 sub:1 dlvrd:1 submit date:261123154500 done date:261123154612 stat:DELIVRD err:0 Text:Thank you',
    'ID: 39f99dd5 STAT: delivrd DONE DATE: 20261123154612',
    'stat:DELIVRD,id:39f99dd5,err:000',
    'id:0039f99dd5 stat:DELIVRD err:',
    '  id:39f99dd5\r\nstat:DELIVRD\r\nerr:000',
  ])('is found in %j', (text) => {
    expect(receiptOf(text)).toMatchObject({ key: { id: '39f99dd5' }, state: 'delivered', final: true })
  })

  it('does not take what the sender wrote for the network’s word', () => {
    const text = 'id:1 stat:UNDELIV err:000 text:id:2 stat:DELIVRD done date:2611231546'
    expect(receiptOf(text)).toMatchObject({
      key: { id: '1' },
      state: 'undelivered',
      textBegins: 'id:2 stat:DELIVRD done date:2611231546',
    })
    expect(receiptOf(text)?.at).toBeUndefined()
  })

  it('is read as ASCII although it claims the coding of the text that was sent', () => {
    expect(receiptOf(usualText, { dataCoding: 8 })).toMatchObject({ key: { id: '39f99dd5' }, state: 'delivered' })
    const wide = Buffer.from('id:77 stat:DELIVRD', 'utf16le').swap16()
    expect(receiptOf('', { dataCoding: 8, shortMessage: wide })).toMatchObject({
      key: { id: '77' },
      state: 'delivered',
    })
  })

  it.each([
    ['DELIVRD', 'delivered', true],
    ['EXPIRED', 'undelivered', true],
    ['DELETED', 'undelivered', true],
    ['UNDELIV', 'undelivered', true],
    ['REJECTD', 'undelivered', true],
    ['UNKNOWN', 'unknown', true],
    ['SKIPPED', 'unknown', true],
    ['ACCEPTD', 'sent', false],
    ['ENROUTE', 'sent', false],
    ['WIBBLED', 'unknown', false],
  ])('%s is %s', (stat, state, final) => {
    expect(receiptOf(`id:1 stat:${stat}`)).toMatchObject({ state, final })
  })

  it.each([`${usualText}\0`, 'id:39f99dd5 stat:DELIVRD err:000\0', 'id:39f99dd5\0 stat:DELIVRD'])(
    'is read without the NUL that ends %j as a C string',
    (text) => {
      const receipt = receiptOf(text)
      expect(receipt).toMatchObject({ key: { id: '39f99dd5' }, state: 'delivered' })
      expect(JSON.stringify(receipt)).not.toContain('\\u0000')
    },
  )

  it('is ignored without an id', () => {
    expect(read([deliver({ text: 'stat:DELIVRD' })], now)).toEqual({ receipts: [], replies: [], ignored: 1 })
  })
})

describe('a receipt by its parameters', () => {
  const tlvs = [
    { tag: 0x001e, value: Buffer.from('39F99DD5\0') },
    { tag: 0x0427, value: Buffer.from([5]) },
    { tag: 0x0423, value: Buffer.from([3, 0, 27]) },
  ]

  it('is read, and wins over its text', () => {
    expect(receiptOf('id:1 stat:DELIVRD err:000', { tlvs })).toMatchObject({
      key: { id: '39f99dd5' },
      state: 'undelivered',
      reason: 'number_unreachable',
      raw: { code: 'network 3:27' },
    })
  })

  it('is a receipt without the flag in esm_class, and in a data_sm', () => {
    expect(receiptOf('', { tlvs, esmClass: 0 })).toMatchObject({ key: { id: '39f99dd5' } })
    const { shortMessage: _, ...rest } = deliver({ tlvs })
    const data = { ...rest, command: 'data_sm' } as DataSm
    expect(read([data], now).receipts).toMatchObject([{ key: { id: '39f99dd5' } }])
  })
})

describe('a receipt that is long', () => {
  const long = `${usualText} ${'and more '.repeat(20)}`

  it('is read from message_payload', () => {
    const tlvs = [{ tag: 0x0424, value: Buffer.from(long) }]
    expect(receiptOf('', { tlvs })).toMatchObject({ key: { id: '39f99dd5' }, state: 'delivered', final: true })
  })

  it.each(['header', 'parameters'])('is read from the first of its parts by %s, and once', (by) => {
    const parts = [long.slice(0, 140), long.slice(140)].map((text, i) => {
      const header = Buffer.from([5, 0, 3, 9, 2, i + 1])
      const tlvs = [
        { tag: 0x020c, value: Buffer.from([0, 9]) },
        { tag: 0x020e, value: Buffer.from([2]) },
        { tag: 0x020f, value: Buffer.from([i + 1]) },
      ]
      return by === 'header'
        ? deliver({ esmClass: 0x44, shortMessage: Buffer.concat([header, Buffer.from(text)]) })
        : deliver({ text, tlvs })
    })
    const came = read(parts, now)
    expect(came.receipts).toMatchObject([{ key: { id: '39f99dd5' }, state: 'delivered', final: true }])
    expect(came.ignored).toBe(1)
  })
})

it('believes the id in the text of a receipt where the settings say so', () => {
  const byText = inboundReader({ ...usual, idFrom: 'text' })
  const tlvs = [{ tag: 0x001e, value: Buffer.from('other\0') }]
  const keyOf = (text: string) => byText([deliver({ text, tlvs })], now).receipts[0]?.key.id
  expect([keyOf('id:39f99dd5 stat:DELIVRD'), keyOf('stat:DELIVRD')]).toEqual(['39f99dd5', 'other'])
})

describe('why a text did not arrive', () => {
  it.each([
    ['EXPIRED', '000', 'number_unreachable'],
    ['UNDELIV', '001', 'number_unreachable'],
    ['REJECTD', '000', 'gateway_refused'],
    ['DELETED', '000', 'network_failed'],
    ['UNDELIV', '633', 'dlt_refused'],
    ['REJECTD', '0602', 'dlt_refused'],
    ['UNDELIV', '620', 'header_refused'],
    ['UNDELIV', '650', 'number_blocked'],
  ])('%s with err %s is %s on an Indian route', (stat, err, reason) => {
    expect(receiptOf(`id:1 stat:${stat} err:${err}`)?.reason).toBe(reason)
  })

  it('is a late promotional text, and no fault of its template, by the code for hours', () => {
    expect(receiptOf('id:1 stat:REJECTD err:651')).toMatchObject({
      reason: 'promotional_hours',
      raw: { carrier: { list: 'common', code: 651 } },
    })
  })

  it.each([
    [[0, 633], '000', 'dlt_refused', 633],
    [[8, 650], '', 'number_blocked', 650],
    [[5, 5307], '001', 'dlt_refused', 5307],
    [[0, 633], '620', 'header_refused', 620],
    // No error of a GSM network has a number so large, whatever type it claims.
    [[3, 633], '000', 'dlt_refused', 633],
    [[3, 27], '000', 'number_unreachable', undefined],
    [[3, 195], '000', 'number_unreachable', undefined],
    [[1, 9], '000', 'number_unreachable', undefined],
  ] as const)('by network_error_code %j with err %s is %s', ([type, code], err, reason, known) => {
    const tlvs = [{ tag: 0x0423, value: Buffer.from([type, code >> 8, code & 0xff]) }]
    const receipt = receiptOf(`id:1 stat:UNDELIV${err && ` err:${err}`}`, { tlvs })
    expect([receipt?.reason, receipt?.raw.carrier?.code]).toEqual([reason, known])
  })

  it.each([
    ['four_hundred', '429', 'dlt_refused'],
    ['infobip', '4129', 'dlt_refused'],
    ['infobip', '4138', 'promotional_hours'],
    ['exotel', '23005', 'number_blocked'],
    ['airtel', '803', 'header_refused'],
    ['older', '614', 'header_refused'],
    ['common', '429', 'number_unreachable'],
  ] as const)('by the list %s with err %s is %s', (codes, err, reason) => {
    const [receipt] = inboundReader({ ...usual, codes })(
      [deliver({ text: `id:1 stat:UNDELIV err:${err}` })],
      now,
    ).receipts
    expect(receipt?.reason).toBe(reason)
  })

  it('does not read India’s codes of a number elsewhere', () => {
    const receipt = receiptOf('id:1 stat:UNDELIV err:633', { source: '447700900123' })
    expect([receipt?.reason, receipt?.raw.carrier]).toEqual(['number_unreachable', undefined])
  })

  it('does not read DLT codes elsewhere', () => {
    const abroad = inboundReader({ ...usual, codes: 'none' })
    expect(abroad([deliver({ text: 'id:1 stat:UNDELIV err:633' })], now).receipts[0]?.reason).toBe('number_unreachable')
  })
})

it.each([
  ['common', '9812345678', '+919812345678'],
  ['none', '919812345678', '+919812345678'],
  ['none', '9812345678', '+919812345678'],
  ['none', '447911123456', '+447911123456'],
  // An Indian mobile, or one of Singapore with its country before it.
  ['none', '6598765432', undefined],
] as const)('with codes %s a receipt from %s is about %s', (codes, source, to) => {
  const elsewhere = inboundReader({ ...usual, codes })
  expect(elsewhere([deliver({ text: 'id:1 stat:DELIVRD', source, sourceTon: 0 })], now).receipts[0]?.to).toBe(to)
})

it('takes an intermediate notification for on its way, unless it arrived', () => {
  expect(receiptOf('id:1 stat:UNDELIV', { esmClass: 0x20 })).toMatchObject({ state: 'sent', final: false })
  expect(receiptOf('id:1 stat:DELIVRD', { esmClass: 0x20 })).toMatchObject({ state: 'delivered', final: true })
})

it('offers the other notations of an id only where the form is not known', () => {
  const auto = inboundReader({ ...usual, idForm: 'auto' })
  expect(auto([deliver({ text: 'id:0972660181 stat:DELIVRD' })], now).receipts[0]).toMatchObject({
    key: { id: '972660181' },
    altIds: expect.arrayContaining(['39f99dd5']),
  })
  expect(receiptOf('id:0972660181 stat:DELIVRD')).not.toHaveProperty('altIds')
})

describe('a text from a phone', () => {
  const reply = (changes: Partial<DeliverSm> & { text?: string }) =>
    read([deliver({ esmClass: 0, ...changes })], now).replies[0]

  it('comes in with its number, whatever the coding', () => {
    expect(reply({ text: 'STOP' })).toEqual({ from: '+919876500001', to: 'KAVERI', text: 'STOP', at: now })
    expect(reply({ dataCoding: 8, shortMessage: Buffer.from('धन्यवाद 🙏', 'utf16le').swap16() })?.text).toBe('धन्यवाद 🙏')
    expect(reply({ dataCoding: 3, text: 'café' })?.text).toBe('café')
    expect(reply({ dataCoding: 0, shortMessage: Buffer.from([0x00, 0x1b, 0x65, 0x11]) })?.text).toBe('@€_')
    // An SMSC that takes 0 for Latin-1 gives it so, too.
    const latin1 = inboundReader({ ...usual, gsmOctets: 'latin1' })
    expect(latin1([deliver({ esmClass: 0, text: 'Désabonner' })], now).replies[0]?.text).toBe('Désabonner')
  })

  it('comes in without the header of its part', () => {
    const shortMessage = Buffer.from([5, 0, 3, 9, 2, 1, 0x48, 0x69])
    expect(reply({ esmClass: 0x40, shortMessage })?.text).toBe('Hi')
  })

  it('is read from message_payload where it is long', () => {
    expect(reply({ tlvs: [{ tag: 0x0424, value: Buffer.from('long '.repeat(60).trim()) }] })?.text).toHaveLength(299)
  })

  it('is never a receipt, whatever it says', () => {
    const came = read([deliver({ esmClass: 0, text: usualText })], now)
    expect(came.receipts).toEqual([])
    expect(came.replies).toHaveLength(1)
  })

  it.each([
    ['GSM', 0, Buffer.alloc(60_000, 'x'), 'x'],
    ['GSM of two octets a letter', 0, Buffer.alloc(60_000, Buffer.from([0x1b, 0x65])), '€'],
    ['UCS-2', 8, Buffer.alloc(60_000, Buffer.from([0x09, 0x15])), 'क'],
  ])('holds no more of a huge one than is kept: %s', (_, dataCoding, value, letter) => {
    const header = Buffer.from([5, 0, 3, 1, 2, 1])
    const tlvs = [{ tag: 0x424, value: Buffer.concat([header, value]) }]
    const [reply] = read([deliver({ esmClass: 0x40, dataCoding, tlvs })], now).replies
    expect(reply?.text).toBe(letter.repeat(2_000))
  })

  it('is ignored where it is binary', () => {
    expect(read([deliver({ esmClass: 0, dataCoding: 4, text: 'x' })], now).ignored).toBe(1)
  })
})

it('reads anything without failing', () => {
  const octets = fc.uint8Array({ maxLength: 254 }).map((all) => Buffer.from(all))
  const words = fc.array(
    fc.constantFrom('id:', 'stat:', ' ', 'text:', 'done date:', '9', 'DELIVRD', ':', 'submit date :', 'err:'),
    { maxLength: 60 },
  )
  const content = fc.oneof(
    octets,
    words.map((all) => Buffer.from(all.join(''))),
  )
  const tlvs = fc.array(
    fc.record({ tag: fc.constantFrom(0x1e, 0x427, 0x423, 0x424, 0x20c, 0x20e, 0x20f, 7), value: octets }),
    {
      maxLength: 4,
    },
  )
  fc.assert(
    fc.property(content, tlvs, fc.nat(255), fc.nat(255), (shortMessage, params, esmClass, dataCoding) => {
      const came = read([deliver({ shortMessage, tlvs: params, esmClass, dataCoding })], now)
      expect(came.receipts.length + came.replies.length + came.ignored).toBe(1)
    }),
    { numRuns: 1_000 },
  )
})
