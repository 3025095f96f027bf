/**
 * The load: a fixed number of connections, each with one request at a time, written to the socket by hand so that little of the machine goes to it.
 * Bounded in time and in number. A process of its own: `node bench/load.ts '{"port":…}'`; its result is one line of JSON.
 */
import { connect, type Socket } from 'node:net'
import { callBody, callerOf } from './calls.ts'

export type LoadOptions = {
  port: number
  path: string
  key?: string
  connections: number
  /** Calls in one request; 1 is a single object, more an array. */
  perRequest: number
  /** Instead of a body: an address that ends where the caller's digits go. */
  get?: string
  seconds: number
  /** No more calls than this, whatever the time. */
  atMost: number
  /** Calls a second over all connections; without it as fast as answers come. */
  rate?: number
  /** The number of the first call: callers and call ids count up from it. */
  from: number
}

export type LoadResult = {
  calls: number
  /** Requests by status. */
  statuses: Record<string, number>
  /** Requests that were never answered, or cut off. */
  unanswered: number
  startedAt: number
  seconds: number
  p50: number
  p99: number
  cpuMicros: number
}

/** How long the last answers are waited for. */
const patienceMs = 15_000

type Answered = (status: number, head: string) => void

export class Connection {
  readonly #socket: Socket
  readonly #answered: Answered
  #got = ''

  constructor(socket: Socket, answered: Answered, cut: () => void) {
    this.#socket = socket
    this.#answered = answered
    socket.setEncoding('latin1')
    socket.on('error', () => socket.destroy())
    socket.once('close', cut)
    socket.on('data', (chunk: string) => this.#read(chunk))
  }

  send(request: string): void {
    this.#socket.write(request)
  }

  end(): void {
    this.#socket.destroy()
  }

  #read(chunk: string): void {
    this.#got += chunk
    const head = this.#got.indexOf('\r\n\r\n')
    if (head < 0) return
    const length = Number(/content-length: (\d+)/i.exec(this.#got)?.[1] ?? 0)
    if (this.#got.length < head + 4 + length) return
    const told = this.#got.slice(0, head)
    this.#got = this.#got.slice(head + 4 + length)
    this.#answered(Number(told.slice(9, 12)), told)
  }
}

export async function open(port: number, answered: Answered, cut: () => void): Promise<Connection> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true })
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  return new Connection(socket, answered, cut)
}

export function requestOf(
  options: Omit<LoadOptions, 'connections' | 'seconds' | 'atMost' | 'from'>,
  first: number,
): string {
  const { perRequest, get } = options
  if (get !== undefined) return `GET ${get}${callerOf(first).slice(1)} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`
  const one = (n: number) => callBody(n)
  const body =
    perRequest === 1 ? one(first) : `[${Array.from({ length: perRequest }, (_, i) => one(first + i)).join()}]`
  const auth = options.key === undefined ? '' : `authorization: Bearer ${options.key}\r\n`
  return `POST ${options.path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${auth}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

async function load(options: LoadOptions): Promise<LoadResult> {
  const latencies: number[] = []
  const statuses: Record<string, number> = {}
  let unanswered = 0
  let next = options.from
  let last = 0
  const cpu = process.cpuUsage()
  const startedAt = Date.now()
  const began = performance.now()
  const endsAt = began + options.seconds * 1000
  const msPerRequest = options.rate === undefined ? 0 : (options.connections * options.perRequest * 1000) / options.rate

  const drive = (index: number) =>
    new Promise<void>((resolve, reject) => {
      let connection: Connection | undefined
      let sentAt = 0
      let isAsking = false
      let isOver = false
      // Connections begin spread over one interval, and none catches up on what it missed.
      let dueAt = began + (msPerRequest * index) / options.connections
      const end = () => {
        isOver = true
        clearTimeout(giveUp)
        if (isAsking) unanswered++
        connection?.end()
        resolve()
      }
      const giveUp = setTimeout(end, options.seconds * 1000 + patienceMs)
      const send = () => {
        const now = performance.now()
        if (now >= endsAt || next + options.perRequest > options.from + options.atMost) return end()
        if (now < dueAt) return void setTimeout(send, dueAt - now)
        dueAt = Math.max(dueAt + msPerRequest, now)
        const request = requestOf(options, next)
        next += options.perRequest
        sentAt = performance.now()
        isAsking = true
        connection?.send(request)
      }
      const answered = (status: number) => {
        last = performance.now()
        latencies.push(last - sentAt)
        statuses[status] = (statuses[status] ?? 0) + 1
        isAsking = false
        send()
      }
      const begin = () => {
        open(options.port, answered, cut).then((one) => {
          connection = one
          send()
        }, reject)
      }
      // Some servers close a connection from time to time: the next request has another.
      const cut = () => {
        if (isOver) return
        if (isAsking) unanswered++
        isAsking = false
        begin()
      }
      begin()
    })

  await Promise.all(Array.from({ length: options.connections }, (_, index) => drive(index)))
  const { user, system } = process.cpuUsage(cpu)
  latencies.sort((a, b) => a - b)
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
  return {
    calls: next - options.from,
    statuses,
    unanswered,
    startedAt,
    seconds: (last - began) / 1000,
    p50: at(0.5),
    p99: at(0.99),
    cpuMicros: user + system,
  }
}

if (import.meta.main) console.log(JSON.stringify(await load(JSON.parse(process.argv[2] ?? '{}') as LoadOptions)))
