import { describe, expect, test } from 'vitest'
import type { Rule } from '../api/types.ts'
import { difference } from './difference.ts'
import { textOf } from './pieces.ts'
import { ruleSentence } from './sentence.ts'

const names = {
  department: (key: string) => ({ sales: 'Sales', support: 'Support' })[key] ?? key,
  did: (key: string) => (key === 'toll-free' ? '1800 572 0199' : key),
  user: (key: string) => key,
  template: (key: string) =>
    ({ sorry: 'Sorry we missed you', note: 'Missed call note', closed: 'We are closed' })[key] ?? key,
  number: (e164: string) => e164,
}
const rule = (part: Partial<Rule>): Rule => ({
  key: 'a',
  name: 'A',
  enabled: true,
  conditions: {},
  recipients: [{ selector: { to: 'caller' }, template: 'sorry' }],
  validityMinutes: 60,
  ...part,
})
const say = (part: Partial<Rule>, language = 'en', isLast = false) =>
  textOf(ruleSentence(language, rule(part), names, { isLast }))

describe('a rule as a sentence', () => {
  test('names who calls whom, what happened and who is texted what', () => {
    expect(
      say({
        conditions: { directions: ['incoming'], departments: ['sales'], dids: ['toll-free'], outcomes: ['missed'] },
        recipients: [
          { selector: { to: 'caller' }, template: 'sorry' },
          { selector: { to: 'user' }, template: 'note' },
        ],
      }),
    ).toBe(
      'When an incoming call to Sales on 1800 572 0199 is missed, text the caller “Sorry we missed you” and the user “Missed call note”.',
    )
  })

  test('tells the n-th miss, talk time, hours, ring time, delay and cap', () => {
    const sales = { directions: ['incoming' as const], departments: ['sales'] }
    expect(
      say({ conditions: { ...sales, outcomes: ['missed'], miss: { from: 3, to: 3, withinHours: 24 } } }),
    ).toContain('is missed for the 3rd time in 24 h,')
    expect(say({ conditions: { ...sales, outcomes: ['connected'], talkSeconds: { min: 30 } } })).toContain(
      'is connected for 30 s or more,',
    )
    expect(say({ conditions: { ...sales, outcomes: ['missed'], hours: 'closed' } })).toContain(
      'is missed outside opening hours,',
    )
    expect(say({ conditions: { ...sales, outcomes: ['missed'], ringSeconds: { min: 8 } } })).toContain(
      'is missed after ringing 8 s or more,',
    )
    expect(say({ conditions: { outcomes: ['missed'] }, cap: { texts: 1, hours: 24 } })).toMatch(
      /^When any call is missed, .*, once in 24 h at most\.$/,
    )
    expect(say({ languageBy: ['caller', 'did'] })).toContain(
      'text the caller “Sorry we missed you” in the caller’s or number’s language.',
    )
    expect(say({ languageBy: [] })).toContain('“Sorry we missed you” in its default language.')
    expect(say({ languageBy: ['department'] }, 'hi')).toContain('“Sorry we missed you” विभाग की भाषा में भेजें।')
    expect(say({ delay: { seconds: 300, unlessReached: true } })).toContain(
      '5 min later unless the caller is reached meanwhile',
    )
  })

  test('tells what becomes of texts in quiet hours, and how long they are valid where that is not the usual', () => {
    const night = { from: '21:00', to: '09:00', action: 'hold' as const }
    const quietly = { selector: { to: 'caller' as const }, template: 'sorry', quietTemplate: 'closed' }
    const user = { selector: { to: 'user' as const }, template: 'note' }
    const of = (part: Partial<Rule>, language?: string) =>
      say({ conditions: { outcomes: ['missed'] }, ...part }, language)
    expect(of({ quietHours: night })).toBe(
      'When any call is missed, text the caller “Sorry we missed you”, held from 21:00 to 09:00.',
    )
    expect(of({ quietHours: { ...night, action: 'skip' }, validityMinutes: 120 })).toMatch(
      /, skipped from 21:00 to 09:00, valid for 2 h\.$/,
    )
    expect(of({ quietHours: night, recipients: [quietly] })).toMatch(
      /text the caller “Sorry we missed you” \(from 21:00 to 09:00 “We are closed” instead\)\.$/,
    )
    expect(of({ quietHours: night, recipients: [quietly, user] })).toMatch(
      /\(from 21:00 to 09:00 “We are closed” instead\) and the user “Missed call note”, otherwise held from 21:00 to 09:00\.$/,
    )
    // Only one of the two reads otherwise by night.
    const both = [quietly, { ...user, template: 'sorry' }]
    expect(of({ quietHours: night, recipients: both })).toContain('instead) and the user “Sorry we missed you”,')
    expect(of({ quietHours: night, validityMinutes: 90 }, 'hi')).toBe(
      'जब कोई कॉल छूट जाए, तब कॉलर को “Sorry we missed you” भेजें, 21:00 से 09:00 तक रोककर रखें, 90 मिनट तक मान्य।',
    )
    expect(of({ quietHours: { ...night, action: 'skip' }, recipients: [quietly, user] }, 'hi')).toMatch(
      /“Sorry we missed you” \(21:00 से 09:00 तक “We are closed”\) और यूज़र को “Missed call note” भेजें, बाक़ी 21:00 से 09:00 तक न भेजें।$/,
    )
  })

  test('a last rule without conditions is what is left, elsewhere it takes every call', () => {
    expect(say({}, 'en', true)).toMatch(/^When no rule above matches, /)
    expect(say({})).toMatch(/^When any call ends, /)
  })

  test('Hindi puts the parts in its own order', () => {
    expect(
      say(
        { conditions: { directions: ['incoming'], departments: ['sales'], dids: ['toll-free'], outcomes: ['missed'] } },
        'hi',
      ),
    ).toBe('जब 1800 572 0199 पर Sales की आने वाली कॉल छूट जाए, तब कॉलर को “Sorry we missed you” भेजें।')
    expect(say({ conditions: { directions: ['outgoing'], caller: 'new', outcomes: ['connected'] } }, 'hi')).toBe(
      'जब नए कॉलर को कोई की गई कॉल जुड़ जाए, तब कॉलर को “Sorry we missed you” भेजें।',
    )
  })
})

describe('the difference of two sentences', () => {
  test('strikes what went and marks what came, and leaves the rest', () => {
    const before = ruleSentence(
      'en',
      rule({ conditions: { outcomes: ['missed'], departments: ['sales'], dids: ['toll-free'] } }),
      names,
      { isLast: false },
    )
    const after = ruleSentence(
      'en',
      rule({ conditions: { outcomes: ['missed'], departments: ['sales'] }, cap: { texts: 1, hours: 24 } }),
      names,
      {
        isLast: false,
      },
    )
    const parts = difference(before, after)
    expect(
      parts
        .filter((one) => one.change === 'removed')
        .map((one) => one.text)
        .join(''),
    ).toContain('on 1800 572 0199')
    expect(
      parts
        .filter((one) => one.change === 'added')
        .map((one) => one.text)
        .join(''),
    ).toContain('once in 24 h')
    expect(textOf(parts.filter((one) => one.change !== 'removed'))).toBe(textOf(after))
    expect(textOf(parts.filter((one) => one.change !== 'added'))).toBe(textOf(before))
  })
})
