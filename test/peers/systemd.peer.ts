/** The units before systemd itself. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Peer } from './peer.ts'

const units = ['aftercall.service', 'aftercall-backup.service', 'aftercall-backup.timer']
const fileOf = (unit: string) => path.resolve(import.meta.dirname, '../../deploy', unit)

/** What systemd says of such a unit. */
function complaints(unit: string, text: string): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'unit-'))
  const file = path.join(folder, unit)
  // A timer is looked at together with its service.
  for (const one of units) writeFileSync(path.join(folder, one), readFileSync(fileOf(one)))
  writeFileSync(file, text)
  const { stderr, error } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  if (error) throw error
  return stderr.split('\n').filter((line) => line.includes(unit))
}

export const peer: Peer = {
  name: 'systemd',
  packages: ['systemd'],
  talk(say) {
    for (const unit of units) {
      const text = readFileSync(fileOf(unit), 'utf8')
      const [wrong] = complaints(unit, text)
      if (wrong) throw new Error(wrong)
      // It looks: a unit with a setting that systemd does not know is complained of.
      if (complaints(unit, text.replace(/^\[(Service|Timer)\]$/m, '$&\nRestarts=always')).length === 0)
        throw new Error(`systemd let ${unit} go with a setting which it does not know`)
    }
    say('it understands the units')
    return Promise.resolve()
  },
}
