/**
 * The bench's SMSC: answers every submit at once and sends its receipt a little later, all of a turn in one write; remembers when each number's text came.
 * With --no-receipts it sends none. A process of its own. Prints {"port":…}; a line on standard input makes it print what it counted since the last.
 */
import { createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

const sendsReceipts = !process.argv.includes('--no-receipts')
const receiptAfterMs = 100
/** Receipts that wait for their answer at once, as SMSCs limit them. */
const receiptWindow = 500

type Bound = {
  socket: Socket
  rest: Buffer
  waiting: { id: number; to: string }[]
  unanswered: number
  sequence: number
  out: Buffer[]
}
type Taken = { to: string; at: number }

let nextId = 1_000_000_000
let taken: Taken[] = []
let receipts = 0

function serve(socket: Socket): void {
  socket.setNoDelay(true)
  const bound: Bound = { socket, rest: Buffer.alloc(0), waiting: [], unanswered: 0, sequence: 0, out: [] }
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk: Buffer) =>
    read(bound, bound.rest.length === 0 ? chunk : Buffer.concat([bound.rest, chunk])),
  )
}

function read(bound: Bound, all: Buffer): void {
  const at = performance.timeOrigin + performance.now()
  const due: { id: number; to: string }[] = []
  let from = 0
  while (all.length - from >= 16) {
    const length = all.readUInt32BE(from)
    if (all.length - from < length) break
    const command = all.readUInt32BE(from + 4)
    if (command === 4) {
      const to = numberOf(all, from)
      const id = nextId++
      taken.push({ to, at })
      due.push({ id, to })
      bound.out.push(pdu(0x80000004, all.readUInt32BE(from + 12), Buffer.from(`${id}\0`, 'latin1')))
    } else if (command === 0x80000005) bound.unanswered--
    else if (command === 9)
      bound.out.push(pdu(0x80000009, all.readUInt32BE(from + 12), Buffer.from('bench\0', 'latin1')))
    else if (command === 0x15) bound.out.push(pdu(0x80000015, all.readUInt32BE(from + 12), Buffer.alloc(0)))
    else if (command === 6) bound.out.push(pdu(0x80000006, all.readUInt32BE(from + 12), Buffer.alloc(0)))
    from += length
  }
  bound.rest = Buffer.from(all.subarray(from))
  if (due.length > 0 && sendsReceipts) setTimeout(() => deliver(bound, due), receiptAfterMs)
  deliver(bound)
}

/** The destination: behind a service type, two octets, the source, and two octets. */
function numberOf(all: Buffer, from: number): string {
  const source = all.indexOf(0, from + 16) + 3
  const to = all.indexOf(0, source) + 3
  return `+${all.toString('latin1', to, all.indexOf(0, to))}`
}

function deliver(bound: Bound, due: readonly { id: number; to: string }[] = []): void {
  bound.waiting.push(...due)
  const now = bound.waiting.splice(0, receiptWindow - bound.unanswered)
  bound.unanswered += now.length
  receipts += now.length
  for (const { id, to } of now) bound.out.push(receiptOf(++bound.sequence, id, to))
  if (bound.out.length > 0 && !bound.socket.destroyed) bound.socket.write(Buffer.concat(bound.out.splice(0)))
}

function receiptOf(sequence: number, id: number, to: string): Buffer {
  const date = new Date().toISOString().replace(/\D/g, '').slice(2, 12)
  const words = `id:${id} sub:001 dlvrd:001 submit date:${date} done date:${date} stat:DELIVRD err:000 text:Sorry we missed your`
  const head = Buffer.from(`\0\x01\x01${to.slice(1)}\0\x05\0KAVERI\0\x04\0\0\0\0\0\0\0\0`, 'latin1')
  return pdu(5, sequence, Buffer.concat([head, Buffer.from([words.length]), Buffer.from(words, 'latin1')]))
}

function pdu(command: number, sequence: number, body: Buffer): Buffer {
  const all = Buffer.alloc(16 + body.length)
  all.writeUInt32BE(all.length, 0)
  all.writeUInt32BE(command, 4)
  all.writeUInt32BE(sequence, 12)
  body.copy(all, 16)
  return all
}

const server = createServer(serve)
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(JSON.stringify({ port: typeof address === 'object' ? address?.port : 0 }))
})
createInterface(process.stdin).on('line', (line) => {
  const usage = process.cpuUsage()
  const told = line === 'all' ? { taken: taken.map((one) => [one.to, one.at]) } : {}
  console.log(
    JSON.stringify({
      count: taken.length,
      receipts,
      lastAt: taken.at(-1)?.at ?? 0,
      cpuMicros: usage.user + usage.system,
      ...told,
    }),
  )
  if (line === 'all') {
    taken = []
    receipts = 0
  }
})
process.on('SIGTERM', () => process.exit(0))
