/** What the sending half of the program tells of itself: worker gathers it, http shows it. */
import type { Health } from '../core/adapter.ts'
import type { Swept } from '../store/sweeps.ts'
import type { GatewayCounts } from './gateway-counts.ts'
import type { Histogram } from './histogram.ts'
import type { ReceiptCounts } from './record-receipts.ts'

export type GatewayFigures = {
  gatewayId: string
  key: string
  title: string
  /** The account's own gateways have one; shared ones have none. */
  ownerAccountId: string | null
  isPaused: boolean
  health: Health
  /** Places, those that reservations hold, and those free for a new text now (fewer while it is paced, none while it is not connected). */
  window: number
  inUse: number
  free: number
  isBreakerOpen: boolean
  counts: Readonly<GatewayCounts>
  receipts: Readonly<ReceiptCounts>
}

export type SenderFigures = {
  gateways: GatewayFigures[]
  /** From a text's being due to its permit, of texts claimed from the table. */
  started: Readonly<Histogram>
  /** Outcomes that are not stored yet. */
  unstored: number
  swept: Swept
  /** Texts that were refused, and yet delivered. */
  refusedYetDelivered: number
  /** The database has lost commits: nothing is sent. */
  databaseWentBack: boolean
}

/** How a gateway is that this process has not opened. */
export const unopenedHealth = (isPaused: boolean): Health => ({
  state: 'stopped',
  words: isPaused ? pausedWords : 'This process has not opened it.',
})

export const pausedWords = 'Paused: its texts wait.'
