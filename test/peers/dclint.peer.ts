/** The compose files before dclint, which holds them to the schema of Compose. From npm, since Debian's compose is too old for them. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Peer } from './peer.ts'

const version = '3.1.0'
const root = path.resolve(import.meta.dirname, '../..')
const folder = path.join(root, '.cache/dclint')
/** Matters of taste: the image is named after what is built, and the keys stand in the order in which they are read. */
const settings = { rules: { 'no-build-and-image': 0, 'service-image-require-explicit-tag': 0 } }

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}${error ?? ''}`)
  return stdout
}

export const peer: Peer = {
  name: 'dclint',
  packages: [],
  async talk(say) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(path.join(folder, 'package.json'), '{"private":true}')
    writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings))
    run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', `dclint@${version}`])
    const files = ['compose.yaml', 'deploy/compose.postgres.yaml'].map((file) => path.join(root, file))
    const lint = path.join(folder, 'node_modules/.bin/dclint')
    run(lint, ['--quiet', '--config', 'settings.json', ...files])
    // It looks: a file with a key that Compose does not know is refused.
    const broken = path.join(folder, 'compose.yaml')
    writeFileSync(broken, 'services:\n  one:\n    image: one:1\n    restarts: always\n')
    const refused = spawnSync(lint, ['--quiet', broken], { cwd: folder, encoding: 'utf8' })
    if (refused.status === 0) throw new Error('dclint let a file go that Compose does not know')
    say(`${files.length} files fit the schema of Compose`)
  },
}
