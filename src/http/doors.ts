/**
 * Further sockets that listen where the server does. Of each listening socket one connection is taken a round of the event loop, and
 * under load a round serves hundreds of requests: with one socket a phone system that opens a connection for every call stood behind thousands for seconds.
 */
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { createServer, isIPv6, type Server } from 'node:net'

const count = 64

export type Doors = {
  /** How the server itself is to listen. */
  reusePort: boolean
  /** Opens the further sockets; what they take is the server's as if it had taken it itself. */
  open(server: Server): Promise<void>
  close(): Promise<void>
}

/**
 * Makes sure that nobody else listens there, and keeps it so. Sockets that share a port share it with every program that wishes to; who holds the UDP port of
 * the same number is the only one that may. Where that cannot be had there are no further sockets.
 */
export async function reserveDoors(
  at: { host: string; port: number },
  backlog: number,
): Promise<Doors & { port: number }> {
  if (process.platform !== 'linux') return { ...noDoors, port: at.port }
  const first = await listening(createServer(), { ...at, backlog })
  const { port } = first.address() as { port: number }
  const held = await holdPort({ ...at, port })
  await closed(first)
  if (!held) return { ...noDoors, port }
  const servers: Server[] = []
  return {
    port,
    reusePort: true,
    open: async (server) => {
      for (let n = 1; n < count; n++) {
        const door = createServer(
          { allowHalfOpen: true, noDelay: true },
          (socket) => void server.emit('connection', socket),
        )
        servers.push(await listening(door, { ...at, port, backlog, reusePort: true }))
      }
    },
    close: async () => {
      held.close()
      await Promise.all(servers.map(closed))
    },
  }
}

const noDoors: Doors = { reusePort: false, open: async () => undefined, close: async () => undefined }

async function holdPort({ host, port }: { host: string; port: number }): Promise<Socket | undefined> {
  const socket = createSocket({ type: isIPv6(host) ? 'udp6' : 'udp4', reuseAddr: false }).unref()
  try {
    socket.bind({ address: host, port, exclusive: true })
    await once(socket, 'listening')
    return socket
  } catch {
    return undefined
  }
}

async function listening(
  server: Server,
  at: { host: string; port: number; backlog: number; reusePort?: boolean },
): Promise<Server> {
  server.listen(at)
  await once(server, 'listening')
  return server
}

const closed = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()))
