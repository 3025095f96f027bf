/** `npm run build`: what the package ships. Node does not strip types below node_modules, so the program becomes JavaScript in dist/. */
import { spawnSync } from 'node:child_process'
import { chmodSync, rmSync } from 'node:fs'
import path from 'node:path'
import { root, sayAndExit } from './run/say.mjs'
import { buildWeb } from './run/web.mjs'

rmSync(path.join(root, 'dist'), { recursive: true, force: true })
const tsc = path.join(root, 'node_modules', '@typescript', 'native', 'bin', 'tsc')
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' })
if (status !== 0) sayAndExit('the program did not compile: see above')
chmodSync(path.join(root, 'dist', 'cli.js'), 0o755)
await buildWeb(process.execPath)
