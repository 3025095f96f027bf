/**
 * An SMSC of ours for tests, the torture run and the bench: takes binds, writes every submit into its journal before it
 * answers, and misbehaves as told. As a library: `await Smsc.open({ answer, receipt })`. As a process: `node
 * test/support/smsc.ts --port 0 --journal file`, see `--help`.
 */
import { closeSync, openSync, writeSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { parseArgs } from 'node:util'
import { cString, deliverOf, ids, pduOf, readSubmit, readText, type WireSubmit } from './smsc-wire.ts'

/** One submit_sm as the peer took it. */
export type Submitted = WireSubmit & {
  /** Epoch milliseconds. */
  at: number
  /** Which bind it came by, counted from 1. */
  session: number
  sequence: number
  text: string
  reference?: number
  part: number
  parts: number
  /** The id that it is given, whether or not the answer tells it. */
  id: string
}

/** A submit and what the peer decided about it, before it answered. Without a status it was taken, whether or not the answer arrives. */
export type Journalled = Submitted & { answer: Answer }

/** What the peer does with one submit. Nothing set: it accepts at once. */
export type Answer = {
  status?: number
  /** What the answer says instead of the id; empty for none. */
  saysId?: string
  delayMs?: number
  silent?: boolean
  /** Cut the connection: instead of the answer, or in the middle of it. */
  cut?: 'instead' | 'half'
  /** Sent in place of the answer. */
  garbage?: Buffer
  /** Send the receipt before the answer. */
  receiptFirst?: boolean
}

/** The receipt for one accepted submit, or undefined for none. */
export type ReceiptPlan = {
  afterMs: number
  stat: string
  err?: string
  times?: number
  by?: 'text' | 'tlv' | 'both'
  /** What network_error_code says: type and code. */
  network?: readonly [type: number, code: number]
}

export type SmscOptions = {
  host?: string
  port?: number
  /** Appended to before each answer, one JSON line a submit. */
  journalFile?: string
  /** What it answers to query_sm: the message_state of that id; undefined for one it does not know, and nothing at all where it says 'silence'. */
  query?: (id: string, source: string) => number | 'silence' | undefined
  bindStatus?: (bind: { systemId: string; password: string; kind: BindKind }) => number
  /** Speaks TLS by this key and certificate, and may ask for one that `ca` vouches for. */
  tls?: { key: string; cert: string; ca?: string; requestCert?: boolean }
  answer?: (submit: Submitted, count: number) => Answer
  receipt?: (submit: Submitted) => ReceiptPlan | undefined
  /** How receipts write the id. */
  receiptId?: (id: string) => string
  /** The first id; ids count up from it, in decimal. */
  firstId?: number
  /** Minutes east of UTC of the times in receipts. */
  zoneMinutes?: number
  /** No journal, no reading of bodies, no faults: as fast as can be. */
  lean?: boolean
}

export type BindKind = 'receiver' | 'transmitter' | 'transceiver'

type Bound = {
  socket: Socket
  kind: BindKind
  session: number
  sequence: number
  waiting: Map<number, (status: number | undefined) => void>
  isOpen: boolean
}

export class Smsc {
  readonly journal: Journalled[] = []
  /** How many were taken, also in lean mode. */
  taken = 0
  binds = 0
  /** When each enquire_link came, in epoch milliseconds. */
  readonly enquired: number[] = []
  /** Kinds of the binds that said unbind, in that order. */
  readonly unbound: BindKind[] = []
  port = 0
  readonly #options: SmscOptions
  readonly #server: Server
  readonly #bound = new Set<Bound>()
  readonly #file: number | undefined
  #nextId: number
  #turn = 0
  #isClosed = false

  /** Changed at any time; read for each submit. */
  answer: NonNullable<SmscOptions['answer']>
  receipt: NonNullable<SmscOptions['receipt']>
  bindStatus: NonNullable<SmscOptions['bindStatus']>
  /** Nothing that comes is read or answered. */
  isFrozen = false

  private constructor(options: SmscOptions) {
    this.#options = options
    this.answer = options.answer ?? (() => ({}))
    this.receipt = options.receipt ?? (() => undefined)
    this.bindStatus = options.bindStatus ?? (() => 0)
    this.#nextId = options.firstId ?? 1_000_000
    this.#file = options.journalFile === undefined ? undefined : openSync(options.journalFile, 'a')
    const serve = (socket: Socket) => this.#serve(socket)
    this.#server = options.tls ? createTlsServer(options.tls, serve) : createServer(serve)
  }

  static async open(options: SmscOptions = {}): Promise<Smsc> {
    const smsc = new Smsc(options)
    await smsc.listen(options.port ?? 0)
    return smsc
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, this.#options.host ?? '127.0.0.1', resolve)
    })
    const address = this.#server.address()
    this.port = typeof address === 'object' && address ? address.port : port
  }

  /** Cuts every connection, or those of one kind, with a reset. */
  cutAll(kind?: BindKind): void {
    for (const bound of this.#bound) {
      if (kind !== undefined && bound.kind !== kind) continue
      if (this.#options.tls) bound.socket.destroy()
      else bound.socket.resetAndDestroy()
    }
  }

  /** The binds that stand, oldest first. */
  bound(): BindKind[] {
    return [...this.#bound].filter((one) => one.isOpen).map((one) => one.kind)
  }

  /** Stops listening and cuts; `listen(port)` starts it again. */
  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve))
    this.cutAll()
    await closed
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.stop()
    if (this.#file !== undefined) closeSync(this.#file)
  }

  /**
   * Sends a deliver_sm on some bind; resolves with the status of its answer, or undefined where the line went first.
   */
  deliver(message: Parameters<typeof deliverOf>[1]): Promise<number | undefined> {
    // Binds take turns, as an SMSC spreads its receipts.
    const open = [...this.#bound].filter((one) => one.isOpen && one.kind !== 'transmitter')
    const bound = open[this.#turn++ % open.length]
    if (!bound) return Promise.resolve(undefined)
    return new Promise((resolve) => {
      const sequence = ++bound.sequence
      bound.waiting.set(sequence, resolve)
      bound.socket.write(deliverOf(sequence, message))
    })
  }

  /** Sends the receipt of something that was submitted, or of an id nobody knows. */
  sendReceipt(
    of: { id: string; dest: string; source?: string; text?: string; at?: number },
    plan: Omit<ReceiptPlan, 'afterMs' | 'times'> & { doneAt?: number; esmClass?: number },
  ): Promise<number | undefined> {
    return this.deliver(this.receiptOf(of, plan))
  }

  receiptOf(
    of: { id: string; dest: string; source?: string; text?: string; at?: number },
    {
      stat,
      err = '000',
      by = 'text',
      network,
      doneAt = Date.now(),
      esmClass = 0x04,
    }: Parameters<Smsc['sendReceipt']>[1],
  ): Parameters<typeof deliverOf>[1] {
    const id = this.#options.receiptId?.(of.id) ?? of.id
    const states = ['SCHEDULED', 'ENROUTE', 'DELIVRD', 'EXPIRED', 'DELETED', 'UNDELIV', 'ACCEPTD', 'UNKNOWN', 'REJECTD']
    const zone = this.#options.zoneMinutes ?? 0
    const words =
      `id:${id} sub:001 dlvrd:${stat === 'DELIVRD' ? '001' : '000'} submit date:${dateOf(of.at ?? doneAt, zone)} ` +
      `done date:${dateOf(doneAt, zone)} stat:${stat} err:${err} text:${(of.text ?? '').slice(0, 20)}`
    const tlvs = [
      { tag: 0x001e, value: cString(id) },
      { tag: 0x0427, value: Buffer.from([Math.max(0, states.indexOf(stat))]) },
      ...(network ? [{ tag: 0x0423, value: Buffer.from([network[0], network[1] >> 8, network[1] & 0xff]) }] : []),
    ]
    return {
      from: of.dest,
      to: of.source ?? '',
      esmClass,
      coding: 0,
      octets: by === 'tlv' ? Buffer.alloc(0) : Buffer.from(words, 'latin1'),
      ...(by === 'text' ? {} : { tlvs }),
    }
  }

  #serve(socket: Socket): void {
    const session = ++this.binds
    const bound: Bound = { socket, kind: 'transceiver', session, sequence: 0, waiting: new Map(), isOpen: false }
    this.#bound.add(bound)
    socket.setNoDelay(true)
    let rest: Buffer = Buffer.alloc(0)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      this.#bound.delete(bound)
      for (const resolve of bound.waiting.values()) resolve(undefined)
    })
    socket.on('data', (chunk: Buffer) => {
      if (this.isFrozen) {
        socket.pause()
        return
      }
      const all = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      rest = this.#options.lean ? this.#lean(bound, all) : this.#readAll(bound, all)
    })
  }

  /**
   * Reads every whole PDU of `all`; the journal of them all is written before any is answered. Returns what is left.
   */
  #readAll(bound: Bound, all: Buffer): Buffer {
    const submits: Journalled[] = []
    const out: Buffer[] = []
    let at = 0
    while (all.length - at >= 16) {
      const length = all.readUInt32BE(at)
      if (all.length - at < length) break
      const pdu = all.subarray(at, at + length)
      at += length
      this.#take(bound, pdu, submits, out)
    }
    if (submits.length > 0) this.#write(submits)
    if (out.length > 0) bound.socket.write(Buffer.concat(out))
    for (const submit of submits) this.#answerSubmit(bound, submit)
    return Buffer.from(all.subarray(at))
  }

  #take(bound: Bound, pdu: Buffer, submits: Journalled[], out: Buffer[]): void {
    const [id, sequence] = [pdu.readUInt32BE(4), pdu.readUInt32BE(12)]
    switch (id) {
      case ids.submit: {
        const wire = readSubmit(pdu)
        this.taken++
        const submit: Submitted = {
          ...wire,
          ...readText(wire),
          at: Date.now(),
          session: bound.session,
          sequence,
          id: String(this.#nextId++),
        }
        submits.push({ ...submit, answer: this.answer(submit, this.taken) })
        break
      }
      case ids.bindReceiver:
      case ids.bindTransmitter:
      case ids.bindTransceiver:
        out.push(this.#bindAnswer(bound, pdu, id, sequence))
        break
      case ids.query:
        out.push(this.#queryAnswer(pdu, sequence))
        break
      case ids.enquire:
        this.enquired.push(Date.now())
        out.push(pduOf(ids.enquireResp, 0, sequence))
        break
      case ids.unbind:
        bound.isOpen = false
        this.unbound.push(bound.kind)
        out.push(pduOf(0x80000006, 0, sequence))
        break
      case ids.deliverResp:
        bound.waiting.get(sequence)?.(pdu.readUInt32BE(8))
        bound.waiting.delete(sequence)
        break
    }
  }

  #queryAnswer(pdu: Buffer, sequence: number): Buffer {
    const end = pdu.indexOf(0, 16)
    const id = pdu.toString('latin1', 16, end)
    const source = pdu.toString('latin1', end + 3, pdu.indexOf(0, end + 3))
    const state = this.#options.query?.(id, source)
    if (state === 'silence') return Buffer.alloc(0)
    if (state === undefined) return pduOf(ids.queryResp, 0x67, sequence)
    const final = state === 1 ? '' : '261123154600022+'
    return pduOf(ids.queryResp, 0, sequence, Buffer.concat([cString(id), cString(final), Buffer.from([state, 0])]))
  }

  #bindAnswer(bound: Bound, pdu: Buffer, id: number, sequence: number): Buffer {
    const [systemId = '', password = ''] = pdu.toString('latin1', 16).split('\0')
    bound.kind = id === ids.bindReceiver ? 'receiver' : id === ids.bindTransmitter ? 'transmitter' : 'transceiver'
    const status = this.bindStatus({ systemId, password, kind: bound.kind })
    bound.isOpen = status === 0
    const version = Buffer.from([0x02, 0x10, 0x00, 0x01, 0x34])
    const body = status === 0 ? Buffer.concat([cString('aftercall-smsc'), version]) : Buffer.alloc(0)
    return pduOf((id | 0x80000000) >>> 0, status, sequence, body)
  }

  #write(submits: readonly Journalled[]): void {
    if (this.#file === undefined) {
      this.journal.push(...submits)
      return
    }
    const lines = submits.map(
      ({ at, session, sequence, source, dest, text, part, parts, reference, validity, tlvs, id, coding, answer }) =>
        JSON.stringify({
          at,
          session,
          sequence,
          source,
          dest,
          text,
          part,
          parts,
          reference,
          validity,
          id,
          coding,
          status: answer.status ?? 0,
          answered: !(answer.silent || answer.cut || answer.garbage),
          tlvs: tlvs.map(({ tag, value }) => [tag, value.toString('hex')]),
        }),
    )
    writeSync(this.#file, `${lines.join('\n')}\n`)
  }

  #answerSubmit(bound: Bound, submit: Journalled): void {
    const { answer } = submit
    const plan = (answer.status ?? 0) === 0 ? this.receipt(submit) : undefined
    const sendReceipts = (plan: ReceiptPlan) => {
      for (let i = 0; i < (plan.times ?? 1); i++) void this.#insist(submit, plan)
    }
    if (plan && answer.receiptFirst) sendReceipts(plan)
    const send = () => {
      this.#sendAnswer(bound.socket, submit, answer)
      if (plan && !answer.receiptFirst) setTimeout(() => sendReceipts(plan), plan.afterMs)
    }
    if (answer.delayMs === undefined) send()
    else setTimeout(send, answer.delayMs)
  }

  /** Sends a receipt until it is acknowledged, over whatever bind there is by then, as SMSCs do. */
  async #insist(submit: Submitted, plan: ReceiptPlan): Promise<void> {
    for (let waitMs = 100; !this.#isClosed; waitMs = Math.min(5_000, waitMs * 2)) {
      if ((await this.sendReceipt(submit, plan)) === 0) return
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    }
  }

  #sendAnswer(socket: Socket, submit: Submitted, answer: Answer): void {
    if (answer.silent || socket.destroyed) return
    if (answer.cut === 'instead') {
      socket.resetAndDestroy()
      return
    }
    const status = answer.status ?? 0
    const pdu = pduOf(
      0x80000004,
      status,
      submit.sequence,
      status === 0 ? cString(answer.saysId ?? submit.id) : Buffer.alloc(0),
    )
    if (answer.garbage) socket.write(answer.garbage)
    else if (answer.cut === 'half') socket.write(pdu.subarray(0, 20), () => socket.end())
    else socket.write(pdu)
  }

  /** The fast way: no body is read; all answers of a chunk are one write. */
  #lean(bound: Bound, all: Buffer): Buffer {
    let at = 0
    let to = 0
    let out = Buffer.allocUnsafe(Math.max(64, (all.length >> 1) + 64))
    const others: Buffer[] = []
    while (all.length - at >= 16) {
      const length = all.readUInt32BE(at)
      if (all.length - at < length) break
      if (all.readUInt32BE(at + 4) === ids.submit) {
        if (to + 27 > out.length) out = Buffer.concat([out, Buffer.allocUnsafe(out.length)])
        to = leanAnswer(out, to, all.subarray(at + 12, at + 16), this.#nextId++)
        this.taken++
      } else this.#take(bound, all.subarray(at, at + length), [], others)
      at += length
    }
    if (others.length > 0) bound.socket.write(Buffer.concat(others))
    if (to > 0) bound.socket.write(out.subarray(0, to))
    return Buffer.from(all.subarray(at))
  }
}

/** A submit_sm_resp of 27 octets: the id is ten digits. */
function leanAnswer(out: Buffer, to: number, sequence: Buffer, id: number): number {
  out.writeUInt32BE(27, to)
  out.writeUInt32BE(0x80000004, to + 4)
  out.writeUInt32BE(0, to + 8)
  out.set(sequence, to + 12)
  let rest = id
  for (let i = 25; i >= 16; i--) {
    out[to + i] = 48 + (rest % 10)
    rest = Math.floor(rest / 10)
  }
  out[to + 26] = 0
  return to + 27
}

function dateOf(at: number, zoneMinutes: number): string {
  return new Date(at + zoneMinutes * 60_000).toISOString().replace(/\D/g, '').slice(2, 12)
}

const help = `An SMSC for tests. Prints {"port":…} when it listens.
  --port N          0 for any                       --journal FILE   a JSON line for each submit, before its answer
  --lean            no journal, no faults, fast     --delay MS       before each answer
  --refuse CODE     with --rate                     --silent         no answer, with --rate
  --rate R          share of submits, 0 to 1        --cut            cut instead of answering, with --rate
  --receipts STAT   DELIVRD, UNDELIV …              --receipt-delay MS`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '0' },
      journal: { type: 'string' },
      lean: { type: 'boolean', default: false },
      delay: { type: 'string' },
      refuse: { type: 'string' },
      silent: { type: 'boolean', default: false },
      cut: { type: 'boolean', default: false },
      rate: { type: 'string', default: '1' },
      receipts: { type: 'string' },
      'receipt-delay': { type: 'string', default: '0' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(help)
    return
  }
  const strikes = () => Math.random() < Number(values.rate)
  const smsc = await Smsc.open({
    host: values.host,
    port: Number(values.port),
    lean: values.lean,
    ...(values.journal === undefined ? {} : { journalFile: values.journal }),
    answer: () => ({
      ...(values.delay === undefined ? {} : { delayMs: Number(values.delay) }),
      ...(values.refuse !== undefined && strikes() ? { status: Number(values.refuse) } : {}),
      ...(values.silent && strikes() ? { silent: true } : {}),
      ...(values.cut && strikes() ? { cut: 'instead' as const } : {}),
    }),
    receipt: () =>
      values.receipts === undefined ? undefined : { afterMs: Number(values['receipt-delay']), stat: values.receipts },
  })
  console.log(JSON.stringify({ port: smsc.port }))
  const stop = async () => {
    console.log(JSON.stringify({ taken: smsc.taken }))
    await smsc.close()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
}

if (import.meta.main) await main()
