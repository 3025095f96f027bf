/**
 * One wide line per unit of work: `call.accepted`, `message.claimed`, `message.attempted`, `receipt.recorded`, `request.refused`, with the same ids
 * everywhere. Never a full phone number, a text or a secret: callers pass masked numbers, and here what looks like one is masked in case one forgets,
 * also in the words of a database, a gateway or a library.
 */
import { EventEmitter } from 'node:events'
import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'debug'>

const secretFields = [
  'password',
  'secret',
  'authorization',
  'cookie',
  'token',
  'text',
  'body',
  'number',
  'caller',
  'to',
]

/** Opens the log on standard error, so that standard output stays free for the command's own words. */
export function openLog(
  level: string,
  destination: DestinationStream = pino.destination({ dest: 2, sync: false }),
): Log {
  silencedByItsEnd(destination)
  const paths = secretFields.flatMap((field) => [field, `*.${field}`])
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths, censor: '[cut]' },
      hooks: {
        logMethod(args, method) {
          method.apply(this, args.map((one) => masked(one)) as typeof args)
        },
      },
    },
    destination,
  )
}

/** A terminal that is closed, or a full disk, takes no more words: that ends nothing, and what nobody takes is not kept for an end that would wait for it. */
function silencedByItsEnd(destination: DestinationStream): void {
  if (!(destination instanceof EventEmitter)) return
  const nothing = () => undefined
  destination.on('error', () => {
    Object.assign(destination, { write: nothing, end: nothing, flush: nothing, flushSync: nothing, destroy: nothing })
  })
}

type WideLog = { info(fields: object, words: string): void; isLevelEnabled?(level: string): boolean }

/** Writes the line of a unit of work. What stands in it is gathered only where somebody reads it. */
export function wide(log: WideLog, words: string, fields: () => object): void {
  if (log.isLevelEnabled?.('info') ?? true) log.info(fields(), words)
}

const idsListed = 20

/** The ids of a unit of work: all of a small one; of a large one the first, since the database has them all. */
export function idsOf<One>(all: readonly One[], id: (one: One) => string): { ids: string[]; idsLeftOut?: number } {
  const ids = all.slice(0, idsListed).map(id)
  return all.length <= idsListed ? { ids } : { ids, idsLeftOut: all.length - idsListed }
}

// Whole runs of digits, as numbers are stored and sent; and with a plus however they are grouped. Not what is a piece of an id or longer than a number.
const phoneNumbers = /(?<![\w.-])\+?\d{10,15}(?![\w-])|\+\d[\d ().-]{7,20}\d/g

/** As numbers are masked everywhere: the two digits before the last three. */
function maskedNumber(text: string): string {
  let place = text.replace(/\D/g, '').length
  return text.replace(/\d/g, (digit) => {
    place -= 1
    return place === 3 || place === 4 ? '•' : digit
  })
}

function masked(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replace(phoneNumbers, maskedNumber)
  if (typeof value !== 'object' || value === null || depth > 6) return value
  if (Array.isArray(value)) return value.map((one) => masked(one, depth + 1))
  if (value instanceof Error) return masked(`${value.name}: ${value.message}`)
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [masked(key), masked(one, depth + 1)]))
}
