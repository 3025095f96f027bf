/** Where the program listens: what LISTEN says, or the first free port from 8480 to 8499. */
import type { FastifyInstance, FastifyListenOptions } from 'fastify'
import { type Doors, reserveDoors } from './doors.ts'

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

/** Starts listening and answers the address, and what is to be closed beside the server. A port that was asked for and is taken is an error; without one the next free is found. */
export async function listen(
  server: FastifyInstance,
  wanted: Address | undefined,
): Promise<Address & { portTaken?: number; doors: Pick<Doors, 'close'> }> {
  const tries = wanted ? [wanted] : ports().map((port) => ({ host: '127.0.0.1', port }))
  for (const one of tries) {
    try {
      const { port, ...doors } = await reserveDoors(one, backlog)
      try {
        await server.listen({ host: one.host, port, backlog, reusePort: doors.reusePort } as FastifyListenOptions)
        await doors.open(server.server)
      } catch (error) {
        await doors.close()
        throw error
      }
      return { host: one.host, port, doors, ...(wanted || port === firstPort ? {} : { portTaken: firstPort }) }
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
