/**
 * Aimed kills: the process ends itself with SIGKILL at a named point. Points are found by what goes over the wire to the database and to the gateway, by
 * wrapping the driver and the sockets from outside; the program has no switch for any of it.
 */
import { openSync, writeSync } from 'node:fs'
import net from 'node:net'
import pg from 'pg'

/** Every point of the protocol at which a process may die, in the order of a text's life. */
export const points = [
  'intake: COMMIT not sent',
  'intake: COMMIT sent, answer unread',
  'intake: committed, nothing written',
  'claim: COMMIT not sent',
  'claim: COMMIT sent, answer unread',
  'claim: committed, nothing written',
  'write: half of the octets',
  'write: written, answer unread',
  'answer: read, not stored',
  'result: COMMIT not sent',
  'result: COMMIT sent, answer unread',
  'result: committed',
  'refusal: read, not stored',
  'receipt: read, not stored',
  'receipt: COMMIT not sent',
  'receipt: stored, peer not answered',
] as const
export type Point = (typeof points)[number]

export type Aim = { point: Point; nth: number; smppPort: number; note: string }

const [submit, submitAnswer, deliver] = [4, 0x80000004, 5]

/** Arms this process. The `nth` time it comes to the point it leaves a note and dies. */
export function takeAim(aim: Aim): void {
  let left = aim.nth
  const note = openSync(aim.note, 'a')
  const at = (...here: Point[]) => {
    if (!here.includes(aim.point)) return
    left -= 1
    if (left > 0) return
    writeSync(note, `${aim.point}\n`)
    process.kill(process.pid, 'SIGKILL')
  }
  aimAtDatabase(at)
  aimAtGateway(aim, at)
}

type At = (...here: Point[]) => void
type Kind = 'intake' | 'claim' | 'result' | 'receipt'

/** What a transaction is, by the statements that it ran. */
function kindOf(purpose: string, names: ReadonlySet<string>): Kind | undefined {
  if (purpose === 'intake') return names.has('accept_insert') ? 'intake' : undefined
  if (purpose !== 'send') return undefined
  if (names.has('insert_receipts')) return 'receipt'
  if (names.has('permit')) return 'claim'
  return names.has('move_messages') ? 'result' : undefined
}

function aimAtDatabase(at: At): void {
  const names = new WeakMap<object, Set<string>>()
  const prototype = pg.Client.prototype as unknown as { query(...args: unknown[]): unknown }
  const query = prototype.query
  prototype.query = function (this: { connectionParameters: { application_name?: string } }, ...args: unknown[]) {
    const [first] = args
    if (first === 'begin') names.set(this, new Set())
    if (typeof first === 'object' && first !== null && 'name' in first) names.get(this)?.add(String(first.name))
    if (first !== 'commit') return query.apply(this, args)
    const purpose = this.connectionParameters.application_name?.split('/')[1] ?? ''
    const kind = kindOf(purpose, names.get(this) ?? new Set())
    if (!kind) return query.apply(this, args)
    at(`${kind}: COMMIT not sent` as Point)
    const answer = query.apply(this, args) as Promise<unknown>
    at(`${kind}: COMMIT sent, answer unread` as Point)
    return answer.then((result) => {
      if (kind === 'receipt') at('receipt: stored, peer not answered')
      else if (kind === 'result') at('result: committed')
      else at(`${kind}: committed, nothing written`)
      return result
    })
  }
}

type Socket = net.Socket & { remotePort?: number }

function aimAtGateway(aim: Aim, at: At): void {
  const prototype = net.Socket.prototype as unknown as {
    write(chunk: unknown, ...rest: unknown[]): boolean
    on(event: string, listener: (...args: unknown[]) => void): unknown
  }
  const { write, on } = prototype
  prototype.write = function (this: Socket, chunk: unknown, ...rest: unknown[]) {
    if (this.remotePort !== aim.smppPort || !Buffer.isBuffer(chunk) || !holds(chunk, submit))
      return write.call(this, chunk, ...rest)
    if (aim.point === 'write: half of the octets') {
      // The first half has left when the process is gone: a write to a socket that is free is made at once.
      write.call(this, chunk.subarray(0, chunk.length >> 1))
      at('write: half of the octets')
      return write.call(this, chunk.subarray(chunk.length >> 1), ...rest)
    }
    const result = write.call(this, chunk, ...rest)
    at('write: written, answer unread')
    return result
  }
  prototype.on = function (this: Socket, event: string, listener: (...args: unknown[]) => void) {
    if (event !== 'data') return on.call(this, event, listener)
    return on.call(this, event, (...args: unknown[]) => {
      const [chunk] = args
      if (this.remotePort === aim.smppPort && Buffer.isBuffer(chunk)) {
        if (holds(chunk, submitAnswer)) at('answer: read, not stored')
        if (holds(chunk, submitAnswer, true)) at('refusal: read, not stored')
        if (holds(chunk, deliver)) at('receipt: read, not stored')
      }
      listener(...args)
    })
  }
}

/** Whether a chunk of an SMPP stream that begins with a whole PDU holds this command, with a status other than 0 where asked. */
function holds(chunk: Buffer, command: number, refused = false): boolean {
  for (let at = 0; chunk.length - at >= 16; ) {
    const length = chunk.readUInt32BE(at)
    if (length < 16 || length > 70_000) return false
    if (chunk.readUInt32BE(at + 4) === command && (!refused || chunk.readUInt32BE(at + 8) !== 0)) return true
    at += length
  }
  return false
}
