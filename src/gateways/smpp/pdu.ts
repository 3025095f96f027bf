/**
 * The PDUs of SMPP 3.4 that a sender of texts needs, as values. The specification is "Short Message Peer to Peer
 * Protocol v3.4, issue 1.2"; the numbers in comments are its sections.
 */

/** command_id of every PDU that we read or write (5.1.2.1). */
export const commandIds = {
  generic_nack: 0x80000000,
  bind_receiver: 0x00000001,
  bind_receiver_resp: 0x80000001,
  bind_transmitter: 0x00000002,
  bind_transmitter_resp: 0x80000002,
  query_sm: 0x00000003,
  query_sm_resp: 0x80000003,
  submit_sm: 0x00000004,
  submit_sm_resp: 0x80000004,
  deliver_sm: 0x00000005,
  deliver_sm_resp: 0x80000005,
  unbind: 0x00000006,
  unbind_resp: 0x80000006,
  bind_transceiver: 0x00000009,
  bind_transceiver_resp: 0x80000009,
  enquire_link: 0x00000015,
  enquire_link_resp: 0x80000015,
  alert_notification: 0x00000102,
  data_sm: 0x00000103,
  data_sm_resp: 0x80000103,
} as const

export type Command = keyof typeof commandIds

/**
 * Requests that SMPP 3.4 defines and we do not serve: answered with generic_nack. An id beyond these is taken for a
 * stream out of step.
 */
export const unservedIds: ReadonlySet<number> = new Set([0x07, 0x08, 0x0b, 0x21, 0x111, 0x112, 0x113])

/** Tags of the optional parameters that we look at (5.3.2); all others are kept as bytes. */
export const tags = {
  additionalStatusInfo: 0x001d,
  receiptedMessageId: 0x001e,
  sarReference: 0x020c,
  sarTotal: 0x020e,
  sarNumber: 0x020f,
  scInterfaceVersion: 0x0210,
  networkErrorCode: 0x0423,
  messagePayload: 0x0424,
  messageState: 0x0427,
} as const

/** One optional parameter. A list of them keeps the order and repeats. */
export type Tlv = { tag: number; value: Buffer }

type Header = { status: number; sequence: number }

export type Bind = Header & {
  command: 'bind_transceiver' | 'bind_receiver' | 'bind_transmitter'
  systemId: string
  password: string
  systemType: string
  interfaceVersion: number
  addrTon: number
  addrNpi: number
  addressRange: string
}

export type BindAnswer = Header & {
  command: 'bind_transceiver_resp' | 'bind_receiver_resp' | 'bind_transmitter_resp'
  systemId: string
  tlvs: readonly Tlv[]
}

export type Addresses = {
  sourceTon: number
  sourceNpi: number
  source: string
  destTon: number
  destNpi: number
  dest: string
}

/**
 * The octets of a text, written where they are wanted. Says where they end; never more than 254 of them. Its own
 * parameters come behind those that all parts share.
 */
export type ShortMessage = { writeTo(buffer: Buffer, at: number): number; readonly tlvs?: readonly Tlv[] }

/** What submit_sm and deliver_sm share besides the text itself (4.4.1, 4.6.1). */
export type MessageFields = Addresses & {
  serviceType: string
  esmClass: number
  protocolId: number
  priority: number
  scheduleAt: string
  validity: string
  registeredDelivery: number
  replaceIfPresent: number
  dataCoding: number
  defaultMessageId: number
  tlvs: readonly Tlv[]
}

export type MessageBody = MessageFields & { shortMessage: Buffer }

export type SubmitSm = Header & MessageBody & { command: 'submit_sm' }
export type DeliverSm = Header & MessageBody & { command: 'deliver_sm' }

/** data_sm (4.7.1): the text is in the message_payload parameter. */
export type DataSm = Header &
  Addresses & {
    command: 'data_sm'
    serviceType: string
    esmClass: number
    registeredDelivery: number
    dataCoding: number
    tlvs: readonly Tlv[]
  }

export type MessageAnswer = Header & {
  command: 'submit_sm_resp' | 'deliver_sm_resp' | 'data_sm_resp'
  messageId: string
  tlvs: readonly Tlv[]
}

/** Asks what became of a text (4.8.1). */
export type QuerySm = Header & {
  command: 'query_sm'
  messageId: string
  sourceTon: number
  sourceNpi: number
  source: string
}

export type QueryAnswer = Header & {
  command: 'query_sm_resp'
  messageId: string
  finalDate: string
  /** message_state; undefined where the answer has no body. */
  state: number | undefined
  error: number
}

/** PDUs that are nothing but a header. */
export type Bare = Header & {
  command: 'unbind' | 'unbind_resp' | 'enquire_link' | 'enquire_link_resp' | 'generic_nack'
}

/** Whatever else a peer may send; its body is not read. */
export type Other = Header & { command: 'other'; id: number }

export type Pdu =
  | Bind
  | BindAnswer
  | SubmitSm
  | DeliverSm
  | DataSm
  | MessageAnswer
  | QuerySm
  | QueryAnswer
  | Bare
  | Other

/** A PDU begins with this many octets of header. */
export const headerLength = 16

/**
 * The longest PDU taken from a peer: what nobody's text needs, so a longer one is a stream out of step or an attack on
 * memory.
 */
export const maxPduLength = 65_536

/** The highest sequence number; the next is 1 (5.1.4 keeps the top bit and 0 free). */
export const maxSequence = 0x7fffffff

/**
 * A peer broke the protocol. The session that met it is closed: after a wrong length nothing on the stream can be
 * trusted.
 */
export class ProtocolError extends Error {
  override name = 'ProtocolError'
}
