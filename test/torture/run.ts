/**
 * `npm run torture`: real processes on a real PostgreSQL, hit at every point where it hurts, judged by what clients and peers saw. Without options the full
 * form (about half an hour); `--quick` for CI (about three minutes). `--nodes 3` on three, `--seed S` repeats a run: the same faults on the same nodes. `--only WORDS` strikes only the faults
 * with these words in their name, `--only-fault K` only the K-th of the list, `--one-in N` one in N of it, which the seed chooses.
 */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { ClaimFigures } from './claim-watch.ts'
import { type Evidence, gather } from './evidence.ts'
import { type Amount, amounts, type Chosen, planOf } from './faults.ts'
import { calmMs, leaseMs } from './times.ts'
import { judge, type Verdict } from './verdict.ts'
import { type Node, pause, World } from './world.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    seed: { type: 'string' },
    only: { type: 'string' },
    'only-fault': { type: 'string' },
    'one-in': { type: 'string' },
    times: { type: 'string' },
    nodes: { type: 'string', default: '2' },
    rate: { type: 'string' },
    /** Leaves the logs and journals of a run that failed. */
    keep: { type: 'boolean', default: false },
  },
})
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9))
const rate = Number(values.rate ?? 40)
const chosen: Chosen = {
  only: values.only,
  onlyFault: numberOf(values['only-fault']),
  oneIn: numberOf(values['one-in']),
}
/** For whoever repeats the run. */
const options = `${values.quick ? ' --quick' : ''}${values['one-in'] === undefined ? '' : ` --one-in ${values['one-in']}`}`
const say = (text: string) => console.log(text)

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text)
}

function amountOf(): Amount {
  if (values.times === undefined) return values.quick ? amounts.quick : amounts.full
  const times = Number(values.times)
  return { aimed: times, random: times, stops: times, terms: times, each: times, resends: times }
}

/**
 * Every node has its own hand that strikes it, all at once, from a list of its own: so faults meet each other, no node is safe because another is down, and
 * the seed says which node is struck by what, and in which order.
 */
async function strikeAll(world: World): Promise<Map<string, number>> {
  const struck = new Map<string, number>()
  const amount = { ...amountOf(), nodes: world.nodes.length, hasSmallDisk: world.disk !== undefined }
  const strikes = planOf(seed, amount, chosen)
  let done = 0
  const hand = async (node: Node, at: number) => {
    for (const { fault, nth, number } of strikes.filter((one) => one.node === at)) {
      const times = await fault.strike(world, nth, node)
      struck.set(fault.name, (struck.get(fault.name) ?? 0) + times)
      say(`  ${String(number).padStart(3)} ${node.name} ${fault.name}${times === 0 ? ' (did not strike)' : ''}`)
      done += 1
      // What is in doubt is sent again while the faults go on.
      if (done % 25 === 0) await world.client.resendDoubts('smpp')
    }
  }
  await Promise.all(world.nodes.map(hand))
  return struck
}

async function run(): Promise<boolean> {
  const world = new World(seed)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void world.tearDown().finally(() => process.exit(130)))
  say(`torture --seed ${seed}${options}: ${values.nodes} nodes, ${rate} calls a second, lease ${leaseMs / 1000} s`)
  try {
    await world.build(Number(values.nodes))
    if (!world.disk)
      say(
        'no file system can be mounted here (it takes root on Linux, mkfs.ext4 and a loop device): the disk stays as it is',
      )
    world.client.start(rate)
    await pause(2_000)
    const struck = await strikeAll(world)
    await world.client.stop()
    await world.drained(60_000)
    say(`calm for ${calmMs / 1000} s`)
    await pause(calmMs)
    const evidence = await gather(world)
    if (values.keep)
      writeFileSync(path.join(world.folder, 'evidence.json'), JSON.stringify({ ...evidence, pids: [...evidence.pids] }))
    return report(judge(evidence), evidence, { struck, claims: world.claims.figures() })
  } finally {
    if (values.keep) say(`kept: ${world.folder}`)
    await world.tearDown(values.keep)
  }
}

const shownAtMost = 12
/** Of fewer claims than these a share tells nothing: processes that were just started do not know of each other yet. */
const claimsThatTell = 1_000
const collidingAtMost = 0.05

type Seen = { struck: Map<string, number>; claims: ClaimFigures }

function report(verdict: Verdict, evidence: Evidence, { struck, claims }: Seen): boolean {
  say(
    `durability: ${Object.entries(evidence.durability)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}`,
  )
  say('struck:')
  for (const [name, times] of [...struck].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    say(`  ${String(times).padStart(4)}  ${name}`)
  say(
    `counts: ${Object.entries(verdict.counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')}`,
  )
  const { claimed, collided } = claims
  const share = collided / Math.max(1, claimed + collided)
  say(`claims: ${claimed} from the table, ${collided} collided (${(share * 100).toFixed(1)} %)`)
  const problems = [
    ...list('lost', verdict.lost),
    ...list('doubled', verdict.doubled),
    ...list('broken', verdict.broken),
    ...[...struck].filter(([, times]) => times === 0).map(([name]) => `never struck: ${name}`),
    ...(verdict.stranded > verdict.strandedAtMost
      ? [`stranded: ${verdict.stranded}, and at most ${verdict.strandedAtMost} may be`]
      : []),
    ...(claimed >= claimsThatTell && share > collidingAtMost
      ? [`collided: more than ${collidingAtMost * 100} % of the claims were in vain`]
      : []),
    ...(verdict.counts['taken by the network'] ? [] : ['empty: no text reached a peer']),
  ]
  for (const problem of problems) say(problem)
  say(
    `verdict: ${verdict.lost.length} lost, ${verdict.doubled.length} doubled, ${verdict.stranded} stranded (at most ${verdict.strandedAtMost}), ` +
      `${verdict.adopted} settled by adoption, ${verdict.unconfirmed} unconfirmed, ${verdict.broken.length} broken`,
  )
  say(
    problems.length === 0
      ? 'torture: passed'
      : `torture: failed (repeat with --seed ${seed}${options} --nodes ${values.nodes})`,
  )
  return problems.length === 0
}

function list(what: string, problems: readonly string[]): string[] {
  const more = problems.length > shownAtMost ? [`${what}: and ${problems.length - shownAtMost} more`] : []
  return [...problems.slice(0, shownAtMost).map((one) => `${what}: ${one}`), ...more]
}

// At once: lines that were cut on purpose have left writes behind that Node would wait for without an end.
process.exit((await run()) ? 0 : 1)
