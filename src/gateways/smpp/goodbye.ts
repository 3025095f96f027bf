import type { Socket } from 'node:net'

/**
 * Something between the peer and us may have read ahead; its last octets get a moment to arrive before the socket goes.
 */
const goodbyeMs = 1_000

/**
 * Ends gently after an unbind; else with a reset, so that nothing in a kernel's buffer reaches a peer that comes back
 * to life.
 */
export function goodbye(socket: Socket, isGentle: boolean): void {
  if (isGentle) {
    socket.end()
    socket.resume()
    setTimeout(() => socket.destroy(), goodbyeMs).unref()
  } else socket.resetAndDestroy()
}
