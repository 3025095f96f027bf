/**
 * Several hosts in DATABASE_URL, as libpq writes them: `postgres://user@h1:5432,h2:5432/name?target_session_attrs=read-write`. The driver knows
 * neither the list nor the attribute, so each host gets an address of its own here, and they are asked in turn which of them takes writes.
 */
import { setTimeout } from 'node:timers/promises'
import { withLoneClient } from './lone-client.ts'

/** Servers answer, and none of them takes writes. */
class NoWritableDatabase extends Error {
  override name = 'NoWritableDatabase'
}

/** The address of each host, in the order in which they are named. */
export function hostsOf(url: string): string[] {
  const [, before = '', hosts = '', behind = ''] = /^(postgres(?:ql)?:\/\/(?:[^/?]*@)?)([^/?]*)(.*)$/.exec(url) ?? []
  return hosts.split(',').map((host) => withoutAttribute(`${before}${host}${behind}`))
}

function withoutAttribute(url: string): string {
  return url.replace(/([?&])target_session_attrs=[^&]*(&|$)/, (_all, before: string, behind: string) =>
    behind === '&' ? before : '',
  )
}

/** The first host that takes writes. Rejects with NoWritableDatabase, or where none answers with what the first one's connection said. */
export async function findWritable(url: string): Promise<string> {
  return await firstWritable(hostsOf(url))
}

async function firstWritable(hosts: readonly string[]): Promise<string> {
  let failure: unknown
  let answered = 0
  for (const host of hosts) {
    try {
      if (await takesWrites(host)) return host
      answered += 1
    } catch (error) {
      failure ??= error
    }
  }
  if (answered === 0) throw failure
  const which =
    hosts.length === 1
      ? 'The database takes no'
      : `Of the ${hosts.length} hosts in DATABASE_URL ${answered} answered, and none takes`
  throw new NoWritableDatabase(
    `${which} writes: it is a standby, or writes are switched off there (default_transaction_read_only). Name the primary in DATABASE_URL.`,
  )
}

async function takesWrites(url: string): Promise<boolean> {
  return await withLoneClient(
    { connectionString: url, application_name: 'aftercall/look', connectionTimeoutMillis: 3_000, query_timeout: 3_000 },
    async (client) => {
      const { rows } = await client.query<{ read_only: boolean }>(
        `select pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as read_only`,
      )
      return rows[0]?.read_only === false
    },
  )
}

export type Failover = {
  /** False from the moment a server refused a write until one that takes them is found. */
  takesWrites(): boolean
  /** A server refused a write, or did not answer. */
  failed(how: 'read_only' | 'unavailable'): void
  stop(): void
}

const pauses = { first: 250, most: 1_000 }

/** Resolves when this host takes writes; undefined once nobody asks any more. Each host is asked by itself, so that one that hangs holds up none. */
async function untilWritable(host: string, startAfterMs: number, ending: AbortSignal): Promise<string | undefined> {
  const rest = (ms: number) => setTimeout(ms, undefined, { signal: ending, ref: false }).catch(() => undefined)
  await rest(startAfterMs)
  for (let pause = pauses.first; !ending.aborted; pause = Math.min(pause * 2, pauses.most)) {
    if (await takesWrites(host).catch(() => false)) return host
    await rest(pause)
  }
  return undefined
}

/**
 * Looks for the host that takes writes when the one in use does not, until one does. `use` is called with it where it is another, and also with the
 * same one after it refused writes: behind one name there may be another server by now, and old connections lead to the old one.
 */
export function watchHosts(options: {
  hosts: readonly string[]
  current: string
  log: { warn(fields: object, words: string): void }
  use(url: string, isAnother: boolean): void
}): Failover {
  const { hosts, log, use } = options
  let current = options.current
  let isReadOnly = false
  let isLooking = false
  const ending = new AbortController()

  const look = async () => {
    const over = new AbortController()
    const until = AbortSignal.any([ending.signal, over.signal])
    // The one in use may only have been slow: it has a head start.
    const ask = (host: string) => untilWritable(host, host === current ? 0 : pauses.first, until)
    const found = await Promise.race(hosts.map(ask))
    over.abort()
    if (found === undefined || ending.signal.aborted) return
    if (found !== current || isReadOnly) use(found, found !== current)
    if (found !== current) log.warn({ host: hosts.indexOf(found) + 1 }, 'the database is on another host now')
    else if (isReadOnly) log.warn({}, 'the database takes writes again')
    current = found
    isReadOnly = false
  }

  return {
    takesWrites: () => !isReadOnly,
    failed: (how) => {
      if (how === 'read_only' && !isReadOnly) {
        isReadOnly = true
        log.warn({}, 'the database takes no writes; calls are refused until one does')
      }
      // One host that does not answer is waited for by the pools themselves.
      if (isLooking || (how === 'unavailable' && hosts.length === 1)) return
      isLooking = true
      void look().finally(() => {
        isLooking = false
      })
    },
    stop: () => ending.abort(),
  }
}
