/**
 * One program for one data folder. PostgreSQL's own lock cannot say it, because a server outlives a killed program and is then adopted.
 * The lock names a process; where its id means nothing to us (another container on the same volume) a touch every few seconds tells
 * that the holder lives.
 */
import { linkSync, readFileSync, renameSync, rmSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { isAlive, placeOfProcesses, startOf } from './embedded-postgres-process.ts'

type Holder = { pid: number; start?: string | undefined; place: string }

export type FolderLock = { release(): void }

const touchMilliseconds = 5_000
const silentMilliseconds = 20_000

/** Takes the data folder for this process, or says who has it. */
export async function lockFolder(dataFolder: string, log: (line: string) => void): Promise<FolderLock> {
  const file = path.join(dataFolder, 'postgres.lock')
  const mine: Holder = { pid: process.pid, start: startOf(process.pid), place: placeOfProcesses() }
  const isSilent = judgeSilence()
  for (let waited = 0; !takeFile(file, mine); waited += 1) {
    const found = readFileOrNothing(file)
    if (found === undefined) continue
    const holder = parseHolder(found)
    if (holder && livesHere(holder, mine.place)) throw alreadyRunning(dataFolder, holder)
    if (holder && holder.place !== mine.place && !isSilent(touchedAt(file))) {
      if (waited * 1000 > silentMilliseconds * 1.5) throw alreadyRunning(dataFolder, undefined, file)
      if (waited === 0)
        log(`${file} was held in another container or on another machine a moment ago; waiting for a sign of it`)
      await setTimeout(1_000)
      continue
    }
    takeAway(file, found)
  }
  const timer = setInterval(() => touch(file), touchMilliseconds)
  timer.unref()
  return {
    release: () => {
      clearInterval(timer)
      rmSync(file, { force: true })
    },
  }
}

function livesHere(holder: Holder, place: string): boolean {
  if (holder.place !== place || !isAlive(holder.pid)) return false
  const start = startOf(holder.pid)
  return holder.start === undefined || start === undefined || start === holder.start
}

function alreadyRunning(dataFolder: string, holder: Holder | undefined, file?: string): EmbeddedPostgresError {
  const running = readRunning(dataFolder)
  const who = holder ? `process ${holder.pid}` : 'a program in another container or on another machine'
  const where = running && (!holder || running.pid === holder.pid) ? ` at ${running.url}` : ''
  const sure = file === undefined ? '' : ` Is there surely none, delete ${file}.`
  const remedy = `Use that one, stop it first, or give this one a data folder of its own (DATA_DIR).${sure}`
  return new EmbeddedPostgresError(
    'already_running',
    `Aftercall already runs on ${dataFolder} (${who}${where}). ${remedy}`,
  )
}

/** What the running program wrote about itself for the commands. */
function readRunning(dataFolder: string): { pid: number; url: string } | undefined {
  try {
    return JSON.parse(readFileSync(path.join(dataFolder, 'running.json'), 'utf8'))
  } catch {
    return undefined
  }
}

// Written whole and then linked, so that nobody ever reads half a lock.
function takeFile(file: string, holder: Holder): boolean {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 })
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  } finally {
    unlinkSync(draft)
  }
}

// Two programs may find the same stale lock: what was moved away is put back if it is not the one that was judged.
function takeAway(file: string, judged: string): void {
  const aside = `${file}.stale-${process.pid}`
  try {
    renameSync(file, aside)
    if (readFileSync(aside, 'utf8') !== judged) linkSync(aside, file)
  } catch {
    // Another one was quicker: the next round sees what it left.
  }
  rmSync(aside, { force: true })
}

function readFileOrNothing(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder
  } catch {
    return undefined
  }
}

function touchedAt(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs
}

const clocks = { wall: () => Date.now(), steady: () => performance.now() }

/**
 * Whether whoever holds the lock has been silent for long. A touch in the future says nothing by itself, since a machine without a battery wakes with an old time
 * after a power cut: then it is whether another touch comes.
 * @public embedded-postgres.test.ts asks it
 */
export function judgeSilence({ wall, steady } = clocks): (touchedAt: number | undefined) => boolean {
  let seen: { at: number; since: number } | undefined
  return (touchedAt) => {
    if (touchedAt === undefined) return true
    if (seen?.at !== touchedAt) seen = { at: touchedAt, since: steady() }
    const age = wall() - touchedAt
    return age >= silentMilliseconds || (age < 0 && steady() - seen.since >= silentMilliseconds)
  }
}

function touch(file: string): void {
  try {
    const now = new Date()
    utimesSync(file, now, now)
  } catch {
    // The data folder was taken away under a running program; it will notice by other means.
  }
}
