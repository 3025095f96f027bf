/** What `status` draws: the program in a dozen lines, what is wrong in colour, at whatever width there is. */
import type { StatusView as Status } from '../http/shapes/status.ts'
import { type Cell, ends, flow } from './flow.ts'
import { counted, type Paint } from './print.ts'
import { spanWords } from './time.ts'

type Percentiles = Status['calls']['answeredMs']

export type Page = { columns: number; paint: Paint }

/** The whole page. `base` is the address of the program. */
export function statusLines(status: Status, base: string, page: Page): string[] {
  const where = `Aftercall ${status.version}  ${base}`
  return [
    ...ends({ text: where, paint: 'bold' }, { text: clockOf(status.at), paint: 'dim' }, page),
    '',
    ...flow('State', stateCells(status), page),
    ...flow('Calls', callCells(status), page),
    ...flow('Texts', textCells(status), page),
    '',
    ...status.gateways.flatMap((one) => gatewayLines(one, page)),
    ...(status.gatewaysLeftOut > 0 ? flow('', [`and ${counted(status.gatewaysLeftOut, 'more gateway')}`], page) : []),
    '',
    ...flow('Database', databaseCells(status), page),
    ...flow('Process', processCells(status), page),
  ]
}

function stateCells({ ready, words, nodes, startedAt, at }: Status): Cell[] {
  return [
    { text: ready ? 'takes calls' : words, paint: ready ? 'ok' : 'bad' },
    ...(nodes === null ? [] : [nodes === 1 ? '1 process' : `${nodes} processes`]),
    `up ${spanWords(Date.parse(at) - Date.parse(startedAt))}`,
  ]
}

function callCells({ calls }: Status): Cell[] {
  const { perSecond, knownPerSecond, inHand, answeredMs } = calls
  return [
    `${figure(perSecond)} new/s`,
    `${figure(knownPerSecond)} known/s`,
    `${figure(inHand)} in hand`,
    ...percentileCells('answered', answeredMs),
    ...lostCells('turned away', calls.turnedAwayLastMinute, calls.turnedAway),
    ...lostCells('not kept', calls.notKeptLastMinute, calls.notKept),
  ]
}

/** Red while it happens. What is over is told as such: beside rates of now an old total would look like one of them. */
function lostCells(what: string, lastMinute: number, sinceStart: number): Cell[] {
  if (lastMinute > 0) return [bad(`${figure(lastMinute)} ${what} in the last minute`)]
  return sinceStart > 0 ? [{ text: `${figure(sinceStart)} ${what} since the start`, paint: 'dim' }] : []
}

function textCells({ texts }: Status): Cell[] {
  const { perSecond, due, later, oldestDueSeconds, unconfirmed, startedMs } = texts
  return [
    `${figure(perSecond)} sent/s`,
    ...percentileCells('at the gateway', startedMs),
    due > 0 ? { text: `${upTo(due)} due`, paint: oldestDueSeconds > 60 ? 'bad' : 'warn' } : '0 due',
    ...(due > 0 ? [waited(oldestDueSeconds)] : []),
    `${upTo(later)} later`,
    unconfirmed > 0 ? { text: `${upTo(unconfirmed)} in doubt`, paint: 'warn' } : '0 in doubt',
  ]
}

function percentileCells(what: string, { p50, p99 }: Percentiles): Cell[] {
  return p50 === null || p99 === null ? [] : [`${what} in ${spanWords(p50)}, 99 % ${spanWords(p99)}`]
}

type Gateway = Status['gateways'][number]

function gatewayLines(one: Gateway, page: Page): string[] {
  const { title, window, due, oldestDueSeconds, unconfirmed, textsPerSecond, receiptsPerSecond, health } = one
  const { text, paint } = stateOf(one)
  const cells: Cell[] = [
    { text: title, paint: 'link' },
    { text, paint },
    `${meter(window.inUse, window.places)} ${window.inUse}/${window.places}`,
    `${figure(textsPerSecond)} sent/s`,
    `${figure(receiptsPerSecond)} receipts/s`,
    ...(due > 0 ? [warn(`${upTo(due)} due`), waited(oldestDueSeconds)] : []),
    ...(unconfirmed > 0 ? [warn(`${upTo(unconfirmed)} in doubt`)] : []),
  ]
  const why = paint === 'ok' || health.words === '' ? [] : flow('', [{ text: health.words, paint: 'dim' }], page)
  return [...flow('Gateway', cells, page), ...why]
}

function stateOf({ paused, breakerOpen, health }: Gateway): { text: string; paint: 'ok' | 'warn' | 'bad' } {
  if (paused) return { text: 'paused', paint: 'warn' }
  if (breakerOpen) return { text: 'resting after failures', paint: 'bad' }
  const paint = health.state === 'ok' ? 'ok' : health.state === 'down' || health.state === 'stopped' ? 'bad' : 'warn'
  return { text: health.state, paint }
}

function databaseCells({ database }: Status): Cell[] {
  const { answers, milliseconds, pools, errors, wentBack, freeDiskBytes } = database
  return [
    answers ? { text: `answers in ${milliseconds} ms`, paint: 'ok' } : bad('does not answer'),
    ...(wentBack ? [bad('has lost commits: nothing is sent (see docs/operating/running.md)')] : []),
    ...pools.map(({ pool, open, inUse, waiting }): Cell => {
      const text = `${pool} ${inUse}/${open}`
      return waiting > 0 ? warn(`${text}, ${waiting} wait`) : text
    }),
    ...(freeDiskBytes === null ? [] : [diskCell(freeDiskBytes)]),
    ...Object.entries(errors).map(([kind, times]) => warn(`${figure(times)} ${kind.replaceAll('_', ' ')}`)),
  ]
}

const diskCell = (bytes: number): Cell => {
  const text = `${gigabytes(bytes)} GB free`
  return bytes < 2e9 ? bad(text) : text
}

function processCells({ process: { processor, residentBytes, loopDelayMs } }: Status): Cell[] {
  const late = `late by ${Math.round(loopDelayMs)} ms at 99 %`
  return [
    `${Math.round(residentBytes / 1e6)} MB`,
    `${Math.round(processor * 100)} % of a processor`,
    loopDelayMs > 200 ? bad(late) : late,
  ]
}

const bad = (text: string): Cell => ({ text, paint: 'bad' })
const warn = (text: string): Cell => ({ text, paint: 'warn' })
const waited = (seconds: number): Cell => {
  const text = `oldest waits ${spanWords(seconds * 1_000)}`
  return seconds > 60 ? bad(text) : text
}

const counts = new Intl.NumberFormat('en-IN', { maximumFractionDigits: 1 })
const figure = (value: number): string => counts.format(value)
/** The program counts what waits to this bound. */
const mostCounted = 10_000
const upTo = (value: number): string => (value >= mostCounted ? `${figure(mostCounted)}+` : figure(value))
const gigabytes = (bytes: number): string =>
  bytes >= 1e10 ? String(Math.floor(bytes / 1e9)) : (bytes / 1e9).toFixed(1)

const meterCells = 8

function meter(inUse: number, places: number): string {
  const full = places === 0 ? 0 : Math.min(meterCells, Math.ceil((inUse / places) * meterCells))
  return '█'.repeat(full) + '░'.repeat(meterCells - full)
}

/** The clock of this computer's zone, where somebody looks at it. */
function clockOf(at: string): string {
  return new Date(at).toLocaleTimeString('en-GB')
}
