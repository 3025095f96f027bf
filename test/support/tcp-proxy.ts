/**
 * A line that can be made bad: passes TCP through, and on demand cuts it, holds it, slices it, or swallows PostgreSQL's answer to COMMIT. The processes on
 * both ends know nothing of it.
 */
import { connect, createServer, type Socket } from 'node:net'

/** How a connection ends: politely, with a reset, or not at all (silence). */
export type CutHow = 'fin' | 'reset' | 'silence'

export type TcpProxy = {
  port: number
  /** Ends every connection now; answers how many. */
  cut(how?: 'fin' | 'reset'): number
  /** Passes nothing in either direction until `release`. */
  hold(): void
  release(): void
  /** From now on octets go in pieces of 1 to `most`; 0 ends it. */
  slice(most: number): void
  /** The answer to each of the next `count` COMMITs that pass does not arrive; the connection ends in that way instead. */
  swallowCommits(count: number, how: CutHow): void
  /** How many answers to COMMIT were swallowed so far. */
  swallowed(): number
  /** After so many more octets to the server, every connection is cut in the middle of whatever is being said. */
  cutAfter(octets: number): void
  isCutDue(): boolean
  refuse(isRefusing: boolean): void
  close(): Promise<void>
}

type Pair = {
  client: Socket
  server: Socket
  held: { to: Socket; chunk: Buffer }[]
  reader: CommitReader
  isMute: boolean
}

export async function startTcpProxy(target: {
  host?: string
  port: number
  path?: string
  /** The far end is a PostgreSQL server, whose answers to COMMIT are followed. */
  isPostgres?: boolean
}): Promise<TcpProxy> {
  const pairs = new Set<Pair>()
  let isHeld = false
  let isRefusing = false
  let most = 0
  let toSwallow = 0
  let swallowHow: CutHow = 'fin'
  let swallowed = 0
  let octetsLeft = Number.POSITIVE_INFINITY

  const end = (pair: Pair, how: 'fin' | 'reset') => {
    pairs.delete(pair)
    for (const socket of [pair.client, pair.server]) {
      // A local socket knows no reset.
      if (how === 'reset' && socket.remotePort !== undefined) socket.resetAndDestroy()
      else socket.destroySoon()
    }
  }

  const pass = (pair: Pair, to: Socket, chunk: Buffer) => {
    if (pair.isMute || to.destroyed) return
    if (isHeld) {
      pair.held.push({ to, chunk })
      return
    }
    if (most > 0) writeSliced(to, chunk, most)
    else to.write(chunk)
  }

  const fromServer = (pair: Pair, chunk: Buffer) => {
    const holdsCommit = target.isPostgres === true && pair.reader.read(chunk)
    if (!holdsCommit || toSwallow === 0) return pass(pair, pair.client, chunk)
    toSwallow--
    swallowed++
    if (swallowHow === 'silence') pair.isMute = true
    else end(pair, swallowHow)
  }

  const fromClient = (pair: Pair, chunk: Buffer) => {
    if (chunk.length < octetsLeft) {
      octetsLeft -= chunk.length
      return pass(pair, pair.server, chunk)
    }
    pair.server.write(chunk.subarray(0, octetsLeft), () => cut('reset'))
    octetsLeft = Number.POSITIVE_INFINITY
  }

  const cut = (how: 'fin' | 'reset' = 'reset') => {
    const { size } = pairs
    for (const pair of pairs) end(pair, how)
    return size
  }

  const server = createServer((client) => {
    if (isRefusing) return void client.resetAndDestroy()
    const upstream =
      target.path === undefined
        ? connect({ host: target.host ?? '127.0.0.1', port: target.port })
        : connect({ path: target.path })
    const pair: Pair = { client, server: upstream, held: [], reader: new CommitReader(), isMute: false }
    pairs.add(pair)
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true)
      socket.on('error', () => end(pair, 'reset'))
      socket.on('close', () => end(pair, 'fin'))
    }
    client.on('data', (chunk: Buffer) => fromClient(pair, chunk))
    upstream.on('data', (chunk: Buffer) => fromServer(pair, chunk))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()

  return {
    port: typeof address === 'object' && address ? address.port : 0,
    cut,
    hold: () => {
      isHeld = true
    },
    release: () => {
      isHeld = false
      for (const pair of pairs) for (const { to, chunk } of pair.held.splice(0)) pass(pair, to, chunk)
    },
    slice: (pieces) => {
      most = pieces
    },
    swallowCommits: (count, how) => {
      toSwallow = count
      swallowHow = how
    },
    swallowed: () => swallowed,
    cutAfter: (octets) => {
      octetsLeft = octets
    },
    isCutDue: () => Number.isFinite(octetsLeft),
    refuse: (refusing) => {
      isRefusing = refusing
    },
    close: async () => {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function writeSliced(to: Socket, chunk: Buffer, most: number): void {
  // Large answers would take for ever octet by octet; their beginning shows what slicing does.
  for (let at = 0; at < chunk.length; ) {
    const length = at < 2_000 ? 1 + (at % most) : chunk.length - at
    to.write(chunk.subarray(at, at + length))
    at += length
  }
}

/** Follows what a PostgreSQL server says and knows when it says that a COMMIT is done. */
class CommitReader {
  /** Octets of the message at hand that are still to come. */
  #skip = 0
  /** The first octets of a message, while they do not yet tell what it is. */
  #head: Buffer = Buffer.alloc(0)

  /** Whether this chunk holds such an answer. */
  read(chunk: Buffer): boolean {
    const skipped = Math.min(this.#skip, chunk.length)
    this.#skip -= skipped
    let rest = Buffer.concat([this.#head, chunk.subarray(skipped)])
    this.#head = Buffer.alloc(0)
    let found = false
    while (rest.length > 0) {
      if (rest.length < 12 && !isWhole(rest)) {
        this.#head = rest
        return found
      }
      const length = 1 + rest.readUInt32BE(1)
      found ||= rest[0] === 0x43 && rest.toString('latin1', 5, 12) === 'COMMIT\0'
      this.#skip = Math.max(0, length - rest.length)
      rest = rest.subarray(length)
    }
    return found
  }
}

const isWhole = (rest: Buffer) => rest.length >= 5 && rest.length >= 1 + rest.readUInt32BE(1)
