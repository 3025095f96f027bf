/** Programs from Debian that nobody here wrote, installed where apt-get works. */
import { spawnSync } from 'node:child_process'

/** Installs what is missing of these packages; answers those that cannot be had here. */
export function installPackages(names: readonly string[]): string[] {
  const missing = names.filter((name) => !isInstalled(name))
  return missing.length === 0 || install(missing) ? [] : missing
}

function isInstalled(name: string): boolean {
  const { status, stdout } = spawnSync('dpkg', ['-s', name], { encoding: 'utf8' })
  return status === 0 && stdout.includes('Status: install ok installed')
}

function install(names: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const get = (...args: string[]) => spawnSync('apt-get', args, { env, stdio: 'ignore', timeout: 300_000 }).status === 0
  const now = () => get('install', '-y', '--no-install-recommends', ...names)
  return now() || (get('update') && now())
}
