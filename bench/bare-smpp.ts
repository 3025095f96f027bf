/** The least SMPP client: one bind, a window, one write a turn, fixed offsets, plain ASCII. No time-outs, no reconnect: the floor that the gateway is measured against. */
import { connect, type Socket } from 'node:net'

export type BareText = { to: string; header: string; text: string; answered(id: string): void }
export type BareReceipt = { id: string; stat: string; doneAt: string; words: string; from: string; answer(): void }

const header = 16
const submit = 4
const deliver = 5
const tlvs = Buffer.concat([
  tlv(0x1400, '1101172974420810001'),
  tlv(0x1401, '1107172974420810002'),
  tlv(0x1402, '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'),
])

function tlv(tag: number, value: string): Buffer {
  const octets = Buffer.alloc(4 + value.length)
  octets.writeUInt16BE(tag, 0)
  octets.writeUInt16BE(value.length, 2)
  octets.write(value, 4, 'latin1')
  return octets
}

export class BareSmpp {
  readonly #socket: Socket
  readonly #window: number
  readonly #came: (receipts: BareReceipt[]) => void
  readonly #waiting: BareText[] = []
  readonly #pending = new Map<number, BareText>()
  #next = 0
  #sequence = 1
  #rest: Buffer = Buffer.alloc(0)
  #out = Buffer.allocUnsafe(65_536)
  #length = 0
  #due = false

  constructor(socket: Socket, window: number, came: (receipts: BareReceipt[]) => void) {
    this.#socket = socket
    this.#window = window
    this.#came = came
    socket.on('data', (chunk: Buffer) => this.#read(chunk))
  }

  static async open(port: number, window: number, came: (receipts: BareReceipt[]) => void): Promise<BareSmpp> {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true })
    await new Promise((resolve) => socket.once('connect', resolve))
    const body = Buffer.concat([Buffer.from('bare\0bare\0\0', 'latin1'), Buffer.from([0x34, 0, 0]), Buffer.from('\0')])
    const bind = Buffer.alloc(header)
    bind.writeUInt32BE(header + body.length, 0)
    bind.writeUInt32BE(9, 4)
    bind.writeUInt32BE(1, 12)
    socket.write(Buffer.concat([bind, body]))
    await new Promise((resolve) => socket.once('data', resolve))
    return new BareSmpp(socket, window, came)
  }

  send(text: BareText): void {
    this.#waiting.push(text)
    this.#flushSoon()
  }

  #flushSoon(): void {
    if (this.#due) return
    this.#due = true
    queueMicrotask(() => {
      this.#due = false
      while (this.#pending.size < this.#window && this.#next < this.#waiting.length)
        this.#write(this.#waiting[this.#next++] as BareText)
      if (this.#next === this.#waiting.length || this.#next > 10_000) this.#forgetWritten()
      if (this.#length === 0) return
      this.#socket.write(Buffer.from(this.#out.subarray(0, this.#length)))
      this.#length = 0
    })
  }

  #forgetWritten(): void {
    this.#waiting.splice(0, this.#next)
    this.#next = 0
  }

  #write(text: BareText): void {
    const sequence = ++this.#sequence
    this.#pending.set(sequence, text)
    const length =
      header +
      1 +
      2 +
      text.header.length +
      1 +
      2 +
      (text.to.length - 1) +
      1 +
      3 +
      1 +
      17 +
      5 +
      text.text.length +
      tlvs.length
    const at = this.#room(length)
    const out = this.#out
    out.fill(0, at, at + length)
    out.writeUInt32BE(length, at)
    out.writeUInt32BE(submit, at + 4)
    out.writeUInt32BE(sequence, at + 12)
    let to = at + header + 1
    out[to++] = 5
    out[to++] = 0
    to += out.write(text.header, to, 'latin1') + 1
    out[to++] = 1
    out[to++] = 1
    to += out.write(text.to.slice(1), to, 'latin1') + 1
    to += 3 + 1
    to += out.write('000000001500000R', to, 'latin1') + 1
    out[to] = 1
    out[to + 4] = text.text.length
    to += 5
    to += out.write(text.text, to, 'latin1')
    tlvs.copy(out, to)
  }

  #room(length: number): number {
    while (this.#length + length > this.#out.length)
      this.#out = Buffer.concat([this.#out, Buffer.allocUnsafe(this.#out.length)])
    this.#length += length
    return this.#length - length
  }

  #read(chunk: Buffer): void {
    const all = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    const receipts: BareReceipt[] = []
    let at = 0
    while (all.length - at >= header) {
      const length = all.readUInt32BE(at)
      if (all.length - at < length) break
      const sequence = all.readUInt32BE(at + 12)
      const id = all.readUInt32BE(at + 4)
      if (id === 0x80000004) {
        const text = this.#pending.get(sequence)
        this.#pending.delete(sequence)
        if (all.readUInt32BE(at + 8) === 0) text?.answered(all.toString('latin1', at + header, at + length - 1))
      } else if (id === deliver) receipts.push(this.#receipt(all, at, sequence))
      at += length
    }
    this.#rest = at === all.length ? Buffer.alloc(0) : Buffer.from(all.subarray(at))
    if (receipts.length > 0) this.#came(receipts)
    this.#flushSoon()
  }

  #receipt(all: Buffer, start: number, sequence: number): BareReceipt {
    const source = all.indexOf(0, start + header) + 1 + 2
    const sourceEnd = all.indexOf(0, source)
    const from = all.toString('latin1', source, sourceEnd)
    const schedule = all.indexOf(0, sourceEnd + 3) + 1 + 3
    const at = all.indexOf(0, all.indexOf(0, schedule) + 1) + 1
    const words = all.toString('latin1', at + 5, at + 5 + (all[at + 4] as number))
    const id = /^id:(\S+)/.exec(words)?.[1] ?? ''
    const stat = / stat:(\S+)/.exec(words)?.[1] ?? ''
    const done = / done date:(\d+)/.exec(words)?.[1] ?? ''
    const doneAt = `20${done.slice(0, 2)}-${done.slice(2, 4)}-${done.slice(4, 6)}T${done.slice(6, 8)}:${done.slice(8, 10)}:00Z`
    return { id, stat, doneAt, words, from, answer: () => this.#answer(sequence) }
  }

  #answer(sequence: number): void {
    const at = this.#room(17)
    this.#out.writeUInt32BE(17, at)
    this.#out.writeUInt32BE(0x80000005, at + 4)
    this.#out.writeUInt32BE(0, at + 8)
    this.#out.writeUInt32BE(sequence, at + 12)
    this.#out[at + 16] = 0
    this.#flushSoon()
  }
}
