import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keywordsTo, type ReplyMeaning, readReply } from './opt-out.ts'

const keywords = keywordsTo(['KAVERI', 'TESTER'], { stop: [], start: [] })

/** Replies as people might send them, each with its language and what it asks for. Written for this test; nobody's own. */
const readReplies = (file: string) =>
  readFileSync(new URL(`fixtures/${file}.tsv`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [meaning = '', language = '', text = ''] = line.split('\t')
      return { meaning: meaning as ReplyMeaning, language, text, read: readReply(text, keywords) }
    })
const replies = readReplies('opt-out-replies')
/** Written after the words were, and never used to mend them: what to expect of replies that nobody thought of. */
const unseen = readReplies('opt-out-replies-unseen')

const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`

/** Of those read as this, how many are; of those that are, how many were read so. */
function judged(meaning: ReplyMeaning, among = replies) {
  const right = among.filter((one) => one.read === meaning && one.meaning === meaning).length
  const read = among.filter((one) => one.read === meaning).length
  const are = among.filter((one) => one.meaning === meaning).length
  return { right, read, are, precision: right / read, recall: right / are }
}

describe('the list of replies', () => {
  it('has two hundred and more, in six languages and more, some of which ask for nothing', () => {
    expect(replies.length).toBeGreaterThanOrEqual(200)
    const languages = new Set(replies.filter((one) => one.meaning === 'stop').map((one) => one.language))
    expect(languages.size).toBeGreaterThanOrEqual(6)
    expect(replies.filter((one) => one.meaning === 'other').length).toBeGreaterThan(80)
    expect(new Set(replies.map((one) => one.text)).size).toBe(replies.length)
  })

  it('is read with a precision of 99 % at least, and a recall of 95 %', () => {
    const stop = judged('stop')
    const start = judged('start')
    const lines = [
      `replies ${replies.length}`,
      `stop    precision ${percent(stop.right, stop.read)} (${stop.right} of ${stop.read})   recall ${percent(stop.right, stop.are)} (${stop.right} of ${stop.are})`,
      `start   precision ${percent(start.right, start.read)} (${start.right} of ${start.read})   recall ${percent(start.right, start.are)} (${start.right} of ${start.are})`,
      ...[...new Set(replies.map((one) => one.language))].map((language) => {
        const { right, read, are } = judged(
          'stop',
          replies.filter((one) => one.language === language),
        )
        return `  ${language}    precision ${percent(right, read)}   recall ${percent(right, are)} of ${are}`
      }),
      ...replies
        .filter((one) => one.read !== one.meaning)
        .map((one) => `  read as ${one.read}, is ${one.meaning}: ${one.text}`),
    ]
    process.stdout.write(`${lines.join('\n')}\n`)
    expect(stop.precision).toBeGreaterThanOrEqual(0.99)
    expect(stop.recall).toBeGreaterThanOrEqual(0.95)
    expect(start.precision).toBe(1)
    expect(start.recall).toBeGreaterThanOrEqual(0.95)
  })

  it('is read nearly as well where the words were not made for it', () => {
    const stop = judged('stop', unseen)
    const asked = unseen.filter((one) => one.meaning === 'stop' && one.read !== 'other').length
    process.stdout.write(
      `unseen ${unseen.length}: stop precision ${percent(stop.right, stop.read)} (${stop.right} of ${stop.read})   recall ${percent(stop.right, stop.are)} (${stop.right} of ${stop.are}; ${asked} with those that a person is asked about)\n`,
    )
    for (const one of unseen.filter(({ read, meaning }) => read !== meaning))
      process.stdout.write(`  read as ${one.read}, is ${one.meaning}: ${one.text}\n`)
    expect(unseen.filter((one) => replies.some(({ text }) => text === one.text))).toEqual([])
    expect(stop.precision).toBeGreaterThanOrEqual(0.95)
    expect(stop.recall).toBeGreaterThanOrEqual(0.85)
  })
})

describe('reading a reply', () => {
  it('never takes “do not stop” or a place where buses stop for an opt-out', () => {
    for (const one of ['don’t stop', 'do not stop', 'bus stop', 'बंद मत करो', 'band mat karo', 'நிறுத்த வேண்டாம்'])
      expect([one, readReply(one)]).toEqual([one, 'other'])
  })

  it('knows the account’s senders by name, and takes nothing else behind “stop” for one', () => {
    expect(['STOP KAVERI', 'stop kaveri!', 'Stop payment'].map((one) => readReply(one, keywords))).toEqual([
      'stop',
      'stop',
      'perhaps_stop',
    ])
    expect(readReply('STOP KAVERI')).toBe('perhaps_stop')
  })

  it('leaves to a person what says both', () => {
    expect(readReply('Stop. No, start')).toBe('perhaps_stop')
  })

  it('hears a keyword whatever stands around it that is no word', () => {
    const noise = fc.stringMatching(/^[\s.!*"'“”()\-_🙏😡]{0,12}$/u)
    const word = fc.constantFrom('STOP', 'stop', 'Unsubscribe', 'बंद करो', 'বন্ধ করুন', 'நிறுத்து', 'ఆపండి', 'बंद करा')
    fc.assert(
      fc.property(noise, word, noise, (before, keyword, after) => {
        expect(readReply(before + keyword + after)).toBe('stop')
      }),
    )
  })

  it('answers whatever comes, and quickly', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        ['stop', 'start', 'perhaps_stop', 'other'].includes(readReply(text)),
      ),
    )
    const worst = ['stop ', 'do not ', 'msg mat ', 'a ', '.', ' ', 'mera number '].map((one) =>
      one.repeat(100_000 / one.length),
    )
    const took = (text: string) => {
      const startedAt = performance.now()
      readReply(text)
      return performance.now() - startedAt
    }
    for (const text of worst) expect(Math.min(took(text), took(text), took(text))).toBeLessThan(50)
  })
})
