/** The lanes of this process: one for each gateway that is neither paused nor retired, opened and closed as the table says. */
import { randomBytes } from 'node:crypto'
import type { GatewayIo, GatewayKind } from '../gateways/gateway.ts'
import type { Log } from '../log.ts'
import type { RecordReceipts } from '../pipeline/record-receipts.ts'
import { claim, lowest, type Permit, pickDueMessages } from '../store/claims.ts'
import { CommitUnknown, type Database } from '../store/database.ts'
import { type DltIds, dltOfTemplate } from '../store/dlt-of-message.ts'
import { type GatewayRow, readGateways } from '../store/gateway-rows.ts'
import type { GiveBack } from './give-back.ts'
import { createLane, type Lane, type LaneStore } from './lane.ts'
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
  timings?: Timings
}

export type Lanes = {
  get(gatewayId: string): Lane | undefined
  row(gatewayId: string): GatewayRow | undefined
  all(): Lane[]
  /** Opens what is new, closes what is paused or gone, reopens what changed. */
  refresh(): Promise<void>
  /** No more claims; what is under way is finished or becomes doubt. */
  close(drainMs: number): Promise<void>
}

type Uses = { receipts(): RecordReceipts; results(): Results; giveBack: GiveBack }

const closingMs = 10_000

export function createLanes(options: LanesOptions, uses: Uses): Lanes {
  const lanes = new Map<string, { row: GatewayRow; lane: Lane }>()
  const dltOf = rememberDlt(options.db)

  const refresh = async () => {
    const rows = await readGateways(options.db)
    const wanted = new Map(rows.filter((row) => !row.isPaused).map((row) => [row.gatewayId, row]))
    for (const [id, { row, lane }] of lanes) {
      if (wanted.get(id)?.version === row.version) continue
      lanes.delete(id)
      void closeLane(lane, closingMs)
    }
    for (const [id, row] of wanted) {
      if (lanes.has(id)) continue
      try {
        const lane = openLane(options, uses, row, dltOf)
        lanes.set(id, { row, lane })
        lane.wake()
      } catch (error) {
        options.log.error({ gatewayId: id, err: String(error) }, 'a gateway could not be opened; check its settings')
      }
    }
  }
  return {
    get: (id) => lanes.get(id)?.lane,
    row: (id) => lanes.get(id)?.row,
    all: () => [...lanes.values()].map((one) => one.lane),
    refresh,
    close: async (drainMs) => {
      await Promise.all([...lanes.values()].map(({ lane }) => closeLane(lane, drainMs)))
    },
  }
}

async function closeLane(lane: Lane, drainMs: number): Promise<void> {
  await lane.stopClaiming()
  await lane.gateway.close(Date.now() + drainMs)
}

type DltOf = (permit: { accountId: string; templateId: string; templateVersion: number }) => Promise<DltIds | undefined>

function openLane(options: LanesOptions, uses: Uses, row: GatewayRow, dltOf: DltOf): Lane {
  const { kinds, log, settingsOf, io, timings = usualTimings } = options
  const kind = kinds.find((one) => one.kind === row.kind)
  if (!kind) throw new Error(`there is no gateway kind "${row.kind}"`)
  const settings = settingsOf(row)
  const can = kind.can(settings)
  const { gatewayId } = row
  return createLane({
    gatewayId,
    can,
    log,
    newRef,
    now: Date.now,
    timings,
    ended: (one, outcome) => uses.results().ended(one, outcome, can),
    open: (lane) =>
      kind.open(settings, {
        ...io(row),
        now: Date.now,
        random: Math.random,
        log,
        came: (came) => uses.receipts().record(gatewayId, came),
        late: lane.late,
        freed: lane.freed,
      }),
    store: laneStore(options, uses, { gatewayId, keyIsRef: can.receiptKey === 'ref', dltOf }),
  })
}

function laneStore(
  { db, owner, timings = usualTimings }: LanesOptions,
  { results, giveBack }: Uses,
  { gatewayId, keyIsRef, dltOf }: { gatewayId: string; keyIsRef: boolean; dltOf: DltOf },
): LaneStore {
  const after = { accountId: lowest }
  const claimPicked = async (picked: Parameters<LaneStore['claim']>[0]) => {
    const refs = new Set<string>()
    const refOf = () => {
      const ref = newRef()
      refs.add(ref)
      return ref
    }
    try {
      return await claim(db, gatewayId, picked, { owner, leaseMs: timings.leaseMs, refOf, keyIsRef })
    } catch (error) {
      if (error instanceof CommitUnknown) void giveBack.unknownClaim(picked, refs)
      throw error
    }
  }
  const withDlt = async (permits: readonly Permit[]) => {
    try {
      return await Promise.all(permits.map(async (permit) => ({ ...permit, dlt: await dltOf(permit) })))
    } catch (error) {
      void giveBack.permits(permits)
      throw error
    }
  }
  return {
    pick: (limit) => pickDueMessages(db, gatewayId, limit, after),
    unstored: () => results().unstored(),
    claim: async (picked) => {
      const { permits, collided } = await claimPicked(picked)
      return { permits: await withDlt(permits), collided }
    },
  }
}

/** Template versions are immutable, so their DLT ids are read once. */
function rememberDlt(db: Database): DltOf {
  const known = new Map<string, DltIds | undefined>()
  return async ({ accountId, templateId, templateVersion }) => {
    const key = `${accountId} ${templateId} ${templateVersion}`
    if (!known.has(key)) {
      if (known.size > 10_000) known.clear()
      known.set(key, await dltOfTemplate(db.send, accountId, templateId, templateVersion))
    }
    return known.get(key)
  }
}

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz'

/** Our reference: 26 characters of 0-9a-z (134 bits), random, so that it can be guessed by nobody and never repeats. */
function newRef(): string {
  let ref = ''
  for (const byte of randomBytes(26)) ref += alphabet[byte % 36]
  return ref
}
