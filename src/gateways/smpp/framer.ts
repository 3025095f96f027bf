import { headerLength, maxPduLength, ProtocolError } from './pdu.ts'

const nothing = Buffer.alloc(0)

/**
 * Cuts a stream into PDUs, whatever the chunks it comes in. A PDU that lies whole within one chunk is not copied; one
 * that spans chunks is copied once, into a buffer of exactly its length, so a peer that drips bytes costs no more than
 * one that does not. The length is judged before anything is kept for it.
 *
 * Give a chunk with `push`, then call `next` until it says false; each time it says true the PDU is `buffer` from
 * `start` to `end`.
 */
export class Framer {
  buffer: Buffer = nothing
  start = 0
  end = 0

  #chunk: Buffer = nothing
  #at = 0
  /** The PDU that spans chunks: its length word while that itself is cut, then the whole PDU. */
  #partial: Buffer | undefined
  #filled = 0

  /** Takes the next chunk. Every PDU of the chunk before must have been read. */
  push(chunk: Buffer): void {
    this.#chunk = chunk
    this.#at = 0
  }

  /** Moves to the next whole PDU. Throws a ProtocolError where the stream cannot be one of PDUs. */
  next(): boolean {
    if (this.#partial) return this.#finishPartial()
    const left = this.#chunk.length - this.#at
    if (left < 4) return this.#keep(left, 4)
    const length = pduLength(this.#chunk, this.#at)
    if (left < length) return this.#keep(left, length)
    this.buffer = this.#chunk
    this.start = this.#at
    this.end = this.#at += length
    return true
  }

  /** How many octets of an unfinished PDU are held. */
  get held(): number {
    return this.#filled
  }

  #keep(left: number, length: number): false {
    if (left > 0) {
      this.#partial = Buffer.allocUnsafe(length)
      this.#filled = this.#chunk.copy(this.#partial, 0, this.#at)
    }
    this.#drop()
    return false
  }

  #finishPartial(): boolean {
    if (!this.#fill()) return false
    let whole = this.#partial ?? nothing
    if (whole.length === 4) {
      const longer = Buffer.allocUnsafe(pduLength(whole, 0))
      whole.copy(longer)
      this.#partial = whole = longer
      if (!this.#fill()) return false
    }
    this.#partial = undefined
    this.#filled = 0
    this.buffer = whole
    this.start = 0
    this.end = whole.length
    return true
  }

  /** Copies from the chunk what the partial PDU lacks; says whether it is complete. */
  #fill(): boolean {
    const partial = this.#partial ?? nothing
    const copied = this.#chunk.copy(partial, this.#filled, this.#at)
    this.#filled += copied
    this.#at += copied
    if (this.#filled === partial.length) return true
    this.#drop()
    return false
  }

  #drop(): void {
    this.#chunk = nothing
    this.#at = 0
  }
}

function pduLength(buffer: Buffer, at: number): number {
  const length = buffer.readUInt32BE(at)
  if (length < headerLength || length > maxPduLength) throw new ProtocolError(`a PDU of ${length} octets cannot be`)
  return length
}
