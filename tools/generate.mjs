/** `npm run generate`: writes everything that is made from something else, by running each tools/generate-*.ts in name order. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const tools = path.dirname(fileURLToPath(import.meta.url))
const generators = readdirSync(tools).filter((file) => /^generate-.*\.(ts|mjs)$/.test(file))

for (const file of generators.sort()) {
  const { status } = spawnSync(process.execPath, [path.join(tools, file), ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = 1
}
