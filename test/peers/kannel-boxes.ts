/** Kannel's three programs on loopback, with a configuration of their own in a folder that is gone afterwards. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

export type Boxes = {
  sendsmsUrl: string
  /** What fakesmsc took: `sender receiver type data` as it prints it. */
  taken: string[]
  /** A text from a phone, as fakesmsc reads it. */
  fromPhone(line: string): void
  /** SIGKILL for one of them. */
  kill(which: 'bearerbox' | 'smsbox'): void
  stop(): Promise<void>
}

/** Starts them; texts go to fakesmsc, or with `smsc=smpp` to the SMSC at `smppPort`. Replies are handed to `replyUrl`. */
export async function startKannel({ smppPort, replyUrl }: { smppPort: number; replyUrl: string }): Promise<Boxes> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kannel-'))
  const [admin, smsbox, fake, sendsms] = await freePorts(4)
  mkdirSync(path.join(folder, 'spool'))
  writeFileSync(
    path.join(folder, 'kannel.conf'),
    configuration({ folder, admin, smsbox, fake, sendsms, smppPort, replyUrl }),
  )
  const programs = new Map<string, ChildProcess>()
  const run = (name: string, command: string, args: string[]) => {
    const child = spawn(command, args, { cwd: folder, stdio: ['pipe', 'ignore', 'pipe'] })
    programs.set(name, child)
    return child
  }
  const stop = async () => {
    for (const child of programs.values()) child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    run('bearerbox', '/usr/sbin/bearerbox', ['-v', '4', 'kannel.conf']).stderr?.resume()
    await listening(smsbox)
    run('smsbox', '/usr/sbin/smsbox', ['-v', '4', 'kannel.conf']).stderr?.resume()
    await listening(sendsms)
    const phone = run('fakesmsc', '/usr/lib/kannel/test/fakesmsc', ['-H', '127.0.0.1', '-r', String(fake), '-i', '0.1'])
    const taken: string[] = []
    linesOf(phone, (line) => {
      const message = /Got message \d+: <(.*)>$/.exec(line)?.[1]
      if (message !== undefined) taken.push(message)
    })
    return {
      sendsmsUrl: `http://127.0.0.1:${sendsms}/cgi-bin/sendsms`,
      taken,
      fromPhone: (line) => void phone.stdin?.write(`${line}\n`),
      kill: (which) => void programs.get(which)?.kill('SIGKILL'),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

type Places = {
  folder: string
  admin: number
  smsbox: number
  fake: number
  sendsms: number
  smppPort: number
  replyUrl: string
}

function configuration({ folder, admin, smsbox, fake, sendsms, smppPort, replyUrl }: Places): string {
  return `
group = core
admin-port = ${admin}
admin-interface = 127.0.0.1
admin-password = none
smsbox-port = ${smsbox}
smsbox-interface = 127.0.0.1
dlr-storage = internal
store-type = spool
store-location = ${folder}/spool
sms-resend-freq = 2

group = smsc
smsc = fake
smsc-id = fake
host = 127.0.0.1
port = ${fake}
connect-allow-ip = 127.0.0.1
denied-smsc-id = smpp

group = smsc
smsc = smpp
smsc-id = smpp
host = 127.0.0.1
port = ${smppPort}
transceiver-mode = true
smsc-username = kannel
smsc-password = secret
system-type = ""
allowed-smsc-id = smpp
msg-id-type = 0x00

group = smpp-tlv
name = dlt_entity_id
tag = 0x1400
type = octetstring
length = 20

group = smpp-tlv
name = dlt_template_id
tag = 0x1401
type = octetstring
length = 20

group = smsbox
bearerbox-host = 127.0.0.1
bearerbox-port = ${smsbox}
sendsms-port = ${sendsms}
sendsms-interface = 127.0.0.1
http-request-retry = 20
http-queue-delay = 1

group = sendsms-user
username = aftercall
password = sosecret
max-messages = 10
concatenation = true

group = sms-service
keyword = default
catch-all = true
max-messages = 0
omit-empty = true
get-url = "${replyUrl}?from=%p&to=%P&text=%b&charset=%C&t=%T"
`
}

async function freePorts(count: number): Promise<[number, number, number, number]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => new Promise((resolve) => server.once('listening', resolve))))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports as [number, number, number, number]
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (isOpen) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`Kannel did not open port ${port} within ten seconds`)
}

function linesOf(child: ChildProcess, each: (line: string) => void): void {
  let rest = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n')
    rest = lines.pop() ?? ''
    lines.forEach(each)
  })
}
