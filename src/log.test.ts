import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { idsOf, openLog } from './log.ts'

function logOf(level = 'debug') {
  const lines: string[] = []
  const stream = new PassThrough()
  stream.on('data', (chunk: Buffer) => lines.push(chunk.toString()))
  return { lines, log: openLog(level, stream) }
}

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''))
const phoneNumber = fc.integer({ min: 9, max: 14 }).chain((more) => digits(more).map((rest) => `+9${rest}`))

describe('the log', () => {
  test('never holds a full number, wherever and however it stands in a line', () => {
    fc.assert(
      fc.property(phoneNumber, fc.boolean(), fc.constantFrom(' ', ',', '"', '=', ':', '('), (number, plus, before) => {
        const { lines, log } = logOf()
        const written = plus ? number : number.slice(1)
        const words = `refused${before}${written}`
        log.warn({ err: words, deep: [{ answer: { words } }], [written]: 1 }, words)
        log.error(new Error(words), 'failed')
        log.info(words)
        expect(lines).toHaveLength(3)
        for (const line of lines) {
          expect(line).not.toContain(number.slice(1))
          expect(() => JSON.parse(line)).not.toThrow()
        }
      }),
    )
  })

  test('masks a number as it is masked everywhere, also where it is written in groups', () => {
    const { lines, log } = logOf()
    log.warn({ err: 'no route to +91 98765 43210, nor to 919876543210' }, 'x')
    expect(JSON.parse(lines[0]!).err).toBe('no route to +91 98765 ••210, nor to 9198765••210')
  })

  test('leaves ids, times and figures as they are', () => {
    const { lines, log } = logOf()
    const fields = {
      id: '01900000-0000-7000-8000-000000000001',
      ids: ['call_01900000000070008000000000000001'],
      attempt: '01900000-0000-7000-8000-000000000001:1',
      dlt: '1107172974420810002',
      at: '2026-11-25T19:36:03.123Z',
      freeBytes: 123_456_789_012,
      shown: '+91 90000 ••417',
    }
    log.info(fields, 'x')
    const { level, time, msg, ...logged } = JSON.parse(lines[0]!)
    expect(logged).toEqual(fields)
    expect({ level, msg }).toEqual({ level: 30, msg: 'x' })
    expect(new Date(time).toISOString()).toBe(time)
  })

  test('cuts secrets by their names, and writes nothing below its level', () => {
    const { lines, log } = logOf('warn')
    log.info({ a: 1 }, 'quiet')
    log.warn({ token: 'hush', request: { authorization: 'Bearer hush', body: 'hush' } }, 'loud')
    expect(lines).toHaveLength(1)
    expect(lines[0]).not.toContain('hush')
  })

  test('lists the ids of a small unit of work, and of a large one the first and how many more', () => {
    const ids = Array.from({ length: 23 }, (_, n) => `id-${n}`)
    expect(idsOf(ids.slice(0, 2), (one) => one)).toEqual({ ids: ['id-0', 'id-1'] })
    expect(idsOf(ids, (one) => one)).toMatchObject({ idsLeftOut: 3 })
  })
})

test('a log whose reader is gone says nothing more, and keeps nothing for it', () => {
  const written: string[] = []
  const destination = Object.assign(new EventEmitter(), { write: (text: string) => void written.push(text) })
  const log = openLog('info', destination)
  log.info('before')
  destination.emit('error', Object.assign(new Error('EIO'), { code: 'EIO' }))
  log.info('behind')
  expect(written.map((one) => JSON.parse(one).msg)).toEqual(['before'])
})
