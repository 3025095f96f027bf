import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './say.mjs'

/** The test files that import that file, directly or through others, by their own words: `vitest related` also takes all that share a setup. */
export function testsReaching(target) {
  const tests = ['src', 'test', 'tools', 'bench']
    .flatMap((folder) => filesIn(folder))
    .filter((file) => /\.test\.ts$/.test(file))
  const known = new Map([[path.join(root, target), true]])
  return tests.filter((file) => reaches(path.join(root, file), known))
}

function filesIn(folder) {
  if (!existsSync(path.join(root, folder))) return []
  return readdirSync(path.join(root, folder), { recursive: true }).map((file) => path.join(folder, file))
}

function reaches(file, known) {
  const before = known.get(file)
  if (before !== undefined) return before
  // Also ends the walk in a ring; the check of the arrows refuses those.
  known.set(file, false)
  const imported = [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+\.[mc]?[jt]s)'/g)]
  const found = imported
    .map(([, name]) => path.resolve(path.dirname(file), name))
    .filter((name) => existsSync(name))
    .some((name) => reaches(name, known))
  known.set(file, found)
  return found
}
