/** One run: two or three processes built as main.ts builds them, a phone system, a person and a network, for some played seconds; then what must hold. */
import type { CallReport } from '../../src/core/call.ts'
import { resendMessage } from '../../src/pipeline/settle-unconfirmed.ts'
import type { Database, Runner } from '../../src/store/database.ts'
import { chanceOfIds } from '../../src/store/uuid.ts'
import { usualTimings } from '../../src/worker/write-deadline.ts'
import { startNode, type TestNode } from '../support/engine-rig.ts'
import { draw, drawBetween } from '../torture/draw.ts'
import { type Fault, type FaultKind, faultsOf, faultsWithinMs } from './faults.ts'
import { type Mistake, mistaken } from './mistakes.ts'
import { Network } from './network.ts'
import { type CommitFate, playedDatabase } from './played-database.ts'
import type { Playground } from './playground.ts'
import { callerOf, type Evidence, judge, type Row } from './promises.ts'
import { Schedule } from './schedule.ts'
import { type Actor, as, realTimeout } from './virtual-time.ts'

export type Played = {
  seed: number
  broken: string[]
  trace: string[]
  fingerprint: string
  struck: Map<FaultKind, number>
  counts: { calls: number; submits: number; resends: number; steps: number; claimed: number; collided: number }
}

export type PlayWith = { seed: number; mistake?: Mistake | undefined }

/** The protocol's times in the proportions of the real ones, so that a lease ends within a run. */
const timings = { writeWithinMs: 1_000, leaseMs: 4_000 }
const callsOver = 8_000
const mostMs = 180_000

type PlayedNode = { actor: Actor; owner: string; node: TestNode | undefined; slowMs: number; commits: CommitFate[] }

export async function play(ground: Playground, { seed, mistake }: PlayWith): Promise<Played> {
  const before = { timings: { ...usualTimings }, chance: { ...chanceOfIds } }
  Object.assign(usualTimings, timings)
  // Of whoever acts: its own row of the seed's numbers.
  chanceOfIds.nextUint32 = () => Math.floor(Math.random() * 2 ** 32)
  const run = new Run(ground, seed, mistake)
  try {
    return await run.play()
  } finally {
    await run.close()
    Object.assign(usualTimings, before.timings)
    Object.assign(chanceOfIds, before.chance)
  }
}

class Run {
  readonly #ground: Playground
  readonly #seed: number
  readonly #mistake: Mistake | undefined
  readonly #schedule: Schedule
  readonly #network: Network
  readonly #nodes: PlayedNode[] = []
  readonly #everybody: PlayedNode[] = []
  readonly #phones: Actor = { name: 'phones', life: 'live', skewMs: 0 }
  readonly #person: Actor = { name: 'person', life: 'live', skewMs: 0 }
  readonly #evidence: Omit<Evidence, 'messages' | 'calls' | 'taken' | 'reported'> = {
    posted: [],
    resent: [],
    killed: new Set(),
    problems: [],
  }
  readonly #struck = new Map<FaultKind, number>()
  #aimed: { actor: Actor; point: string; left: number; restMs: number }[] = []
  #account = { accountId: '', gatewayId: '' }
  #callsLeft = 0
  #owners = 0

  constructor(ground: Playground, seed: number, mistake: Mistake | undefined) {
    this.#ground = ground
    this.#seed = seed
    this.#mistake = mistake
    this.#schedule = new Schedule({
      seed,
      // Later seeds play at later times: ids grow with time, and one process plays many. On whatever day, since who claims what depends on the ids.
      startsAt: Date.UTC(2100, 0, 1) + (seed % 100_000) * 400_000,
      tellTime: ground.tellTime,
      stuck: async () => (await ground.lockWaits()) + this.#connectionWaits(),
      holdWaiters: ground.holdWaiters,
      woken: ground.woken,
      letAllGoOn: ground.letAllGoOn,
      before: (actor, words) => this.#strikeAt(actor, words),
      delayOf: (actor) => this.#delayOf(actor),
    })
    this.#network = new Network(this.#schedule, seed)
  }

  async play(): Promise<Played> {
    const delay = draw(this.#seed, 'delay') < 0.3 ? { delay: { seconds: 1, unlessReached: false } } : {}
    this.#account = await this.#ground.clear(delay)
    await this.#ground.tellTime(Math.floor(this.#schedule.now()))
    const count = draw(this.#seed, 'nodes') < 0.6 ? 2 : 3
    for (let n = 0; n < count; n++) this.#start(n)
    await this.#schedule.runUntil(() => this.#nodes.every((one) => one.node), 30_000)
    this.#plan(count)
    const faultsOverAt = this.#schedule.now() + faultsWithinMs
    const isOver = () => this.#callsLeft === 0 && this.#schedule.now() > faultsOverAt
    const end = await this.#schedule.runUntil(isOver, mostMs)
    if (end !== 'over') this.#evidence.problems.push(`the calls were not taken: ${end}`)
    await this.#calmDown()
    return await this.#result()
  }

  #start(n: number): void {
    const name = `${'ABC'[n]}${++this.#owners}`
    const owner = `${(0xa0000000 + this.#owners).toString(16)}-0000-7000-8000-${String(n).padStart(12, '0')}`
    const actor: Actor = { name, life: 'live', skewMs: 0 }
    const one: PlayedNode = { actor, owner, node: undefined, slowMs: 0, commits: [] }
    this.#nodes[n] = one
    this.#everybody.push(one)
    const schedule = this.#schedule
    const between = (db: Database) =>
      playedDatabase(db, {
        schedule,
        actor,
        commitFate: () => one.commits.shift() ?? 'answered',
        believesCommits: this.#mistake?.believesCommits ?? false,
        rewrite: (...asked) => mistaken(this.#mistake, asked),
      })
    const kinds = [this.#network.openedBy(actor)]
    const started = as(actor, () =>
      startNode({ url: this.#ground.url, owner, heard: () => undefined, between }, kinds, this.#account.accountId),
    )
    started.then(
      (node) => {
        one.node = node
      },
      // It could not even start: as after a crash, it is started again.
      () => {
        if (actor.life === 'live') this.#after(this.#phones, 300, () => void this.#kill(one, 300))
      },
    )
  }

  #after(actor: Actor, ms: number, run: () => void): void {
    as(actor, () => void setTimeout(run, ms))
  }

  #plan(count: number): void {
    const calls = drawBetween(6, 14, this.#seed, 'calls')
    this.#callsLeft = calls
    for (let n = 0; n < calls; n++) {
      const at = draw(this.#seed, 'call at', n) ** 2 * callsOver
      this.#after(this.#phones, at, () => void this.#report(n))
    }
    for (let n = 0; n < 6; n++) this.#after(this.#person, 3_000 + n * 1_700, () => void this.#sendAgain(n))
    for (const fault of faultsOf(this.#seed, count))
      this.#after(this.#phones, fault.atMs, () => void this.#strike(fault))
  }

  /** Tells of a call until somebody has taken it; of some again, to others, at once or later. */
  async #report(n: number): Promise<void> {
    const posted: Evidence['posted'][number] = { n, ids: [], wrong: [] }
    this.#evidence.posted.push(posted)
    const report: Partial<CallReport> = {
      sourceCallId: `played-${this.#seed}-${n}`,
      caller: callerOf(n),
      endedAt: new Date(this.#schedule.now() - 500).toISOString(),
    }
    const copies = draw(this.#seed, 'copies', n) < 0.25 ? 2 : 1
    const tell = async (copy: number) => {
      for (let tried = 0; ; tried++) {
        const id = await this.#tell(report, n + tried + copy)
        if (id !== undefined) return posted.ids.push(id)
        await this.#pause(this.#phones, 300)
      }
    }
    await Promise.all(Array.from({ length: copies }, (_, copy) => tell(copy)))
    this.#callsLeft -= 1
  }

  async #tell(report: Partial<CallReport>, nth: number): Promise<string | undefined> {
    const { actor, node } = this.#nodes[nth % this.#nodes.length] as PlayedNode
    if (!node || actor.life === 'dead') return undefined
    const answer = as(actor, () => node.accept(report)).then(
      (result) => ('id' in result ? result.id : undefined),
      () => undefined,
    )
    const patience = this.#pause(this.#phones, 15_000).then(() => undefined)
    return await Promise.race([answer, patience])
  }

  #pause(actor: Actor, ms: number): Promise<void> {
    return new Promise((resolve) => this.#after(actor, ms, resolve))
  }

  /** A person sends a text in doubt again, at some node. */
  async #sendAgain(nth: number): Promise<void> {
    const alive = this.#nodes.filter((one) => one.actor.life === 'live' && one.node)
    const [first] = alive
    if (!first?.node) return
    await this.#schedule.gate(this.#person, 'looks for doubts')
    const doubts = await this.#schedule.really(this.#person, async () => {
      const { rows } = await this.#ground.sql.query<{ account_id: string; id: string }>(
        `select account_id, id from message where state in ('unconfirmed', 'undelivered') order by number`,
      )
      return rows
    })
    const doubt = doubts[drawBetween(0, Math.max(0, doubts.length - 1), this.#seed, 'doubt', nth)]
    const { actor, node } = alive[nth % alive.length] ?? first
    if (!doubt || !node) return
    const { resent } = this.#evidence
    const mayBe = { message: doubt.id, attempt: 0 }
    // From the moment at which the attempt is known: of a process that dies nobody hears whether it was done.
    const db = attemptNoted(node.db, (attempt) => {
      if (!resent.includes(mayBe)) resent.push(mayBe)
      mayBe.attempt = attempt
    })
    const key = { accountId: doubt.account_id, messageId: doubt.id }
    const by = await as(actor, () =>
      resendMessage(db, key, { validMinutes: 60, mayArriveTwice: true }, 'person'),
    ).catch(() => undefined)
    if (by && by.is !== 'done' && resent.includes(mayBe)) resent.splice(resent.indexOf(mayBe), 1)
  }

  #note(kind: FaultKind): void {
    this.#struck.set(kind, (this.#struck.get(kind) ?? 0) + 1)
  }

  async #strike({ kind, node, lastsMs, point, nth }: Fault): Promise<void> {
    const one = this.#nodes[node]
    if (one?.actor.life !== 'live') return
    const { actor } = one
    switch (kind) {
      case 'killed at a point':
        this.#aimed.push({ actor, point, left: nth, restMs: lastsMs / 3 })
        return
      case 'killed':
        this.#note(kind)
        return await this.#kill(one, lastsMs / 3)
      case 'frozen':
        this.#note(kind)
        actor.life = 'frozen'
        // The server waits so long for a session that has begun something, and no longer.
        if (lastsMs > 10_000) this.#after(this.#phones, 10_000, () => void this.#endSessions(one, 'in transaction'))
        this.#after(this.#phones, lastsMs, () => {
          if (actor.life === 'frozen') actor.life = 'live'
        })
        return
      case 'sessions ended':
        this.#note(kind)
        await this.#endSessions(one)
        return
      case 'COMMIT done, answer lost':
      case 'COMMIT lost':
        this.#note(kind)
        one.commits.push(kind === 'COMMIT lost' ? 'not_done_unanswered' : 'done_unanswered')
        return
      case 'line to the gateway cut':
        this.#note(kind)
        this.#network.cut(actor)
        return
      case 'slow':
        this.#note(kind)
        one.slowMs = lastsMs / 20
        this.#after(this.#phones, lastsMs, () => {
          one.slowMs = 0
        })
        return
      case 'clock wrong':
        this.#note(kind)
        actor.skewMs = nth % 2 === 0 ? 3_600_000 : -3_600_000
        this.#after(this.#phones, lastsMs, () => {
          actor.skewMs = 0
        })
        return
    }
  }

  #endSessions({ actor, owner, node }: PlayedNode, only?: 'in transaction'): Promise<unknown> {
    return this.#schedule.really(actor, async () => {
      const idle = () => Object.values(node?.db.waiting() ?? {}).reduce((sum, pool) => sum + pool.idle, 0)
      const ended = await this.#ground.endSessions(owner, only)
      // The process has noticed, too: whether its next statement fails or goes over a new connection must not depend on chance.
      for (let n = 0; n < 100 && ended > 0 && (n < 3 || (only === undefined && idle() > 0)); n++) await realTimeout(2)
    })
  }

  async #kill(one: PlayedNode, restMs: number): Promise<void> {
    if (one.actor.life === 'dead') return
    this.#schedule.end(one.actor)
    this.#evidence.killed.add(one.owner)
    this.#network.forget(one.actor)
    await this.#endSessions(one)
    const n = this.#nodes.indexOf(one)
    this.#after(this.#phones, restMs, () => this.#start(n))
  }

  /** Some are killed at a point: right before this effect of theirs is let go. */
  #strikeAt(actor: Actor, words: string): Promise<void> | undefined {
    const aim = this.#aimed.find((one) => one.actor === actor && words.startsWith(one.point))
    if (!aim) return undefined
    aim.left -= 1
    if (aim.left > 0) return undefined
    this.#aimed = this.#aimed.filter((one) => one !== aim)
    const one = this.#nodes.find((node) => node.actor === actor)
    if (!one) return undefined
    this.#note('killed at a point')
    return this.#kill(one, aim.restMs)
  }

  #delayOf(actor: Actor): number {
    const one = this.#everybody.find((node) => node.actor === actor)
    if (!one) return 0
    // Now and then an answer is late.
    const late = this.#schedule.random(actor) < 0.01 ? this.#schedule.random(actor) * 2_500 : 0
    return late + (one.slowMs > 0 ? this.#schedule.random(actor) * one.slowMs : 0)
  }

  #connectionWaits(): number {
    return this.#everybody
      .filter((one) => one.node && one.actor.life !== 'dead')
      .flatMap((one) => Object.values(one.node?.db.waiting() ?? {}))
      .reduce((sum, pool) => sum + pool.waiting, 0)
  }

  /** Faults are over; leases end, doubts are shown, receipts find their texts. */
  async #calmDown(): Promise<void> {
    this.#aimed = []
    for (const one of this.#nodes) {
      one.slowMs = 0
      one.commits = []
      one.actor.skewMs = 0
      if (one.actor.life === 'frozen') one.actor.life = 'live'
    }
    let isOver = false
    const look = async () => {
      const open = await this.#schedule.really(this.#person, async () => {
        const { rows } = await this.#ground.sql.query(`select 1 from message where state in ('sending', 'queued')`)
        return rows.length
      })
      isOver = open === 0 && this.#network.reported.every((one) => one.stored)
      if (!isOver) this.#after(this.#person, 2_000, () => void look())
    }
    this.#after(this.#person, 12_000, () => void look())
    const end = await this.#schedule.runUntil(() => isOver, mostMs)
    if (end !== 'over')
      this.#evidence.problems.push(`it did not come to rest: ${end}; waits: ${this.#schedule.waits()}`)
  }

  async #result(): Promise<Played> {
    const { sql } = this.#ground
    const messages = (
      await sql.query<Row>(
        `select m.*, (select count(*)::int from attempt a where a.account_id = m.account_id and a.message_id = m.id) as history from message m`,
      )
    ).rows
    const calls = (await sql.query<{ id: string; source_call_id: string }>('select id, source_call_id from call')).rows
    const { taken, reported } = this.#network
    const figures = this.#everybody.flatMap((one) => one.node?.engine.figures().gateways ?? [])
    const sum = (what: (counts: { claimed: number; collided: number }) => number) =>
      figures.reduce((all, { counts }) => all + what(counts), 0)
    return {
      seed: this.#seed,
      broken: judge({ ...this.#evidence, messages, calls, taken, reported }),
      trace: this.#schedule.trace,
      fingerprint: this.#schedule.fingerprint(),
      struck: this.#struck,
      counts: {
        calls: calls.length,
        submits: taken.length,
        resends: this.#evidence.resent.length,
        steps: this.#schedule.trace.length,
        claimed: sum((counts) => counts.claimed),
        collided: sum((counts) => counts.collided),
      },
    }
  }

  async close(): Promise<void> {
    for (const one of this.#everybody) {
      this.#schedule.end(one.actor)
      void one.node?.drop()
    }
    for (const one of this.#everybody) await this.#ground.endSessions(one.owner)
    this.#schedule.close()
  }
}

/** Of which attempt a person speaks is known once its message is locked. */
function attemptNoted(db: Database, note: (attempt: number) => void): Database {
  const watched =
    (run: Runner['run']): Runner['run'] =>
    async (statement, parameters) => {
      const rows = await run(statement, parameters)
      const [row] = rows as { attempt?: number }[]
      if (statement.name === 'lock_messages' && row?.attempt !== undefined) note(row.attempt)
      return rows
    }
  return {
    ...db,
    transaction: (purpose, work) => db.transaction(purpose, (tx) => work({ ...tx, run: watched(tx.run) })),
  }
}
