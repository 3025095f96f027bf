import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { withNode } from './child.mjs'
import { root, say, sayAndExit } from './say.mjs'

const web = path.join(root, 'web')
const stamp = path.join(web, 'dist', '.stamp')

/** Builds the console when what it is made from has changed since the last build. */
export async function buildWeb(node) {
  const hash = hashSources()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  say('building the console')
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const done = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], {
    cwd: web,
    stdio: ['ignore', 2, 2],
    env: withNode(node),
  })
  if (done.status !== 0) sayAndExit('the console did not build: see above (npm run build shows it again)')
  mkdirSync(path.dirname(stamp), { recursive: true })
  writeFileSync(stamp, hash)
}

function hashSources() {
  const hash = createHash('sha256')
  for (const file of [path.join(root, 'package-lock.json'), ...sources(web)]) {
    hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

function sources(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name.includes('.test.')) return []
    const file = path.join(folder, entry.name)
    return entry.isDirectory() ? sources(file) : [file]
  })
}
