/**
 * The sending half of the program: one lane per gateway, the loops that time drives, and the order in which everything stops. What happens in
 * each step is in pipeline and store; here is when, and how many at once.
 */
import { randomBytes } from 'node:crypto'
import type { Gateway, GatewayIo, GatewayKind, Outcome } from '../gateways/gateway.ts'
import type { Log } from '../log.ts'
import { groupCommit } from '../pipeline/group-commit.ts'
import { createRecordReceipts, type RecordReceipts } from '../pipeline/record-receipts.ts'
import { storedOutcome, type UnderWay } from '../pipeline/send-messages.ts'
import type { HandedOver, LeftDue, Reservation } from '../store/accept.ts'
import { claim, lowest, permitsOfMine, pickDueMessages } from '../store/claims.ts'
import { CommitUnknown, type Database } from '../store/database.ts'
import { dltOfTemplate, type DltIds } from '../store/dlt-of-message.ts'
import { giveBackPermits } from '../store/give-back.ts'
import { type GatewayRow, readGateways } from '../store/gateway-rows.ts'
import { matchReceipts } from '../store/matcher.ts'
import type { MessageKey } from '../store/messages.ts'
import { nodes } from '../store/nodes.ts'
import { type StoredOutcome, storeOutcomes } from '../store/outcomes.ts'
import { resendDoubts } from '../store/rather-twice.ts'
import { endLeasesOf, sweep } from '../store/sweeps.ts'
import { createLane, type Lane, leaseMs } from './lane.ts'
import { type Loop, startLoop } from './loop.ts'

export type EngineOptions = {
  db: Database
  owner: string
  host: string
  kinds: readonly GatewayKind<never>[]
  log: Log
  /** Parsed settings of a gateway, secrets included; throws where they do not fit the kind. */
  settingsOf(row: GatewayRow): unknown
  io(row: GatewayRow): Pick<GatewayIo, 'http' | 'dial' | 'callbackUrl'>
}

/** What the console and `doctor` show of a gateway. */
export type LaneView = { gatewayId: string; health: ReturnType<Gateway['health']>; underWay: number; slots: number }

export type Engine = {
  reserve(gatewayId: string, accountId: string, places: number): Reservation | null
  gatewayLimits(gatewayId: string): { maxParts: number } | undefined
  handOver(messages: readonly HandedOver[]): void
  leftDue(messages: readonly LeftDue[]): void
  giveBack(messages: readonly HandedOver[]): Promise<void>
  receipts: RecordReceipts
  lane(gatewayId: string): LaneView | undefined
  /** Looks for new, changed and paused gateways now. */
  refresh(): Promise<void>
  /** Something was queued that may be due. */
  wake(gatewayId?: string): void
  stop(drainMs: number): Promise<void>
}

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz'

/** Our reference: 26 characters of 0-9a-z (134 bits), random, so that it can be guessed by nobody and never repeats. */
export function newRef(): string {
  let ref = ''
  for (const byte of randomBytes(26)) ref += alphabet[byte % 36]
  return ref
}

export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { db, owner, log } = options
  const lanes = new Map<string, { row: GatewayRow; lane: Lane }>()
  const dltCache = new Map<string, DltIds | undefined>()

  await nodes.start(db, owner, options.host, process.pid)

  const receipts = createRecordReceipts({ db, log, perPartReceipts: (id) => lanes.get(id)?.lane.can.perPartReceipts ?? true })
  const outcomes = groupCommit<StoredOutcome>({ limit: 500, inFlight: 2, commit: (batch) => storePatiently(batch) })

  /** Results are never dropped: the database is asked again until it takes them, or the lease shows them as doubt. */
  const storePatiently = async (batch: readonly StoredOutcome[]): Promise<void> => {
    const giveUpAt = performance.now() + leaseMs * 10
    for (let pause = 50; ; pause = Math.min(pause * 2, 2_000)) {
      try {
        await storeOutcomes(db, batch)
        log.info({ outcomes: batch.length, refused: batch.filter((one) => one.is !== 'accepted').length }, 'message.attempted')
        return await resendWherePolicySays(batch)
      } catch (error) {
        if (performance.now() > giveUpAt) throw error
        log.warn({ err: String(error), outcomes: batch.length }, 'outcomes could not be stored; trying again')
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
    }
  }

  const resendWherePolicySays = async (batch: readonly StoredOutcome[]) => {
    const doubts = batch.filter((one) => one.is === 'doubted' && lanes.get(one.gatewayId)?.row.ratherTwice)
    if (doubts.length > 0) await resendDoubts(db, doubts)
    for (const one of batch) if (one.is === 'refused_for_now') wakeAt(one.gatewayId, one.dueAt)
  }

  const wakeAt = (gatewayId: string, at: number) => {
    setTimeout(() => lanes.get(gatewayId)?.lane.wake(), Math.max(0, at - Date.now()) + 5).unref()
  }

  const ended = (one: UnderWay, outcome: Outcome) => {
    const lane = lanes.get(one.gatewayId)?.lane
    if (!lane) return
    outcomes.add(storedOutcome(one, outcome, lane.can, { now: Date.now(), random: Math.random() })).catch((error: unknown) => {
      log.error({ err: String(error), messageId: one.messageId }, 'an outcome was not stored; its lease will show it as doubt')
    })
  }

  const open = (row: GatewayRow): Lane => {
    const kind = options.kinds.find((one) => one.kind === row.kind)
    if (!kind) throw new Error(`there is no gateway kind "${row.kind}"`)
    const settings = options.settingsOf(row) as never
    const after = { accountId: lowest }
    const can = kind.can(settings)
    const as = { owner, leaseMs, refOf: newRef, keyIsRef: can.receiptKey === 'ref' }
    return createLane({
      gatewayId: row.gatewayId,
      can,
      log,
      newRef,
      now: Date.now,
      ended,
      open: (lane) =>
        kind.open(settings, {
          ...options.io(row),
          now: Date.now,
          random: Math.random,
          log,
          came: (came) => receipts.record(row.gatewayId, came),
          late: lane.late,
          freed: lane.freed,
        }),
      store: {
        pick: (limit) => pickDueMessages(db, row.gatewayId, limit, after),
        unstored: outcomes.waiting,
        claim: async (picked) => {
          const refs = new Set<string>()
          const refOf = () => {
            const ref = newRef()
            refs.add(ref)
            return ref
          }
          try {
            const claimed = await claim(db, row.gatewayId, picked, { ...as, refOf })
            return { permits: claimed.permits, collided: claimed.collided }
          } catch (error) {
            if (error instanceof CommitUnknown) void putBackUnknown(picked, refs)
            throw error
          }
        },
        dltOf: async (permit) => {
          const key = `${permit.accountId} ${permit.templateId} ${permit.templateVersion}`
          if (!dltCache.has(key)) {
            if (dltCache.size > 10_000) dltCache.clear()
            dltCache.set(key, await dltOfTemplate(db.send, permit.accountId, permit.templateId, permit.templateVersion))
          }
          return dltCache.get(key)
        },
      },
    })
  }

  /**
   * A claim whose commit outcome is unknown gives no permit: if the rows are `sending` and mine, they go back unused. Only by this very claim's
   * references: a claim of the same rows that came after it may be on the wire.
   */
  const putBackUnknown = async (keys: readonly MessageKey[], refs: ReadonlySet<string>) => {
    await untilItWorks(async () => {
      const mine = await permitsOfMine(db, keys, owner)
      await giveBackPermits(db, mine.filter((one) => one.ref !== null && refs.has(one.ref)))
    })
  }

  const untilItWorks = async (work: () => Promise<void>) => {
    for (let pause = 100; !ending; pause = Math.min(pause * 2, 5_000)) {
      try {
        return await work()
      } catch (error) {
        log.warn({ err: String(error) }, 'permits could not be given back yet')
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
    }
  }

  const refresh = async () => {
    const rows = await readGateways(db)
    const wanted = new Map(rows.filter((row) => !row.isPaused).map((row) => [row.gatewayId, row]))
    for (const [id, { row, lane }] of lanes) {
      if (wanted.get(id)?.version === row.version) continue
      lanes.delete(id)
      void closeLane(lane, 10_000)
    }
    for (const [id, row] of wanted) {
      if (lanes.has(id)) continue
      try {
        lanes.set(id, { row, lane: open(row) })
        lanes.get(id)?.lane.wake()
      } catch (error) {
        log.error({ gatewayId: id, err: String(error) }, 'a gateway could not be opened; check its settings')
      }
    }
  }

  let ending = false
  await refresh()
  const loops: Loop[] = [
    startLoop('gateways', 5_000, refresh, log),
    startLoop('poll', 1_000, async () => {
      for (const { lane } of lanes.values()) lane.wake()
    }, log),
    startLoop('sweep', 5_000, async () => {
      const swept = await sweep(db)
      if (swept.leases + swept.lapsed + swept.givenUp > 0) log.info(swept, 'swept')
    }, log),
    startLoop('matcher', 2_000, async () => {
      const matched = await matchReceipts(db, (id) => lanes.get(id)?.lane.can.perPartReceipts ?? true)
      if (matched.matched + matched.adopted > 0) log.info(matched, 'receipts matched')
    }, log),
    startLoop('heartbeat', 5_000, async () => {
      await nodes.beat(db, owner)
    }, log),
  ]

  const closeLane = async (lane: Lane, drainMs: number) => {
    await lane.stopClaiming()
    await lane.gateway.close(Date.now() + drainMs)
  }

  return {
    receipts,
    refresh,
    reserve: (gatewayId, accountId, places) => lanes.get(gatewayId)?.lane.reserve(accountId, places) ?? null,
    gatewayLimits: (gatewayId) => {
      const lane = lanes.get(gatewayId)?.lane
      // A gateway that is paused or just being opened still takes texts into the table.
      return { maxParts: lane?.can.maxParts ?? 10 }
    },
    handOver: (messages) => {
      for (const [id, group] of Map.groupBy(messages, (one) => one.gatewayId)) {
        const lane = lanes.get(id)?.lane
        if (lane) lane.handOver(group)
        else void untilItWorks(async () => void (await giveBackPermits(db, forget(group))))
      }
    },
    leftDue: (messages) => {
      for (const [id, group] of Map.groupBy(messages, (one) => one.gatewayId)) lanes.get(id)?.lane.leftDue(group)
    },
    giveBack: async (messages) => {
      const permits = forget(messages)
      await untilItWorks(async () => void (await giveBackPermits(db, permits)))
    },
    lane: (gatewayId) => {
      const lane = lanes.get(gatewayId)?.lane
      return lane && { gatewayId, health: lane.gateway.health(), underWay: lane.underWay(), slots: lane.gateway.slots() }
    },
    wake: (gatewayId) => {
      for (const [id, { lane }] of lanes) if (gatewayId === undefined || gatewayId === id) lane.wake()
    },
    stop: async (drainMs) => {
      await Promise.all(loops.map((loop) => loop.stop()))
      await Promise.all([...lanes.values()].map(({ lane }) => closeLane(lane, drainMs)))
      await receipts.drain()
      await outcomes.drain()
      ending = true
      await endLeasesOf(db, owner)
      await nodes.stop(db, owner)
    },
  }
}

/** The places go back and nobody holds the permit any more; only then may the row be put back. */
function forget(messages: readonly HandedOver[]) {
  for (const one of messages) one.reservation.release()
  return messages.map(({ accountId, messageId, attempt }) => ({ accountId, messageId, attempt }))
}
