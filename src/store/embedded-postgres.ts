/**
 * The database the program brings itself when no DATABASE_URL is given: a real PostgreSQL as a child process that outlives a killed
 * program, is adopted by the next one, and is started again if it ends unasked.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { totalmem } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { makeBallast, throwBallast } from './embedded-postgres-ballast.ts'
import { type Binaries, packagedPostgres, usableBinaries } from './embedded-postgres-binaries.ts'
import { diskFull, EmbeddedPostgresError, isDiskFull } from './embedded-postgres-error.ts'
import { lockFolder } from './embedded-postgres-lock.ts'
import { findPlace, makeSocketFolder, openDataFolder, type Place } from './embedded-postgres-place.ts'
import { isPostgresOf, processesOf } from './embedded-postgres-process.ts'
import {
  initialise,
  type Listening,
  launch,
  type Postmaster,
  readPostmaster,
  stopServer,
  superuser,
  urlOf,
  writeSecret,
} from './embedded-postgres-server.ts'
import { withLoneClient } from './lone-client.ts'

export type EmbeddedPostgres = {
  /** For `pg`: the socket's folder is its `host` parameter. The same for as long as the program runs. */
  url: string
  version: string
  /** PostgreSQL's own folder. */
  dataFolder: string
  /** The server had been left running by a killed program. */
  adopted: boolean
  /** Stops the server and gives the data folder back. Idempotent. */
  stop(): Promise<void>
}

type Log = (line: string) => void

const database = 'aftercall'
const leastBytes = 300_000_000

/** Starts (or adopts) the server of this data folder; rejects with an EmbeddedPostgresError that says what to do. */
export async function startEmbeddedPostgres(options: { dataFolder: string; log?: Log }): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined)
  const dataFolder = openDataFolder(options.dataFolder)
  try {
    return await startIn(dataFolder, log)
  } catch (error) {
    if (!isDiskFull(error)) throw error
    // Recovery needs some room: what was kept for this moment is given up once.
    const ballast = findPlace(dataFolder).ballast
    if (!throwBallast(ballast)) throw diskFull(dataFolder, error)
    log(
      `the disk that holds ${dataFolder} is full: gave up the room kept in ${ballast}, so that the database can recover`,
    )
    return await startIn(dataFolder, log).catch((again: unknown) => {
      throw isDiskFull(again) ? diskFull(dataFolder, again) : again
    })
  }
}

async function startIn(dataFolder: string, log: Log): Promise<EmbeddedPostgres> {
  const lock = await lockFolder(dataFolder, log)
  try {
    const place = findPlace(dataFolder)
    const binaries = await usableBinaries(packagedPostgres(), place.account, place.base)
    refuseOtherVersion(place, binaries)
    const password = await openCluster(place, binaries)
    const orphan = await adopt(place, binaries, password, log)
    const server = orphan ?? (await start(place, binaries))
    await prepare(place, server, password)
    const stopKeeping = keepRunning(place, binaries, server, log)
    const stop = async () => {
      const last = await stopKeeping()
      await stopServer(last.pid, place.cluster)
      removeSocketFolder(place, last.listening)
      lock.release()
    }
    let stopping: Promise<void> | undefined
    return {
      url: urlOf(server.listening, password, database),
      version: binaries.version,
      dataFolder: place.cluster,
      adopted: orphan !== undefined,
      stop: () => {
        stopping ??= stop()
        return stopping
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

async function prepare(place: Place, server: Postmaster, password: string): Promise<void> {
  try {
    await makeDatabase(urlOf(server.listening, password, 'postgres'))
    await makeBallast(place.ballast)
  } catch (error) {
    await stopServer(server.pid, place.cluster)
    throw error
  }
}

/** The server of a data folder as it runs now, for commands that look at it beside the program; undefined when none runs. */
export function runningEmbeddedPostgres(options: {
  dataFolder: string
}): { url: string; dataFolder: string } | undefined {
  if (!existsSync(options.dataFolder)) return undefined
  // Whole, as at the start: whether the server's user can reach it is tried from elsewhere.
  const place = findPlace(realpathSync(options.dataFolder))
  const postmaster = readPostmaster(place.cluster)
  if (!postmaster || !isPostgresOf(postmaster.pid, place.cluster) || !existsSync(place.passwordFile)) return undefined
  const password = readFileSync(place.passwordFile, 'utf8').trim()
  return { url: urlOf(postmaster.listening, password, database), dataFolder: place.cluster }
}

/** Bytes that ordinary users can still write on the disk that holds this folder. */
export async function freeDiskBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

function refuseOtherVersion({ cluster }: Place, binaries: Binaries): void {
  const file = path.join(cluster, 'PG_VERSION')
  if (!existsSync(file)) return
  const major = readFileSync(file, 'utf8').trim()
  if (major === binaries.major) return
  throw new EmbeddedPostgresError(
    'other_version',
    `The data in ${cluster} were written by PostgreSQL ${major}; this program brings ${binaries.major}. Nothing was changed. ` +
      `Start the version of Aftercall that brought PostgreSQL ${major} and write a backup with it (backup FILE); restore that with this version ` +
      'into a new data folder (restore FILE --into FOLDER), with the secret-key of the old one. Keep the old folder until the new one has ' +
      'proven itself. docs/operating/upgrading.md has the steps.',
  )
}

/** The password of the cluster, which is made at the first start. */
async function openCluster(place: Place, binaries: Binaries): Promise<string> {
  if (existsSync(place.cluster)) {
    if (existsSync(place.passwordFile)) return readFileSync(place.passwordFile, 'utf8').trim()
    const words = `The password of the database in ${place.cluster} is missing (${place.passwordFile}).`
    throw new EmbeddedPostgresError('folder_gone', `${words} Bring it back from a backup of the data folder.`)
  }
  if ((await freeDiskBytes(place.base)) < leastBytes) throw diskFull(place.base, undefined)
  const password = randomBytes(24).toString('base64url')
  writeSecret(place.passwordFile, password)
  await initialise({ binaries, account: place.account, cluster: place.cluster, password })
  return password
}

/** A server that a killed program left: taken over if it is one like ours and answers, else stopped. */
async function adopt(place: Place, binaries: Binaries, password: string, log: Log): Promise<Postmaster | undefined> {
  const found = readPostmaster(place.cluster)
  if (!found) return undefined
  if (!isPostgresOf(found.pid, place.cluster)) {
    // The id belongs to somebody else by now, and PostgreSQL would take that one for its predecessor.
    if (processesOf(place.cluster).length === 0) rmSync(path.join(place.cluster, 'postmaster.pid'), { force: true })
    return undefined
  }
  if (await answersLikeOurs(urlOf(found.listening, password, 'postgres'), binaries, place)) {
    log(`took over the database server that an earlier program had left running (process ${found.pid})`)
    return found
  }
  log(`stopping the database server that an earlier program had left (process ${found.pid})`)
  await stopServer(found.pid, place.cluster)
  return undefined
}

async function answersLikeOurs(url: string, binaries: Binaries, place: Place): Promise<boolean> {
  const config = { connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 5_000 }
  try {
    return await withLoneClient(config, async (client) => {
      const { rows } = await client.query<{ version: string; folder: string; fsync: string }>(
        `select current_setting('server_version') as version, current_setting('data_directory') as folder, current_setting('fsync') as fsync`,
      )
      const [server] = rows
      return server?.version === binaries.version && server.folder === place.cluster && server.fsync === 'on'
    })
  } catch {
    return false
  }
}

async function start(place: Place, binaries: Binaries, at?: Listening): Promise<Postmaster> {
  const { account, cluster, logFile } = place
  const listening = at ?? (await chooseListening(place))
  return await launch({ binaries, account, cluster, logFile, listening, settings: settings() })
}

async function chooseListening(place: Place): Promise<Listening> {
  if (process.platform !== 'win32') return { socketFolder: makeSocketFolder(place), port: 5432 }
  return { socketFolder: '', port: 20_000 + Math.floor(Math.random() * 20_000) }
}

// Safety is not a setting: what is written here stands above the configuration file. Nothing with a number or a text in it is logged.
function settings(): Record<string, string> {
  const megabytes = Math.min(512, Math.max(128, Math.floor(totalmem() / 16 / 1024 / 1024)))
  return {
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    password_encryption: 'scram-sha-256',
    shared_buffers: `${megabytes}MB`,
    max_wal_size: '2GB',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_timezone: 'UTC',
    timezone: 'UTC',
  }
}

async function makeDatabase(url: string): Promise<void> {
  await withLoneClient({ connectionString: url }, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database])
    if (rowCount === 0) await client.query(`create database ${database} owner ${superuser}`)
  })
}

/** Starts the server again, under the same address, when it ends unasked. The answer ends the watch and tells which server runs. */
function keepRunning(place: Place, binaries: Binaries, first: Postmaster, log: Log): () => Promise<Postmaster> {
  const ending = new AbortController()
  let server = first
  const watch = async () => {
    while (await sleep(500, ending.signal)) {
      if (isPostgresOf(server.pid, place.cluster)) continue
      log('the database server ended unasked; starting it again')
      try {
        server = await start(place, binaries, server.listening)
        log('the database server runs again')
      } catch (error) {
        log(`${(error as Error).message}\ntrying again in 5 seconds`)
        if (isDiskFull(error) && throwBallast(place.ballast)) log(`gave up the room kept in ${place.ballast}`)
        await sleep(5_000, ending.signal)
      }
    }
  }
  const watching = watch()
  return async () => {
    ending.abort()
    await watching
    return server
  }
}

/** False when it was ended early. Does not keep the process alive. */
async function sleep(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  try {
    await setTimeout(milliseconds, undefined, { signal, ref: false })
    return true
  } catch {
    return false
  }
}

function removeSocketFolder(place: Place, { socketFolder }: Listening): void {
  if (socketFolder !== '' && !socketFolder.startsWith(place.base))
    rmSync(socketFolder, { recursive: true, force: true })
}
