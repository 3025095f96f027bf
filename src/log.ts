/**
 * One wide line per unit of work: `call.accepted`, `message.attempted`, `receipt.recorded`, with the same ids everywhere. Never a full
 * phone number, a text or a secret: callers pass masked numbers, and the fields below are cut in case one forgets.
 */
import { type Logger, pino } from 'pino'

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
export function openLog(level: string): Log {
  const paths = secretFields.flatMap((field) => [field, `*.${field}`])
  return pino({ level, base: null, redact: { paths, censor: '[cut]' } }, pino.destination({ dest: 2, sync: false }))
}
