import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Call } from './call.ts'
import { compileRuleSet } from './conditions.ts'
import type { Facts } from './facts.ts'
import { languageWords } from './language-choice.ts'
import type { PhoneNumber } from './phone-number.ts'
import { plan } from './plan.ts'
import { type LanguageBasis, languageBases, type Rule } from './rule.ts'
import type { SnapshotTemplate } from './rule-set.ts'

const at = Date.parse('2026-11-23T14:31:52+05:30')

const text = (key: string, over: Partial<SnapshotTemplate> = {}): SnapshotTemplate => ({
  ...{ key, id: `id-${key}`, version: 1, name: key, body: `${key} {{outcome}}`, status: 'approved', header: 'KAVERI' },
  ...{ entityId: null, dltTemplateId: `id of ${key}`, category: 'service_implicit' },
  ...over,
})
const variant = (language: string, over: Partial<SnapshotTemplate> = {}) =>
  text(`sorry-${language.toLowerCase()}`, { language, variantOf: 'sorry', ...over })

type Known = { told?: string; stored?: string; department?: string; did?: string }
type Asked = Known & { texts: SnapshotTemplate[]; basis?: LanguageBasis[]; paused?: string[]; to?: Rule['recipients'] }

/** What the first recipient of a missed call gets. */
function planned({ told, stored, department, did, texts, basis, paused, to }: Asked) {
  const rule: Rule = {
    ...{ key: 'any', name: 'any', enabled: true, conditions: {}, validityMinutes: 60 },
    recipients: to ?? [{ selector: { to: 'caller' }, template: 'sorry' }],
    ...(basis && { languageBy: basis }),
  }
  const call: Call = {
    ...{ sourceCallId: 'c', direction: 'incoming', outcome: 'missed', caller: '+919000001842' },
    ...(told !== undefined && { callerLanguage: told }),
    ...{ startedAt: at, endedAt: at, approximate: [] },
  }
  const speaking = (language: string | undefined) => (language === undefined ? {} : { language })
  const facts: Facts = {
    caller: { raw: null, number: '+919000001842' as PhoneNumber, kind: 'mobile', own: false },
    department: { id: 'd', key: 'sales', name: 'Sales', members: [], ...speaking(department) },
    did: { id: 'n', key: 'main', number: '+918041234500', name: 'Main', ...speaking(did) },
    ...{ answeredBy: null, rung: [], now: at, accountOn: true, isNew: true, misses: [], lastReachedAt: null },
    ...{ recentTexts: [], unknown: [], owners: [], people: {}, pricePerPart: 0, gateway: { id: 'g', maxParts: 9 } },
    ...(stored !== undefined && { callerLanguage: stored }),
    ...(paused && { pausedTemplates: paused }),
  }
  const rules = compileRuleSet({
    ...{ number: 1, zone: 'UTC', language: 'en', accountName: 'A', country: 'IN', hours: null, departmentHours: {} },
    templates: Object.fromEntries(texts.map((one) => [one.key, one])),
    rules: [rule],
  })
  const [message] = plan(call, rules, facts).messages
  if (message?.is !== 'send') throw new Error('nothing was planned')
  const { template, templateId, language } = message
  return {
    template,
    templateId,
    text: message.text,
    because: language?.because,
    words: language && languageWords(language),
  }
}

const sorry = text('sorry')

describe('the order of what is asked', () => {
  const texts = [sorry, variant('hi'), variant('ta'), variant('kn'), variant('te')]
  const order: [Known, string, string, string][] = [
    [
      { told: 'Hindi', stored: 'ta', department: 'kn', did: 'te' },
      'sorry-hi',
      'caller',
      'Hindi, because the caller asked for Hindi',
    ],
    [
      { told: 'press 2', stored: 'ta', department: 'kn', did: 'te' },
      'sorry-ta',
      'caller',
      'Tamil, because the caller asked for Tamil',
    ],
    [
      { department: 'kn', did: 'te' },
      'sorry-kn',
      'department',
      'Kannada, because the department’s language is Kannada',
    ],
    [{ did: 'te' }, 'sorry-te', 'did', 'Telugu, because the language of the number called is Telugu'],
    [{}, 'sorry', 'default', 'English, the default: nothing says which language to use'],
    [{ stored: 'en', department: 'kn' }, 'sorry', 'caller', 'English, because the caller asked for English'],
    [{ stored: 'hi-IN' }, 'sorry-hi', 'caller', 'Hindi, because the caller asked for Hindi'],
    [
      { stored: 'bn', department: 'kn' },
      'sorry-kn',
      'department',
      'the caller asked for Bengali, but the template has no Bengali text; Kannada, because the department’s language is Kannada',
    ],
    [
      { stored: 'bn' },
      'sorry',
      'default',
      'the caller asked for Bengali, but the template has no Bengali text; so the default text, in English',
    ],
  ]
  test.each(order)('%j gives %s', (known, template, because, words) => {
    expect(planned({ ...known, texts })).toMatchObject({ template, templateId: `id-${template}`, because, words })
  })

  test('whatever is known, the first for which there is a text decides, and only what the rule counts is asked', () => {
    const language = fc.option(fc.constantFrom('hi', 'ta', 'kn', 'en', 'bn'), { nil: undefined })
    const known = fc.record({ told: language, stored: language, department: language, did: language })
    const basis = fc.option(fc.subarray([...languageBases]), { nil: undefined })
    const some = fc.subarray([variant('hi'), variant('ta'), variant('kn')], { minLength: 1 })
    fc.assert(
      fc.property(known, basis, some, ({ told, stored, department, did }, counts, variants) => {
        const given = { caller: told ?? stored, department, did }
        const has = new Map([['en', 'sorry'], ...variants.map((one): [string, string] => [one.language!, one.key])])
        const asked = languageBases.filter((one) => counts === undefined || counts.includes(one))
        const by = asked.find((one) => has.has(given[one] ?? ''))
        expect(
          planned({
            texts: [sorry, ...variants],
            ...(counts && { basis: counts }),
            ...Object.fromEntries(
              Object.entries({ told, stored, department, did }).filter(([, one]) => one !== undefined),
            ),
          }),
        ).toMatchObject({
          template: by === undefined ? 'sorry' : has.get(given[by] ?? ''),
          because: by ?? 'default',
        })
      }),
    )
  })
})

describe('a text that may not be sent', () => {
  test.each([
    [{ status: 'submitted' }, 'the Hindi text is not approved'],
    [{ status: 'rejected' }, 'the Hindi text is not approved'],
    [{ status: 'paused' }, 'the Hindi text is paused'],
    [{ headerStatus: 'suspended' }, 'the sender of the Hindi text is not active'],
  ] as [Partial<SnapshotTemplate>, string][])('%j gives way to the default text, and says why', (over, why) => {
    expect(planned({ stored: 'hi', texts: [sorry, variant('hi', over)] })).toMatchObject({
      template: 'sorry',
      because: 'default',
      words: `the caller asked for Hindi, but ${why}; so the default text, in English`,
    })
  })
  test('nor one that is paused on the gateway after refusals', () => {
    const given = { stored: 'hi', department: 'ta', texts: [sorry, variant('hi'), variant('ta')] }
    expect(planned({ ...given, paused: ['id-sorry-hi'] })).toMatchObject({
      template: 'sorry-ta',
      words:
        'the caller asked for Hindi, but the Hindi text is paused after refusals; Tamil, because the department’s language is Tamil',
    })
  })
})

test('the caller’s language says nothing of what the account’s own people read', () => {
  const to: Rule['recipients'] = [{ selector: { to: 'numbers', numbers: ['+919812300001'] }, template: 'sorry' }]
  const texts = [sorry, variant('hi'), variant('ta')]
  expect(planned({ stored: 'hi', to, texts })).toMatchObject({ template: 'sorry', because: 'default' })
  expect(planned({ stored: 'hi', department: 'ta', to, texts })).toMatchObject({ template: 'sorry-ta' })
})

test('a text says months and outcomes in its own language', () => {
  expect(planned({ stored: 'hi', texts: [sorry, variant('hi')] }).text).toBe('sorry-hi मिस्ड')
  expect(planned({ stored: 'hi', texts: [sorry, variant('hi-Latn')] }).text).toBe('sorry-hi-latn missed')
})

test('of a kind of the language any will do, and the plain one first', () => {
  const texts = [sorry, variant('hi-Latn'), variant('hi')]
  expect(planned({ stored: 'hi', texts }).template).toBe('sorry-hi')
  expect(planned({ stored: 'hi-Latn', texts }).template).toBe('sorry-hi-latn')
  expect(planned({ stored: 'hi-Latn-IN', texts }).template).toBe('sorry-hi-latn')
  expect(planned({ stored: 'hi', texts: [sorry, variant('hi-Latn')] }).template).toBe('sorry-hi-latn')
  expect(planned({ stored: 'en-GB', texts })).toMatchObject({ template: 'sorry', because: 'caller' })
})

test('a template with one text has no choice to tell', () => {
  expect(planned({ stored: 'hi', texts: [sorry] })).toMatchObject({ template: 'sorry', because: undefined })
})
