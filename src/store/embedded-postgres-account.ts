/** PostgreSQL refuses to run as root: there it runs as an ordinary user that every system has. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'

/** Undefined: the server runs as the user who runs the program. */
export type ServerAccount = { uid: number; gid: number; name: string } | undefined

/** The user the server runs as: the owner of a data folder that exists, else `postgres`, else `nobody`. */
export function chooseAccount(cluster: string): ServerAccount {
  if (process.getuid?.() !== 0) return undefined
  const accounts = readAccounts()
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster)
    if (uid !== 0) return accounts.find((one) => one?.uid === uid) ?? { uid, gid, name: `user ${uid}` }
  }
  const found = ['postgres', 'nobody'].map((name) => accounts.find((one) => one?.name === name)).find(Boolean)
  return found ?? { uid: 65_534, gid: 65_534, name: 'nobody' }
}

function readAccounts(): ServerAccount[] {
  if (!existsSync('/etc/passwd')) return []
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter(([name, , uid, gid]) => name && uid && gid)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
}

/** What `spawn` takes to run as that user. */
export function asAccount(account: ServerAccount): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {}
}

/** Whether that user can get into the folder: tried, since modes alone do not tell (access lists, security modules). */
export function canEnter(account: ServerAccount, folder: string): boolean {
  const shell = '/bin/sh'
  if (!account || !existsSync(shell)) return true
  return spawnSync(shell, ['-c', 'cd -- "$1"', 'sh', folder], { ...asAccount(account), cwd: '/' }).status === 0
}
