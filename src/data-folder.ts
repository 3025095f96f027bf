/** The files of the program in its data folder: its address while it runs, the key that seals secrets, the operator's key. */
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { openDataFolder as makeDataFolder } from './store/embedded-postgres-place.ts'

export type DataFolder = {
  path: string
  /** The secret of the installation: what SECRET_KEY says, else a file that is made once. It never goes into a backup. */
  secretKey(given: string | undefined): string
  /** What SECRET_KEY says, else what the file holds; undefined where neither is there. */
  knownSecretKey(given: string | undefined): string | undefined
  /** Puts a key that was kept elsewhere in its file. */
  writeSecretKey(key: string): void
  /** The operator's key as it was kept, or undefined before the first start. */
  readOperatorKey(): string | undefined
  writeOperatorKey(key: string): void
  /** Says where the program runs, for the commands. */
  writeRunning(running: { url: string; pid: number }): void
  removeRunning(): void
}

/** Opens (and where needed makes) the data folder. */
export function openDataFolder(folder: string): DataFolder {
  const at = makeDataFolder(folder)
  const file = (name: string) => path.join(at, name)
  const read = (name: string): string | undefined => {
    try {
      return readFileSync(file(name), 'utf8').trim() || undefined
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
  }
  const writeSecret = (name: string, text: string) => writeWhole(file(name), `${text}\n`)
  const knownSecretKey = (given: string | undefined) => given ?? read('secret-key')
  return {
    path: at,
    secretKey: (given) => {
      const known = knownSecretKey(given)
      if (known !== undefined) return known
      const made = randomBytes(32).toString('hex')
      writeSecret('secret-key', made)
      return made
    },
    knownSecretKey,
    writeSecretKey: (key) => writeSecret('secret-key', key),
    readOperatorKey: () => read('operator-key'),
    writeOperatorKey: (key) => writeSecret('operator-key', key),
    writeRunning: (running) => writeFileSync(file('running.json'), `${JSON.stringify(running)}\n`, { mode: 0o644 }),
    removeRunning: () => rmSync(file('running.json'), { force: true }),
  }
}

/** What stands under its name is always whole, and only its owner can read it. */
function writeWhole(file: string, text: string): void {
  const draft = `${file}.new`
  rmSync(draft, { force: true })
  const handle = openSync(draft, 'wx', 0o600)
  try {
    writeFileSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  keepOwner(file, draft)
  renameSync(draft, file)
}

/** Where root writes it, the program's user must still be able to read it. */
function keepOwner(file: string, draft: string): void {
  const before = statSync(file, { throwIfNoEntry: false })
  if (before && process.getuid?.() === 0) chownSync(draft, before.uid, before.gid)
}
