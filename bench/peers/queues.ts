/** The queue part alone: so many jobs inserted 500 at a time, claimed, run (nothing) and finished; each queue on a fresh database of one server. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { installPackages } from '../../test/support/debian.ts'
import { cpuMicros, type DurableServer, freePort } from '../../test/support/durable-postgres.ts'
import { endOf, linesOf, spawnScript } from '../subjects.ts'
import { isInstalled, versionOf } from './install.ts'

/** Jobs a second from the first insert to the last finish, and of its two halves. */
export type QueueFigure =
  | { perSecond: number; added: number; processed: number; nodeCpu: number; storeCpu: number }
  | { missing: string }
export type QueueRun = { name: string; figure: QueueFigure }
export type QueueOptions = { jobs: number; batch: number; inFlight: number }

type Queue = {
  name: string
  isOurs?: boolean
  /** Wanted: ours at least so many times as fast. */
  wanted?: number
  /** It keeps what ours keeps beside its jobs. */
  keepsRecords?: boolean
  missing(): string | undefined
  script: string
  more?: Record<string, unknown>
  redis?: 'everysec' | 'always'
}

const missing = (name: string) => () => (isInstalled(name) ? undefined : `${name} cannot be installed here`)
const missingRedis = () => {
  const packages = installPackages(['redis-server'])
  if (packages.length > 0) return `${packages.join(', ')} cannot be installed here`
  return missing('bullmq')()
}

const peers: readonly Queue[] = [
  {
    name: `graphile-worker ${versionOf('graphile-worker')}, tuned`,
    wanted: 2,
    missing: missing('graphile-worker'),
    script: 'bench/peers/graphile-worker.mjs',
  },
  {
    name: `pg-boss ${versionOf('pg-boss')}, in batches`,
    wanted: 3,
    missing: missing('pg-boss'),
    script: 'bench/peers/pg-boss.mjs',
  },
  ...(['everysec', 'always'] as const).map((redis) => ({
    name: `BullMQ ${versionOf('bullmq')}, appendfsync ${redis}`,
    wanted: 4,
    missing: missingRedis,
    script: 'bench/peers/bullmq.mjs',
    redis,
  })),
]

/** Ours; each peer doing the same steps (calls, texts and answers kept in the same tables); and each with its jobs alone, which is less than ours does. */
export const queues: readonly Queue[] = [
  {
    name: 'Aftercall, handed over',
    isOurs: true,
    missing: () => undefined,
    script: 'bench/peers/own-queue.ts',
    more: { handOver: true },
  },
  {
    name: 'Aftercall, through the table',
    isOurs: true,
    missing: () => undefined,
    script: 'bench/peers/own-queue.ts',
    more: { handOver: false },
  },
  ...peers.map((one) => ({ ...one, name: `${one.name}, same steps`, keepsRecords: true })),
  ...peers.map(({ wanted: _, ...one }) => ({ ...one, name: `${one.name}, jobs alone` })),
]

let nth = 0

export async function runQueue(queue: Queue, server: DurableServer, options: QueueOptions): Promise<QueueRun> {
  const { name } = queue
  const without = queue.missing()
  if (without !== undefined) return { name, figure: { missing: without } }
  try {
    const withStore = queue.redis === undefined ? withDatabase(server) : withRedis(queue, server)
    return {
      name,
      figure: await withStore((where) => measure(queue, orderOf(queue, { ...options, ...where.order }), where.cpu)),
    }
  } catch (error) {
    return { name, figure: { missing: `did not run: ${error instanceof Error ? error.message : String(error)}` } }
  }
}

const orderOf = ({ keepsRecords }: Queue, order: QueueOptions & Record<string, unknown>) =>
  keepsRecords ? order : { ...order, records: undefined }

type Where = { order: Record<string, unknown>; cpu(): number }
type WithStore = <T>(work: (where: Where) => Promise<T>) => Promise<T>

/** A fresh database; as `url` for those that live in it, as `records` for what is kept beside the jobs. */
const withDatabase =
  (server: DurableServer): WithStore =>
  async (work) => {
    const database = `queue_${++nth}`
    const admin = new pg.Client({ connectionString: server.url('postgres') })
    await admin.connect()
    try {
      await admin.query(`create database ${database} template template0`)
      // What others have left to write is not this one's cost.
      await admin.query('checkpoint')
      return await work({
        order: { url: server.url(database), records: server.url(database) },
        cpu: () => server.cpuMicros(),
      })
    } finally {
      await admin.query(`drop database if exists ${database} with (force)`)
      await admin.end()
    }
  }

const withRedis =
  ({ redis: appendfsync = 'everysec', keepsRecords = false }: Queue, server: DurableServer): WithStore =>
  async (work) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'aftercall-redis-'))
    const port = await freePort()
    const settings = { port, bind: '127.0.0.1', save: '', appendonly: 'yes', appendfsync, dir: folder }
    const child = spawn(
      'redis-server',
      Object.entries(settings).flatMap(([key, value]) => [`--${key}`, String(value)]),
      { stdio: 'ignore' },
    )
    try {
      await listening(port)
      const cpu = () => cpuMicros(child.pid ?? 0, true)
      if (!keepsRecords) return await work({ order: { redisPort: port }, cpu })
      return await withDatabase(server)(({ order, cpu: ofDatabase }) =>
        work({ order: { redisPort: port, records: order['records'] }, cpu: () => cpu() + ofDatabase() }),
      )
    } finally {
      await endOf(child)
      rmSync(folder, { recursive: true, force: true })
    }
  }

const patienceMs = 300_000

async function measure(queue: Queue, order: Record<string, unknown> & QueueOptions, cpu: Where['cpu']) {
  const child = spawnScript(queue.script, {}, [JSON.stringify({ ...order, ...queue.more })])
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code) => setTimeout(() => reject(new Error(`ended with ${code}`)), 1_000))
    setTimeout(() => reject(new Error('took more than five minutes')), patienceMs).unref()
  })
  try {
    const lines = linesOf(child)
    await Promise.race([lines(), ended])
    const before = cpu()
    const line = await Promise.race([lines(), ended])
    // Sessions that are just ending are counted once the server has taken leave of them.
    await new Promise((resolve) => setTimeout(resolve, 300))
    const storeCpu = cpu() - before
    const got = JSON.parse(line) as { add: number; process: number; ran: number; cpuMicros: number }
    const { jobs } = order
    if (got.ran !== jobs) throw new Error(`it ran ${got.ran} of ${jobs} jobs`)
    return {
      perSecond: jobs / (got.add + got.process),
      added: jobs / got.add,
      processed: jobs / got.process,
      nodeCpu: got.cpuMicros / jobs,
      storeCpu: storeCpu / jobs,
    }
  } finally {
    ended.catch(() => undefined)
    await endOf(child)
  }
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (isOpen) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('redis-server did not start')
}
