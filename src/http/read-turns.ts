/**
 * What is read for people: an account has two of its pages made at a time on a node, the others in the order in which they were asked for. However many
 * lists of years one account asks for at once, the pages of all others find a connection to the database.
 */
import type { FastifyInstance } from 'fastify'
import { problem, retryAfter } from './problems.ts'

/** The console has four connections to the database (store/database.ts). */
const atOnce = 2
/** More than the pages that a hundred people open in the same moment ask for. */
const mostWaiting = 500

type Line = { underWay: number; waiting: (() => void)[] }

export type ReadTurns = {
  /** Does the work when the turn of its account comes. Throws where too many wait already. */
  inTurn<T>(accountId: string, work: () => T | Promise<T>): Promise<T>
}

function createReadTurns({ most = mostWaiting } = {}): ReadTurns {
  const lines = new Map<string, Line>()

  const turn = (line: Line): Promise<void> | undefined => {
    if (line.underWay < atOnce) {
      line.underWay += 1
      return undefined
    }
    if (line.waiting.length >= most) throw problem('too_many_reads', { headers: retryAfter(1, 5) })
    return new Promise((resolve) => line.waiting.push(resolve))
  }
  const leave = (accountId: string, line: Line): void => {
    const next = line.waiting.shift()
    // It takes the place of the one that leaves.
    if (next) next()
    else if (--line.underWay === 0) lines.delete(accountId)
  }
  return {
    inTurn: async (accountId, work) => {
      const line = lines.get(accountId) ?? { underWay: 0, waiting: [] }
      lines.set(accountId, line)
      await turn(line)
      try {
        return await work()
      } finally {
        leave(accountId, line)
      }
    },
  }
}

/** From here on every route that reads waits for its account's turn. What is sent after its handler is done, a file or a live page, holds none. */
export function installReadTurns(server: FastifyInstance): void {
  const turns = createReadTurns()
  server.addHook('onRoute', (route) => {
    if (route.method !== 'GET') return
    const { handler } = route
    route.handler = function (request, reply) {
      const accountId = request.who?.account?.id
      const work = () => handler.call(this, request, reply)
      return accountId === undefined ? work() : turns.inTurn(accountId, work)
    }
  })
}
