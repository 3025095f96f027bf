import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { run } from './child.mjs'
import { testsReaching } from './reaching.mjs'
import { root, say } from './say.mjs'

const vitest = 'node_modules/vitest/vitest.mjs'
const reporters = ['--reporter=default', '--reporter=./tools/ci-reporter.mjs']
const folder = path.join(root, '.cache', 'test-counts')

// On the oldest version only what reaches a database is run again.
const filesFor = (version) => (version === '18' ? [] : testsReaching('test/support/postgres.ts'))

/**
 * `npm test` runs everything on PostgreSQL 18, then what touches a database once more on 15, the oldest that is promised, less what browsers and terminals show.
 * TEST_POSTGRES=18 or 15 chooses one of them; `npm test -- FILES` runs only these. The last line counts both runs together.
 */
export async function runTests(node, args, environment) {
  if (args.length > 0) return run(node, [vitest, 'run', ...reporters, ...args], environment)

  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const counts = { passed: 0, failed: 0, skipped: 0 }
  let firstFault = 0
  for (const version of versions()) {
    process.stdout.write(`\nOn PostgreSQL ${version}\n`)
    const file = path.join(folder, `${version}.json`)
    const code = await run(node, [vitest, 'run', ...reporters, ...filesFor(version)], {
      ...environment,
      TEST_POSTGRES: version,
      TEST_COUNTS: file,
    })
    const came = readCounts(file, code)
    for (const of of Object.keys(counts)) counts[of] += came[of]
    firstFault ||= code
    // Ended by a signal: whoever sent it does not want the rest.
    if (code > 128) break
  }
  const line = `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`
  writeFileSync(path.join(folder, 'total'), `${line}\n`)
  process.stdout.write(`\n${line}\n`)
  return firstFault || (counts.failed + counts.skipped > 0 ? 1 : 0)
}

function versions() {
  const asked = process.env.TEST_POSTGRES
  if (asked) return [asked]
  if (existsSync(path.join(root, 'tools', 'test', 'node_modules', 'postgres-15'))) return ['18', '15']
  say('PostgreSQL 15 comes from npm for linux-x64 alone; here the tests run on 18 only')
  return ['18']
}

function readCounts(file, code) {
  // A runner that died before its end is a failure that counted nothing.
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const counts = JSON.parse(readFileSync(file, 'utf8'))
  return code !== 0 && counts.failed + counts.skipped === 0 ? { ...counts, failed: 1 } : counts
}
