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
  /** The peer takes nothing: what is written stays in the buffer until `empty`. */
  isStuck = false
  #whenTaken: (() => void)[] = []
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

  write(chunk: Buffer, taken?: () => void): boolean {
    this.written.push(chunk)
    if (!this.isStuck) return true
    this.writableLength += chunk.length
    if (taken) this.#whenTaken.push(taken)
    // Far below what makes a socket say that it is full, and announce later that it is not.
    return true
  }

  /** The peer has taken everything. */
  empty(): void {
    this.isStuck = false
    this.writableLength = 0
    for (const taken of this.#whenTaken.splice(0)) taken()
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
