/** PDUs to octets, joined in one buffer, so that a turn's worth of them is one write to the socket. */
import {
  type Bind,
  type BindAnswer,
  type Command,
  commandIds,
  type DataSm,
  type DeliverSm,
  headerLength,
  type MessageAnswer,
  type MessageFields,
  type Pdu,
  type QueryAnswer,
  type QuerySm,
  type ShortMessage,
  type SubmitSm,
  type Tlv,
} from './pdu.ts'

/** sm_length is one octet, and 255 is reserved (4.4.1). */
const longestText = 254

const noTlvs: readonly Tlv[] = []

type MessageHeader = Pick<SubmitSm | DeliverSm, 'command' | 'status' | 'sequence'>

/** Collects PDUs for one write. */
export class PduWriter {
  #buffer: Buffer
  #at = 0
  #begunAt = 0

  constructor(size = 1_024) {
    this.#buffer = Buffer.allocUnsafe(size)
  }

  get length(): number {
    return this.#at
  }

  /** Hands over what was collected; the writer begins anew with memory of its own. */
  take(): Buffer {
    const taken = this.#buffer.subarray(0, this.#at)
    this.#buffer = Buffer.allocUnsafe(Math.max(1_024, this.#at))
    this.#at = 0
    return taken
  }

  pdu(pdu: Exclude<Pdu, { command: 'other' }>): void {
    switch (pdu.command) {
      case 'submit_sm':
      case 'deliver_sm':
        this.#message(pdu, pdu, octetsOf(pdu.shortMessage))
        break
      case 'submit_sm_resp':
      case 'deliver_sm_resp':
      case 'data_sm_resp':
        this.#answer(pdu, pdu.messageId)
        break
      case 'data_sm':
        this.#data(pdu)
        break
      case 'query_sm':
        this.#query(pdu)
        break
      case 'query_sm_resp':
        this.#queryAnswer(pdu)
        break
      case 'bind_transceiver':
      case 'bind_receiver':
      case 'bind_transmitter':
        this.#bind(pdu)
        break
      case 'bind_transceiver_resp':
      case 'bind_receiver_resp':
      case 'bind_transmitter_resp':
        this.#answer(pdu, pdu.systemId)
        break
      case 'unbind':
      case 'unbind_resp':
      case 'enquire_link':
      case 'enquire_link_resp':
      case 'generic_nack':
        this.#end(this.#begin(pdu.command, pdu.status, pdu.sequence, headerLength))
        break
    }
  }

  /** One submit_sm: what is written most, so nothing is copied on the way. */
  submit(fields: MessageFields, part: ShortMessage, sequence: number): void {
    this.#message({ command: 'submit_sm', status: 0, sequence }, fields, part)
  }

  #message(header: MessageHeader, pdu: MessageFields, text: ShortMessage): void {
    const strings =
      pdu.serviceType.length + pdu.source.length + pdu.dest.length + pdu.scheduleAt.length + pdu.validity.length
    const own = text.tlvs ?? noTlvs
    const size = 33 + strings + longestText + sizeOf(pdu.tlvs) + sizeOf(own)
    const at = this.#begin(header.command, header.status, header.sequence, size)
    this.#cString(pdu.serviceType)
    this.#u8(pdu.sourceTon)
    this.#u8(pdu.sourceNpi)
    this.#cString(pdu.source)
    this.#u8(pdu.destTon)
    this.#u8(pdu.destNpi)
    this.#cString(pdu.dest)
    this.#u8(pdu.esmClass)
    this.#u8(pdu.protocolId)
    this.#u8(pdu.priority)
    this.#cString(pdu.scheduleAt)
    this.#cString(pdu.validity)
    this.#u8(pdu.registeredDelivery)
    this.#u8(pdu.replaceIfPresent)
    this.#u8(pdu.dataCoding)
    this.#u8(pdu.defaultMessageId)
    this.#text(text)
    this.#tlvs(pdu.tlvs)
    this.#tlvs(own)
    this.#end(at)
  }

  #data(pdu: DataSm): void {
    const strings = pdu.serviceType.length + pdu.source.length + pdu.dest.length
    const at = this.#begin(pdu.command, pdu.status, pdu.sequence, 26 + strings + sizeOf(pdu.tlvs))
    this.#cString(pdu.serviceType)
    this.#u8(pdu.sourceTon)
    this.#u8(pdu.sourceNpi)
    this.#cString(pdu.source)
    this.#u8(pdu.destTon)
    this.#u8(pdu.destNpi)
    this.#cString(pdu.dest)
    this.#u8(pdu.esmClass)
    this.#u8(pdu.registeredDelivery)
    this.#u8(pdu.dataCoding)
    this.#tlvs(pdu.tlvs)
    this.#end(at)
  }

  #bind(pdu: Bind): void {
    const strings = pdu.systemId.length + pdu.password.length + pdu.systemType.length + pdu.addressRange.length
    const at = this.#begin(pdu.command, pdu.status, pdu.sequence, 23 + strings)
    this.#cString(pdu.systemId)
    this.#cString(pdu.password)
    this.#cString(pdu.systemType)
    this.#u8(pdu.interfaceVersion)
    this.#u8(pdu.addrTon)
    this.#u8(pdu.addrNpi)
    this.#cString(pdu.addressRange)
    this.#end(at)
  }

  #query(pdu: QuerySm): void {
    const size = headerLength + 4 + pdu.messageId.length + pdu.source.length
    const at = this.#begin(pdu.command, pdu.status, pdu.sequence, size)
    this.#cString(pdu.messageId)
    this.#u8(pdu.sourceTon)
    this.#u8(pdu.sourceNpi)
    this.#cString(pdu.source)
    this.#end(at)
  }

  #queryAnswer(pdu: QueryAnswer): void {
    const size = headerLength + 4 + pdu.messageId.length + pdu.finalDate.length
    const at = this.#begin(pdu.command, pdu.status, pdu.sequence, size)
    if (pdu.state !== undefined) {
      this.#cString(pdu.messageId)
      this.#cString(pdu.finalDate)
      this.#u8(pdu.state)
      this.#u8(pdu.error)
    }
    this.#end(at)
  }

  #answer(pdu: BindAnswer | MessageAnswer, id: string): void {
    const at = this.#begin(pdu.command, pdu.status, pdu.sequence, headerLength + 1 + id.length + sizeOf(pdu.tlvs))
    this.#cString(id)
    this.#tlvs(pdu.tlvs)
    this.#end(at)
  }

  #begin(command: Command, status: number, sequence: number, size: number): number {
    const at = this.#at
    if (at + size > this.#buffer.length) this.#grow(at + size)
    this.#begunAt = at
    this.#at = at + 4
    this.#u32(commandIds[command])
    this.#u32(status)
    this.#u32(sequence)
    return at
  }

  #end(at: number): void {
    this.#buffer.writeUInt32BE(this.#at - at, at)
  }

  #grow(needed: number): void {
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2))
    this.#buffer.copy(larger, 0, 0, this.#at)
    this.#buffer = larger
  }

  #u8(value: number): void {
    this.#buffer[this.#at++] = value
  }

  #u32(value: number): void {
    this.#at = this.#buffer.writeUInt32BE(value, this.#at)
  }

  /** A NUL inside a string would shift every field behind it, so the PDU is taken back. */
  #cString(text: string): void {
    if (text.includes('\0')) {
      this.#at = this.#begunAt
      throw new RangeError('a string holds a NUL')
    }
    this.#at += this.#buffer.write(text, this.#at, 'latin1')
    this.#buffer[this.#at++] = 0
  }

  #text(text: ShortMessage): void {
    const lengthAt = this.#at
    this.#at = text.writeTo(this.#buffer, lengthAt + 1)
    this.#buffer[lengthAt] = this.#at - lengthAt - 1
  }

  #octets(octets: Buffer): void {
    this.#buffer.set(octets, this.#at)
    this.#at += octets.length
  }

  #tlvs(tlvs: readonly Tlv[]): void {
    for (const tlv of tlvs) {
      this.#at = this.#buffer.writeUInt16BE(tlv.tag, this.#at)
      this.#at = this.#buffer.writeUInt16BE(tlv.value.length, this.#at)
      this.#octets(tlv.value)
    }
  }
}

function octetsOf(shortMessage: Buffer): ShortMessage {
  if (shortMessage.length > longestText) throw new RangeError(`a short message holds at most ${longestText} octets`)
  return {
    writeTo: (buffer, at) => {
      buffer.set(shortMessage, at)
      return at + shortMessage.length
    },
  }
}

/** One PDU as octets. */
export function encode(pdu: Exclude<Pdu, { command: 'other' }>): Buffer {
  const writer = new PduWriter()
  writer.pdu(pdu)
  return writer.take()
}

function sizeOf(tlvs: readonly Tlv[]): number {
  let size = 0
  for (const tlv of tlvs) size += 4 + tlv.value.length
  return size
}
