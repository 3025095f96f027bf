import type { Socket } from 'node:net'
import { decode } from './decode.ts'
import { Framer } from './framer.ts'
import type { Pdu } from './pdu.ts'

/** Tells every PDU that a socket carries, either way, and changes nothing of it. What is no PDU is told once, as octets. */
export function tap(socket: Socket, told: (direction: 'in' | 'out', pdu: Pdu | Buffer) => void): void {
  const reader = (direction: 'in' | 'out') => {
    const framer = new Framer()
    let isBroken = false
    return (chunk: Buffer) => {
      if (isBroken) return
      try {
        framer.push(chunk)
        while (framer.next()) told(direction, decode(framer.buffer, framer.start, framer.end))
      } catch {
        isBroken = true
        told(direction, chunk)
      }
    }
  }
  socket.on('data', reader('in'))
  // A listener alone would start the flow before the session listens.
  socket.pause()
  setImmediate(() => socket.resume())
  const written = reader('out')
  const write = socket.write.bind(socket)
  socket.write = ((chunk: Buffer, ...rest: []) => {
    written(chunk)
    return write(chunk, ...rest)
  }) as Socket['write']
}
