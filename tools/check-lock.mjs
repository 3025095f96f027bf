/**
 * Finds, on the machine where a lock file is made, what would make `npm ci` fail elsewhere: an optional package of another platform
 * that the registry did not have yet is left out of the lock without a word.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** Each "who needs what" of one parsed lock that does not resolve inside it. */
function missingFromLock(lock) {
  const { packages } = lock
  return Object.entries(packages).flatMap(([place, entry]) =>
    Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
      .filter((name) => !resolves(packages, place, name))
      .map((name) => `${name}, which ${place || 'the project'} names`),
  )
}

// The nearest node_modules upwards, as Node itself resolves.
function resolves(packages, place, name) {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    if (packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true
    if (at === '') return false
  }
}

function main() {
  const locks =
    process.argv.length > 2
      ? process.argv.slice(2)
      : ['.', 'tools/node', 'tools/test', 'bench/peers'].map((folder) => path.join(root, folder, 'package-lock.json'))
  let faults = 0
  for (const file of locks) {
    const lock = JSON.parse(readFileSync(file, 'utf8'))
    const missing = missingFromLock(lock)
    faults += missing.length
    const count = Object.keys(lock.packages).length
    process.stdout.write(`${path.relative(root, file)}: ${count} entries, ${missing.length} missing\n`)
    for (const line of missing) process.stdout.write(`  missing: ${line}\n`)
    if (count < 2) {
      process.stdout.write('  too few entries: this lock was not read\n')
      faults += 1
    }
  }
  process.exitCode = faults === 0 ? 0 : 1
}

main()
