import { PassThrough } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StatusView } from '../http/shapes/status.ts'
import { liveScreen } from './live-screen.ts'
import { paintFor, width } from './print.ts'
import { statusLines } from './status-lines.ts'

const quiet: StatusView = {
  version: '0.1.0',
  at: '2026-11-25T14:00:00.000Z',
  ready: true,
  words: 'Calls are taken.',
  startedAt: '2026-11-25T10:00:00.000Z',
  nodes: 1,
  calls: {
    perSecond: 12.4,
    knownPerSecond: 0,
    inHand: 3,
    turnedAway: 0,
    turnedAwayLastMinute: 0,
    notKept: 0,
    notKeptLastMinute: 0,
    answeredMs: { p50: 4, p99: 21 },
  },
  texts: {
    perSecond: 11.8,
    plannedPerSecond: 12.4,
    due: 0,
    later: 0,
    oldestDueSeconds: 0,
    unconfirmed: 0,
    doubtsLastMinute: 0,
    startedMs: { p50: null, p99: null },
  },
  gateways: [
    {
      key: 'sandbox',
      title: 'Sandbox',
      shared: true,
      paused: false,
      health: { state: 'ok', words: 'Well.' },
      breakerOpen: false,
      window: { places: 10, inUse: 2, free: 8 },
      due: 0,
      oldestDueSeconds: 0,
      unconfirmed: 0,
      textsPerSecond: 11.8,
      receiptsPerSecond: 10,
    },
  ],
  gatewaysLeftOut: 0,
  database: {
    answers: true,
    milliseconds: 0.4,
    pools: [{ pool: 'intake', open: 2, inUse: 1, waiting: 0 }],
    errors: {},
    wentBack: false,
    freeDiskBytes: null,
  },
  process: { processor: 0.14, residentBytes: 118_000_000, loopDelayMs: 11 },
}

const base = 'http://127.0.0.1:8480'
const plain = paintFor(1)

describe('the page of status', () => {
  test('has a line for each thing where there is room', () => {
    const lines = statusLines(quiet, base, { columns: 120, paint: plain }).filter((one) => one !== '')
    expect(lines.map((one) => one.split(/ {2,}/)[0])).toEqual([
      'Aftercall 0.1.0',
      'State',
      'Calls',
      'Texts',
      'Gateway',
      'Database',
      'Process',
    ])
    expect(lines[2]).toContain('answered in 4 ms, 99 % 21 ms')
  })

  test('says what is wrong: a gateway that is down with its words, doubts, what was turned away', () => {
    const [sandbox] = quiet.gateways
    const lines = statusLines(
      {
        ...quiet,
        ready: false,
        words: 'The database does not answer.',
        calls: { ...quiet.calls, turnedAway: 12, turnedAwayLastMinute: 7 },
        texts: { ...quiet.texts, due: 10_000, oldestDueSeconds: 400, unconfirmed: 3 },
        gateways: [{ ...sandbox!, health: { state: 'down', words: 'The SMSC refuses the password.' } }],
        database: { ...quiet.database, answers: false, errors: { unavailable: 4 } },
      },
      base,
      { columns: 100, paint: plain },
    ).join('\n')
    for (const words of [
      'The database does not answer.',
      '7 turned away in the last minute',
      '10,000+ due',
      'oldest waits 6 min 40 s',
      '3 in doubt',
      'The SMSC refuses the password.',
      '4 unavailable',
    ])
      expect(lines).toContain(words)
  })

  test('is red for what was turned away or not kept in the last minute, and tells what is over as such', () => {
    const paint = paintFor(8)
    const drawn = (calls: Partial<StatusView['calls']>) =>
      statusLines({ ...quiet, calls: { ...quiet.calls, ...calls } }, base, { columns: 120, paint }).join('\n')
    const lost = { turnedAway: 1_200, notKept: 3 }
    const over = drawn(lost)
    expect(over).toContain(paint.dim('1,200 turned away since the start'))
    expect(over).toContain(paint.dim('3 not kept since the start'))
    expect(over).not.toContain('\u001b[31m')
    const now = drawn({ ...lost, turnedAwayLastMinute: 2, notKeptLastMinute: 1 })
    expect(now).toContain(paint.bad('2 turned away in the last minute'))
    expect(now).toContain(paint.bad('1 not kept in the last minute'))
    expect(now).not.toContain('since the start')
  })

  test('fits any width, painted or not, with whatever words a gateway says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 240 }), fc.string({ maxLength: 200 }), fc.nat(), (columns, words, due) => {
        const [sandbox] = quiet.gateways
        const status: StatusView = {
          ...quiet,
          ready: false,
          words,
          gateways: [{ ...sandbox!, title: words.slice(0, 60), due, health: { state: 'down', words } }],
        }
        for (const depth of [1, 8])
          for (const line of statusLines(status, base, { columns, paint: paintFor(depth) }))
            expect(width(stripVTControlCharacters(line))).toBeLessThanOrEqual(columns)
      }),
    )
  })
})

describe('the live screen', () => {
  /** A terminal of that size, and everything that was written to it. */
  function terminal(columns: number, rows: number) {
    const written: string[] = []
    const output = Object.assign(new PassThrough(), { columns, rows })
    output.on('data', (chunk: Buffer) => written.push(chunk.toString()))
    const raw: boolean[] = []
    const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: (on: boolean) => raw.push(on) })
    return { output, input, raw, written }
  }

  test('draws within the width and height there are, and again when they change', () => {
    const { output, input, written } = terminal(10, 3)
    const screen = liveScreen(output, input, (columns) => ['x'.repeat(50), String(columns), 'three', 'four'])
    expect(written.at(-1)).toBe('\u001b[Hxxxxxxxxx…\u001b[K\r\n10\u001b[K\r\n…\u001b[K\u001b[J')
    output.columns = 4
    output.emit('resize')
    expect(written.at(-1)).toContain('xxx…')
    screen.end()
  })

  test('gives the terminal back as it was when a key ends it', async () => {
    const { output, input, raw, written } = terminal(80, 24)
    const screen = liveScreen(output, input, () => ['page'])
    const before = process.listenerCount('SIGINT')
    const ended = screen.endsWithin(60_000)
    input.write('q')
    expect(await ended).toBe(true)
    expect(raw).toEqual([true, false])
    expect(written[0]).toContain('\u001b[?1049h')
    expect(written.at(-1)).toBe('\u001b[?25h\u001b[?1049l')
    expect(process.listenerCount('SIGINT')).toBe(before - 1)
    screen.draw()
    expect(written.at(-1)).toBe('\u001b[?25h\u001b[?1049l')
  })
})
