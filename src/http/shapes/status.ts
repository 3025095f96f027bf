/** How the program is doing right now, in one answer. */
import { z } from 'zod'
import { health } from './common.ts'

const milliseconds = z.number().nullable()
const percentiles = z
  .object({ p50: milliseconds, p99: milliseconds })
  .describe('Milliseconds that half and 99 in a hundred stayed below, over the last minute')
const counted = z.int().describe('Counted to 10,000')

const statusGateway = z
  .object({
    key: z.string(),
    title: z.string(),
    shared: z.boolean(),
    paused: z.boolean(),
    health,
    breakerOpen: z.boolean(),
    window: z.object({ places: z.int(), inUse: z.int(), free: z.int() }),
    due: counted,
    oldestDueSeconds: z.int(),
    unconfirmed: counted,
    textsPerSecond: z.number(),
    receiptsPerSecond: z.number(),
  })
  .meta({ id: 'StatusGateway' })

export const status = z
  .object({
    version: z.string(),
    at: z.string(),
    ready: z.boolean(),
    words: z.string().describe('Whether calls are taken, and why not'),
    startedAt: z.string(),
    nodes: z.int().nullable().describe('Processes on this database; null while it does not answer'),
    calls: z.object({
      perSecond: z.number().describe('New ones, over the last ten seconds'),
      knownPerSecond: z.number(),
      inHand: z.int().describe('Between socket and commit'),
      turnedAway: z.int().describe('Since the start'),
      turnedAwayLastMinute: z.int(),
      notKept: z.int().describe('Since the start'),
      notKeptLastMinute: z.int(),
      answeredMs: percentiles,
    }),
    texts: z.object({
      perSecond: z.number(),
      plannedPerSecond: z.number(),
      due: counted,
      later: counted,
      oldestDueSeconds: z.int(),
      unconfirmed: counted,
      doubtsLastMinute: z.int(),
      startedMs: percentiles.describe('From a text’s being due to its being with the gateway, over the last minute'),
    }),
    gateways: z.array(statusGateway).describe('Those with something to see first; at most 100'),
    gatewaysLeftOut: z.int(),
    database: z.object({
      answers: z.boolean(),
      milliseconds: z.number(),
      pools: z.array(z.object({ pool: z.string(), open: z.int(), inUse: z.int(), waiting: z.int() })),
      errors: z.record(z.string(), z.int()).describe('Since the start, by kind; those that have happened'),
      wentBack: z.boolean(),
      freeDiskBytes: z.number().nullable(),
    }),
    process: z.object({
      processor: z.number().describe('Share of one, over the last ten seconds'),
      residentBytes: z.int(),
      loopDelayMs: z.number().describe('How late 99 in a hundred ticks were at most'),
    }),
  })
  .meta({ id: 'Status' })

export type StatusView = z.input<typeof status>
