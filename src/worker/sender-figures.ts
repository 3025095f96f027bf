/** What the sending half of the program counts, gathered when somebody looks: of every configured gateway, opened or not. */
import type { RecordReceipts } from '../pipeline/record-receipts.ts'
import { type GatewayFigures, type SenderFigures, unopenedHealth } from '../pipeline/sender-figures.ts'
import type { GatewayRow } from '../store/gateway-rows.ts'
import type { Swept } from '../store/sweeps.ts'
import type { Heartbeat } from './heartbeat.ts'
import type { Lanes } from './lanes.ts'
import type { Results } from './results.ts'

type Parts = {
  lanes: Lanes
  receipts: RecordReceipts
  results: Results
  heartbeat: Heartbeat
  rounds: Swept & { alarms: number }
}

export function senderFigures({ lanes, receipts, results, heartbeat, rounds }: Parts): SenderFigures {
  const gateways = lanes.rows().map((row) => gatewayFigures(row, lanes, receipts))
  const { alarms, ...swept } = rounds
  return {
    gateways,
    started: lanes.started,
    unstored: results.unstored(),
    swept,
    refusedYetDelivered: gateways.reduce((sum, one) => sum + one.receipts.alarms, alarms + results.alarms()),
    databaseWentBack: heartbeat.isBehind(),
  }
}

function gatewayFigures(row: GatewayRow, lanes: Lanes, receipts: RecordReceipts): GatewayFigures {
  const { gatewayId, key, title, ownerAccountId, isPaused } = row
  const lane = lanes.get(gatewayId)
  return {
    gatewayId,
    key,
    title,
    ownerAccountId,
    isPaused,
    health: lane?.gateway.health() ?? unopenedHealth(isPaused),
    window: lanes.can(gatewayId)?.window ?? 0,
    inUse: lane?.inUse() ?? 0,
    free: lane?.gateway.slots() ?? 0,
    isBreakerOpen: lane?.isBreakerOpen() ?? false,
    counts: lanes.counts(gatewayId),
    receipts: receipts.counts(gatewayId),
  }
}
