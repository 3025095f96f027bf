import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test, vi } from 'vitest'

const folder = mkdtempSync(path.join(tmpdir(), 'aftercall-systemd-'))
const said = path.join(folder, 'said')
afterAll(() => rmSync(folder, { recursive: true }))

// Stands where systemd's own would: it keeps what it is told.
const notify = path.join(folder, 'systemd-notify')
writeFileSync(notify, `#!/bin/sh\necho "$NOTIFY_SOCKET $*" >> ${said}\n`)
chmodSync(notify, 0o755)

const systemd = pathToFileURL(path.resolve(import.meta.dirname, 'systemd.ts')).href

/** A program that tells its unit, and then does this. */
function told(env: NodeJS.ProcessEnv, then: string, searched = `${folder}:/usr/bin:/bin`) {
  rmSync(said, { force: true })
  const script = `import { tellSystemd } from '${systemd}'
    tellSystemd({ environmentValue: (name) => process.env[name], complain: (words) => console.error(words) })
    ${then}`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: { PATH: searched, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaints = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk
  })
  return { child, ended: new Promise((resolve) => child.once('close', resolve)).then(() => complaints) }
}

const lines = () => (existsSync(said) ? readFileSync(said, 'utf8').trim().split('\n') : [])
const unit = { NOTIFY_SOCKET: '/run/nowhere/notify', WATCHDOG_USEC: '300000' }

describe('a unit of systemd', () => {
  test('is told that the program is ready, and then that it lives, until it hangs', async () => {
    const { child, ended } = told(unit, "setTimeout(() => {}, 60_000); process.on('SIGUSR2', () => { for (;;); })")
    await vi.waitUntil(() => lines().length >= 4, 20_000)
    expect(lines()[0]).toBe('/run/nowhere/notify READY=1')
    expect(
      lines()
        .slice(1)
        .every((line) => line === '/run/nowhere/notify WATCHDOG=1'),
    ).toBe(true)
    child.kill('SIGUSR2')
    // What was said before the loop stood still may still be written.
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const before = lines().length
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(lines().length).toBe(before)
    child.kill('SIGKILL')
    await ended
  }, 30_000)

  test('without a watchdog is told once, and where there is none, nothing', async () => {
    await told({ NOTIFY_SOCKET: unit.NOTIFY_SOCKET }, '').ended
    expect(lines()).toEqual(['/run/nowhere/notify READY=1'])
    await told({ WATCHDOG_USEC: unit.WATCHDOG_USEC }, '').ended
    expect(lines()).toEqual([])
  }, 30_000)

  test('that cannot be told is a complaint, once, and no reason to end', async () => {
    const empty = mkdtempSync(path.join(tmpdir(), 'aftercall-nothing-'))
    const complaints = await told(unit, 'setTimeout(() => {}, 1_000)', empty).ended
    rmSync(empty, { recursive: true })
    expect(complaints.trim().split('\n')).toEqual([expect.stringContaining('set Type=exec')])
  }, 30_000)
})
