import { writeFileSync } from 'node:fs'

/** Vitest's closing line for machines: how many tests passed, failed and were skipped. A skipped test fails the run. */
export default class CiReporter {
  onTestRunEnd(modules, errors) {
    const counts = { passed: 0, failed: 0, skipped: 0 }
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      for (const test of tests) {
        const { state } = test.result()
        counts[state === 'passed' || state === 'failed' ? state : 'skipped'] += 1
      }
      // A file that could not be loaded has no tests to fail.
      if (module.state() === 'failed' && !tests.some((test) => test.result().state === 'failed')) counts.failed += 1
    }
    counts.failed += errors.length
    // tools/run.mjs says where it wants the numbers, to add up two runs.
    const file = process.env.TEST_COUNTS
    if (file) writeFileSync(file, JSON.stringify(counts))
    process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`)
    if (counts.skipped > 0) process.exitCode = 1
  }
}
