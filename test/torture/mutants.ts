/**
 * `npm run mutants`: can the promises fail? Each mutant is a mistake that somebody could make, as a patch of the text, applied to a copy of the tree; the test
 * named beside it must then fail. One that nobody notices fails the run. `--only M4` runs one; `--torture` lets the short torture judge instead of the test,
 * `--interleave` the first orders of `npm run interleave` (of what goes wrong at the gateway or over the network those know nothing).
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Mutant, mutants } from './mutant-list.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    torture: { type: 'boolean', default: false },
    interleave: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
  },
})

/** What judged, whether it had nothing to say against the tree, and what it said first. */
type Judgement = { by: string; isContent: boolean; first: string; said: string }

function copyTree(): string {
  const copy = mkdtempSync(path.join(tmpdir(), `aftercall-mutants-${process.pid}-`))
  for (const name of ['src', 'test', 'migrations', 'demo', 'package.json', 'tsconfig.json', 'vitest.config.ts'])
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true })
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
  return copy
}

function runIn(tree: string, args: readonly string[]): { status: number | null; said: string } {
  const options = { cwd: tree, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' }, timeout: 900_000 } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, args, options)
  return { status, said: `${stdout}${stderr}` }
}

function byTest(tree: string, { caughtBy, where }: Mutant): Judgement {
  const only = where === undefined ? [] : ['-t', where]
  const { status, said } = runIn(tree, ['node_modules/vitest/vitest.mjs', 'run', caughtBy, ...only])
  const first = /^\s*FAIL\s+(.+)$/m.exec(said)?.[1]
  // A run that found no test, or could not even read the tree, judged nothing.
  if (status !== 0 && (first === undefined || !/Tests\s+\d+ failed/.test(said)))
    throw new Error(`${caughtBy} could not be run:\n${tail(said)}`)
  return { by: caughtBy, isContent: status === 0, first: first ?? '', said }
}

function byTorture(tree: string): Judgement {
  const { status, said } = runIn(tree, ['test/torture/run.ts', '--quick', '--seed', values.seed])
  if (!/^torture: (passed|failed)/m.test(said)) throw new Error(`the torture could not be run:\n${tail(said)}`)
  const first = /^(lost|doubled|stranded|broken|never struck|empty): .+$/m.exec(said)?.[0] ?? ''
  return { by: 'torture', isContent: status === 0, first, said }
}

function byInterleave(tree: string): Judgement {
  const { status, said } = runIn(tree, ['test/interleave/run.ts', '--seeds', '60', '--seed', values.seed])
  if (!/^interleave: /m.test(said)) throw new Error(`the orders could not be run:\n${tail(said)}`)
  return { by: 'interleave', isContent: status === 0, first: /^seed \d+: .+$/m.exec(said)?.[0] ?? '', said }
}

function judge(tree: string, mutant: Mutant): Judgement {
  if (values.torture) return byTorture(tree)
  return values.interleave ? byInterleave(tree) : byTest(tree, mutant)
}

/** Patches the tree; the answer puts it back. */
function apply(tree: string, { name, patches }: Mutant): () => void {
  const before = new Map<string, string>()
  for (const { file, from, to } of patches) {
    const where = path.join(tree, file)
    const text = readFileSync(where, 'utf8')
    if (text.split(from).length !== 2)
      throw new Error(`${name}: ${file} does not have exactly one "${from.split('\n', 1)[0]}"; mend the mutant`)
    if (!before.has(where)) before.set(where, text)
    writeFileSync(
      where,
      text.replace(from, () => to),
    )
  }
  return () => {
    for (const [where, text] of before) writeFileSync(where, text)
  }
}

function isCaught(tree: string, mutant: Mutant): boolean {
  const restore = apply(tree, mutant)
  const { by, isContent, first, said } = judge(tree, mutant)
  restore()
  console.log(`${isContent ? 'SURVIVED' : 'caught  '} ${mutant.name.padEnd(4)} ${mutant.mistake}`)
  console.log(`              by ${isContent ? `nobody; ${by} was content` : first}`)
  if (isContent) console.log(tail(said))
  return !isContent
}

const tail = (said: string) => said.split('\n').slice(-15).join('\n')

/** What fails without a mutant proves nothing about one. */
function demandContent(tree: string, chosen: readonly Mutant[]): void {
  const isOneForAll = values.torture || values.interleave
  const judges = new Map(chosen.map((one) => [isOneForAll ? 'one for all' : `${one.caughtBy} ${one.where}`, one]))
  for (const one of judges.values()) {
    const { by, isContent, said } = judge(tree, one)
    if (!isContent) throw new Error(`${by} fails by itself, so it cannot judge ${one.name}:\n${tail(said)}`)
  }
}

function run(): boolean {
  const chosen = mutants.filter((one) => values.only === undefined || one.name === values.only)
  const tree = copyTree()
  try {
    demandContent(tree, chosen)
    const caught = chosen.filter((one) => isCaught(tree, one)).length
    console.log(`mutants: ${caught} of ${chosen.length} caught`)
    return chosen.length > 0 && caught === chosen.length
  } finally {
    rmSync(tree, { recursive: true, force: true })
  }
}

process.exitCode = run() ? 0 : 1
