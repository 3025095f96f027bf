/**
 * PostgreSQL's programs come from npm, one package for each platform. Its links are made here, because install scripts are off (ours) or
 * blocked (npm 12), and the whole is copied where the server's user cannot run it in place: a checkout below a closed folder.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { asAccount, type ServerAccount } from './embedded-postgres-account.ts'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'

const run = promisify(execFile)

export type Binaries = { postgres: string; initdb: string; version: string; major: string }

/** The server gets nothing of our environment: no secrets, and no PGPORT or PGDATA that would speak over our arguments. */
export const serverEnvironment: NodeJS.ProcessEnv | undefined =
  process.platform === 'win32' ? undefined : { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' }

/** The folder of the npm package with this platform's PostgreSQL. */
export function packagedPostgres(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    return path.resolve(path.dirname(entry), '..')
  } catch (error) {
    throw noBinary(`no PostgreSQL comes with Aftercall for ${platform}`, error)
  }
}

function noBinary(why: string, cause: unknown): EmbeddedPostgresError {
  const remedy = 'Set DATABASE_URL to a PostgreSQL server (version 15 or newer) and start again.'
  return new EmbeddedPostgresError('no_binary', `Aftercall cannot run a database of its own: ${why}. ${remedy}`, cause)
}

/** Programs that this user can run: in place, or a copy below `copies`. */
export async function usableBinaries(source: string, account: ServerAccount, copies: string): Promise<Binaries> {
  const linked = await makeLinks(source)
  const inPlace = linked ? await tryBinaries(source, account) : undefined
  if (inPlace && !(inPlace instanceof Error)) return inPlace
  const copy = await copyBinaries(source, copies)
  const copied = await tryBinaries(copy, account)
  if (copied instanceof Error) throw noBinary(`PostgreSQL does not start here (${copied.message.trim()})`, copied)
  return copied
}

async function tryBinaries(folder: string, account: ServerAccount): Promise<Binaries | Error> {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string) => path.join(folder, 'native', 'bin', `${name}${suffix}`)
  try {
    const options = { ...asAccount(account), env: serverEnvironment, cwd: path.parse(folder).root }
    const { stdout } = await run(program('postgres'), ['--version'], options)
    const version = /\d+(\.\d+)?/.exec(stdout)?.[0] ?? ''
    return { postgres: program('postgres'), initdb: program('initdb'), version, major: version.split('.')[0] ?? '' }
  } catch (error) {
    return error as Error
  }
}

/** True when all links are there; false where the package cannot be written. */
async function makeLinks(folder: string): Promise<boolean> {
  const list = path.join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = path.join(folder, target)
    try {
      if (!existsSync(link)) await symlink(path.relative(path.dirname(target), source), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
  }
  return true
}

async function copyBinaries(source: string, copies: string): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(source, 'package.json'), 'utf8')) as { version: string }
  const target = path.join(copies, `postgres-programs-${version}`)
  if (existsSync(target)) return target
  const half = `${target}.new-${process.pid}`
  await mkdir(half, { recursive: true, mode: 0o755 })
  await cp(path.join(source, 'native'), path.join(half, 'native'), { recursive: true, verbatimSymlinks: true })
  await makeLinks(half)
  try {
    await rename(half, target)
  } catch (error) {
    await rm(half, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
  return target
}
