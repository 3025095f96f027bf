/**
 * The door behind every npm script. It needs nothing but a Node from 18 on: it finds a Node that is new enough, installs what is
 * missing, builds the console, finds a browser for tests, and then runs the goal. Everything it says goes to standard error, so that
 * standard output belongs to the goal alone.
 */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { browserEnvironment } from './run/browser.mjs'
import { run } from './run/child.mjs'
import { installProject, installTestTools } from './run/install.mjs'
import { findNode } from './run/node.mjs'
import { root, sayAndExit } from './run/say.mjs'
import { runTests } from './run/tests.mjs'
import { buildWeb } from './run/web.mjs'

/** Goals that are one script. A goal whose script is not in the tree yet says so. */
const scripts = {
  check: 'tools/check.mjs',
  'check:package': 'tools/check-package.mjs',
  build: 'tools/build.mjs',
  generate: 'tools/generate.mjs',
  fuzz: 'test/fuzz/run.ts',
  interleave: 'test/interleave/run.ts',
  torture: 'test/torture/run.ts',
  mutants: 'test/torture/mutants.ts',
  bench: 'bench/run.ts',
  'bench:peers': 'bench/peers/run.ts',
  'test:peers': 'test/peers/run.ts',
}

/** What one batch of calls makes lives as long as its commit: with room for it, a fifth less of a processor goes into clearing up. Bench and deployments set it too. */
const youngSpace = '--max-semi-space-size=64'

const [goal = '', ...args] = process.argv.slice(2)

async function main() {
  const script = goal === 'start' || goal === 'aftercall' || goal === 'test' ? 'src/cli.ts' : scripts[goal]
  if (!script)
    sayAndExit(`no goal is named "${goal}"; there are: start, test, aftercall, ${Object.keys(scripts).join(', ')}`)

  const node = findNode()
  await installProject(node)
  if (goal === 'test') return runTests(node, args, await prepareTests(node))
  if (!existsSync(path.join(root, script))) sayAndExit(`npm run ${goal}: ${script} is not in the tree`)

  if (goal === 'aftercall') return run(node, [script, ...args])
  if (goal === 'start') {
    await buildWeb(node)
    return run(node, [youngSpace, script, 'start', ...args])
  }
  return run(node, [script, ...args])
}

/** Tests need the console built, PostgreSQL 15 and a browser; the answer is the environment that names them. */
async function prepareTests(node) {
  await installTestTools(node)
  await buildWeb(node)
  return browserEnvironment(node)
}

process.exitCode = await main()
