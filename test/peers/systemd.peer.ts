/** The unit before systemd itself. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Peer } from './peer.ts'

const unit = path.resolve(import.meta.dirname, '../../deploy/aftercall.service')

/** What systemd says of such a unit. */
function complaints(text: string): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'unit-'))
  const file = path.join(folder, path.basename(unit))
  writeFileSync(file, text)
  const { stderr, error } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  if (error) throw error
  return stderr.split('\n').filter((line) => line.includes(path.basename(unit)))
}

export const peer: Peer = {
  name: 'systemd',
  packages: ['systemd'],
  talk(say) {
    const text = readFileSync(unit, 'utf8')
    const [wrong] = complaints(text)
    if (wrong) throw new Error(wrong)
    // It looks: a unit with a setting that systemd does not know is complained of.
    if (complaints(text.replace('[Service]', '[Service]\nRestarts=always')).length === 0)
      throw new Error('systemd let a unit go that has a setting which it does not know')
    say('it understands the unit')
    return Promise.resolve()
  },
}
