/**
 * `npm run mutants`: can the promises fail? Each mutant is a mistake that somebody could make, as a patch of the text, applied to a copy of the tree; the test
 * named beside it must then fail. One that nobody notices fails the run. `--only M4` runs one.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Mutant, mutants } from './mutant-list.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { values } = parseArgs({ options: { only: { type: 'string' } } })

function copyTree(): string {
  const copy = mkdtempSync(path.join(tmpdir(), `aftercall-mutants-${process.pid}-`))
  for (const name of ['src', 'test', 'migrations', 'demo', 'package.json', 'tsconfig.json', 'vitest.config.ts'])
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true })
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
  return copy
}

/** Runs the test in the tree; answers whether it passed, and what it said. */
function passes(
  tree: string,
  { caughtBy, where }: Pick<Mutant, 'caughtBy' | 'where'>,
): { passed: boolean; said: string } {
  const args = ['node_modules/vitest/vitest.mjs', 'run', caughtBy, ...(where === undefined ? [] : ['-t', where])]
  const done = spawnSync(process.execPath, args, {
    cwd: tree,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
    timeout: 300_000,
  })
  const said = `${done.stdout}${done.stderr}`
  // A run that found no test, or could not even read the tree, caught nothing.
  const counted = /Tests\s+(?:\d+ failed)?[ |]*(?:\d+ passed)?/.test(said) && /Tests\s+.*\d+ (failed|passed)/.test(said)
  return { passed: done.status === 0 && counted, said: counted ? said : `no test ran\n${said}` }
}

function apply(tree: string, { name, patches }: Mutant): void {
  for (const { file, from, to } of patches) {
    const where = path.join(tree, file)
    const text = readFileSync(where, 'utf8')
    if (text.split(from).length !== 2)
      throw new Error(`${name}: ${file} does not have exactly one "${from.split('\n', 1)[0]}"; mend the mutant`)
    writeFileSync(
      where,
      text.replace(from, () => to),
    )
  }
}

function restore(tree: string, { patches }: Mutant): void {
  for (const { file } of patches) cpSync(path.join(root, file), path.join(tree, file))
}

function judge(tree: string, mutant: Mutant): boolean {
  apply(tree, mutant)
  const { passed, said } = passes(tree, mutant)
  restore(tree, mutant)
  const caught = !passed && !said.startsWith('no test ran')
  console.log(`${caught ? 'caught  ' : 'SURVIVED'} ${mutant.name.padEnd(4)} ${mutant.mistake} (${mutant.caughtBy})`)
  if (!caught) console.log(said.split('\n').slice(-15).join('\n'))
  return caught
}

function run(): boolean {
  const chosen = mutants.filter((one) => values.only === undefined || one.name === values.only)
  const tree = copyTree()
  try {
    // What fails without a mutant proves nothing about one.
    for (const one of new Map(chosen.map((mutant) => [`${mutant.caughtBy} ${mutant.where}`, mutant])).values()) {
      const { passed, said } = passes(tree, one)
      if (passed) continue
      console.log(
        `${one.caughtBy} fails by itself, so it cannot judge ${one.name}:\n${said.split('\n').slice(-30).join('\n')}`,
      )
      return false
    }
    const caught = chosen.filter((one) => judge(tree, one)).length
    console.log(`mutants: ${caught} of ${chosen.length} caught`)
    return chosen.length > 0 && caught === chosen.length
  } finally {
    rmSync(tree, { recursive: true, force: true })
  }
}

process.exitCode = run() ? 0 : 1
