/**
 * What the SMPP gateway's tests share: an io that keeps what it is told, a plain dialler for loopback, short times, and
 * sample submissions.
 */
import { connect, type Socket } from 'node:net'
import type { PhoneNumber } from '../../src/core/phone-number.ts'
import type { Came, Gateway, GatewayIo, Outcome, Submission, WriteDeadline } from '../../src/gateways/gateway.ts'
import { type LineTimes, usualLineTimes } from '../../src/gateways/smpp/line.ts'
import { openSmpp } from '../../src/gateways/smpp/open.ts'
import { type SmppSettings, smppSettings } from '../../src/gateways/smpp/settings.ts'

/** The usual times shortened, so that a test of silence takes half a second. */
export const shortTimes: LineTimes = {
  ...usualLineTimes,
  connect: 2_000,
  bind: 1_000,
  response: 400,
  idle: 10_000,
  enquire: 300,
  blocked: 500,
  unbind: 300,
  reconnectFirst: 20,
  reconnectLongest: 200,
  credentials: 60_000,
  goBack: 60_000,
  retire: 50,
}

/** Dials without a guard: loopback only. */
export function dialLoopback({ port }: { host: string; port: number }): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.removeListener('error', reject)
      resolve(socket)
    })
  })
}

export type Kept = { came: Came[]; late: Outcome[]; freed: number; lines: string[] }

export function keepingIo(): { io: GatewayIo; kept: Kept } {
  const kept: Kept = { came: [], late: [], freed: 0, lines: [] }
  const line = (fields: object, words: string) => void kept.lines.push(`${JSON.stringify(fields)} ${words}`)
  const io: GatewayIo = {
    http: () => Promise.reject(new Error('SMPP has no HTTP')),
    dial: dialLoopback,
    now: Date.now,
    random: Math.random,
    log: { info: line, warn: line },
    came: async (came) => void kept.came.push(came),
    late: (outcome) => void kept.late.push(outcome),
    freed: () => void kept.freed++,
  }
  return { io, kept }
}

export function settingsFor(port: number, changes: Record<string, unknown> = {}): SmppSettings {
  return smppSettings.parse({ host: '127.0.0.1', port, systemId: 'aftercall', password: 'sosecret', ...changes })
}

/** Opens against a port and waits until there are places. */
export async function openBound(
  port: number,
  options: { io?: GatewayIo; settings?: Record<string, unknown>; times?: Partial<LineTimes> } = {},
): Promise<Gateway> {
  const io = options.io ?? keepingIo().io
  const gateway = openSmpp(settingsFor(port, options.settings), io, { ...shortTimes, ...options.times })
  await until(() => gateway.slots() > 0)
  return gateway
}

let serial = 0

export function submission(changes: Partial<Submission> = {}): Submission {
  serial += 1
  return {
    attempt: `attempt-${serial}`,
    ref: String(serial).padStart(26, '0'),
    to: `+9198765${String(serial % 100_000).padStart(5, '0')}` as PhoneNumber,
    header: 'KAVERI',
    text: `Thank you for calling. Your ticket is ${serial}.`,
    encoding: 'gsm',
    parts: 1,
    validUntil: Date.now() + 3_600_000,
    ...changes,
  }
}

export const inTime: WriteDeadline = { expired: () => false }

/** Submits and waits for the one outcome of each. */
export async function send(gateway: Gateway, ...submissions: Submission[]): Promise<Outcome[]> {
  const places = gateway.reserve(submissions.reduce((sum, one) => sum + one.parts, 0))
  if (!places) throw new Error('no places')
  const outcomes = new Map<string, Outcome>()
  gateway.submit(submissions, places, inTime, (outcome) => {
    if (outcomes.has(outcome.attempt)) throw new Error('a second outcome')
    outcomes.set(outcome.attempt, outcome)
  })
  await until(() => outcomes.size === submissions.length)
  return submissions.map((one) => outcomes.get(one.attempt) as Outcome)
}

export async function until(isSo: () => boolean, withinMs = 8_000): Promise<void> {
  const end = Date.now() + withinMs
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`waited ${withinMs} ms in vain`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}
