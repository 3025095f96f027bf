/**
 * The room for bodies under way. A body takes what it says it will be, from its headers on. One that is slow to come then counts as what has come of it,
 * and is cut off when others need even that; and large ones never take so much that a small one finds no room.
 */
import type { FastifyRequest } from 'fastify'

type Body = {
  size: number
  taken: number
  since: number
  /** What its connection had brought before it. */
  readBefore: number
  leave(): void
}

type BodyRoom = {
  bytes(): number
  /** Whether a body of this size fits in, if need be in the place of some that hardly move. */
  fits(size: number, limit: number): boolean
  take(request: FastifyRequest, size: number, leave: () => void): void
  /** It has come whole; answers whether it was waited for. */
  isHere(request: FastifyRequest): boolean
  leave(request: FastifyRequest): void
}

/** Beyond this a body is a large one: calls are small, and a hundred of them just fit. */
const largeBytes = 65_536
/** No batch of calls is as large: beyond this it is an account as one document, and such have a share of their own. */
const wholeBytes = 1_048_576
const shareOfLarge = 0.25
/** What a connection may have in its buffers beside what it has told of. */
const bufferBytes = 16_384

export function createBodyRoom(options: { bodyBytes: number; slowMs: number; cut(): void }): BodyRoom {
  const bodies = new Map<FastifyRequest, Body>()
  /** Oldest first. */
  const arriving = new Set<FastifyRequest>()
  let bytes = 0
  const taken = { small: 0, large: 0, whole: 0 }
  const kindOf = (size: number) => (size > wholeBytes ? 'whole' : size > largeBytes ? 'large' : 'small')
  const resize = (body: Body, now: number) => {
    bytes += now - body.taken
    taken[kindOf(body.size)] += now - body.taken
    body.taken = now
  }
  const isFull = (size: number, limit: number) => {
    const kind = kindOf(size)
    return bytes + size > limit || (kind !== 'small' && taken[kind] + size > options.bodyBytes * shareOfLarge)
  }

  /** Goes through those that have taken longer than this, oldest first, until there is room. */
  const through = (
    longerThanMs: number,
    isEnough: () => boolean,
    act: (request: FastifyRequest, body: Body) => void,
  ) => {
    const since = performance.now() - longerThanMs
    for (const request of arriving) {
      const body = bodies.get(request)
      if (isEnough() || !body || body.since > since) return
      act(request, body)
    }
  }
  return {
    bytes: () => bytes,
    fits: (size, limit) => {
      const isEnough = () => !isFull(size, limit)
      if (size === 0 || isEnough()) return isEnough()
      through(options.slowMs / 4, isEnough, (request, body) => {
        const come = request.socket.bytesRead - body.readBefore
        resize(body, Math.min(body.size, come + bufferBytes))
      })
      through(options.slowMs, isEnough, (request, body) => {
        options.cut()
        body.leave()
        // Nothing of it was kept: its sender sees a cut connection, and repeats.
        request.raw.destroy()
      })
      return isEnough()
    },
    take: (request, size, leave) => {
      const readBefore = request.socket.bytesRead
      const body = { size, taken: 0, since: performance.now(), readBefore, leave }
      resize(body, size)
      bodies.set(request, body)
      arriving.add(request)
    },
    isHere: (request) => {
      const body = bodies.get(request)
      if (!body || !arriving.delete(request)) return false
      // How long it is, is known only now where its headers did not say.
      const told = request.headers['content-length']
      resize(
        body,
        told === undefined ? Math.min(body.size, request.socket.bytesRead - body.readBefore + bufferBytes) : body.size,
      )
      return true
    },
    leave: (request) => {
      const body = bodies.get(request)
      if (!body) return
      resize(body, 0)
      bodies.delete(request)
      arriving.delete(request)
    },
  }
}
