/**
 * The settings that every session of the pools has, whatever the address says: results are read by them (instants are in UTC), and plans and time-outs
 * rest on them. The driver lets what stands in an address win over what it is told, so the names that are ours are taken out of it.
 */
import type pg from 'pg'

const ours: ReadonlySet<string> = new Set([
  'options',
  'application_name',
  'fallback_application_name',
  'statement_timeout',
  'lock_timeout',
  'idle_in_transaction_session_timeout',
  'query_timeout',
])

/** The address without what is ours to say, and its `options` with ours behind them, where they win. */
export function withOurOptions(url: string, options: string): { connectionString: string; options: string } {
  const at = url.indexOf('?')
  if (at === -1) return { connectionString: url, options }
  const parameters = url.slice(at + 1).split('&')
  const theirs = new URLSearchParams(url.slice(at + 1)).get('options')
  const kept = parameters.filter((one) => !ours.has(decodeURIComponent(one.split('=', 1)[0] ?? '')))
  return {
    connectionString: kept.length === 0 ? url.slice(0, at) : `${url.slice(0, at)}?${kept.join('&')}`,
    options: theirs ? `${theirs} ${options}` : options,
  }
}

/** How instants are read, and what a statement behind a lock sees, whatever the server or the role would have it. */
export const readAndJudgedBy = '-c TimeZone=UTC -c DateStyle=ISO -c default_transaction_isolation=read\\ committed'

/** A session whose other end is gone is given up in seconds, not in hours: by default a server waits for two of them. On a socket file they say nothing. */
export const endsWithItsClient =
  '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c tcp_user_timeout=15s'

// The version or the platform does not have it: it stays off.
const notHere: ReadonlySet<string | undefined> = new Set(['42704', '22023'])

/**
 * Settings that not every server takes (`transaction_timeout` from 17 on; `client_connection_check_interval` not where the platform cannot tell that
 * a socket was closed). In the packet that opens the session a refusal would be the end of it. The pool waits for what is returned; its types do not say so.
 */
export function whereTaken(settings: Readonly<Record<string, string>>): (client: pg.ClientBase) => unknown {
  const left = new Map(Object.entries(settings))
  return async (client) => {
    for (const [name, value] of left) {
      try {
        await client.query('select set_config($1, $2, false)', [name, value])
      } catch (error) {
        if (!notHere.has((error as { code?: string }).code)) throw error
        left.delete(name)
      }
    }
  }
}
