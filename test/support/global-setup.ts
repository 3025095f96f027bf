/** Makes the folder in which the first test that needs a database starts the run's server, and clears it away at the end. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { isAlive, isPostgresOf } from '../../src/store/embedded-postgres-process.ts'
import { readPostmaster } from '../../src/store/embedded-postgres-server.ts'
import { runFolderVariable } from './postgres.ts'

const prefix = 'aftercall-test-'

export default async function setup(): Promise<() => Promise<void>> {
  await clearAfterKilledRuns()
  const folder = mkdtempSync(path.join(tmpdir(), `${prefix}${process.pid}-`))
  process.env[runFolderVariable] = folder
  return () => clearAway(folder)
}

async function clearAway(folder: string): Promise<void> {
  if (existsSync(path.join(folder, 'starting'))) {
    const givingUpAt = performance.now() + 60_000
    while (!existsSync(path.join(folder, 'server.json')) && performance.now() < givingUpAt) await setTimeout(20)
  }
  await throwServerAway(path.join(folder, 'cluster'))
  rmSync(folder, { recursive: true, force: true })
}

// Nothing of it is needed any more, so it need not be put down gently.
async function throwServerAway(cluster: string): Promise<void> {
  const server = readPostmaster(cluster)
  if (!server || !isPostgresOf(server.pid, cluster)) return
  process.kill(server.pid, 'SIGQUIT')
  while (isPostgresOf(server.pid, cluster)) await setTimeout(10)
}

/** A run that was killed could not clear away; its process id is in the folder's name. */
async function clearAfterKilledRuns(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : Number.NaN
    if (Number.isNaN(pid) || isAlive(pid)) continue
    const folder = path.join(tmpdir(), name)
    try {
      await throwServerAway(path.join(folder, 'cluster'))
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // Another user's.
    }
  }
}
