import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { run } from './child.mjs'
import { root } from './say.mjs'

const vitest = 'node_modules/vitest/vitest.mjs'
const reporters = ['--reporter=default', '--reporter=./tools/ci-reporter.mjs']

/**
 * `npm test` runs everything on PostgreSQL 18, then all that touches a database once more on 15, the oldest that is promised.
 * `npm test -- FILES` runs only these, on the version that TEST_POSTGRES names. The last line counts both runs together.
 */
export async function runTests(node, args, environment) {
  if (args.length > 0) return run(node, [vitest, 'run', ...reporters, ...args], environment)

  const folder = path.join(root, '.cache', 'test-counts')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const onVersion = (version, what) =>
    run(node, [vitest, ...what, ...reporters], {
      ...environment,
      TEST_POSTGRES: version,
      TEST_COUNTS: path.join(folder, `${version}.json`),
    })

  const codes = [await onVersion('18', ['run'])]
  if (process.env.TEST_POSTGRES !== '18')
    codes.push(await onVersion('15', ['related', '--run', 'test/support/postgres.ts']))
  const counts = ['18', '15'].slice(0, codes.length).map((version) => readCounts(path.join(folder, `${version}.json`)))
  const sum = (of) => counts.reduce((total, one) => total + one[of], 0)
  process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`)
  return codes.find((code) => code !== 0) ?? 0
}

function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // A runner that died before its end is a failure that counted nothing.
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
