import { spawnSync } from 'node:child_process'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { withNode } from './child.mjs'
import { root, say, sayAndExit } from './say.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge']
const bundles = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The environment that tells the tests which browser to use: CHROMIUM_PATH as given, else an installed one, else the one from npm,
 * which brings its own libraries and needs nothing from the system.
 */
export function browserEnvironment(node) {
  const given = process.env.CHROMIUM_PATH
  if (given) return isExecutable(given) ? {} : sayAndExit(`CHROMIUM_PATH is ${given}, which cannot be run`)
  const installed = [...onPath(), ...bundles].find(isExecutable)
  if (installed) return { CHROMIUM_PATH: installed }
  const bundled = unpackBundled(node)
  if (bundled) return { CHROMIUM_PATH: path.join(bundled, 'chromium'), CHROMIUM_FOLDER: bundled }
  return sayAndExit('the tests need a browser and none was found: install Chromium or Chrome, or set CHROMIUM_PATH')
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  return names.flatMap((name) =>
    folders.map((folder) => path.join(folder, process.platform === 'win32' ? `${name}.exe` : name)),
  )
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

// The package unpacks into the temporary folder it is told; one of our own keeps two checkouts, and two users, apart.
function unpackBundled(node) {
  const packageFolder = path.join(root, 'tools', 'test', 'node_modules', '@sparticuz', 'chromium')
  if (!existsSync(packageFolder)) return undefined
  const { version } = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8'))
  const target = path.join(root, '.cache', `chromium-${version}`)
  if (existsSync(target)) return target
  say('unpacking the test browser')
  mkdirSync(path.dirname(target), { recursive: true })
  const folder = mkdtempSync(path.join(root, '.cache', 'unpacking-'))
  const code = `const { default: chromium } = await import(${JSON.stringify(path.join(packageFolder, 'build', 'index.js'))}); await chromium.executablePath()`
  const env = withNode(node, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' })
  const done = spawnSync(node, ['--input-type=module', '-e', code], { stdio: ['ignore', 2, 2], env })
  if (done.status !== 0) {
    rmSync(folder, { recursive: true, force: true })
    sayAndExit('the test browser could not be unpacked: see above, or set CHROMIUM_PATH')
  }
  // Its font list names the folder it expects to stand in.
  const fontList = path.join(folder, 'fonts', 'fonts.conf')
  writeFileSync(fontList, readFileSync(fontList, 'utf8').replaceAll('/tmp/fonts', path.join(target, 'fonts')))
  renameSync(folder, target)
  return target
}
