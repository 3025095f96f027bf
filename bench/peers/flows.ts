/** From HTTP to the SMS service: Aftercall beside what a user would otherwise put there. */
import { spawnSync } from 'node:child_process'
import { installPackages } from '../../test/support/debian.ts'
import type { LoadResult } from '../load.ts'
import { measure, type Shape } from '../measure.ts'
import { linesOf, spawnScript, startSubject } from '../subjects.ts'
import type { FlowSubject } from './flow-subject.ts'
import { isInstalled, versionOf } from './install.ts'
import { startKannel } from './kannel.ts'
import { startNodeRed } from './node-red.ts'

/** Texts at the SMS service a second, and what was not answered well; or why there is no figure. */
export type FlowFigure = { perSecond: number; p50: number; p99: number; amiss: number } | { missing: string }
export type FlowRun = { name: string; figures: Record<string, FlowFigure> }
type Peer = {
  name: string
  shapes: readonly string[]
  missing(): string | undefined
  start(): Promise<FlowSubject>
}

export const shapes: Record<string, Shape> = {
  '64 connections, one call': { connections: 64, perRequest: 1 },
  '256 connections, one call': { connections: 256, perRequest: 1 },
  '16 connections, arrays of 100': { connections: 16, perRequest: 100 },
}
const [small, large] = Object.keys(shapes) as [string, string]

const missingKannel = () => {
  const missing = installPackages(['kannel'])
  return missing.length === 0 ? undefined : `${missing.join(', ')} cannot be installed here`
}

export const peers: readonly Peer[] = [
  {
    name: `Node-RED ${versionOf('node-red')}`,
    shapes: [small],
    missing: () => (isInstalled('node-red') ? undefined : 'node-red cannot be installed here'),
    start: startNodeRed,
  },
  ...(['memory', 'file'] as const).map((store) => ({
    name: `Kannel, ${store}`,
    shapes: [small, large],
    missing: missingKannel,
    start: () => startKannel(store),
  })),
]

export const ours = 'Aftercall'

export type FlowOptions = { seconds: number; warmUpSeconds: number; say(line: string): void }

/** Ours in every shape, on a fresh server of its own. */
export async function runOurs({ seconds, warmUpSeconds, say }: FlowOptions): Promise<FlowRun> {
  const subject = await startSubject('aftercall')
  const figures: FlowRun['figures'] = {}
  let from = 0
  try {
    const run = async (shape: Shape, during: number) => {
      const measured = await measure(subject, shape, { seconds: during, atMost: during * 50_000, from })
      from += measured.calls + 1_000
      return measured
    }
    await run({ connections: 256, perRequest: 1 }, warmUpSeconds)
    for (const [title, shape] of Object.entries(shapes)) {
      const { submitted, p50, p99 } = await run(shape, seconds)
      figures[title] = { perSecond: submitted, p50, p99, amiss: 0 }
      say(`  ${ours.padEnd(16)} ${title.padEnd(31)} ${Math.round(submitted)}/s`)
    }
  } finally {
    await subject.stop()
  }
  return { name: ours, figures }
}

export async function runPeer(peer: Peer, { seconds, warmUpSeconds, say }: FlowOptions): Promise<FlowRun> {
  const { name } = peer
  const figures: FlowRun['figures'] = {}
  const none = (missing: string) => {
    for (const title of peer.shapes) figures[title] ??= { missing }
    say(`  ${name.padEnd(16)} ${missing}`)
    return { name, figures }
  }
  const missing = peer.missing()
  if (missing !== undefined) return none(missing)
  try {
    const subject = await peer.start()
    try {
      let from = 0
      const run = async (shape: Shape, during: number) => {
        const { figure, calls } = await measurePeer(subject, { ...shape, seconds: during, from })
        from += calls + 1_000
        return figure
      }
      // Their servers are warm sooner than ours.
      await run({ connections: 64, perRequest: 1 }, Math.min(warmUpSeconds, 5))
      for (const title of peer.shapes) {
        const figure = await run(shapes[title] ?? { connections: 64, perRequest: 1 }, seconds)
        figures[title] = figure
        say(`  ${name.padEnd(16)} ${title.padEnd(31)} ${Math.round(figure.perSecond)}/s, ${figure.amiss} amiss`)
      }
    } finally {
      await subject.stop()
    }
  } catch (error) {
    return none(`did not run: ${error instanceof Error ? error.message : String(error)}`)
  }
  return { name, figures }
}

const settleMs = 5_000

async function measurePeer(subject: FlowSubject, shape: Shape & { seconds: number; from: number }) {
  const before = (await subject.out()).count
  const child = spawnScript('bench/load.ts', {}, [
    JSON.stringify({ ...subject.load, ...shape, atMost: shape.seconds * 50_000 }),
  ])
  const inTime = countAfter(subject, shape.seconds * 1000)
  const result = JSON.parse(await linesOf(child)()) as LoadResult
  const answered = Object.entries(result.statuses).reduce((sum, [status, n]) => sum + (status < '3' ? n : 0), 0)
  const out = await settled(subject, before + answered)
  const sent = out.count - before
  // A few that hang for seconds are named beside it, and do not spoil the rate of the others.
  const perSecond = Math.max((sent * 1000) / (out.lastAt - result.startedAt), ((await inTime) - before) / shape.seconds)
  const amiss = Math.max(0, result.calls - Math.min(answered, sent))
  return { calls: result.calls, figure: { perSecond, p50: result.p50, p99: result.p99, amiss } }
}

async function countAfter(subject: FlowSubject, ms: number): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, ms))
  return (await subject.out()).count
}

/** Waits for what was accepted, until nothing more comes. */
async function settled(subject: FlowSubject, wanted: number): Promise<{ count: number; lastAt: number }> {
  let out = await subject.out()
  for (let since = performance.now(); out.count < wanted && performance.now() - since < settleMs; ) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    const now = await subject.out()
    if (now.count > out.count) since = performance.now()
    out = now
  }
  return out
}

/** Kannel's own word for its version. */
export function kannelVersion(): string {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '$' + '{Version}', 'kannel'], { encoding: 'utf8' })
  return stdout?.trim() ?? ''
}
