/** Bodies that were let in and are not whole yet. Who sends one drop by drop keeps its room only until somebody else needs it. */
import type { FastifyRequest } from 'fastify'

type Arriving = {
  begin(request: FastifyRequest, leave: () => void): void
  /** Whether it was arriving until now. */
  end(request: FastifyRequest): boolean
  /** Cuts off the one that has taken longest, and too long; answers whether there was one. */
  dropSlowest(): boolean
}

export function createArriving(slowMs: number): Arriving {
  /** Oldest first. */
  const arriving = new Map<FastifyRequest, { since: number; leave: () => void }>()
  return {
    begin: (request, leave) => void arriving.set(request, { since: performance.now(), leave }),
    end: (request) => arriving.delete(request),
    dropSlowest: () => {
      const [slowest] = arriving
      if (!slowest) return false
      const [request, { since, leave }] = slowest
      if (performance.now() - since < slowMs) return false
      leave()
      // Nothing of it was kept: its sender sees a cut connection, and repeats.
      request.raw.destroy()
      return true
    },
  }
}
