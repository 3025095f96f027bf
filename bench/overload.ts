/**
 * `node bench/overload.ts --minutes 10`: twice the calls that the program can take, and those who take its room without calling. Asked: every refusal is 429
 * or 503 and says when to come again; memory is bounded; all that was accepted goes out once; answers are as quick as before within seconds of the end; one
 * account's burst delays another's text by less than a second; slow and silent connections hurt nobody. The tables go to standard output.
 */
import { parseArgs } from 'node:util'
import type { LoadResult } from './load.ts'
import type { NuisanceOptions, Nuisances } from './overload/nuisance.ts'
import type { Offered, OfferOptions } from './overload/offer.ts'
import { type Probed, startProbe } from './overload/probe.ts'
import { startRig } from './overload/rig.ts'
import { endOf, linesOf, spawnScript } from './subjects.ts'
import { markdown } from './table.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    /** Seconds of each of the shorter parts, and of the warm-up. */
    seconds: { type: 'string', default: '20' },
    idle: { type: 'string', default: '10000' },
    mostMb: { type: 'string', default: '1024' },
  },
})
const [minutes, seconds, idle, mostMb] = [values.minutes, values.seconds, values.idle, values.mostMb].map(Number) as [
  number,
  number,
  number,
  number,
]
const recoverySeconds = 10
const mostDelayMs = 1_000
/**
 * Under twice the load the other account's texts wait with all that is accepted, for places of the gateway that both use. This is what they wait today
 * (p50, and the longest), not what one would wish for: it keeps it from growing. A minute is what a caller still takes for an answer.
 */
const mostOverMs = { p50: 3_000, most: 60_000 }
const say = (line: string) => console.error(line)

type Part = { name: string; offered?: Offered; probed: Delay[]; rssMb: number; since: number }
type Delay = Probed & { textMs: number | undefined }

const parts: Part[] = []
let nextCall = 0
const rig = await startRig()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void rig.stop().finally(() => process.exit(130)))

/** A part of the run: what is offered meanwhile, and what the small account sees of it. */
async function part(name: string, work: () => Promise<Offered | undefined>, everyMs = 100): Promise<Part> {
  const since = performance.timeOrigin + performance.now()
  const refusedBefore = await rig.refusals()
  const probe = startProbe({
    url: rig.program.url,
    key: rig.small,
    everyMs,
    from: 800_000_000 + parts.length * 1_000_000,
  })
  let rssMb = 0
  let looking: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    rssMb = Math.max(rssMb, rig.rssMb())
    looking = looking.then(rig.collect)
  }, 1_000)
  const offered = await work()
  probe.stop()
  const probed = await probe.taken()
  clearInterval(timer)
  await looking
  // Not answered in time: nobody knows whether it was kept.
  unsure += probed.filter((one) => one.status === 0).length
  await textsOf(probed)
  const made = {
    name,
    ...(offered && { offered }),
    probed: probed.map((one) => ({ ...one, textMs: waitOf(one) })),
    rssMb,
    since,
  }
  parts.push(made)
  const causes = Object.entries(await rig.refusals()).map(([cause, n]) => [cause, n - (refusedBefore[cause] ?? 0)])
  const refused = JSON.stringify(Object.fromEntries(causes.filter(([, n]) => n !== 0)))
  say(
    `  ${name}: ${JSON.stringify(offered?.statuses ?? {})}, turned away ${refused}, probe ${summary(made.probed.map((one) => one.textMs))} ms, ${rssMb.toFixed(0)} MB`,
  )
  return made
}

const waitOf = ({ caller, at }: Probed) => {
  const came = rig.texts.get(caller)
  return came === undefined ? undefined : came - at
}

/** Waits until the texts of accepted probes have come. */
async function textsOf(probed: readonly Probed[]): Promise<void> {
  const accepted = probed.filter((one) => one.status === 202)
  for (const giveUpAt = performance.now() + 60_000; performance.now() < giveUpAt; ) {
    await rig.collect()
    if (accepted.every((one) => rig.texts.has(one.caller))) return
    await pause(200)
  }
}

async function offer(options: Pick<OfferOptions, 'rate' | 'seconds' | 'most' | 'perRequest'>): Promise<Offered> {
  const all: OfferOptions = { port: rig.port, path: '/v1/calls', key: rig.large, from: nextCall, ...options }
  const child = spawnScript('bench/overload/offer.ts', {}, [JSON.stringify(all)])
  const offered = JSON.parse(await linesOf(child)()) as Offered
  nextCall += (offered.requests + offered.unanswered) * options.perRequest + 1_000
  for (const [status, count] of Object.entries(offered.statuses))
    if (status === '202') accepted += count * options.perRequest
  unsure += offered.unanswered * options.perRequest
  return offered
}

let accepted = 0
let unsure = 0

/** As fast as answers come: what the program can take. */
async function sustainable(during: number): Promise<number> {
  const options = { port: rig.port, path: '/v1/calls', key: rig.large, connections: 256, perRequest: 1, from: nextCall }
  const order = { ...options, seconds: during, atMost: during * 50_000 }
  const result = JSON.parse(await linesOf(spawnScript('bench/load.ts', {}, [JSON.stringify(order)]))()) as LoadResult
  nextCall += result.calls + 1_000
  accepted += result.statuses['202'] ?? 0
  unsure += result.unanswered
  await emptied()
  return (result.statuses['202'] ?? 0) / result.seconds
}

/** Waits until everything accepted so far is sent. */
async function emptied(): Promise<void> {
  for (const giveUpAt = performance.now() + 300_000; performance.now() < giveUpAt; ) {
    const { queued = 0, sending = 0, sent = 0 } = await rig.states()
    if (queued + sending + sent === 0) break
    await pause(500)
  }
  await rig.collect()
}

async function withNuisances<T>(work: () => Promise<T>): Promise<T & { nuisances: Nuisances }> {
  const order: NuisanceOptions = { port: rig.port, key: rig.large, idle, headers: 100, bodies: 200 }
  const child = spawnScript('bench/overload/nuisance.ts', {}, [JSON.stringify(order)])
  try {
    const line = linesOf(child)
    await line()
    const made = await work()
    child.stdin?.write('count\n')
    return { ...made, nuisances: JSON.parse(await line()) as Nuisances }
  } finally {
    await endOf(child)
  }
}

try {
  say('warm-up, and what it can take')
  await sustainable(seconds)
  await rig.analyse()
  const rate = await sustainable(seconds)
  const most = 6_000
  say(`  ${Math.round(rate)} calls a second`)
  const calm = { rate: rate / 4, seconds, most, perRequest: 1 }
  const before = await part('a quarter of it, before', () => offer(calm))
  const burst = await part(
    'one account’s burst: 20,000 calls within a second, then none',
    async () => {
      const offered = await offer({ rate: 40, seconds: 1, most, perRequest: 500 })
      await pause(seconds * 500)
      return offered
    },
    50,
  )
  await emptied()
  const silent = await withNuisances(() =>
    part('a quarter of it, beside slow and silent connections', () => offer(calm)),
  )
  const over = await part(`twice of it, ${minutes} minutes`, () =>
    offer({ rate: rate * 2, seconds: minutes * 60, most, perRequest: 1 }),
  )
  const after = await part('a quarter of it, right after', () => offer(calm))
  await emptied()
  const states = await rig.states()
  report({ rate, before, burst, silent, over, after, states })
} finally {
  await rig.stop()
}

function report(all: {
  rate: number
  before: Part
  burst: Part
  silent: Part & { nuisances: Nuisances }
  over: Part
  after: Part
  states: Record<string, number>
}): void {
  const probesAccepted = parts.flatMap((one) => one.probed).filter((one) => one.status === 202).length
  const stored = Object.values(all.states).reduce((sum, count) => sum + count, 0)
  const { delivered = 0, ...others } = all.states
  const usual = {
    answer: at(
      all.before.probed.map((one) => one.answeredMs),
      0.99,
    ),
    text: longest(all.before),
  }
  const back = recovered(all.after, Math.max(250, 2 * usual.answer))
  const refusals = parts.flatMap(({ offered }) => (offered ? [offered] : []))
  const strange = refusals.flatMap(({ statuses }) =>
    Object.keys(statuses).filter((one) => !['202', '429', '503'].includes(one)),
  )
  const without = refusals.reduce((sum, one) => sum + one.withoutRetryAfter, 0)
  const lostProbes = (one: Part) => one.probed.filter((each) => each.status !== 202).length
  const refusedOf = (one: Part) => {
    const lost = one.probed.filter((each) => each.status !== 202).map((each) => each.status)
    return `${lost.length} of ${one.probed.length} refused${lost.length > 0 ? ` (${[...new Set(lost)].join(', ')})` : ''}`
  }
  // One whose text never came waited for ever.
  const overTexts = all.over.probed
    .filter((one) => one.status === 202)
    .map((one) => one.textMs ?? Number.POSITIVE_INFINITY)
  const overText = { p50: at(overTexts, 0.5), most: Math.max(0, ...overTexts) }
  const { nuisances } = all.silent
  const all202 = ({ offered }: Part) =>
    offered !== undefined && Object.keys(offered.statuses).join() === '202' && offered.unanswered === 0
  const verdicts: [wanted: string, found: string, held: boolean][] = [
    [
      'each refusal is 429 or 503, with a Retry-After',
      `${strange.length} other answers, ${without} without`,
      strange.length + without === 0,
    ],
    [
      `memory stays below ${mostMb} MB`,
      `${Math.max(...parts.map((one) => one.rssMb)).toFixed(0)} MB`,
      parts.every((one) => one.rssMb < mostMb),
    ],
    [
      'all that was accepted goes out, once',
      `${accepted + probesAccepted} accepted, ${unsure} never answered; ${stored} stored, ${delivered} delivered, ${rig.texts.size} numbers texted, ${rig.twice()} twice${Object.keys(others).length > 0 ? `, ${JSON.stringify(others)}` : ''}`,
      delivered === stored &&
        rig.texts.size === stored &&
        rig.twice() === 0 &&
        stored >= accepted + probesAccepted &&
        stored <= accepted + probesAccepted + unsure,
    ],
    [
      `answers are quick again within ${recoverySeconds} s of the end`,
      back === undefined ? 'not at all' : `after ${back.toFixed(1)} s`,
      back !== undefined && back <= recoverySeconds,
    ],
    [
      'and so are those of the account that asked for too much',
      `${all.after.offered?.p50.toFixed(0)} ms at p50, ${all.before.offered?.p50.toFixed(0)} before`,
      (all.after.offered?.p50 ?? Number.POSITIVE_INFINITY) <= Math.max(100, 3 * (all.before.offered?.p50 ?? 0)),
    ],
    [
      'one account’s burst delays another’s text by less than a second',
      `at most ${(longest(all.burst) - usual.text).toFixed(0)} ms more than before, ${refusedOf(all.burst)}`,
      longest(all.burst) - usual.text < mostDelayMs && lostProbes(all.burst) === 0,
    ],
    [
      `under twice the load another account’s calls are taken, and its texts go within ${mostOverMs.p50 / 1_000} s (p50) and ${mostOverMs.most / 1_000} s (at most)`,
      `${refusedOf(all.over)}, ${overText.p50.toFixed(0)} ms, at most ${overText.most.toFixed(0)} ms`,
      lostProbes(all.over) === 0 && overText.p50 < mostOverMs.p50 && overText.most < mostOverMs.most,
    ],
    [
      `${idle.toLocaleString('en')} silent connections, 100 slow headers and 200 slow bodies hurt nobody`,
      `${nuisances.open} of ${nuisances.wanted} open (${nuisances.reopened} opened again; ${nuisances.files} files may be open), ${lostProbes(all.silent)} calls lost, text at most ${(longest(all.silent) - usual.text).toFixed(0)} ms more`,
      all202(all.silent) && lostProbes(all.silent) === 0 && longest(all.silent) - usual.text < mostDelayMs,
    ],
  ]
  const rows = parts.map(({ name, offered, probed, rssMb }) => {
    const count = (status: string) => String(offered?.statuses[status] ?? 0)
    const perSecond = offered ? Math.round(offered.requests / offered.seconds) : 0
    return [
      name,
      String(perSecond),
      count('202'),
      count('429'),
      count('503'),
      String((offered?.unanswered ?? 0) + (offered?.notOffered ?? 0)),
      `${offered?.p50.toFixed(0)} / ${offered?.p99.toFixed(0)}`,
      summary(probed.map((one) => one.textMs)),
      rssMb.toFixed(0),
    ]
  })
  const head = [
    'part',
    'requests/s',
    '202',
    '429',
    '503',
    'unanswered or not offered',
    'answer p50 / p99 ms',
    'the other account’s text p50 / p99 / most ms',
    'memory, MB',
  ]
  console.log(
    [
      `\`node bench/overload.ts --minutes ${minutes}\`: it takes ${Math.round(all.rate)} calls a second (256 connections); load, SMSC, PostgreSQL and program share the machine.\n`,
      markdown([head, ...rows]),
      '',
      markdown([
        ['wanted', 'found', ''],
        ...verdicts.map(([wanted, found, held]) => [wanted, found, held ? 'held' : 'NOT HELD']),
      ]),
    ].join('\n'),
  )
  process.exitCode = verdicts.every(([, , held]) => held) ? 0 : 1
}

/** Seconds until answers of the small account are below the limit for good. */
function recovered({ probed, since }: Part, limitMs: number): number | undefined {
  const slow = probed.findLast((one) => one.status !== 202 || one.answeredMs > limitMs)
  if (slow === undefined) return 0
  return slow === probed.at(-1) ? undefined : (slow.at + slow.answeredMs - since) / 1000
}

function longest({ probed }: Part): number {
  return Math.max(0, ...probed.flatMap((one) => one.textMs ?? []))
}

function at(given: readonly number[], share: number): number {
  const sorted = given.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

function summary(given: readonly (number | undefined)[]): string {
  const came = given.flatMap((one) => one ?? [])
  return [at(came, 0.5), at(came, 0.99), Math.max(0, ...came)].map((one) => one.toFixed(0)).join(' / ')
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
