/**
 * How many connections there may be, and whose they are: when there are as many as the system lets us have, those that ask nothing make room for who
 * comes. Thousands that are opened and left alone, or whose requests come drop by drop, then cost nobody else a call.
 */
import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

const mostEver = 10_000
/** Files that are needed for other things: the database, gateways, the console. */
const otherFiles = 200
/** A request whose body is not here by then may lose its connection. */
const slowMs = 2_000

export function installConnections(server: FastifyInstance, most = connectionLimit(openFiles())): void {
  // Longest ago first, in each of them.
  const unused = new Set<Socket>()
  const resting = new Set<Socket>()
  const asking = new Map<Socket, { request: IncomingMessage; since: number }>()

  const slowest = (): Socket | undefined => {
    for (const [socket, { request, since }] of asking)
      if (!request.complete && performance.now() - since >= slowMs) return socket
    return undefined
  }
  server.server.on('connection', (socket: Socket) => {
    if (unused.size + resting.size + asking.size >= most) {
      const leaving = first(unused) ?? first(resting) ?? slowest()
      forget(leaving ?? socket)
      ;(leaving ?? socket).destroy()
      if (!leaving) return
    }
    unused.add(socket)
    socket.once('close', () => forget(socket))
  })
  const forget = (socket: Socket) => {
    unused.delete(socket)
    resting.delete(socket)
    asking.delete(socket)
  }
  server.server.on('request', (request, response) => {
    const { socket } = request
    forget(socket)
    asking.set(socket, { request, since: performance.now() })
    response.once('close', () => {
      // The next request of the connection may have begun.
      if (asking.get(socket)?.request !== request) return
      asking.delete(socket)
      if (!socket.destroyed) resting.add(socket)
    })
  })
}

const first = (sockets: ReadonlySet<Socket>): Socket | undefined => sockets.values().next().value

/** @public connections.test.ts reads it */
export function connectionLimit(files: number): number {
  return Math.max(100, Math.min(mostEver, files - otherFiles))
}

/** How many files this process may have open: Node raises it to what the system allows. Where nobody says, it is as good as endless. */
function openFiles(): number {
  try {
    const limits = readFileSync('/proc/self/limits', 'utf8')
    return Number(/^Max open files +(\d+)/m.exec(limits)?.[1] ?? Number.POSITIVE_INFINITY)
  } catch {
    return Number.POSITIVE_INFINITY
  }
}
