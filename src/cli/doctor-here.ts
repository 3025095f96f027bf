/** What `doctor` sees without the program: the settings, the database, the disk. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { BadConfig, type Config, describeConfig } from '../config.ts'
import type { Check } from '../core/adapter.ts'
import { freeDiskBytes, runningEmbeddedPostgres, startEmbeddedPostgres } from '../store/embedded-postgres.ts'
import { type DatabaseFindings, inspectDatabase } from '../store/inspect-database.ts'
import { oneOf } from './database-url.ts'
import { errorWords } from './error-words.ts'
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
    const mend = 'Change it in the environment or in .env; .env.example has every name with its meaning.'
    return { check: { name, result: 'fail', words: error.message.replaceAll('\n', '; '), mend } }
  }
}

/** The database as it is; the program's own is started for the look when it rests. */
export async function checkDatabase({ databaseUrl, dataFolder }: Config): Promise<Check[]> {
  const name = 'Database'
  const where = databaseUrl === undefined ? `in ${dataFolder}` : `at ${hostOf(databaseUrl)}`
  try {
    if (databaseUrl !== undefined) return databaseChecks(await inspectDatabase(await oneOf(databaseUrl)), where)
    const running = runningEmbeddedPostgres({ dataFolder })
    if (running) return databaseChecks(await inspectDatabase(running.url), where)
    if (
      !existsSync(path.join(dataFolder, 'postgres.password')) &&
      !existsSync(path.join(dataFolder, 'postgres.location'))
    )
      return [{ name, result: 'ok', words: `its own PostgreSQL, made ${where} at the first start` }]
    const started = await startEmbeddedPostgres({ dataFolder })
    try {
      return databaseChecks(await inspectDatabase(started.url), where)
    } finally {
      await started.stop()
    }
  } catch (error) {
    return [{ name, result: 'fail', words: errorWords(error) }]
  }
}

/** Password and user stay out of what is printed. */
function hostOf(url: string): string {
  try {
    const { host, pathname } = new URL(url)
    return `${host || 'a socket'}${pathname}`
  } catch {
    return 'DATABASE_URL'
  }
}

/** What the findings mean: the database itself, whether its commits stay, and its clock. */
export function databaseChecks(found: DatabaseFindings, where: string): Check[] {
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
  return [answers, durability(found), clock(found)]
}

// "Accepted means kept" rests on these three; docs/decisions/0002 says why.
function durability({ fsync, fullPageWrites, synchronousCommit, waitsForStandby }: DatabaseFindings): Check {
  const words = `fsync ${fsync ? 'on' : 'off'}, full_page_writes ${fullPageWrites ? 'on' : 'off'}, synchronous_commit ${synchronousCommit}`
  const standby = waitsForStandby ? '; a commit waits for a standby' : ''
  const bad = [
    ...(fsync ? [] : ['fsync']),
    ...(fullPageWrites ? [] : ['full_page_writes']),
    ...(synchronousCommit === 'off' ? ['synchronous_commit'] : []),
  ]
  if (bad.length === 0) return { name: 'Commits stay', result: 'ok', words: words + standby }
  const mend = `Switch ${bad.join(' and ')} on: without, a crash can lose calls that were accepted, and texts may go twice.`
  return { name: 'Commits stay', result: 'fail', words, mend }
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
