import type { Socket } from 'node:net'
import { PduWriter } from './encode.ts'

/**
 * The way out: joins everything of one turn of the event loop in one write, and writes only into an empty socket,
 * because what lies in a buffer may leave minutes later, past every deadline. Until the socket is empty again, things
 * wait here, where they can still be taken back.
 */
export class Outlet {
  readonly writer = new PduWriter()
  readonly #socket: Socket
  readonly #now: () => number
  readonly #fill: () => void
  #flushDue = false
  #blockedAt: number | undefined

  /** `fill` is asked right before each write to add what waits. `now` is monotonic milliseconds. */
  constructor(socket: Socket, now: () => number, fill: () => void) {
    this.#socket = socket
    this.#now = now
    this.#fill = fill
  }

  get isFree(): boolean {
    return this.#socket.writableLength === 0
  }

  /** How long the peer has not taken what was written. */
  get blockedMs(): number {
    return this.#blockedAt === undefined ? 0 : this.#now() - this.#blockedAt
  }

  flushSoon(): void {
    if (this.#flushDue) return
    this.#flushDue = true
    setImmediate(() => {
      this.#flushDue = false
      this.flush()
    })
  }

  flush(): void {
    if (!this.isFree || !this.#socket.writable) return
    this.#fill()
    if (this.writer.length === 0) return
    // The callback, and not 'drain': that comes only after a write of more than a buffer holds, and TLS has always something in its buffer after a write.
    this.#socket.write(this.writer.take(), () => {
      if (this.#blockedAt === undefined || !this.isFree) return
      this.#blockedAt = undefined
      this.flush()
    })
    if (!this.isFree) this.#blockedAt ??= this.#now()
  }
}
