/** Where the program listens: what LISTEN says, or the first free port from 8480 to 8499. */
import type { FastifyInstance } from 'fastify'

const firstPort = 8480
const lastPort = 8499
/**
 * Connections that wait to be taken. Beyond it the system drops them without a word, and who was dropped tries again after seconds, in the end half a minute;
 * what is taken is answered at once, if only that there is no room.
 */
const backlog = 4_096

/** The port is taken; the message names it and what to do. */
class PortTaken extends Error {
  override name = 'PortTaken'
}

type Address = { host: string; port: number }

/** Starts listening and answers the address. A port that was asked for and is taken is an error; without one the next free is found. */
export async function listen(
  server: FastifyInstance,
  wanted: Address | undefined,
): Promise<Address & { portTaken?: number }> {
  const tries = wanted ? [wanted] : ports().map((port) => ({ host: '127.0.0.1', port }))
  for (const one of tries) {
    try {
      await server.listen({ ...one, backlog })
      const at = server.server.address()
      const port = typeof at === 'object' && at ? at.port : one.port
      return { host: one.host, port, ...(wanted || port === firstPort ? {} : { portTaken: firstPort }) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    }
  }
  throw new PortTaken(
    wanted
      ? `${wanted.host}:${wanted.port} is in use by another program. Stop that one, or set LISTEN to another port.`
      : `The ports ${firstPort} to ${lastPort} are all in use. Set LISTEN to a free one, such as LISTEN=127.0.0.1:9000.`,
  )
}

function ports(): number[] {
  return Array.from({ length: lastPort - firstPort + 1 }, (_, n) => firstPort + n)
}
