/** What can be known about another process by its id. Ids are used again, so a bare "it is alive" proves nothing. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { hostname } from 'node:os'

const hasProc = process.platform === 'linux' && existsSync('/proc/self/stat')

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A text that differs for two processes that had the same id, where the system tells. */
export function startOf(pid: number): string | undefined {
  try {
    if (!hasProc) return process.platform === 'win32' ? undefined : ps(pid, 'lstart=')
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold anything; the 22nd field is counted from behind it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}

/** Names the place in which process ids mean the same: another container or another machine has its own. */
export function placeOfProcesses(): string {
  if (!hasProc) return hostname()
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${readlinkSync('/proc/self/ns/pid')}`
}

/** Whether that process is a PostgreSQL server of this data folder (a server's working folder is its data folder). */
export function isPostgresOf(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false
  try {
    if (hasProc) return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
    return process.platform === 'win32' || ps(pid, 'command=').includes(cluster)
  } catch {
    return false
  }
}

/** Server processes of this data folder, also those that outlived their own parent. Only Linux tells. */
export function processesOf(cluster: string): number[] {
  if (!hasProc) return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isPostgresOf(pid, cluster))
}

function ps(pid: number, column: string): string {
  return execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).trim()
}
