/** What generators do with what they made: write it, or with --check fail when the file in the tree is stale. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** `file` is a path from the root of the project. */
export function keepGenerated(file: string, text: string): void {
  const at = path.join(root, file)
  const isFresh = existsSync(at) && readFileSync(at, 'utf8') === text
  if (process.argv.includes('--check')) {
    if (isFresh) return
    process.stderr.write(`${file} is stale: run npm run generate\n`)
    process.exitCode = 1
    return
  }
  if (!isFresh) writeFileSync(at, text)
  process.stdout.write(`${isFresh ? 'fresh  ' : 'written'} ${file}\n`)
}
