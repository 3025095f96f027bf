/**
 * The octets of our SMSC peer, written apart from src/gateways/smpp so that a mistake there does not cancel out here:
 * fixed offsets, no classes, only what a peer of ours needs.
 */

export const ids = {
  nack: 0x80000000,
  bindReceiver: 1,
  bindTransmitter: 2,
  query: 3,
  queryResp: 0x80000003,
  submit: 4,
  deliver: 5,
  deliverResp: 0x80000005,
  unbind: 6,
  bindTransceiver: 9,
  enquire: 0x15,
  enquireResp: 0x80000015,
} as const

export type WireTlv = { tag: number; value: Buffer }

/** A submit_sm as it stands on the wire. */
export type WireSubmit = {
  sourceTon: number
  sourceNpi: number
  source: string
  destTon: number
  destNpi: number
  dest: string
  esmClass: number
  validity: string
  registeredDelivery: number
  coding: number
  octets: Buffer
  tlvs: WireTlv[]
}

/** Reads the body of a submit_sm that fills `pdu`. */
export function readSubmit(pdu: Buffer): WireSubmit {
  let at = 16
  const string = () => {
    const end = pdu.indexOf(0, at)
    const text = pdu.toString('latin1', at, end)
    at = end + 1
    return text
  }
  const octet = () => pdu[at++] as number
  string()
  const [sourceTon, sourceNpi, source] = [octet(), octet(), string()]
  const [destTon, destNpi, dest] = [octet(), octet(), string()]
  const [esmClass, , ,] = [octet(), octet(), octet()]
  string()
  const validity = string()
  const [registeredDelivery, , coding] = [octet(), octet(), octet()]
  octet()
  const length = octet()
  const octets = Buffer.from(pdu.subarray(at, at + length))
  at += length
  const tlvs: WireTlv[] = []
  while (at + 4 <= pdu.length) {
    const [tag, size] = [pdu.readUInt16BE(at), pdu.readUInt16BE(at + 2)]
    tlvs.push({ tag, value: Buffer.from(pdu.subarray(at + 4, at + 4 + size)) })
    at += 4 + size
  }
  return {
    sourceTon,
    sourceNpi,
    source,
    destTon,
    destNpi,
    dest,
    esmClass,
    validity,
    registeredDelivery,
    coding,
    octets,
    tlvs,
  }
}

/** A PDU of a header and a body. */
export function pduOf(id: number, status: number, sequence: number, body: Buffer = Buffer.alloc(0)): Buffer {
  const pdu = Buffer.alloc(16 + body.length)
  pdu.writeUInt32BE(pdu.length, 0)
  pdu.writeUInt32BE(id, 4)
  pdu.writeUInt32BE(status, 8)
  pdu.writeUInt32BE(sequence, 12)
  body.copy(pdu, 16)
  return pdu
}

export function cString(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'latin1')
}

/** A deliver_sm. */
export function deliverOf(
  sequence: number,
  message: { from: string; to: string; esmClass: number; coding: number; octets: Buffer; tlvs?: readonly WireTlv[] },
): Buffer {
  const tlvs = (message.tlvs ?? []).map(({ tag, value }) => {
    const head = Buffer.alloc(4)
    head.writeUInt16BE(tag, 0)
    head.writeUInt16BE(value.length, 2)
    return Buffer.concat([head, value])
  })
  const body = Buffer.concat([
    cString(''),
    Buffer.from([1, 1]),
    cString(message.from),
    Buffer.from([5, 0]),
    cString(message.to),
    Buffer.from([message.esmClass, 0, 0, 0, 0, 0, 0, message.coding, 0, message.octets.length]),
    message.octets,
    ...tlvs,
  ])
  return pduOf(ids.deliver, 0, sequence, body)
}

/** Seconds in a relative validity_period (`YYMMDDhhmmss000R`). */
export function validitySeconds(validity: string): number | undefined {
  const [, days, hours, minutes, seconds] = /^0000(\d\d)(\d\d)(\d\d)(\d\d)000R$/.exec(validity) ?? []
  if (days === undefined) return undefined
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)
}

const gsm =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const gsmEscaped: Record<number, string> = {
  10: '\f',
  20: '^',
  40: '{',
  41: '}',
  47: '\\',
  60: '[',
  61: '~',
  62: ']',
  64: '|',
  101: '€',
}

/** The text of one part, and its place among its siblings by the header before it or the parameters beside it; or a whole text from its payload. */
export function readText(submit: Pick<WireSubmit, 'esmClass' | 'coding' | 'octets' | 'tlvs'>): {
  text: string
  reference?: number
  part: number
  parts: number
} {
  const headed = (submit.esmClass & 0x40) !== 0
  const tlv = (tag: number) => submit.tlvs.find((one) => one.tag === tag)?.value
  const payload = tlv(0x0424)
  if (payload && submit.octets.length > 0) throw new Error('a text both in its place and in a payload')
  const body = payload ?? (headed ? submit.octets.subarray((submit.octets[0] ?? 0) + 1) : submit.octets)
  const text = submit.coding === 8 ? Buffer.from(body).swap16().toString('utf16le') : gsmText(body)
  const [reference16, total, number] = [tlv(0x020c), tlv(0x020e), tlv(0x020f)]
  if (reference16 && total && number)
    return { text, reference: reference16.readUInt16BE(0), part: number[0] ?? 1, parts: total[0] ?? 1 }
  if (!headed) return { text, part: 1, parts: 1 }
  const [, , , reference = 0, parts = 1, part = 1] = submit.octets
  return { text, reference, part, parts }
}

function gsmText(octets: Buffer): string {
  let text = ''
  for (let i = 0; i < octets.length; i++) {
    const septet = octets[i] as number
    text += septet === 0x1b ? (gsmEscaped[octets[++i] ?? 0] ?? '?') : gsm[septet]
  }
  return text
}
