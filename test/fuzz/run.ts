/** `npm run fuzz [-- smpp|parts --pdus N --texts N --seed S]`: the fuzz targets named, or every one, one after the other. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'

const all = ['smpp', 'parts']
const told = process.argv.slice(2)
const named = all.filter((one) => told.includes(one))
const options = told.filter((one) => !all.includes(one))

let isGood = true
for (const target of named.length > 0 ? named : all) {
  const file = path.join(import.meta.dirname, `${target}.ts`)
  isGood = spawnSync(process.execPath, [file, ...options], { stdio: 'inherit' }).status === 0 && isGood
}
process.exitCode = isGood ? 0 : 1
