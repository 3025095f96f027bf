/** What `doctor` sees without the program: the settings, the database, the disk. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { BadConfig, type Config, describeConfig } from '../config.ts'
import type { Check } from '../core/adapter.ts'
import { freeDiskBytes, runningEmbeddedPostgres } from '../store/embedded-postgres.ts'
import { hasPlace } from '../store/embedded-postgres-place.ts'
import { type DatabaseFindings, inspectDatabase } from '../store/inspect-database.ts'
import { oneOf } from './database-url.ts'
import { errorWords } from './error-words.ts'
import { demandOpenFolder } from './open-files.ts'
import { withOwnServer } from './own-server.ts'
import type { Shell } from './shell.ts'
import { spanWords } from './time.ts'

export function checkConfiguration(shell: Shell): { config?: Config; check: Check } {
  const name = 'Configuration'
  try {
    return {
      config: shell.config(),
      check: { name, result: 'ok', words: `${describeConfig().length} settings understood` },
    }
  } catch (error) {
    if (!(error instanceof BadConfig)) throw error
    const mend = `Change it in the environment or in .env; ${exampleFile()} has every name with its meaning.`
    return { check: { name, result: 'fail', words: error.message.replaceAll('\n', '; '), mend } }
  }
}

/** It comes with the program: in a checkout it stands beside .env, in the package with the other files of it. */
function exampleFile(): string {
  const file = fileURLToPath(new URL('../../.env.example', import.meta.url))
  const near = path.relative('', file)
  return near.startsWith('..') ? file : near
}

/** The database as it is; the program's own is started for the look when it rests. */
export async function checkDatabase({ databaseUrl, dataFolder }: Config): Promise<Check[]> {
  const name = 'Database'
  const where = `in ${dataFolder}`
  try {
    if (databaseUrl !== undefined) {
      const { hostsOf } = await import('../store/database-hosts.ts')
      const hosts = hostsOf(databaseUrl)
      return databaseChecks(await inspectDatabase(await oneOf(databaseUrl)), `at ${placeOf(hosts)}`, hosts.length)
    }
    demandOpenFolder(dataFolder)
    const running = runningEmbeddedPostgres({ dataFolder })
    if (running) return databaseChecks(await inspectDatabase(running.url), where)
    if (!hasPlace(dataFolder))
      return [{ name, result: 'ok', words: `its own PostgreSQL, made ${where} at the first start` }]
    return await withOwnServer({ dataFolder }, async (url) => databaseChecks(await inspectDatabase(url), where))
  } catch (error) {
    return [{ name, result: 'fail', words: errorWords(error) }]
  }
}

/** Where the database of these addresses is, each of one host. Password and user stay out of what is printed. */
export function placeOf(addresses: readonly string[]): string {
  try {
    const all = addresses.map((one) => new URL(one))
    return `${all.map(({ host }) => host || 'a socket').join(', ')}${all[0]?.pathname ?? ''}`
  } catch {
    return 'DATABASE_URL'
  }
}

/** What the findings mean: the database itself, whether its commits stay, its clock, and what it cannot clean up. */
export function databaseChecks(found: DatabaseFindings, where: string, hosts = 1): Check[] {
  const schema =
    found.missing.length === 0 ? 'migrations up to date' : `${found.missing.length} to apply at the next start`
  const answers: Check = {
    name: 'Database',
    result: 'ok',
    words: `PostgreSQL ${found.version} ${where}, ${found.milliseconds} ms, ${schema}`,
  }
  if (found.isReadOnly) {
    answers.result = 'fail'
    answers.words += '; it takes no writes'
    answers.mend = 'This is a standby, or writes are switched off. Name the primary in DATABASE_URL.'
  }
  return [answers, durability(found, hosts), clock(found), cleaning(found)]
}

// "Accepted means kept" rests on these three, and with standbys on a commit waiting for one; docs/decisions/0002 says why.
function durability(found: DatabaseFindings, hosts: number): Check {
  const { fsync, fullPageWrites, synchronousCommit, waitsForStandby } = found
  const words = `fsync ${fsync ? 'on' : 'off'}, full_page_writes ${fullPageWrites ? 'on' : 'off'}, synchronous_commit ${synchronousCommit}`
  const bad = [
    ...(fsync ? [] : ['fsync']),
    ...(fullPageWrites ? [] : ['full_page_writes']),
    ...(synchronousCommit === 'off' ? ['synchronous_commit'] : []),
  ]
  const name = 'Commits stay'
  if (bad.length > 0) {
    const mend = `Switch ${bad.join(' and ')} on: without, a crash can lose calls that were accepted, and texts may go twice.`
    return { name, result: 'fail', words, mend }
  }
  const standby = standbys(found, hosts)
  if (standby) return { name, ...standby, words: `${words}; ${standby.words}` }
  return { name, result: 'ok', words: waitsForStandby ? `${words}; a commit waits for a standby` : words }
}

/** What is wrong with how commits reach other servers, if anything. */
function standbys(
  { synchronousCommit, waitsForStandby }: DatabaseFindings,
  hosts: number,
): Omit<Check, 'name'> | undefined {
  if (waitsForStandby && synchronousCommit === 'local')
    return {
      result: 'fail',
      words: 'standbys are named, and no commit waits for one',
      mend: 'Set synchronous_commit to on: with local, a failover loses commits, and with them calls that were accepted; texts may go twice.',
    }
  if (waitsForStandby && synchronousCommit === 'remote_write')
    return {
      result: 'warn',
      words: 'a commit waits until a standby has it in memory',
      mend: 'Set synchronous_commit to on: a standby that crashes may forget what it has not written to its disk, and be promoted without.',
    }
  if (!waitsForStandby && hosts > 1)
    return {
      result: 'warn',
      words: `${hosts} hosts in DATABASE_URL, and no commit waits for a standby`,
      mend: 'Name them in synchronous_standby_names (ANY 1 (a, b)), and promote only one of these: a failover to another loses calls that were accepted, and texts may go twice.',
    }
  return undefined
}

const clockToleranceMs = 2_000

function clock({ clockAheadMs, milliseconds }: DatabaseFindings): Check {
  const apart = Math.max(0, Math.abs(clockAheadMs) - milliseconds / 2)
  const words = `${apart < 100 ? 'the same' : `${spanWords(apart)} apart`} here and in the database`
  if (apart <= clockToleranceMs) return { name: 'Clock', result: 'ok', words }
  return {
    name: 'Clock',
    result: 'warn',
    words,
    mend: 'The database’s clock decides. Have both machines set theirs by NTP.',
  }
}

const longestSeconds = 600
const mostSlotBytes = 10 * 1024 ** 3

// Dead rows stay as long as somebody might look at them, and the log as long as a slot wants it.
function cleaning({ heldBack }: DatabaseFindings): Check {
  const name = 'Cleaning'
  const { transactionSeconds, prepared, preparedSeconds, idleSlots, slotBytes } = heldBack
  const bad = [
    ...(transactionSeconds > longestSeconds
      ? [
          [
            `a transaction open for ${spanWords(transactionSeconds * 1000)}`,
            'end it (pg_stat_activity, pg_terminate_backend)',
          ],
        ]
      : []),
    ...(preparedSeconds > longestSeconds
      ? [
          [
            `${prepared} prepared, the oldest for ${spanWords(preparedSeconds * 1000)}`,
            'commit prepared or rollback prepared (pg_prepared_xacts)',
          ],
        ]
      : []),
    ...(idleSlots > 0
      ? [
          [
            `${idleSlots} replication slot${idleSlots === 1 ? '' : 's'} that nobody reads`,
            'pg_drop_replication_slot, unless its standby comes back',
          ],
        ]
      : []),
    ...(slotBytes > mostSlotBytes
      ? [
          [
            `a replication slot keeps ${Math.round(slotBytes / 1e9)} GB of log`,
            'see to its standby, and set max_slot_wal_keep_size',
          ],
        ]
      : []),
  ]
  if (bad.length === 0) return { name, result: 'ok', words: 'nothing keeps dead rows or old log' }
  return {
    name,
    result: 'warn',
    words: bad.map(([what]) => what).join('; '),
    mend: `The database grows and slows down meanwhile: ${bad.map(([, act]) => act).join('; ')}.`,
  }
}

const enoughBytes = 2_000_000_000
const leastBytes = 500_000_000

export async function checkDisk({ dataFolder, databaseUrl }: Config): Promise<Check> {
  const name = 'Disk'
  // Before the first start the folder itself is not there yet.
  let folder = path.resolve(dataFolder)
  while (!existsSync(folder) && path.dirname(folder) !== folder) folder = path.dirname(folder)
  const free = await freeDiskBytes(folder)
  const words = `${free >= 10_000_000_000 ? Math.floor(free / 1e9) : (free / 1e9).toFixed(1)} GB free for ${dataFolder}`
  if (databaseUrl !== undefined || free >= enoughBytes) return { name, result: 'ok', words }
  const mend = 'Make room: when the disk is full no more calls are accepted. What was accepted is kept.'
  return { name, result: free < leastBytes ? 'fail' : 'warn', words, mend }
}
