/**
 * The only file that speaks to the driver. Pools by purpose, so that no kind of work starves another; one function that runs
 * transactions; and the classification of errors that facts of PostgreSQL demand (which may be repeated, which are poison, and
 * when nobody knows whether a commit happened).
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Duplex } from 'node:stream'
import pg from 'pg'
import type { Instant } from '../core/instant.ts'
import { watchHosts } from './database-hosts.ts'
import { endsWithItsClient, readAndJudgedBy, whereTaken, withOurOptions } from './session-settings.ts'
import type { Columns, RowOf, Statement } from './statement.ts'

export const purposes = ['intake', 'send', 'console', 'health'] as const
export type Purpose = (typeof purposes)[number]

export type Parameter =
  | string
  | number
  | boolean
  | null
  | Buffer
  | readonly (string | number | boolean | null | Buffer)[]

/** Runs statements: inside a transaction, or each in its own. */
export type Runner = {
  run<C extends Columns>(statement: Statement<C>, parameters: readonly Parameter[]): Promise<RowOf<C>[]>
}

/** A transaction that may be ended in the turn of its last statements. */
export type Transaction = Runner & {
  /**
   * Says, in the turn in which they were asked for, that no more statements follow: COMMIT leaves behind them, and nobody waits for the server in between.
   * Whatever makes the work fail from here on must make a statement fail.
   */
  lastAsked(): void
}

export type Database = Record<Purpose, Runner> & {
  /**
   * Runs `work` in one transaction. Serialisation failures and deadlocks repeat the whole of it, so `work` must have no effect but its
   * statements. Rejects with CommitUnknown when COMMIT was sent and its answer never came: the caller must read back what it wrote.
   */
  transaction<T>(purpose: Purpose, work: (tx: Transaction) => Promise<T>): Promise<T>
  /** One statement composed from fixed fragments (lists with filters); values are always parameters. */
  query<Row>(purpose: Purpose, text: string, parameters: readonly Parameter[]): Promise<Row[]>
  /** False from the moment a server refused a write until one that takes them is found. */
  takesWrites(): boolean
  waiting(): Record<Purpose, { total: number; idle: number; waiting: number }>
  /** How often the database said no, or nothing, since the start; a transaction that was repeated counts each time. */
  errors(): Readonly<ErrorCounts>
  close(): Promise<void>
}

/** COMMIT was sent and no answer came: the transaction may or may not have happened. */
export class CommitUnknown extends Error {
  override name = 'CommitUnknown'
}

/** PostgreSQL answered COMMIT with ROLLBACK: an error inside was swallowed, and nothing was written. */
export class CommitRefused extends Error {
  override name = 'CommitRefused'
}

type PgError = Error & { code?: string }

export type ErrorClass = 'repeat' | 'stale' | 'poison' | 'unavailable' | 'full' | 'read_only' | 'busy' | 'other'

export type ErrorCounts = Record<ErrorClass | 'commit_unknown', number>

/** A prepared statement that no longer fits its tables, is not there, or is there already (a migration, a pooler): a new session has none. */
const staleSession: ReadonlySet<string> = new Set(['0A000', '26000', '42P05'])

/** What can be done about a driver or database error (facts: the SQLSTATE table). */
export function classify(error: unknown): ErrorClass {
  const code = (error as PgError | null)?.code
  if (code === '40001' || code === '40P01') return 'repeat'
  if (code !== undefined && staleSession.has(code)) return 'stale'
  if (code === '55P03' || code === '57014') return 'busy'
  if (code === '53100' || code === '53200') return 'full'
  if (code === '25006') return 'read_only'
  if (code !== undefined && /^(22|54)|^2350[234]$|^23514$/.test(code)) return 'poison'
  // What the driver says of a lost connection is a plain Error without a code; an error of ours has a class of its own.
  if (code === undefined) return error instanceof Error && error.constructor === Error ? 'unavailable' : 'other'
  if (/^(08|57P|53)|^25P0[34]$|^40003$|^E[A-Z_]+$/.test(code)) return 'unavailable'
  return 'other'
}

const ofOne: readonly ErrorClass[] = ['busy', 'repeat', 'poison', 'other']

/** Whether the rows of one account may be to blame (somebody holds them, they cannot be read), so that the others are worth trying without it. */
export const mayBeOfOne = (error: unknown): boolean =>
  !(error instanceof CommitUnknown) && ofOne.includes(classify(error))

const ofContent: readonly ErrorClass[] = ['poison', 'other']

/** Whether what some row holds may be to blame, so that it fails however often it is tried: none of the database's own troubles. */
export const mayStay = (error: unknown): boolean => mayBeOfOne(error) && ofContent.includes(classify(error))

/** Milliseconds since the epoch as the text PostgreSQL reads; parameters of type timestamptz go through this. */
export function timestamp(at: Instant): string {
  // The rows of a batch share most of their times.
  if (at !== last.at) last = { at, text: new Date(at).toISOString() }
  return last.text
}

let last = { at: 0, text: new Date(0).toISOString() }

export const timestampOrNull = (at: Instant | null): string | null => (at === null ? null : timestamp(at))

// '2026-11-25 16:01:55.123456+00': the session's zone is UTC, so the offset is always +00.
function readTimestamp(text: string): Instant {
  return Date.UTC(
    Number(text.slice(0, 4)),
    Number(text.slice(5, 7)) - 1,
    Number(text.slice(8, 10)),
    Number(text.slice(11, 13)),
    Number(text.slice(14, 16)),
    Number(text.slice(17, 19)),
    text.charCodeAt(19) === 46 ? Math.floor(Number(`0${text.slice(19, text.length - 3)}`) * 1000) : 0,
  )
}

function readBigint(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a JavaScript number`)
  return value
}

const readArray = (text: string): string[] => pg.types.getTypeParser(1009 as never)(text) as unknown as string[]

const parsers = new Map<number, (text: string) => unknown>([
  [20, readBigint],
  [1184, readTimestamp],
  [1185, (text) => readArray(text).map((one) => readTimestamp(one))],
  [2951, readArray],
  [114, (text) => text],
  [3802, (text) => text],
])

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format as 'text'),
}

// The hot statements are all look-ups by key. A plan made while a table was small and kept since (a prepared statement's) would read the whole
// table when it is large; without these three kinds of plan there is only the one over the key, whatever the statistics say. A table of one row has no other
// plan than the forbidden one, which until PostgreSQL 17 is reckoned so dear that the statement would be compiled to machine code each time.
const keysOnly = '-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off'
const plansOf: Record<Purpose, string> = { intake: keysOnly, send: keysOnly, console: '', health: '' }

const poolSizes: Record<Purpose, number> = { intake: 3, send: 4, console: 6, health: 1 }
/** How often a whole transaction is begun at most; each try on a stale session takes one such out of its pool, and a lock is waited for twice. */
const triesAfter: Partial<Record<ErrorClass, number>> = { repeat: 5, stale: 5, busy: 2 }

/** Opens the pools. Nothing is connected before the first statement. */
export function openDatabase(options: {
  url: string
  /** All hosts that may take writes at some time, `url` among them. */
  hosts?: readonly string[]
  owner: string
  log: { warn(fields: object, words: string): void }
  /** How long a row that somebody else has locked is waited for. */
  lockTimeoutMs?: number
}): Database {
  let pools = openPools(options)
  const hosts = watchHosts({
    hosts: options.hosts ?? [options.url],
    current: options.url,
    log: options.log,
    use: (url, isAnother) => {
      const before = pools
      pools = openPools({ ...options, url })
      void closePools(before)
      // What still waits for the old server would wait for its time-out: its calls are told to the new one instead.
      if (isAnother) for (const pool of Object.values(before)) pool.cut()
    },
  })
  const errors = countErrors(hosts.failed)
  // A statement on the pool inside a transaction would silently escape it.
  const inside = new AsyncLocalStorage<Purpose>()

  const runnerOf = (purpose: Purpose): Runner => ({
    run: (statement, parameters) => {
      if (inside.getStore() === purpose)
        throw new Error(`${statement.name} would escape the transaction it is called in`)
      return errors.ofThose(runOn(pools[purpose], statement, parameters))
    },
  })

  return {
    intake: runnerOf('intake'),
    send: runnerOf('send'),
    console: runnerOf('console'),
    health: runnerOf('health'),
    transaction: (purpose, work) => inside.run(purpose, () => runTransaction(pools[purpose], work, errors.note)),
    query: async (purpose, text, parameters) =>
      (await errors.ofThose(pools[purpose].query(text, parameters as unknown[]))).rows,
    errors: () => errors.counts,
    takesWrites: hosts.takesWrites,
    waiting: () =>
      Object.fromEntries(
        purposes.map((purpose) => {
          const pool = pools[purpose]
          return [purpose, { total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }]
        }),
      ) as ReturnType<Database['waiting']>,
    close: async () => {
      hosts.stop()
      await closePools(pools)
    },
  }
}

type Pools = Record<Purpose, CuttablePool>

function openPools(options: Parameters<typeof openDatabase>[0]): Pools {
  return Object.fromEntries(purposes.map((purpose) => [purpose, openPool(purpose, options)])) as Pools
}

async function closePools(pools: Pools): Promise<void> {
  await Promise.all(purposes.map((purpose) => pools[purpose].end()))
}

/** Counts what the database answers amiss; an error of our own that ended a transaction on purpose is none. */
function countErrors(failed: (how: 'read_only' | 'unavailable') => void) {
  const counts: ErrorCounts = {
    repeat: 0,
    stale: 0,
    poison: 0,
    unavailable: 0,
    full: 0,
    read_only: 0,
    busy: 0,
    other: 0,
    commit_unknown: 0,
  }
  const note = (error: unknown): void => {
    const kind = error instanceof CommitUnknown ? 'commit_unknown' : classify(error)
    if (kind !== 'other' || (error as PgError).code !== undefined) counts[kind] += 1
    if (kind === 'read_only') failed('read_only')
    else if (kind === 'unavailable' || kind === 'commit_unknown') failed('unavailable')
  }
  const ofThose = <T>(asked: Promise<T>): Promise<T> => {
    asked.catch(note)
    return asked
  }
  return { counts, note, ofThose }
}

/** A pool whose connections can all be ended at once, also those that are in use. */
type CuttablePool = pg.Pool & { cut(): void }

/** How long a statement may take, and how much longer its answer is waited for. */
const patience: Record<Purpose, { seconds: number; more: number }> = {
  intake: { seconds: 10, more: 5 },
  send: { seconds: 10, more: 5 },
  console: { seconds: 60, more: 5 },
  // A server that hangs says nothing and ends no connection: only this tells it from one that rests.
  health: { seconds: 2, more: 1 },
}

function openPool(purpose: Purpose, options: Parameters<typeof openDatabase>[0]): CuttablePool {
  const { seconds, more } = patience[purpose]
  const pool = new pg.Pool({
    ...withOurOptions(options.url, `${readAndJudgedBy} ${endsWithItsClient} ${plansOf[purpose]}`),
    max: poolSizes[purpose],
    types,
    application_name: `aftercall/${purpose}/${options.owner.slice(0, 8)}`,
    // Statements that do not need each other's answers go out together; the server still runs them one after the other.
    pipeline: purpose === 'intake' || purpose === 'send',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    maxLifetimeSeconds: 1_800,
    idleTimeoutMillis: 60_000,
    statement_timeout: seconds * 1000,
    lock_timeout: options.lockTimeoutMs ?? 3_000,
    idle_in_transaction_session_timeout: 10_000,
    // Client-side; the server went on when it was tried, so a hit means that the outcome is unknown.
    query_timeout: (seconds + more) * 1000,
    onConnect: whereTaken({ client_connection_check_interval: '5s', transaction_timeout: `${seconds * 3}s` }),
  } as pg.PoolConfig)
  pool.on('error', (error) => {
    // Ours ends while the last connections are still being closed; that is no loss.
    if (!pool.ending) options.log.warn({ purpose, err: error.message }, 'an idle database connection was lost')
  })
  // A checked-out client emits its own errors; without a listener they end the process.
  const open = new Set<Duplex>()
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection
    open.add(stream)
    stream.once('close', () => open.delete(stream))
  })
  return Object.assign(pool, { cut: () => open.forEach((stream) => void stream.destroy()) })
}

/** What a transaction sends in one turn leaves in one write: every write wakes the server, and costs more than what is in it. */
function joinWrites(stream: Duplex): void {
  if (stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}

async function runOn<C extends Columns>(
  client: pg.Pool | pg.PoolClient,
  statement: Statement<C>,
  parameters: readonly Parameter[],
): Promise<RowOf<C>[]> {
  if ('connection' in client) joinWrites((client as unknown as { connection: { stream: Duplex } }).connection.stream)
  const result = await client.query({ name: statement.name, text: statement.text, values: parameters as unknown[] })
  return result.rows as RowOf<C>[]
}

async function runTransaction<T>(
  pool: pg.Pool,
  work: (tx: Transaction) => Promise<T>,
  noteError: (error: unknown) => void,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await tryTransaction(pool, work)
    } catch (error) {
      noteError(error)
      if (error instanceof CommitUnknown || tried >= (triesAfter[classify(error)] ?? 1)) throw error
      await new Promise((resolve) => setTimeout(resolve, 10 + Math.random() * 190))
    }
  }
}

async function tryTransaction<T>(pool: pg.Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  let committed: Promise<void> | undefined
  // Of statements that travel together the first one fails, and those behind it only because of that: which of their promises is looked at
  // first is chance, and what is to be done depends on the cause.
  let cause: unknown
  const run: Runner['run'] = (statement, parameters) => {
    if (committed)
      return Promise.reject(
        new Error(`${statement.name} comes after the last statement: it would not be part of the transaction`),
      )
    const asked = runOn(client, statement, parameters)
    asked.catch((error: unknown) => {
      cause ??= error
    })
    return asked
  }
  try {
    // Not waited for: the first statements travel with it. Whatever makes BEGIN fail makes them fail too, and is said below.
    joinWrites((client as unknown as { connection: { stream: Duplex } }).connection.stream)
    const begun = client.query('begin')
    begun.catch(() => undefined)
    const lastAsked = () => {
      committed = commit(client)
      committed.catch(() => undefined)
    }
    const value = await work({ run, lastAsked })
    await begun
    await (committed ?? commit(client))
    return value
  } catch (thrown) {
    const failed = (thrown as PgError | null)?.code === '25P02' ? (cause ?? thrown) : thrown
    const error = committed ? await withItsCommit(failed, committed) : failed
    broken = await rollBack(client, error)
    throw error
  } finally {
    client.release(broken)
  }
}

/** Why a transaction failed whose COMMIT is on its way or answered: a statement that was refused, or nobody knows. */
async function withItsCommit(failed: unknown, committed: Promise<void>): Promise<unknown> {
  try {
    await committed
  } catch (error) {
    return error instanceof CommitUnknown ? error : failed
  }
  return new CommitUnknown('it was committed, but not all of its answers came', { cause: failed })
}

async function commit(client: pg.PoolClient): Promise<void> {
  let waitCancelled = false
  // A commit whose wait for a standby was cancelled *resolves* as COMMIT, with only a warning, in the server's language. It has no other to give there.
  const noticed = (notice: { code?: string }) => {
    if (notice.code === '01000') waitCancelled = true
  }
  client.on('notice', noticed as never)
  let tag: string
  try {
    tag = (await client.query('commit')).command
  } catch (error) {
    // An error the server sent as an answer means that it did not commit. A lost connection means that nobody knows; so do an error that ends the session
    // (FATAL), and one of the network's own: EPIPE looks like an SQLSTATE.
    const { code, severity } = error as PgError & { severity?: string }
    if (code !== undefined && severity === 'ERROR' && !/^(08|57P|40003)/.test(code)) throw error
    throw new CommitUnknown('the answer to COMMIT never came', { cause: error })
  } finally {
    client.off('notice', noticed as never)
  }
  if (tag !== 'COMMIT') throw new CommitRefused(`COMMIT was answered ${tag}: a statement inside had failed`)
  if (waitCancelled) throw new CommitUnknown('the wait for a standby was cancelled')
}

async function rollBack(client: pg.PoolClient, error: unknown): Promise<Error | undefined> {
  if (error instanceof CommitUnknown) return error
  if (error instanceof CommitRefused) return undefined
  // After a lost connection, a cached plan that no longer fits or a client time-out the connection is thrown away.
  if (['unavailable', 'stale'].includes(classify(error))) return error as Error
  try {
    await client.query('rollback')
    return undefined
  } catch (lost) {
    return lost as Error
  }
}
