/** `npm run check`: everything that can be said about the sources without running them. Each step is one line of the list below. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const tsc = 'node_modules/@typescript/native/bin/tsc'

const steps = [
  ['types', tsc, '-p', 'tsconfig.json', '--noEmit'],
  ['types of the console', tsc, '-p', 'web/tsconfig.json', '--noEmit'],
  ['format and lint', 'node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off', '.'],
  ['promises and switches', 'node_modules/oxlint/bin/oxlint', '--type-aware'],
  ['arrows', 'tools/check-arrows.mjs'],
  ['dead code', 'node_modules/knip/bin/knip.js', '--no-progress'],
  ['locks', 'tools/check-lock.mjs'],
  ...generators().map((file) => [`fresh: ${file}`, file, '--check']),
]

const failed = steps.filter(([name, ...command]) => !passes(name, command)).map(([name]) => name)
process.stdout.write(failed.length === 0 ? `check: ${steps.length} passed\n` : `check: failed: ${failed.join(', ')}\n`)
process.exitCode = failed.length === 0 ? 0 : 1

/** Every tools/generate-*.ts writes something that is checked in; with --check it fails when that is stale. */
function generators() {
  return readdirSync(path.join(root, 'tools'))
    .filter((file) => /^generate-.*\.(ts|mjs)$/.test(file))
    .map((file) => `tools/${file}`)
    .sort()
}

function passes(name, [script, ...args]) {
  const startedAt = Date.now()
  if (!existsSync(path.join(root, script))) throw new Error(`${script} is not in the tree`)
  const done = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    // Piped, the tools would still draw each letter in its own colour.
    env: { ...process.env, NO_COLOR: '1' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(`${done.status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`)
  if (done.status !== 0) process.stdout.write(`${done.stdout}${done.stderr}\n`)
  return done.status === 0
}
