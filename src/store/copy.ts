/**
 * COPY out of and into the database, row after row as PostgreSQL writes them, never a whole table in memory. The driver has no call for it,
 * but takes anything that answers the messages of the protocol.
 */
import { once } from 'node:events'
import { Readable } from 'node:stream'
import type pg from 'pg'

/** What the driver's connection can do, as far as COPY needs it; its types do not say. */
type Wire = {
  stream: NodeJS.WritableStream & { pause(): void; resume(): void; writableNeedDrain: boolean }
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(words: string): void
}

// The server sends a message for each row; so many bytes of them travel on together.
const blockBytes = 64 * 1024

class CopyOut extends Readable {
  readonly #text: string
  #wire: Wire | undefined
  #rows: Buffer[] = []
  #bytes = 0

  constructor(text: string) {
    super({ highWaterMark: 4 * blockBytes })
    this.#text = text
  }

  submit(wire: Wire): void {
    this.#wire = wire
    wire.query(this.#text)
  }

  override _read(): void {
    this.#wire?.stream.resume()
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    // The driver uses its buffer again.
    this.#rows.push(Buffer.from(chunk))
    this.#bytes += chunk.length
    if (this.#bytes >= blockBytes) this.#flush()
  }

  #flush(): void {
    const block = Buffer.concat(this.#rows)
    this.#rows = []
    this.#bytes = 0
    if (block.length > 0 && !this.push(block)) this.#wire?.stream.pause()
  }

  handleCommandComplete(): void {
    this.#flush()
  }

  handleReadyForQuery(): void {
    this.push(null)
  }

  handleError(error: Error): void {
    this.#wire?.stream.resume()
    this.destroy(error)
  }
}

/** The rows of `copy … to stdout`, in blocks of whole rows. One that is left early leaves the connection unusable. */
export function copyOut(client: pg.Client, text: string): AsyncIterable<Buffer> {
  return client.query(new CopyOut(text) as unknown as pg.Submittable) as unknown as CopyOut
}

class CopyIn {
  readonly #text: string
  wire: Wire | undefined
  error: Error | undefined
  rows = 0
  /** The server waits for rows, or has said no. */
  readonly begun = Promise.withResolvers<void>()
  readonly ended = Promise.withResolvers<void>()

  constructor(text: string) {
    this.#text = text
  }

  submit(wire: Wire): void {
    this.wire = wire
    wire.query(this.#text)
  }

  handleCopyInResponse(): void {
    this.begun.resolve()
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.rows = Number(text.split(' ')[1] ?? 0)
  }

  handleError(error: Error): void {
    this.error = error
    this.begun.resolve()
    this.ended.resolve()
  }

  handleReadyForQuery(): void {
    this.ended.resolve()
  }
}

/** Runs `copy … from stdin` with these rows and answers how many there were. Where the source fails, nothing of it is kept. */
export async function copyIn(client: pg.Client, text: string, rows: AsyncIterable<Buffer>): Promise<number> {
  const copy = client.query(new CopyIn(text) as unknown as pg.Submittable) as unknown as CopyIn
  await copy.begun.promise
  const { wire } = copy
  if (copy.error || !wire) throw copy.error ?? new Error('the connection was not there')
  try {
    for await (const block of rows) {
      if (copy.error) break
      wire.sendCopyFromChunk(block)
      if (wire.stream.writableNeedDrain) await Promise.race([once(wire.stream, 'drain'), copy.ended.promise])
    }
  } catch (error) {
    wire.sendCopyFail('the rows could not be read')
    await copy.ended.promise
    throw error
  }
  if (!copy.error) wire.endCopyFrom()
  await copy.ended.promise
  if (copy.error) throw copy.error
  return copy.rows
}
