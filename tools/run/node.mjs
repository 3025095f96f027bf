import { existsSync } from 'node:fs'
import path from 'node:path'
import { installFolder } from './install.mjs'
import { root, say, sayAndExit } from './say.mjs'

const folder = path.join(root, 'tools', 'node')

/**
 * Node runs TypeScript by itself from here on; 23 learnt it later than 22.
 * @public tools/run.test.ts reads it
 */
export function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number)
  if (major === 22) return minor >= 19
  if (major === 23) return minor >= 6
  return major > 23
}

/** The Node that runs everything: the installed one where it is new enough, else one from the npm registry, verified by its lock. */
export function findNode() {
  if (isNewEnough(process.versions.node)) return process.execPath
  const fetched = fetchedNode()
  if (existsSync(fetched)) return fetched
  say(
    `Node ${process.versions.node} is too old (22.19 or newer is needed); fetching Node 24 from the npm registry, once, about 190 MB`,
  )
  installFolder(process.execPath, folder)
  if (!existsSync(fetched)) {
    const platform = `${process.platform}-${process.arch}`
    sayAndExit(
      `no Node can be fetched for ${platform}: install Node 22.19 or newer (https://nodejs.org) and run this again`,
    )
  }
  return fetched
}

function fetchedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const binary = process.platform === 'win32' ? 'node.exe' : 'node'
  return path.join(folder, 'node_modules', `node-${platform}-${process.arch}`, 'bin', binary)
}
