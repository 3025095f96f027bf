/** A PDU in words, for a person who looks at what a connection carries. Passwords are not among them. */
import type { Traced } from '../gateway.ts'
import {
  type Addresses,
  type Bind,
  type DataSm,
  type DeliverSm,
  type Pdu,
  type SubmitSm,
  type Tlv,
  tags,
} from './pdu.ts'
import { statusWords } from './status.ts'
import { decodeText } from './text.ts'

export type Described = Pick<Traced, 'command' | 'sequence' | 'words' | 'details'>

/** `named` gives the tags that settings name, such as those of the DLT ids, their names. */
export function describe(pdu: Pdu, named: ReadonlyMap<number, string>): Described {
  const { sequence } = pdu
  const command = pdu.command === 'other' ? `command 0x${pdu.id.toString(16)}` : pdu.command
  return { command, sequence, words: wordsOf(pdu), details: [...contentOf(pdu), ...tlvLines(pdu, named)] }
}

function wordsOf(pdu: Pdu): string {
  switch (pdu.command) {
    case 'bind_transceiver':
    case 'bind_receiver':
    case 'bind_transmitter':
      return bindWords(pdu)
    case 'bind_transceiver_resp':
    case 'bind_receiver_resp':
    case 'bind_transmitter_resp':
      return pdu.status === 0 ? `ok, the SMSC calls itself "${pdu.systemId}"` : statusWords(pdu.status)
    case 'submit_sm':
    case 'deliver_sm':
      return `${addressWords(pdu)}, ${messageWords(pdu)}`
    case 'data_sm':
      return addressWords(pdu)
    case 'submit_sm_resp':
      return pdu.status === 0 ? `ok, id ${pdu.messageId || '(none)'}` : statusWords(pdu.status)
    case 'query_sm':
      return `id ${pdu.messageId}`
    case 'query_sm_resp':
      return pdu.status === 0 ? `id ${pdu.messageId}, state ${pdu.state}, error ${pdu.error}` : statusWords(pdu.status)
    default:
      return pdu.status === 0 ? (pdu.command.endsWith('_resp') ? 'ok' : '') : statusWords(pdu.status)
  }
}

function bindWords({ systemId, systemType, interfaceVersion, addressRange }: Bind): string {
  const type = systemType === '' ? '' : `, system type "${systemType}"`
  const range = addressRange === '' ? '' : `, address range "${addressRange}"`
  return `system id "${systemId}"${type}${range}, version ${versionWords(interfaceVersion)}, password not shown`
}

const versionWords = (octet: number) => `${octet >> 4}.${octet & 0x0f}`

function addressWords({ source, sourceTon, sourceNpi, dest, destTon, destNpi }: Addresses): string {
  return `from ${source || '(nobody)'} (${sourceTon}/${sourceNpi}) to ${dest || '(nobody)'} (${destTon}/${destNpi})`
}

function messageWords({
  esmClass,
  dataCoding,
  registeredDelivery,
  validity,
  serviceType,
  command,
}: SubmitSm | DeliverSm) {
  const parts = [`data coding ${dataCoding}`]
  if (esmClass !== 0) parts.push(`esm_class 0x${esmClass.toString(16).padStart(2, '0')}`)
  if (command === 'submit_sm') parts.push(registeredDelivery === 0 ? 'no receipt' : 'receipt wanted')
  if (validity !== '') parts.push(`valid ${validity}`)
  if (serviceType !== '') parts.push(`service type "${serviceType}"`)
  return parts.join(', ')
}

/** The text itself, with its place among the parts where a header tells it. */
function contentOf(pdu: Pdu): string[] {
  if (pdu.command !== 'submit_sm' && pdu.command !== 'deliver_sm') return []
  const { shortMessage, dataCoding, esmClass } = pdu
  if (shortMessage.length === 0) return []
  const hasHeader = (esmClass & 0x40) !== 0
  const [length, element, , reference, total, number] = shortMessage
  const part = hasHeader && length === 5 && element === 0 ? [`part ${number} of ${total}, reference ${reference}`] : []
  const text = decodeText(shortMessage, dataCoding, hasHeader)
  return [...part, text === undefined ? `${shortMessage.length} octets, binary` : JSON.stringify(text)]
}

const tagNames: ReadonlyMap<number, string> = new Map([
  [tags.additionalStatusInfo, 'additional_status_info_text'],
  [tags.receiptedMessageId, 'receipted_message_id'],
  [0x0204, 'user_message_reference'],
  [tags.sarReference, 'sar_msg_ref_num'],
  [tags.sarTotal, 'sar_total_segments'],
  [tags.sarNumber, 'sar_segment_seqnum'],
  [tags.scInterfaceVersion, 'sc_interface_version'],
  [tags.networkErrorCode, 'network_error_code'],
  [tags.messagePayload, 'message_payload'],
  [tags.messageState, 'message_state'],
])

function tlvLines(pdu: Pdu, named: ReadonlyMap<number, string>): string[] {
  if (!('tlvs' in pdu)) return []
  return pdu.tlvs.map(({ tag, value }) => {
    const name = tagNames.get(tag) ?? named.get(tag)
    return `0x${tag.toString(16).padStart(4, '0')}${name ? ` ${name}` : ''}: ${valueWords(pdu, { tag, value })}`
  })
}

function valueWords(pdu: Pdu, { tag, value }: Tlv): string {
  if (tag === tags.messagePayload && isMessage(pdu)) {
    const text = decodeText(value, pdu.dataCoding, (pdu.esmClass & 0x40) !== 0)
    if (text !== undefined) return JSON.stringify(text)
  }
  if (tag === tags.scInterfaceVersion && value.length === 1) return versionWords(value[0] ?? 0)
  const plain = value.toString('latin1')
  if (/^[\x20-\x7e]+\0?$/.test(plain)) return plain.endsWith('\0') ? `${plain.slice(0, -1)} (and a NUL)` : plain
  return value.length === 0 ? '(empty)' : value.toString('hex')
}

function isMessage(pdu: Pdu): pdu is SubmitSm | DeliverSm | DataSm {
  return pdu.command === 'submit_sm' || pdu.command === 'deliver_sm' || pdu.command === 'data_sm'
}
