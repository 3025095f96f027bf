/** `npm run fuzz [-- --pdus N --seed S]`: every fuzz target here, one after the other. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'

const targets = ['smpp.ts']

let isGood = true
for (const target of targets) {
  const file = path.join(import.meta.dirname, target)
  isGood = spawnSync(process.execPath, [file, ...process.argv.slice(2)], { stdio: 'inherit' }).status === 0 && isGood
}
process.exitCode = isGood ? 0 : 1
