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

/** The same for a part of a page that is else written by hand: between `<!-- mark -->` and `<!-- /mark -->`. `make` is given the part as it stands. */
export function keepGeneratedPart(file: string, mark: string, make: (part: string) => string): void {
  const page = readFileSync(path.join(root, file), 'utf8')
  const [open, close] = [`<!-- ${mark} -->\n`, `<!-- /${mark} -->`]
  const [from, to] = [page.indexOf(open), page.indexOf(close)]
  if (from < 0 || to < from) throw new Error(`${file} has no place for what is generated: write ${open} and ${close}`)
  const begin = from + open.length
  keepGenerated(file, `${page.slice(0, begin)}${make(page.slice(begin, to)).trim()}\n${page.slice(to)}`)
}
