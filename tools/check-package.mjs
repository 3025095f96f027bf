/**
 * Packs the project as it would be published, installs the tarball in an empty folder, starts it there, asks whether it is ready, and
 * stops it. What works only in the checkout (TypeScript, a file that the package leaves out) shows here.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root, sayAndExit } from './run/say.mjs'

const folder = mkdtempSync(path.join(tmpdir(), 'aftercall-package-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

function run(command, args, cwd) {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  if (done.status !== 0)
    sayAndExit(`${command} ${args.join(' ')} failed:\n${done.stdout}${done.stderr}${done.error ?? ''}`)
  return done.stdout
}

const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm']
const runNpm = (args, cwd) => run(npm[0], [...npm.slice(1), ...args], cwd)

run(process.execPath, ['tools/build.mjs'], root)
const [packed] = JSON.parse(runNpm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root))
const names = packed.files.map((file) => file.path)
const unwanted = names.filter(
  (name) => /\.test\.|(^|\/)(test|tools|bench|\.cache|data)\/|\.ts$/.test(name) && !/^web\/dist\//.test(name),
)
if (unwanted.length > 0) sayAndExit(`the package holds what it should not: ${unwanted.join(', ')}`)
if (!names.some((name) => name.startsWith('migrations/'))) sayAndExit('the package holds no migrations')
// doctor names it.
if (!names.includes('.env.example')) sayAndExit('the package holds no .env.example')

const linked = [...readFileSync(path.join(root, 'README.md'), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)].map(
  ([, to]) => to,
)
const missing = linked.filter((to) => !names.some((name) => name === to || name.startsWith(`${to}/`)))
if (missing.length > 0) sayAndExit(`the package lacks what its README links to: ${missing.join(', ')}`)

const home = path.join(folder, 'home')
mkdirSync(home)
writeFileSync(path.join(home, 'package.json'), '{"private":true}')
const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error']
runNpm([...install, path.join(folder, packed.filename)], home)

const program = path.join(home, 'node_modules', '.bin', 'aftercall')
// Without a command, as `npx aftercall` starts it.
const child = spawn(program, [], {
  cwd: home,
  stdio: ['ignore', 'pipe', 'pipe'],
  env: { ...process.env, LISTEN: '127.0.0.1:0', DATA_DIR: '', DATABASE_URL: '' },
})
let said = ''
for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)))

await until('the installed program to be ready', async () => {
  if (child.exitCode !== null) sayAndExit(`the installed program ended with ${child.exitCode}:\n${said}`)
  const running = path.join(home, 'data', 'running.json')
  if (!existsSync(running)) return false
  const answer = await fetch(new URL('/readyz', JSON.parse(readFileSync(running, 'utf8')).url))
  return answer.ok
})
child.kill('SIGTERM')
const outcome = await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 20_000, 'no end').unref())])
if (outcome !== 0) sayAndExit(`the installed program was told to stop and ended with: ${outcome}\n${said}`)
process.stdout.write(
  `package: ${names.length} files, ${Math.round(packed.unpackedSize / 1024)} kB, installed, started and stopped\n`,
)

async function until(what, holds) {
  const givingUpAt = Date.now() + 60_000
  while (!(await holds().catch(() => false))) {
    if (Date.now() > givingUpAt) {
      child.kill('SIGKILL')
      sayAndExit(`waited a minute for ${what}:\n${said}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
