/**
 * Clients that mean no call: so many connections that say nothing, and some that send headers and bodies one byte a second. Those that are closed are opened
 * again. A process of its own: prints {"open":…} once all are there, and again for each line on its standard input.
 */
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

export type NuisanceOptions = { port: number; key: string; idle: number; headers: number; bodies: number }
export type Nuisances = { open: number; wanted: number; reopened: number; files: string }

const { port, key, idle, headers, bodies } = JSON.parse(process.argv[2] ?? '{}') as NuisanceOptions
const body = (path: string) =>
  `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\ncontent-length: 1048576\r\n\r\n{`
const kinds = [
  ...Array.from({ length: idle }, () => ''),
  ...Array.from({ length: headers }, () => 'POST /v1/calls HTTP/1.1\r\nhost: 127.0.0.1\r\nx-drip: '),
  // Half of them with a key, half at an address that nobody has, where none is needed.
  ...Array.from({ length: bodies }, (_, n) => body(n % 2 === 0 ? '/v1/calls' : '/s/nobody')),
]
const open = new Map<number, Socket>()
const waiting = kinds.map((_, n) => n)
let reopened = -kinds.length

function begin(n: number): void {
  const first = kinds[n] ?? ''
  const socket = connect({ host: '127.0.0.1', port })
  open.set(n, socket)
  reopened += 1
  socket.on('error', () => socket.destroy())
  socket.once('connect', () => {
    if (first !== '') socket.write(first)
  })
  socket.resume()
  socket.once('close', () => {
    open.delete(n)
    waiting.push(n)
  })
}

/** No more than so many a second: it is their number that is tried, not how fast they come. */
const opensATick = 25
setInterval(() => {
  for (const n of waiting.splice(0, opensATick)) begin(n)
}, 25)
setInterval(() => {
  for (const [n, socket] of open) if (kinds[n] !== '') socket.write(' ')
}, 1_000)

const files = () => /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? 'unknown'
const tell = () =>
  console.log(JSON.stringify({ open: open.size, wanted: kinds.length, reopened, files: files() } satisfies Nuisances))
const giveUpAt = performance.now() + 60_000
const beginning = setInterval(() => {
  if (reopened < 0 && performance.now() < giveUpAt) return
  clearInterval(beginning)
  tell()
}, 100)
createInterface(process.stdin).on('line', tell)
process.on('SIGTERM', () => process.exit(0))
