/**
 * How many submits a second our SMPP client makes beside the npm `smpp` client: the same peer in a process of its own,
 * the same window, the same text, both with receipts asked for and a validity, in turns. `node bench/smpp-client.ts
 * [--window 100] [--seconds 3] [--rounds 5] [--only ours|npm]`.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import type { PhoneNumber } from '../src/core/phone-number.ts'
import type { Gateway, GatewayIo, Submission } from '../src/gateways/gateway.ts'
import { openSmpp } from '../src/gateways/smpp/open.ts'
import { smppSettings } from '../src/gateways/smpp/settings.ts'
import { library } from '../test/support/npm-smsc.ts'

const { values } = parseArgs({
  options: {
    window: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string' },
  },
})
const [window, seconds, rounds] = [Number(values.window), Number(values.seconds), Number(values.rounds)]
const text =
  'Thank you for calling Kaveri Appliances. Our engineer visits on Monday between 10 and 12. Call 1800 572 0199 to change it. - Kaveri'

type Run = { perSecond: number; cpuMicros: number }

async function main(): Promise<void> {
  const peer = spawn(process.execPath, ['test/support/smsc.ts', '--lean'], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const [line] = (await once(createInterface(peer.stdout), 'line')) as [string]
    const { port } = JSON.parse(line) as { port: number }
    await compare(port)
  } finally {
    peer.kill('SIGTERM')
  }
}

async function compare(port: number): Promise<void> {
  const clients = { ours: () => ours(port), npm: () => npm(port) }
  const names = (['ours', 'npm'] as const).filter((name) => values.only === undefined || values.only === name)
  const runs = { ours: [] as Run[], npm: [] as Run[] }
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const run = await clients[name]()
      // The first round warms up.
      if (round > 0) runs[name].push(run)
      console.log(
        `${round === 0 ? 'warm-up' : `round ${round}`}  ${name.padEnd(5)} ${Math.round(run.perSecond)}/s  ${run.cpuMicros.toFixed(1)} us CPU a submit`,
      )
    }
  }
  for (const name of names) {
    const [perSecond, cpu] = [median(runs[name], 'perSecond'), median(runs[name], 'cpuMicros')]
    console.log(
      `${name.padEnd(5)} median ${Math.round(perSecond)} submits/s at window ${window}, ${cpu.toFixed(1)} us CPU each`,
    )
  }
  if (names.length < 2) return
  const [faster, leaner] = [ratio(runs.ours, runs.npm, 'perSecond'), ratio(runs.npm, runs.ours, 'cpuMicros')]
  console.log(`ratio ${faster} in submits/s, ${leaner} in CPU`)
}

/** Counts what `step` reports for the set time. */
async function measure(run: (report: () => void) => { stop(): Promise<void> }): Promise<Run> {
  let count = 0
  const cpu = process.cpuUsage()
  const began = performance.now()
  const running = run(() => count++)
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
  const took = performance.now() - began
  const { user, system } = process.cpuUsage(cpu)
  const counted = count
  await running.stop()
  return { perSecond: (counted / took) * 1_000, cpuMicros: (user + system) / counted }
}

async function ours(port: number): Promise<Run> {
  let freed: () => void = () => undefined
  const bound = Promise.withResolvers<void>()
  const io: GatewayIo = {
    http: () => Promise.reject(new Error('no HTTP here')),
    dial: async () => {
      const socket = connect({ host: '127.0.0.1', port })
      await once(socket, 'connect')
      return socket
    },
    now: Date.now,
    random: Math.random,
    log: { info: () => bound.resolve(), warn: (_, words) => console.error(words) },
    came: () => Promise.resolve(),
    late: () => undefined,
    freed: () => freed(),
  }
  const settings = smppSettings.parse({ host: '127.0.0.1', port, systemId: 'bench', password: 'bench', window })
  const gateway = openSmpp(settings, io)
  await bound.promise
  return measure((report) => {
    freed = () => fill(gateway, report)
    freed()
    return { stop: () => gateway.close(Date.now() + 1_000) }
  })
}

let serial = 0

/** What the sender does: as many as there are places, with a deadline read before. */
function fill(gateway: Gateway, report: () => void): void {
  const free = gateway.slots()
  const places = free === 0 ? null : gateway.reserve(free)
  if (!places) return
  const now = Date.now()
  const batch: Submission[] = []
  for (let i = 0; i < free; i++) {
    serial++
    batch.push({
      attempt: `0198f000-0000-7000-8000-000000000000:${serial}`,
      ref: 'abcdefghijklmnopqrstuvwxyz',
      to: `+9198${10_000_000 + (serial % 90_000_000)}` as PhoneNumber,
      header: 'KAVERI',
      text,
      encoding: 'gsm',
      parts: 1,
      validUntil: now + 3_600_000,
    })
  }
  const t0 = performance.now()
  const deadline = { expired: () => Math.max(performance.now() - t0, Date.now() - now) > 5_000 }
  gateway.submit(batch, places, deadline, (outcome) => {
    if (outcome.is === 'accepted') report()
  })
}

async function npm(port: number): Promise<Run> {
  const connected = Promise.withResolvers<void>()
  const session = library.connect({ url: `smpp://127.0.0.1:${port}` }, () => connected.resolve())
  await connected.promise
  await new Promise<void>((resolve) =>
    session.bind_transceiver({ system_id: 'bench', password: 'bench' }, () => resolve()),
  )
  return measure((report) => {
    let isOver = false
    const next = () => {
      if (isOver) return
      serial++
      const fields = {
        source_addr_ton: 5,
        source_addr: 'KAVERI',
        dest_addr_ton: 1,
        dest_addr_npi: 1,
        destination_addr: `9198${10_000_000 + (serial % 90_000_000)}`,
        registered_delivery: 1,
        validity_period: '000000010000000R',
        data_coding: 0,
        short_message: text,
      }
      session.submit_sm(fields, (pdu) => {
        if (pdu.command_status === 0) report()
        next()
      })
    }
    for (let i = 0; i < window; i++) next()
    return {
      stop: async () => {
        isOver = true
        session.destroy()
      },
    }
  })
}

function ratio(above: readonly Run[], below: readonly Run[], of: keyof Run): string {
  return (median(above, of) / median(below, of)).toFixed(1)
}

function median(runs: readonly Run[], of: keyof Run): number {
  const sorted = runs.map((run) => run[of]).sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

await main()
