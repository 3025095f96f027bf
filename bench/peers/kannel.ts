/** Debian's Kannel from HTTP to SMPP: bearerbox and smsbox on loopback, as their manual has them, with the window of ours. Neither of its stores syncs to disk. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '../../test/support/durable-postgres.ts'
import { endOf, linesOf, type PeerCount, spawnScript, window } from '../subjects.ts'
import { answers, type FlowSubject } from './flow-subject.ts'

const text = encodeURIComponent(
  'Sorry we missed your call to us. We will call you back within the hour. Or call 1800 572 0199. - Kaveri Appliances',
)

export async function startKannel(store: 'memory' | 'file'): Promise<FlowSubject> {
  const peer = spawnScript('bench/peer.ts', {}, ['--no-receipts'])
  const lines = linesOf(peer)
  const { port: smpp } = JSON.parse(await lines()) as { port: number }
  const folder = mkdtempSync(path.join(tmpdir(), 'aftercall-kannel-'))
  const ports = { smpp, admin: await freePort(), smsbox: await freePort(), sendsms: await freePort() }
  writeFileSync(path.join(folder, 'kannel.conf'), configuration(folder, store, ports))
  const run = (program: string) =>
    spawn(program, ['-v', '4', 'kannel.conf'], { cwd: folder, stdio: ['ignore', 'ignore', 'ignore'] })
  const boxes = [run('/usr/sbin/bearerbox')]
  const stop = async () => {
    await Promise.all([...boxes, peer].map((one) => endOf(one)))
    rmSync(folder, { recursive: true, force: true })
  }
  const out = async () => {
    peer.stdin?.write('count\n')
    return JSON.parse(await lines()) as PeerCount
  }
  const get = `/cgi-bin/sendsms?username=bench&password=bench&from=KAVERI&text=${text}&to=`
  try {
    await answers(`http://127.0.0.1:${ports.admin}/status.txt?password=none`)
    boxes.push(run('/usr/sbin/smsbox'))
    await answers(`http://127.0.0.1:${ports.sendsms}${get}917000000000`)
    await sent(out)
  } catch (error) {
    await stop()
    throw error
  }
  return { load: { port: ports.sendsms, path: '', get }, out, stop }
}

/** It takes requests before it is bound: what counts is a text at the SMSC. */
async function sent(out: FlowSubject['out']): Promise<void> {
  for (const giveUpAt = performance.now() + 30_000; (await out()).count === 0; ) {
    if (performance.now() > giveUpAt) throw new Error('Kannel sent nothing within 30 seconds')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

type Ports = { smpp: number; admin: number; smsbox: number; sendsms: number }

function configuration(folder: string, store: 'memory' | 'file', ports: Ports): string {
  return `
group = core
admin-port = ${ports.admin}
admin-interface = 127.0.0.1
admin-password = none
smsbox-port = ${ports.smsbox}
smsbox-interface = 127.0.0.1
dlr-storage = internal
${store === 'file' ? `store-type = file\nstore-location = ${folder}/kannel.store\n` : ''}
group = smsc
smsc = smpp
smsc-id = smpp
host = 127.0.0.1
port = ${ports.smpp}
transceiver-mode = true
smsc-username = bench
smsc-password = bench
system-type = ""
max-pending-submits = ${window}

group = smsbox
bearerbox-host = 127.0.0.1
bearerbox-port = ${ports.smsbox}
sendsms-port = ${ports.sendsms}
sendsms-interface = 127.0.0.1

group = sendsms-user
username = bench
password = bench

group = sms-service
keyword = default
catch-all = true
max-messages = 0
text = "none"
`
}
