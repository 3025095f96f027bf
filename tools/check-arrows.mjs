/**
 * Runs the rules of .dependency-cruiser.cjs and fails when a rule is broken, and also when too few files were looked at: a compiler
 * the tool cannot use makes it say "no violations found (0 modules)".
 */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { cruise } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const root = process.cwd()
const folders = ['src', 'web/src', 'test'].filter((folder) => filesIn(folder).length > 0)
const options = await extractDepcruiseOptions('./.dependency-cruiser.cjs')
const { output } = await cruise(folders, options, undefined, { tsConfig: extractTSConfig('./tsconfig.json') })

const expected = folders.flatMap(filesIn)
const seen = new Set(output.modules.map((module) => module.source))
const unseen = expected.filter((file) => !seen.has(file))
const edges = output.modules.reduce((total, module) => total + module.dependencies.length, 0)

for (const { from, to, rule } of output.summary.violations) {
  const { comment } = options.ruleSet.forbidden.find((one) => one.name === rule.name)
  process.stdout.write(`${from} -> ${to}: ${rule.name} (${comment})\n`)
}
process.stdout.write(`arrows: ${expected.length} files, ${edges} imports, ${output.summary.violations.length} broken\n`)
if (unseen.length > 0) process.stdout.write(`not looked at: ${unseen.slice(0, 10).join(', ')} (${unseen.length})\n`)
const lookedAtTooLittle = unseen.length > 0 || expected.length < 20 || edges < expected.length
if (lookedAtTooLittle) process.stdout.write('too little was looked at: this check proves nothing\n')
process.exitCode = output.summary.violations.length > 0 || lookedAtTooLittle ? 1 : 0

/** Every source file below a folder, found without the tool that is being watched. */
function filesIn(folder) {
  let entries = []
  try {
    entries = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
  } catch {
    return []
  }
  return entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.includes('/fixtures/'))
}
