/**
 * Where the server's files are. Normally in the data folder. Where the server's user cannot reach that (root starts it in a checkout
 * below a closed folder) they are in a system folder, and a file in the data folder says where.
 */
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { canEnter, chooseAccount, type ServerAccount } from './embedded-postgres-account.ts'
import { diskFull, EmbeddedPostgresError, isDiskFull } from './embedded-postgres-error.ts'

export type Place = {
  account: ServerAccount
  /** Holds all that follows. */
  base: string
  /** PostgreSQL's own data folder. */
  cluster: string
  passwordFile: string
  logFile: string
  ballast: string
}

const systemFolder = '/var/lib/aftercall'
// 107 bytes is what a socket's path may have; its name and a NUL need 16.
const longestSocketFolder = 90

/** The data folder, made when it is not there, as an absolute path. */
export function openDataFolder(dataFolder: string): string {
  try {
    // Root's server user must be able to pass through; it need not list.
    mkdirSync(dataFolder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
    const real = realpathSync(dataFolder)
    const probe = path.join(real, `.probe-${process.pid}`)
    writeFileSync(probe, '')
    rmSync(probe)
    return real
  } catch (error) {
    if (isDiskFull(error)) throw diskFull(dataFolder, error)
    const why = (error as NodeJS.ErrnoException).code ?? String(error)
    const isToMake = why === 'EACCES' && !existsSync(dataFolder)
    const remedy = isToMake
      ? `Name one that this user may make, or make it first: sudo install -d -m 0700 -o USER ${dataFolder}.`
      : 'If an earlier start ran as another user (root?), start as that user again, or give the folder to this one with chown -R.'
    throw new EmbeddedPostgresError(
      'folder_closed',
      `Aftercall cannot write its data folder ${dataFolder} (${why}). ${remedy}`,
      error,
    )
  }
}

/** Finds, or at the first start chooses, where the server's files are. */
export function findPlace(dataFolder: string): Place {
  const pointer = path.join(dataFolder, 'postgres.location')
  const moved = existsSync(pointer) ? readFileSync(pointer, 'utf8').split('\n')[0] : undefined
  if (moved !== undefined) return placeIn(demandMoved(moved, pointer))
  const here = placeIn(dataFolder)
  if (canEnter(here.account, dataFolder)) return here
  if (existsSync(here.cluster)) throw unreachable(dataFolder, here.account)
  return moveOut(dataFolder, pointer)
}

/** Whether an own PostgreSQL was ever made for this data folder. */
export const hasPlace = (dataFolder: string): boolean =>
  ['postgres.location', 'postgres.password'].some((name) => existsSync(path.join(dataFolder, name)))

function placeIn(base: string): Place {
  const cluster = path.join(base, 'postgres')
  return {
    account: chooseAccount(cluster),
    base,
    cluster,
    passwordFile: path.join(base, 'postgres.password'),
    logFile: path.join(base, 'postgres.log'),
    ballast: path.join(base, 'ballast'),
  }
}

function demandMoved(moved: string, pointer: string): string {
  if (existsSync(moved)) return moved
  const remedy = `Bring it back, or delete ${pointer} to begin with an empty database.`
  throw new EmbeddedPostgresError(
    'folder_gone',
    `The database was kept in ${moved}, which is not there any more. ${remedy}`,
  )
}

function unreachable(dataFolder: string, account: ServerAccount): EmbeddedPostgresError {
  const words = `The database's user (${account?.name}) cannot reach ${dataFolder}, in which its files already are.`
  return new EmbeddedPostgresError(
    'folder_closed',
    `${words} Open the folders above it for passing through: chmod o+x.`,
  )
}

// A name of its own for each, so that a checkout deleted and cloned again does not find the old one's database.
function moveOut(dataFolder: string, pointer: string): Place {
  try {
    mkdirSync(systemFolder, { recursive: true, mode: 0o711 })
    const base = path.join(systemFolder, `data-${randomBytes(6).toString('hex')}`)
    mkdirSync(base, { mode: 0o711 })
    const place = placeIn(base)
    if (!canEnter(place.account, base)) throw unreachable(base, place.account)
    writeFileSync(
      pointer,
      `${base}\nThe database's files are in the folder above, because ${place.account?.name}, who runs it, cannot reach this one.\n`,
    )
    return place
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error
    const words = `The database's user cannot reach ${dataFolder}, and no folder could be made in ${systemFolder}.`
    throw new EmbeddedPostgresError(
      'folder_closed',
      `${words} Choose a data folder that every user can pass through.`,
      error,
    )
  }
}

/** A closed folder for the socket: beside the data where the path is short enough, else in the temporary folder. */
export function makeSocketFolder(place: Place): string {
  const beside = path.join(place.base, 'postgres-socket')
  const folder =
    Buffer.byteLength(beside) <= longestSocketFolder ? beside : mkdtempSync(path.join(tmpdir(), 'aftercall-'))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  giveTo(place.account, folder)
  return folder
}

/** Gives a file or folder to the server's user. */
export function giveTo(account: ServerAccount, file: string): void {
  if (account) chownSync(file, account.uid, account.gid)
}
