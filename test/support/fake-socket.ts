import { EventEmitter } from 'node:events'
import type { Socket } from 'node:net'

/**
 * As much of a socket as an SMPP session uses, without a kernel: what is written is counted, what comes in is emitted.
 */
export class FakeSocket extends EventEmitter {
  writableLength = 0
  writable = true
  destroyed = false
  readonly written: Buffer[] = []
  /** How it was ended first. */
  goodbye: 'end' | 'destroy' | 'reset' | undefined
  #isPaused = false
  #waiting: Buffer[] = []

  asSocket(): Socket {
    return this as unknown as Socket
  }

  /** Octets from the peer. While paused they wait, as they would in the kernel. */
  feed(chunk: Buffer): void {
    if (this.#isPaused) this.#waiting.push(chunk)
    else this.emit('data', chunk)
  }

  write(chunk: Buffer): boolean {
    this.written.push(chunk)
    return this.writableLength === 0
  }

  setNoDelay(): void {
    // Nothing to delay.
  }

  pause(): void {
    this.#isPaused = true
  }

  resume(): void {
    this.#isPaused = false
    while (!this.#isPaused && this.#waiting.length > 0) this.emit('data', this.#waiting.shift())
  }

  isPaused(): boolean {
    return this.#isPaused
  }

  end(): void {
    this.goodbye ??= 'end'
    this.writable = false
  }

  destroy(): void {
    this.goodbye ??= 'destroy'
    if (this.destroyed) return
    this.destroyed = true
    this.writable = false
    this.emit('close')
  }

  resetAndDestroy(): void {
    this.goodbye ??= 'reset'
    this.destroy()
  }
}
