/**
 * Octets to PDUs and back. Reading never trusts the peer: every read is checked against the end of its own PDU, every string has a limit, and what
 * does not fit throws a ProtocolError. Writing joins PDUs in one buffer, so that a turn's worth of them is one write to the socket.
 */
import {
  type Bind,
  type BindAnswer,
  type Command,
  commandIds,
  type DataSm,
  type DeliverSm,
  headerLength,
  type MessageAnswer,
  type MessageBody,
  type MessageFields,
  type Pdu,
  ProtocolError,
  type ShortMessage,
  type SubmitSm,
  type Tlv,
} from './pdu.ts'

/** Longest strings taken, without the NUL. Wider than the specification where live peers are: ids of 65 and addresses of 20 characters are its limits. */
const limits = {
  systemId: 64,
  password: 64,
  systemType: 64,
  addressRange: 64,
  serviceType: 16,
  address: 64,
  time: 16,
  messageId: 255,
}

/** sm_length is one octet, and 255 is reserved (4.4.1). */
const longestText = 254

const commandOf = new Map<number, Command>(Object.entries(commandIds).map(([command, id]) => [id, command as Command]))

const noTlvs: readonly Tlv[] = []

/** Reads the PDU that fills `buffer` from `start` to `end`. Strings are copied; shortMessage and TLV values are views into `buffer`. */
export function decode(buffer: Buffer, start = 0, end = buffer.length): Pdu {
  const reader = new Reader(buffer, start, end)
  if (end - start < headerLength || reader.u32() !== end - start)
    throw new ProtocolError('the length word is not the length')
  const id = reader.u32()
  const status = reader.u32()
  const sequence = reader.u32()
  const command = commandOf.get(id)
  switch (command) {
    case 'submit_sm_resp':
    case 'deliver_sm_resp':
    case 'data_sm_resp':
      // An error may come without a body (4.4.2); some peers leave it out of a good answer as well, which then has no id.
      return {
        command,
        status,
        sequence,
        messageId: reader.left ? reader.cString(limits.messageId) : '',
        tlvs: reader.tlvs(),
      }
    case 'deliver_sm':
    case 'submit_sm':
      return { command, status, sequence, ...messageBody(reader) }
    case 'data_sm':
      return { command, status, sequence, ...dataBody(reader) }
    case 'bind_transceiver':
    case 'bind_receiver':
    case 'bind_transmitter':
      return { command, status, sequence, ...bindBody(reader) }
    case 'bind_transceiver_resp':
    case 'bind_receiver_resp':
    case 'bind_transmitter_resp':
      return {
        command,
        status,
        sequence,
        systemId: reader.left ? reader.cString(limits.systemId) : '',
        tlvs: reader.tlvs(),
      }
    case 'unbind':
    case 'unbind_resp':
    case 'enquire_link':
    case 'enquire_link_resp':
    case 'generic_nack':
      return { command, status, sequence }
    case 'alert_notification':
    case undefined:
      return { command: 'other', id, status, sequence }
  }
}

function bindBody(reader: Reader): Omit<Bind, 'command' | 'status' | 'sequence'> {
  return {
    systemId: reader.cString(limits.systemId),
    password: reader.cString(limits.password),
    systemType: reader.cString(limits.systemType),
    interfaceVersion: reader.u8(),
    addrTon: reader.u8(),
    addrNpi: reader.u8(),
    addressRange: reader.cString(limits.addressRange),
  }
}

function messageBody(reader: Reader): MessageBody {
  return {
    serviceType: reader.cString(limits.serviceType),
    sourceTon: reader.u8(),
    sourceNpi: reader.u8(),
    source: reader.cString(limits.address),
    destTon: reader.u8(),
    destNpi: reader.u8(),
    dest: reader.cString(limits.address),
    esmClass: reader.u8(),
    protocolId: reader.u8(),
    priority: reader.u8(),
    scheduleAt: reader.cString(limits.time),
    validity: reader.cString(limits.time),
    registeredDelivery: reader.u8(),
    replaceIfPresent: reader.u8(),
    dataCoding: reader.u8(),
    defaultMessageId: reader.u8(),
    shortMessage: reader.octets(reader.u8()),
    tlvs: reader.tlvs(),
  }
}

function dataBody(reader: Reader): Omit<DataSm, 'command' | 'status' | 'sequence'> {
  return {
    serviceType: reader.cString(limits.serviceType),
    sourceTon: reader.u8(),
    sourceNpi: reader.u8(),
    source: reader.cString(limits.address),
    destTon: reader.u8(),
    destNpi: reader.u8(),
    dest: reader.cString(limits.address),
    esmClass: reader.u8(),
    registeredDelivery: reader.u8(),
    dataCoding: reader.u8(),
    tlvs: reader.tlvs(),
  }
}

type MessageHeader = Pick<SubmitSm | DeliverSm, 'command' | 'status' | 'sequence'>

class Reader {
  readonly #buffer: Buffer
  readonly #end: number
  #at: number

  constructor(buffer: Buffer, at: number, end: number) {
    this.#buffer = buffer
    this.#at = at
    this.#end = end
  }

  get left(): number {
    return this.#end - this.#at
  }

  u8(): number {
    return this.#buffer[this.#take(1)] as number
  }

  u16(): number {
    return this.#buffer.readUInt16BE(this.#take(2))
  }

  u32(): number {
    return this.#buffer.readUInt32BE(this.#take(4))
  }

  octets(length: number): Buffer {
    const at = this.#take(length)
    return this.#buffer.subarray(at, at + length)
  }

  cString(limit: number): string {
    const nul = this.#buffer.indexOf(0, this.#at)
    if (nul < 0 || nul >= this.#end) throw new ProtocolError('a string has no end within its PDU')
    if (nul - this.#at > limit) throw new ProtocolError(`a string is longer than ${limit} octets`)
    const text = this.#buffer.toString('latin1', this.#at, nul)
    this.#at = nul + 1
    return text
  }

  tlvs(): readonly Tlv[] {
    if (this.left === 0) return noTlvs
    const all: Tlv[] = []
    while (this.left > 0) all.push({ tag: this.u16(), value: this.octets(this.u16()) })
    return all
  }

  #take(length: number): number {
    const at = this.#at
    if (length > this.#end - at) throw new ProtocolError('a PDU ends before its fields do')
    this.#at = at + length
    return at
  }
}

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
    const size = 33 + strings + longestText + sizeOf(pdu.tlvs)
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
