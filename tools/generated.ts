/** What the generators share: a file that is checked in is written, or, with --check, compared with what would be written. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The checkout. */
export const root = path.resolve(import.meta.dirname, '..')

const isCheck = process.argv.includes('--check')

/** Writes the text, or fails the process where --check was given and the file differs. */
export function keepFresh(file: string, text: string): void {
  const full = path.join(root, file)
  const before = existsSync(full) ? readFileSync(full, 'utf8') : undefined
  if (before === text) return
  if (!isCheck) {
    writeFileSync(full, text)
    process.stdout.write(`wrote ${file}\n`)
    return
  }
  process.stdout.write(`${file} is stale: npm run generate writes it anew\n`)
  process.exitCode = 1
}

/** Keeps what stands between `<!-- name -->` and `<!-- /name -->` in a file that people write. */
export function keepFreshBetween(file: string, name: string, text: string): void {
  const whole = readFileSync(path.join(root, file), 'utf8')
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [from, to] = [whole.indexOf(open), whole.indexOf(close)]
  if (from < 0 || to < from) throw new Error(`${file} has no place for it: write ${open} and ${close} where it belongs`)
  keepFresh(file, `${whole.slice(0, from + open.length)}\n${text}\n${whole.slice(to)}`)
}
