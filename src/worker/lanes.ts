/** The lanes of this process: one for each gateway that is neither paused nor retired, opened and closed as the table says. */
import { randomBytes } from 'node:crypto'
import type { Instant } from '../core/instant.ts'
import { publicId } from '../core/public-id.ts'
import type { Can, GatewayIo, GatewayKind } from '../gateways/gateway.ts'
import { idsOf, type Log, wide } from '../log.ts'
import { createGatewayCounts, type GatewayCounts } from '../pipeline/gateway-counts.ts'
import { createHistogram, type Histogram, note } from '../pipeline/histogram.ts'
import type { RecordReceipts } from '../pipeline/record-receipts.ts'
import { type Traces, untraced } from '../pipeline/traced.ts'
import { claim, type Permit } from '../store/claims.ts'
import { CommitUnknown, type Database } from '../store/database.ts'
import { dltOfTemplates } from '../store/dlt-of-message.ts'
import { pickDueMessages } from '../store/due-messages.ts'
import { type GatewayRow, readGateways } from '../store/gateway-rows.ts'
import type { HashNumber } from '../store/seal.ts'
import { stopTooLong } from '../store/stop-too-long.ts'
import { lowestId } from '../store/uuid.ts'
import type { GiveBack } from './give-back.ts'
import { claimApart, createHeldAccounts } from './held-accounts.ts'
import { createLane, type Lane, type LaneStore } from './lane.ts'
import type { NodeShare } from './node-share.ts'
import type { Results } from './results.ts'
import { type Timings, usualTimings } from './write-deadline.ts'

export type LanesOptions = {
  db: Database
  owner: string
  kinds: readonly GatewayKind[]
  log: Log
  /** Parsed settings of a gateway, secrets included; throws where they do not fit the kind. */
  settingsOf(row: GatewayRow): unknown
  io(row: GatewayRow): Pick<GatewayIo, 'http' | 'dial' | 'callbackUrl'>
  hashNumber: HashNumber
  timings?: Timings
  traces?: Traces
}

export type Lanes = {
  get(gatewayId: string): Lane | undefined
  row(gatewayId: string): GatewayRow | undefined
  /** What a gateway can do, also one that is paused: its receipts still come. Undefined where its settings never could be read. */
  can(gatewayId: string): Can | undefined
  all(): Lane[]
  /** Every gateway that is configured, opened or not. */
  rows(): GatewayRow[]
  /** What happened in a gateway's traffic, through every opening of it. */
  counts(gatewayId: string): GatewayCounts
  /** From a text's being due to its permit, of texts claimed from the table. */
  started: Histogram
  /** Opens what is new, closes what is paused or gone, reopens what changed: a gateway that only one may hold when its last opening is closed. */
  refresh(): Promise<void>
  /** No more claims; what is under way is finished or becomes doubt. */
  close(drainMs: number): Promise<void>
}

type Uses = {
  /** Places of some gateway are free again. */
  freed(): void
  receipts(): RecordReceipts
  results(): Results
  giveBack: GiveBack
  beats(): number
  share: NodeShare
  /** By the database's clock. */
  now(): Instant
}

const closingMs = 10_000

export function createLanes(options: LanesOptions, uses: Uses): Lanes {
  const lanes = new Map<string, { row: GatewayRow; lane: Lane }>()
  const rows = new Map<string, GatewayRow>()
  let configured: GatewayRow[] = []
  const counted = new Map<string, GatewayCounts>()
  const started = createHistogram()
  const abilities = rememberAbilities(options)
  const closing = new Map<Promise<void>, Lane>()
  let isClosed = false
  let refreshing = Promise.resolve()

  const countsOf = (id: string): GatewayCounts => {
    const known = counted.get(id)
    if (known) return known
    const made = createGatewayCounts()
    counted.set(id, made)
    return made
  }
  const close = (id: string, lane: Lane, drainMs: number) => {
    lanes.delete(id)
    const closed = lane.close(uses.now() + drainMs).finally(() => {
      closing.delete(closed)
      if (lane.can.oneNode && !isClosed) refresh().catch(() => undefined)
    })
    closing.set(closed, lane)
  }
  /** Where only one may hold a gateway, its next opening would race the end of the last: the SMSC would say that it is bound already. */
  const isHeld = (id: string) => [...closing.values()].some((lane) => lane.gatewayId === id && lane.can.oneNode)
  const open = (id: string, row: GatewayRow) => {
    try {
      const lane = openLane({ ...options, started, counts: countsOf(id) }, uses, row)
      lanes.set(id, { row, lane })
      lane.wake()
    } catch (error) {
      options.log.error({ gatewayId: id, err: String(error) }, 'a gateway could not be opened; check its settings')
    }
  }
  const refreshOnce = async () => {
    const found = await readGateways(options.db)
    if (isClosed) return
    configured = found
    for (const row of found) {
      rows.set(row.gatewayId, row)
      abilities.note(row)
    }
    const wanted = new Map(found.filter((row) => !row.isPaused).map((row) => [row.gatewayId, row]))
    for (const [id, { row, lane }] of lanes) if (wanted.get(id)?.version !== row.version) close(id, lane, closingMs)
    for (const [id, row] of wanted) if (!lanes.has(id) && !isHeld(id)) open(id, row)
  }
  const refresh = () => {
    // One after the other: of two at once, the one that had read older rows might have the last word.
    refreshing = refreshing.catch(() => undefined).then(refreshOnce)
    return refreshing
  }
  return {
    get: (id) => lanes.get(id)?.lane,
    row: (id) => rows.get(id),
    can: abilities.of,
    all: () => [...lanes.values()].map((one) => one.lane),
    rows: () => configured,
    counts: countsOf,
    started,
    refresh,
    close: async (drainMs) => {
      isClosed = true
      for (const [id, { lane }] of lanes) close(id, lane, drainMs)
      await Promise.all(closing.keys())
    },
  }
}

/** What the kinds say of the settings, read once for each version. */
function rememberAbilities(options: LanesOptions) {
  const known = new Map<string, { version: number; can: Can }>()
  return {
    note: (row: GatewayRow): void => {
      const { gatewayId, version } = row
      if (known.get(gatewayId)?.version === version) return
      try {
        const { kind, settings } = readKind(options, row)
        known.set(gatewayId, { version, can: kind.can(settings) })
      } catch {
        // What is wrong with its settings is said when it is opened.
      }
    },
    of: (gatewayId: string): Can | undefined => known.get(gatewayId)?.can,
  }
}

function readKind({ kinds, settingsOf }: LanesOptions, row: GatewayRow): { kind: GatewayKind; settings: unknown } {
  const kind = kinds.find((one) => one.kind === row.kind)
  if (!kind) throw new Error(`there is no gateway kind "${row.kind}"`)
  return { kind, settings: settingsOf(row) }
}

type OpenLane = LanesOptions & { started: Histogram; counts: GatewayCounts }

function openLane(options: OpenLane, uses: Uses, row: GatewayRow): Lane {
  const { log, io, counts, timings = usualTimings, traces = untraced } = options
  const { kind, settings } = readKind(options, row)
  const can = kind.can(settings)
  const { gatewayId } = row
  return createLane({
    gatewayId,
    can,
    log,
    newRef,
    // It only measures how long something took: a wall clock put back by an hour would keep an open breaker open for that hour.
    now: () => performance.now(),
    timings,
    counts,
    traces,
    freed: uses.freed,
    ended: (one, outcome) => uses.results().ended(one, outcome, can),
    open: (lane) =>
      kind.open(settings, {
        ...io(row),
        now: uses.now,
        random: Math.random,
        log,
        came: (came) => uses.receipts().record(gatewayId, came),
        late: lane.late,
        freed: lane.freed,
      }),
    store: laneStore(options, uses, { gatewayId, keyIsRef: can.receiptKey === 'ref' }),
  })
}

function laneStore(
  { db, owner, log, hashNumber, started, counts, timings = usualTimings, traces = untraced }: OpenLane,
  { results, giveBack, beats, share }: Uses,
  { gatewayId, keyIsRef }: { gatewayId: string; keyIsRef: boolean },
): LaneStore {
  const after = { accountId: lowestId }
  const held = createHeldAccounts(db)
  const claimPicked = async (picked: Parameters<LaneStore['claim']>[0]) => {
    const refs = new Set<string>()
    const refOf = () => {
      const ref = newRef()
      refs.add(ref)
      return ref
    }
    try {
      return await traces.during('texts.claim', { gateway: publicId('gw', gatewayId), picked: picked.length }, () =>
        claim(db, gatewayId, picked, {
          owner,
          beats: beats(),
          leaseMs: timings.leaseMs,
          refOf,
          keyIsRef,
          hashNumber,
        }),
      )
    } catch (error) {
      if (error instanceof CommitUnknown) void giveBack.unknownClaim(picked, refs)
      await held.failed(picked, error)
      throw error
    }
  }
  const withDlt = async (permits: readonly Permit[]) => {
    try {
      const dlt = await dltOfTemplates(db.send, permits)
      return permits.map((permit, at) => ({ ...permit, dlt: dlt[at] }))
    } catch (error) {
      void giveBack.permits(permits)
      throw error
    }
  }
  return {
    pick: (limit) => pickDueMessages(db, gatewayId, limit, after),
    share,
    stopTooLong: async (texts) => {
      await stopTooLong(db, texts)
      log.warn({ gatewayId, texts: texts.length }, 'texts of more parts than the window were stopped')
    },
    unstored: () => results().unstored(),
    claim: async (found) => {
      const startedAt = performance.now()
      const picked = await held.without(found)
      if (picked.length === 0) return { permits: [], inVain: found.length, collided: 0 }
      const { permits, stopped, collided, failed } = await claimApart(picked, claimPicked, log)
      counts.claimed += permits.length
      counts.collided += collided
      for (const { waitedMs } of permits) note(started, Math.max(0, waitedMs) / 1000)
      wide(log, 'message.claimed', () => ({
        gatewayId: publicId('gw', gatewayId),
        picked: picked.length,
        permits: permits.length,
        stopped: stopped.map(({ key, verdict }) => ({ id: publicId('msg', key.messageId), reason: verdict.reason })),
        collided,
        oldestMs: Math.max(0, ...permits.map((one) => one.waitedMs)),
        ...idsOf(permits, (one) => publicId('msg', one.messageId)),
        ms: Math.round((performance.now() - startedAt) * 10) / 10,
      }))
      return { permits: await withDlt(permits), inVain: found.length - picked.length + collided + failed, collided }
    },
  }
}

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz'

const refOctets = 26
/** Drawn in advance: asking for a few at a time costs more than the octets. */
let unusedOctets = Buffer.alloc(0)

/** Our reference: 26 characters of 0-9a-z (134 bits), random, so that it can be guessed by nobody and never repeats. */
function newRef(): string {
  if (unusedOctets.length < refOctets) unusedOctets = randomBytes(refOctets * 256)
  let ref = ''
  for (const octet of unusedOctets.subarray(0, refOctets)) ref += alphabet[octet % 36]
  unusedOctets = unusedOctets.subarray(refOctets)
  return ref
}
