/**
 * Octets to PDUs. Nothing is trusted: every read is checked against the end of its own PDU, every string has a limit,
 * and what does not fit throws a ProtocolError.
 */
import {
  type Bind,
  type Command,
  commandIds,
  type DataSm,
  headerLength,
  type MessageBody,
  type Pdu,
  ProtocolError,
  type QueryAnswer,
  type Tlv,
} from './pdu.ts'

/**
 * Longest strings taken, without the NUL. Wider than the specification where live peers are: ids of 65 and addresses of
 * 20 characters are its limits.
 */
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

const commandOf = new Map<number, Command>(Object.entries(commandIds).map(([command, id]) => [id, command as Command]))

const noTlvs: readonly Tlv[] = []

/**
 * Reads the PDU that fills `buffer` from `start` to `end`. Strings are copied; shortMessage and TLV values are views
 * into `buffer`.
 */
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
      // An error may come without a body (4.4.2); some peers leave it out of a good answer as well, which then has no
      // id.
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
    case 'query_sm':
      return {
        command,
        status,
        sequence,
        messageId: reader.cString(limits.messageId),
        sourceTon: reader.u8(),
        sourceNpi: reader.u8(),
        source: reader.cString(limits.address),
      }
    case 'query_sm_resp':
      return { command, status, sequence, ...queryAnswer(reader) }
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

/** An error may come without a body; what stands behind the last field is left unread. */
function queryAnswer(reader: Reader): Omit<QueryAnswer, 'command' | 'status' | 'sequence'> {
  if (reader.left === 0) return { messageId: '', finalDate: '', state: undefined, error: 0 }
  return {
    messageId: reader.cString(limits.messageId),
    finalDate: reader.cString(limits.time + 1),
    state: reader.u8(),
    error: reader.left > 0 ? reader.u8() : 0,
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

  /**
   * The optional parameters as far as they fit: a stray NUL, or one that says it is longer than the PDU, ends them. The next PDU begins where it should all the
   * same, and an SMSC that is cut off for it brings the same one again after every bind.
   */
  tlvs(): readonly Tlv[] {
    if (this.left === 0) return noTlvs
    const all: Tlv[] = []
    while (this.left >= 4) {
      const [tag, length] = [this.u16(), this.u16()]
      if (length > this.left) break
      all.push({ tag, value: this.octets(length) })
    }
    return all
  }

  #take(length: number): number {
    const at = this.#at
    if (length > this.#end - at) throw new ProtocolError('a PDU ends before its fields do')
    this.#at = at + length
    return at
  }
}
