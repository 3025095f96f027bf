/** An SMSC made of the npm `smpp` package's server: an implementation of SMPP that nobody here wrote. */
import type { AddressInfo, Server, Socket } from 'node:net'
// @ts-expect-error The package has no types.
import smpp from 'smpp'

/** A PDU as the package reads it; unknown parameters are properties named by their tag. */
export type NpmPdu = {
  command: string
  command_status: number
  sequence_number: number
  source_addr: string
  source_addr_ton: number
  source_addr_npi: number
  destination_addr: string
  dest_addr_ton: number
  dest_addr_npi: number
  esm_class: number
  data_coding: number
  registered_delivery: number
  validity_period: string | Date
  system_id: string
  password: string
  message_payload?: { message: string | Buffer }
  sar_msg_ref_num?: number
  sar_total_segments?: number
  sar_segment_seqnum?: number
  short_message: { udh?: Buffer[]; message: string | Buffer }
  response(fields?: object): NpmPdu
  [tag: number]: Buffer
}

export type NpmSession = {
  socket: Socket
  on(event: string, listener: (pdu: NpmPdu) => void): void
  send(pdu: NpmPdu, answered?: (pdu: NpmPdu) => void): boolean
  deliver_sm(fields: object, answered: (pdu: NpmPdu) => void): boolean
  bind_transceiver(fields: object, answered: (pdu: NpmPdu) => void): boolean
  submit_sm(fields: object, answered: (pdu: NpmPdu) => void): boolean
  unbind(answered: (pdu: NpmPdu) => void): boolean
  destroy(): void
}

type Library = {
  connect(to: { url: string }, connected: () => void): NpmSession
  createServer(options: { key?: string; cert?: string }, listener: (session: NpmSession) => void): Server
  encodings: { ASCII: { encode(text: string): Buffer }; UCS2: { encode(text: string): Buffer } }
}

export const library = smpp as Library

export type NpmSmsc = {
  port: number
  /** The binds of now, oldest first. */
  sessions: NpmSession[]
  /** The raw octets of each submit_sm, by sequence number of its bind. */
  octets: Map<number, Buffer>
  close(): Promise<void>
}

/** Listens; binds are accepted, `submitted` is told of each submit_sm and answers it. */
export async function openNpmSmsc(
  submitted: (pdu: NpmPdu, session: NpmSession) => void,
  options: { port?: number; bindStatus?: number; tls?: { key: string; cert: string } } = {},
): Promise<NpmSmsc> {
  const sessions: NpmSession[] = []
  const octets = new Map<number, Buffer>()
  const server = library.createServer(options.tls ?? {}, (session) => {
    tap(session.socket, octets)
    session.on('error', () => session.destroy())
    session.on('close', () => void sessions.splice(sessions.indexOf(session), 1))
    for (const kind of ['bind_transceiver', 'bind_transmitter', 'bind_receiver'])
      session.on(kind, (pdu) => {
        session.send(pdu.response({ command_status: options.bindStatus ?? 0, system_id: 'npm' }))
        sessions.push(session)
      })
    session.on('enquire_link', (pdu) => session.send(pdu.response()))
    session.on('unbind', (pdu) => session.send(pdu.response()))
    session.on('submit_sm', (pdu) => submitted(pdu, session))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const session of [...sessions]) session.destroy()
    await closed
  }
  return { port: (server.address() as AddressInfo).port, sessions, octets, close }
}

/** Keeps a copy of what the package reads from its socket: first the length word, then the rest of the PDU. */
function tap(socket: Socket, octets: Map<number, Buffer>): void {
  const read = socket.read.bind(socket)
  let stream = Buffer.alloc(0)
  socket.read = (size?: number) => {
    const chunk = read(size) as Buffer | null
    if (!chunk) return chunk
    stream = Buffer.concat([stream, chunk])
    while (stream.length >= 16 && stream.length >= stream.readUInt32BE(0)) {
      const pdu = stream.subarray(0, stream.readUInt32BE(0))
      if (pdu.readUInt32BE(4) === 4) octets.set(pdu.readUInt32BE(12), pdu)
      stream = stream.subarray(pdu.length)
    }
    return chunk
  }
}
