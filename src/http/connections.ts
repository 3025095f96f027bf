/**
 * How many connections there may be, and whose they are: when there are as many as the system lets us have, those that ask nothing, and then pages that only watch, make room for
 * who comes. Thousands that are opened and left alone, or whose requests come drop by drop, then cost nobody else a call.
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

export type Connections = {
  /** The answer of this request goes on for ever: it makes room before callers whose connections rest, since its reader comes back by itself. */
  goesOn(request: IncomingMessage): void
}

export function installConnections(server: FastifyInstance, most = connectionLimit(openFiles())): Connections {
  // Longest ago first, in each of them.
  const unused = new Set<Socket>()
  const goingOn = new Map<Socket, IncomingMessage>()
  const resting = new Set<Socket>()
  const asking = new Map<Socket, { request: IncomingMessage; since: number }>()

  const slowest = (): Socket | undefined => {
    for (const [socket, { request, since }] of asking)
      if (!request.complete && performance.now() - since >= slowMs) return socket
    return undefined
  }
  server.server.on('connection', (socket: Socket) => {
    if (unused.size + goingOn.size + resting.size + asking.size >= most) {
      const leaving = first(unused) ?? first(goingOn) ?? first(resting) ?? slowest()
      forget(leaving ?? socket)
      ;(leaving ?? socket).destroy()
      if (!leaving) return
    }
    unused.add(socket)
    socket.once('close', () => forget(socket))
  })
  const forget = (socket: Socket) => {
    unused.delete(socket)
    goingOn.delete(socket)
    resting.delete(socket)
    asking.delete(socket)
  }
  server.server.on('request', (request, response) => {
    const { socket } = request
    // A route that answers at once was here before this.
    if (goingOn.get(socket) !== request) {
      forget(socket)
      asking.set(socket, { request, since: performance.now() })
    }
    response.once('close', () => {
      // The next request of the connection may have begun.
      if (asking.get(socket)?.request !== request && goingOn.get(socket) !== request) return
      forget(socket)
      if (!socket.destroyed) resting.add(socket)
    })
  })
  return {
    goesOn: (request) => {
      const { socket } = request
      if (socket.destroyed) return
      forget(socket)
      goingOn.set(socket, request)
    },
  }
}

const first = (sockets: { keys(): Iterator<Socket> }): Socket | undefined => sockets.keys().next().value

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
