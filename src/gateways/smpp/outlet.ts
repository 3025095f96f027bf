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
    socket.on('drain', () => {
      this.#blockedAt = undefined
      this.flush()
    })
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
    this.#socket.write(this.writer.take())
    if (!this.isFree) this.#blockedAt ??= this.#now()
  }
}
