/** The faults, each by name. A fault says how often it struck; one that never did makes the run fail, since it then showed nothing. */
import pg from 'pg'
import type { CutHow } from '../support/tcp-proxy.ts'
import { type Point, points } from './aim.ts'
import { draw, drawBetween } from './draw.ts'
import { leaseMs, responseMs } from './times.ts'
import { type Node, pause, type World } from './world.ts'

export type Fault = {
  name: string
  /** Strikes this node, or something that all of them share. */
  strike(world: World, nth: number, node: Node): Promise<number>
}

const restMs = (world: World, name: string, nth: number) => drawBetween(100, 800, world.seed, name, nth, 'rest')

/** The process comes to that point and dies there. */
function aimedAt(point: Point): Fault {
  return {
    name: `aimed kill, ${point}`,
    strike: async (world, nth, node) => {
      await node.kill('random')
      if (await node.start({ point, nth: drawBetween(1, 3, world.seed, point, nth) })) {
        const { pid } = node
        if (await node.ended(40_000)) world.strike({ node: node.name, pid, how: 'aimed' })
        else return await missed(node)
      }
      await pause(restMs(world, point, nth))
      await node.start()
      return 1
    },
  }
}

async function missed(node: Node): Promise<number> {
  await node.kill('random')
  await node.start()
  return 0
}

const randomKill: Fault = {
  name: 'kill -9 at random under load',
  strike: async (world, nth, node) => {
    await pause(drawBetween(100, 1_500, world.seed, 'kill', nth, 'wait'))
    if (!node.process) return 0
    await node.kill('random')
    await pause(restMs(world, 'kill', nth))
    await node.start()
    return 1
  },
}

const stopped: Fault = {
  name: 'SIGSTOP for one to three leases',
  strike: async (world, nth, node) => {
    if (!node.process) return 0
    const { pid } = node
    process.kill(pid, 'SIGSTOP')
    world.strike({ node: node.name, pid, how: 'SIGSTOP' })
    await pause(leaseMs * (1 + 2 * draw(world.seed, 'stop', nth, 'long')))
    process.kill(pid, 'SIGCONT')
    await pause(1_000)
    return 1
  },
}

const terminated: Fault = {
  name: 'SIGTERM under load',
  strike: async (world, nth, node) => {
    if (!node.process) return 0
    await node.terminate()
    await node.start()
    await pause(restMs(world, 'term', nth))
    return 1
  },
}

const databaseCut: Fault = {
  name: 'connections to the database cut',
  strike: async (world, nth, node) => {
    const cut = node.proxy.cut(nth % 2 === 0 ? 'reset' : 'fin')
    await pause(restMs(world, 'database', nth))
    return cut > 0 ? 1 : 0
  },
}

const databaseHeld: Fault = {
  name: 'line to the database held',
  strike: async (world, nth, { proxy }) => {
    proxy.hold()
    await pause(drawBetween(300, 2_500, world.seed, 'held', nth, 'long'))
    proxy.release()
    return 1
  },
}

function swallowed(how: CutHow): Fault {
  return {
    name: `answer to COMMIT swallowed (${how})`,
    strike: async (world, nth, { proxy }) => {
      const before = proxy.swallowed()
      proxy.swallowCommits(drawBetween(1, 4, world.seed, how, nth, 'many'), how)
      for (let waited = 0; waited < 5_000 && proxy.swallowed() === before; waited += 100) await pause(100)
      await pause(restMs(world, how, nth))
      proxy.swallowCommits(0, how)
      return proxy.swallowed() - before
    },
  }
}

const serverCrash: Fault = {
  name: 'database server killed and started again',
  strike: async (world, nth) => {
    await world.server.crashAndRestart()
    await pause(restMs(world, 'crash', nth))
    return 1
  },
}

const serverRestart: Fault = {
  name: 'database server stopped cleanly and started again',
  strike: async (world, nth) => {
    await world.server.restart()
    await pause(restMs(world, 'restart', nth))
    return 1
  },
}

/** A rule set of its own for what comes from now on; each call must have its texts by the one that was current when it was accepted. */
const rulesChanged: Fault = {
  name: 'rules changed under load',
  strike: async (world, nth) => {
    const changed = await world.client.changeRules(nth)
    await pause(restMs(world, 'rules', nth))
    return changed
  },
}

const backendsKilled: Fault = {
  name: 'database sessions terminated',
  strike: async (world) => {
    const client = new pg.Client({ connectionString: world.server.url() })
    await client.connect()
    const { rowCount } = await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'aftercall/%'`,
    )
    await client.end()
    return (rowCount ?? 0) > 0 ? 1 : 0
  },
}

/** Nobody can be told to be in COMMIT at a moment: it is looked until somebody is. */
const terminatedInCommit: Fault = {
  name: 'database session terminated in its COMMIT',
  strike: async (world, nth) => {
    const client = new pg.Client({ connectionString: world.server.url() })
    client.on('error', () => undefined)
    try {
      await client.connect()
      for (const until = performance.now() + 5_000; performance.now() < until; ) {
        const { rowCount } = await client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where application_name like 'aftercall/%' and state = 'active' and lower(query) = 'commit' limit 1`,
        )
        if ((rowCount ?? 0) > 0) return 1
      }
      return 0
    } catch {
      // The server itself was struck meanwhile.
      return 0
    } finally {
      await client.end().catch(() => undefined)
      await pause(restMs(world, 'in commit', nth))
    }
  },
}

const diskFull: Fault = {
  name: 'disk of the database full',
  strike: async (world, nth) => {
    if (!world.disk) return 0
    const empty = world.disk.fill()
    await pause(drawBetween(1_000, 5_000, world.seed, 'disk', nth, 'long'))
    empty()
    await world.server.startWhereEnded()
    await pause(restMs(world, 'disk', nth))
    return 1
  },
}

const clockMoved: Fault = {
  name: 'wall clock moved by up to an hour',
  strike: async (world, nth, node) => {
    const hour = 3_600_000
    node.moveClock(drawBetween(-hour, hour, world.seed, 'clock', nth))
    await pause(drawBetween(500, 6_000, world.seed, 'clock', nth, 'long'))
    node.moveClock(0)
    await pause(restMs(world, 'clock', nth))
    return 1
  },
}

const gatewayCut: Fault = {
  name: 'line to the gateway cut',
  strike: async (world, nth) => {
    const cut = world.smppLine.cut(nth % 2 === 0 ? 'reset' : 'fin')
    await pause(restMs(world, 'gateway', nth))
    return cut > 0 ? 1 : 0
  },
}

const gatewayCutWithin: Fault = {
  name: 'line to the gateway cut within a PDU',
  strike: async (world, nth) => {
    world.smppLine.cutAfter(drawBetween(1, 900, world.seed, 'within', nth))
    for (let waited = 0; waited < 15_000 && world.smppLine.isCutDue(); waited += 100) await pause(100)
    const struck = world.smppLine.isCutDue() ? 0 : 1
    world.smppLine.cutAfter(Number.POSITIVE_INFINITY)
    return struck
  },
}

const gatewayHeld: Fault = {
  name: 'line to the gateway held past the response time-out',
  strike: async (world) => {
    world.smppLine.hold()
    await pause(responseMs * 1.5)
    world.smppLine.release()
    await pause(500)
    return 1
  },
}

const gatewaySliced: Fault = {
  name: 'line to the gateway sliced',
  strike: async (world) => {
    world.smppLine.slice(7)
    await pause(2_000)
    world.smppLine.slice(0)
    return 1
  },
}

const resent: Fault = {
  name: 'texts in doubt sent again by hand',
  strike: async (world) => {
    // The first of a run may come before anything is in doubt.
    for (const until = performance.now() + 10_000; ; await pause(500)) {
      const sent = (await world.client.resendDoubts('smpp')) + (await world.client.resendDoubts('http'))
      if (sent > 0 || performance.now() > until) return sent
    }
  },
}

const lines = [
  databaseCut,
  databaseHeld,
  swallowed('fin'),
  swallowed('reset'),
  swallowed('silence'),
  serverCrash,
  serverRestart,
  rulesChanged,
  backendsKilled,
  terminatedInCommit,
  clockMoved,
  gatewayCut,
  gatewayCutWithin,
  gatewayHeld,
  gatewaySliced,
]

export type Amount = { aimed: number; random: number; stops: number; terms: number; each: number; resends: number }

export const amounts = {
  full: { aimed: 10, random: 200, stops: 6, terms: 10, each: 6, resends: 12 },
  quick: { aimed: 1, random: 5, stops: 1, terms: 2, each: 1, resends: 2 },
} as const satisfies Record<string, Amount>

export type Strike = {
  fault: Fault
  nth: number
  /** Its place in the list, from 1. */
  number: number
  /** Which node's hand strikes. */
  node: number
}

/** Which strikes of the list are struck: those with these words in their name, the one at this place, one in so many. */
export type Chosen = { only?: string | undefined; onlyFault?: number | undefined; oneIn?: number | undefined }

/** Every strike of a run, mixed by the seed so that faults meet each other; the seed also says which node each is for. */
export function planOf(
  seed: number,
  amount: Amount & { nodes: number; hasSmallDisk: boolean },
  { only, onlyFault, oneIn = 1 }: Chosen = {},
): Strike[] {
  const times = (fault: Fault, count: number) => Array.from({ length: count }, (_, nth) => ({ fault, nth }))
  const all = [
    ...points.flatMap((point) => times(aimedAt(point), amount.aimed)),
    ...times(randomKill, amount.random),
    ...times(stopped, amount.stops),
    ...times(terminated, amount.terms),
    ...[...lines, ...(amount.hasSmallDisk ? [diskFull] : [])].flatMap((fault) => times(fault, amount.each)),
    ...times(resent, amount.resends),
  ]
  const order = (one: (typeof all)[number]) => draw(seed, 'order', one.fault.name, one.nth)
  return all
    .toSorted((a, b) => order(a) - order(b))
    .map((one, index) => ({
      ...one,
      number: index + 1,
      node: drawBetween(0, amount.nodes - 1, seed, 'node', one.fault.name, one.nth),
    }))
    .filter(
      ({ fault, number }) =>
        (only === undefined || fault.name.includes(only)) &&
        (onlyFault === undefined || number === onlyFault) &&
        number % oneIn === 0,
    )
}
