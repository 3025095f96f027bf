/**
 * What people and programs of an account ask for beside its calls: on a node two of its pages are made at a time, and one change, the others in the order in
 * which they were asked for. However many lists of years or changes one account asks for at once, the pages of all others find a connection to the database.
 */
import type { FastifyInstance, RouteOptions } from 'fastify'
import { problem, retryAfter } from './problems.ts'

/**
 * The console has six connections to the database (store/database.ts); each of these holds one at a time, and so does a file. A change holds it while it waits for
 * the account's lock; what waits for a gateway keeps no change waiting.
 */
const atOnce = { reading: 2, changing: 1, waiting: 1 } as const
type Kind = keyof typeof atOnce
/** More than the pages that a hundred people open in the same moment ask for. */
const mostWaiting = 500

type Line = { underWay: number; waiting: (() => void)[] }

export type AccountTurns = {
  /** Does the work when the turn of its account comes. Throws where too many wait already. */
  inTurn<T>(accountId: string, kind: Kind, work: () => T | Promise<T>): Promise<T>
}

export function createAccountTurns(): AccountTurns {
  const lines = new Map<string, Line>()

  const turn = (line: Line, kind: Kind): Promise<void> | undefined => {
    if (line.underWay < atOnce[kind]) {
      line.underWay += 1
      return undefined
    }
    if (line.waiting.length >= mostWaiting) throw problem('too_many_waiting', { headers: retryAfter(1, 5) })
    return new Promise((resolve) => line.waiting.push(resolve))
  }
  const leave = (name: string, line: Line): void => {
    const next = line.waiting.shift()
    // It takes the place of the one that leaves.
    if (next) next()
    else if (--line.underWay === 0) lines.delete(name)
  }
  return {
    inTurn: async (accountId, kind, work) => {
      const name = `${accountId} ${kind}`
      const line = lines.get(name) ?? { underWay: 0, waiting: [] }
      lines.set(name, line)
      await turn(line, kind)
      try {
        return await work()
      } finally {
        leave(name, line)
      }
    },
  }
}

/**
 * From here on every route but those by which calls come waits for its account's turn. What is sent after its handler is done, a file or a live page, holds none.
 */
export function installAccountTurns(server: FastifyInstance, turns: AccountTurns): void {
  server.addHook('onRoute', (route) => {
    const kind = kindOf(route)
    if (kind === undefined) return
    const { handler } = route
    route.handler = function (request, reply) {
      const accountId = request.who?.account?.id
      const work = () => handler.call(this, request, reply)
      return accountId === undefined ? work() : turns.inTurn(accountId, kind, work)
    }
  })
}

function kindOf({ method, config }: RouteOptions): Kind | undefined {
  if (config?.intake !== undefined || config?.permission === 'calls:report') return undefined
  // A body that is read as it comes must be read at once, whoever sends it is cut off else: its handler takes a turn for each piece that it writes.
  if (config?.streams) return undefined
  if (config?.waits) return 'waiting'
  return method === 'GET' ? 'reading' : 'changing'
}
