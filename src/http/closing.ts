import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

const patienceMs = 12_000

/**
 * Lets a stopping server finish what it has begun and nothing more. Node waits for connections that were opened and never asked anything, as
 * browsers open them ahead; and one that goes on for ever must not hold up the end.
 */
export function installClosing(server: FastifyInstance): void {
  const unused = new Set<Socket>()
  let isClosing = false
  server.server.on('connection', (socket: Socket) => {
    // Clients come back at once, while the port is still open.
    if (isClosing) socket.destroy()
    else unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  server.server.on('request', (request) => unused.delete(request.socket))
  server.addHook('preClose', async () => {
    isClosing = true
    for (const socket of unused) socket.destroy()
    setTimeout(() => server.server.closeAllConnections(), patienceMs).unref()
  })
}
