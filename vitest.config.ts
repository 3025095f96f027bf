import path from 'node:path'
import { defineConfig } from 'vitest/config'

const onOldest = process.env['TEST_POSTGRES'] === '15'
/** What a browser or a terminal shows does not depend on the version of the database. */
const onNewestOnly = ['**/*.browser.test.ts', 'test/cli.test.ts', 'test/rules-page.test.ts']

// Tests stand beside what they test; promises that cross rooms stand in test/.
export default defineConfig({
  test: {
    include: ['{src,test,tools,bench,web}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**', ...(onOldest ? onNewestOnly : [])],
    globalSetup: ['test/support/global-setup.ts'],
    // Most of their time the tests wait: for a receipt, a lease, a process.
    maxWorkers: 3,
    // A test marked "only" would silently switch all others off.
    allowOnly: false,
    // A database start took 20 s once on a busy machine.
    hookTimeout: 60_000,
    testTimeout: 30_000,
    // Half of what a program of ours costs at its start is being compiled, and the tests start some hundreds.
    env: { TZ: 'UTC', NODE_COMPILE_CACHE: path.join(import.meta.dirname, '.cache/compiled') },
  },
})
