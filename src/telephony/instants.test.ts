import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { durationSeconds, instant, likelySpan, type TimeForm, timeForms } from './instants.ts'

const at = (iso: string) => Date.parse(iso)
const read = (text: string, form: TimeForm = 'any', zone = 'Asia/Kolkata') => {
  const told = instant(text, form, zone)
  return told.is === 'at' ? told.at : told.is
}

describe('reading moments', () => {
  it.each<[string, TimeForm, string]>([
    ['2026-11-23T15:45:10.120+05:30', 'iso', '2026-11-23T10:15:10.120Z'],
    ['2026-11-23T10:15:10.123456789Z', 'iso', '2026-11-23T10:15:10.123Z'],
    ['2026-11-23 15:45:10+0530', 'iso', '2026-11-23T10:15:10Z'],
    ['2026-11-23 15:45:10 +05:30', 'any', '2026-11-23T10:15:10Z'],
    ['2026-11-23 15:45:10', 'local', '2026-11-23T10:15:10Z'],
    ['2026-11-23  15:45:10', 'local', '2026-11-23T10:15:10Z'],
    ['2026/11/23 15:45', 'local', '2026-11-23T10:15:00Z'],
    ['2026-11-23T15:45:10.5', 'any', '2026-11-23T10:15:10.500Z'],
    ['23-11-2026 15:45:10', 'local_dmy', '2026-11-23T10:15:10Z'],
    ['23/11/2026, 15:45:10', 'local_dmy', '2026-11-23T10:15:10Z'],
    ['1795428910', 'epoch_s', '2026-11-23T10:15:10Z'],
    ['1795428910.120', 'any', '2026-11-23T10:15:10.120Z'],
    ['1795428910120', 'any', '2026-11-23T10:15:10.120Z'],
    ['1795428910120456', 'any', '2026-11-23T10:15:10.120Z'],
    ['1795428910120456', 'epoch_us', '2026-11-23T10:15:10.120Z'],
    ['Mon, 23 Nov 2026 15:45:10 +0530', 'rfc2822', '2026-11-23T10:15:10Z'],
    ['23 Nov 2026 10:15:10 GMT', 'any', '2026-11-23T10:15:10Z'],
    ['7/11/2026, 9:12:56 PM', 'any', '2026-07-11T15:42:56Z'],
    ['7/11/2026, 12:12:56 AM', 'any', '2026-07-10T18:42:56Z'],
  ])('%s as %s', (text, form, expected) => {
    expect(read(text, form)).toBe(at(expected))
  })

  it.each([
    '',
    '  ',
    '0',
    '0.0',
    '-',
    'None',
    'null',
    '1970-01-01 00:00:00',
    '1970-01-01T05:30:00+05:30',
    '0001-01-01T00:00:00Z',
    '0000-00-00 00:00:00',
    '0001-01-01 00:00:00',
    'N/A',
  ])('“%s” is absent', (text) => {
    expect(instant(text, 'any', 'Asia/Kolkata').is).toBe('absent')
  })

  it.each<[string, TimeForm]>([
    ['yesterday', 'any'],
    ['7/11/2026, 9:12:56', 'any'],
    ['13/11/2026, 9:12:56 PM', 'any'],
    ['2026-02-30 10:00:00', 'local'],
    ['2026-11-23 15:45:10', 'iso'],
    ['13/14/2026 10:00:00', 'local_dmy'],
    ['2026-11-23T10:15:10Z', 'local'],
    ['99999999999999999', 'epoch_s'],
    ['-5', 'epoch_s'],
    ['23 Nov 2026 10:15:10 IST', 'rfc2822'],
  ])('%s is not readable as %s', (text, form) => {
    expect(instant(text, form, 'Asia/Kolkata').is).toBe('unreadable')
  })

  it('needs a zone for local times', () => {
    expect(instant('2026-11-23 15:45:10', 'local').is).toBe('unreadable')
    expect(instant('2026-11-23 15:45:10', 'local', 'Mars/Olympus').is).toBe('unreadable')
  })

  it('tells both of an hour that happened twice, the earlier first', () => {
    expect(instant('2026-11-01 01:30:00', 'local', 'America/New_York')).toEqual({
      is: 'at',
      at: at('2026-11-01T05:30:00Z'),
      later: at('2026-11-01T06:30:00Z'),
      ambiguous: true,
    })
    expect(instant('2026-11-01 03:30:00', 'local', 'America/New_York')).toMatchObject({ ambiguous: false })
  })

  it('moves an hour that never was forward', () => {
    expect(instant('2026-03-08 02:30:00', 'local', 'America/New_York')).toEqual({
      is: 'at',
      at: at('2026-03-08T07:30:00Z'),
      ambiguous: true,
    })
  })

  it.each<[string, { now: string; started?: string; ended?: string; seconds?: number }, (string | undefined)[]]>([
    ['a call across the change', { now: '06:10:05', started: '01:50', ended: '01:10' }, ['05:50', '06:10']],
    ['one before it', { now: '05:50:05', started: '01:10', ended: '01:50' }, ['05:10', '05:50']],
    ['one after it', { now: '06:30:05', started: '01:29', ended: '01:30' }, ['06:29', '06:30']],
    [
      'a long one, by its length',
      { now: '06:20:05', started: '01:10', ended: '01:20', seconds: 4_200 },
      ['05:10', '06:20'],
    ],
    [
      'one that began before',
      { now: '06:10:05', started: '00:50', ended: '01:10', seconds: 4_800 },
      ['04:50', '06:10'],
    ],
    ['an end alone', { now: '06:30:05', ended: '01:30' }, [undefined, '06:30']],
    ['a start alone, with the length', { now: '06:05:05', started: '01:30', seconds: 2_100 }, ['05:30', undefined]],
    ['what cannot be', { now: '04:00:00', started: '01:50', ended: '01:10' }, ['05:50', '05:10']],
  ])(
    'takes of hours that happened twice what was most likely: %s',
    (_what, { now, started, ended, seconds }, likely) => {
      const readings = (text?: string) => {
        const told = instant(text ? `2026-11-01 ${text}` : '', 'local', 'America/New_York')
        return told.is === 'at' ? [told.at, ...(told.later === undefined ? [] : [told.later])] : []
      }
      const utc = (ms?: number) => (ms === undefined ? undefined : new Date(ms).toISOString().slice(11, 16))
      const span = likelySpan(readings(started), readings(ended), {
        now: at(`2026-11-01T${now}Z`),
        totalMs: seconds === undefined ? undefined : seconds * 1_000,
      })
      expect([utc(span.startedAt), utc(span.endedAt)]).toEqual(likely)
    },
  )

  it.each(timeForms)('reads nothing longer than a moment can be, and is not held up by it, as %s', (form) => {
    expect(instant(`2026-11-23${' '.repeat(60)}15:45:10`, form, 'Asia/Kolkata').is).toBe('unreadable')
    const began = performance.now()
    // Quadratic in the blanks, this takes seconds.
    expect(instant(`2026${' '.repeat(60_000)}x`, form, 'Asia/Kolkata').is).toBe('unreadable')
    expect(performance.now() - began).toBeLessThan(1_000)
  })

  it('reads back every moment it could be told, in a zone with half hours and one with daylight saving', () => {
    fc.assert(
      fc.property(fc.integer({ min: at('2000-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') }), (ms) => {
        const second = Math.floor(ms / 1000) * 1000
        expect(read(new Date(ms).toISOString())).toBe(ms)
        expect(read(String(ms))).toBe(ms)
        expect(read(String(second / 1000))).toBe(second)
        expect(read(new Date(second + 19_800_000).toISOString().slice(0, 19).replace('T', ' '))).toBe(second)
      }),
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(...timeForms),
        fc.constantFrom('Asia/Kolkata', '', 'x'),
        (text, form, zone) => {
          instant(text, form, zone)
        },
      ),
      { numRuns: 2_000 },
    )
  })
})

describe('reading durations', () => {
  it.each([
    ['42', 42],
    ['42.6', 43],
    ['42s', 42],
    ['00:01:05', 65],
    ['01:05', 65],
    ['100:00:00', 360_000],
    ['0', 0],
  ])('%s', (text, seconds) => {
    expect(durationSeconds(text)).toBe(seconds)
  })
  it.each(['', '-1', 'long', '1e9', '1:2:3:4', '5 minutes'])('“%s” is none', (text) => {
    expect(durationSeconds(text)).toBeUndefined()
  })
})
