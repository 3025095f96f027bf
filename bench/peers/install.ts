/** The peers' packages, in this folder with a lock of its own. What cannot be had is named, and its row of the table says so. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const folder = import.meta.dirname
const wanted = (JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Record<string, unknown>)[
  'optionalDependencies'
] as Record<string, string>

export const packageFolder = (name: string): string => path.join(folder, 'node_modules', name)

/** The version of a peer that is measured. */
export const versionOf = (name: string): string => wanted[name] ?? ''

export const isInstalled = (name: string): boolean => {
  const file = path.join(packageFolder(name), 'package.json')
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version === wanted[name]
}

/** Installs what the lock names unless it is here. An install that fails is told, and ends nothing. */
export function installPeers(): void {
  if (Object.keys(wanted).every(isInstalled)) return
  console.error('installing what is measured beside us (about 140 MB, once)')
  const npm = process.env['npm_execpath']
  const [command = 'npm', ...first] = npm && /npm-cli\.c?js$/.test(npm) ? [process.execPath, npm] : ['npm']
  const args = [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const PATH = [path.dirname(process.execPath), process.env['PATH']].join(path.delimiter)
  const env = { ...withoutNpm(process.env), PATH }
  const done = spawnSync(command, args, { cwd: folder, stdio: ['ignore', 2, 2], env, timeout: 600_000 })
  if (done.status !== 0) console.error('npm ci failed in bench/peers: see above')
}

/** What the outer npm run set (its prefix, its workspace) is not meant for this one. */
function withoutNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !/^npm_(config_(local_prefix|workspace|workspaces|json)|lifecycle_|package_|command$)/.test(name),
    ),
  )
}
