import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { analyse } from './analysis.ts'
import type { Call } from './call.ts'
import { compileRuleSet, firstFailing, judge } from './conditions.ts'
import type { Facts } from './facts.ts'
import { freeMoment } from './quiet-hours.ts'
import { type Conditions, type Rule, rule as ruleSchema } from './rule.ts'
import { openingHours } from './schedule.ts'

/** Rules by their conditions, top first, keys a, b, c ... */
const rulesOf = (...conditions: (Conditions | 'off')[]): Rule[] =>
  conditions.map((wanted, index) =>
    ruleSchema.parse({
      key: index < 26 ? String.fromCharCode(97 + index) : `r${index}`,
      name: `Rule ${index + 1}`,
      enabled: wanted !== 'off',
      conditions: wanted === 'off' ? {} : wanted,
      recipients: [{ selector: { to: 'caller' }, template: 'sorry' }],
    }),
  )
const shadowed = (...conditions: (Conditions | 'off')[]) =>
  analyse(rulesOf(...conditions)).shadowed.map(({ rule, by }) => `${rule} by ${by.join()}`)

describe('a rule can never fire', () => {
  test('below one that takes all its calls, and the topmost such is named', () => {
    expect(shadowed({ outcomes: ['missed'] }, { outcomes: ['missed'], departments: ['sales'] })).toEqual(['b by a'])
    expect(shadowed({}, { outcomes: ['missed'] }, { outcomes: ['missed'], hours: 'open' })).toEqual([
      'b by a',
      'c by a',
    ])
    expect(shadowed({ departments: ['sales', 'support'] }, { departments: ['sales'] })).toEqual(['b by a'])
    expect(shadowed({ talkSeconds: { min: 5 } }, { talkSeconds: { min: 10, max: 20 } })).toEqual(['b by a'])
    expect(shadowed({ miss: { from: 1, withinHours: 24 } }, { miss: { from: 2, to: 3, withinHours: 24 } })).toEqual([
      'b by a',
    ])
  })

  test('below several that take its calls together, and no more of them are named than it needs', () => {
    const missed: Conditions = { outcomes: ['missed'] }
    expect(
      shadowed({ outcomes: ['connected'] }, { ...missed, hours: 'open' }, { ...missed, hours: 'closed' }, missed),
    ).toEqual(['d by b,c'])
    expect(shadowed({ caller: 'new' }, { directions: ['outgoing'] }, { caller: 'returning' }, {})).toEqual(['d by a,c'])
    expect(
      shadowed({ outcomes: ['connected'] }, { outcomes: ['missed'] }, { outcomes: ['voicemail'] }, { dids: ['x'] }),
    ).toEqual(['d by a,b,c'])
    expect(
      shadowed(
        { talkSeconds: { max: 9 } },
        { talkSeconds: { min: 10 } },
        { outcomes: ['connected'], talkSeconds: { min: 0 } },
      ),
    ).toEqual(['c by a,b'])
  })

  test('and what it would have taken is still taken by those above it', () => {
    expect(
      shadowed(
        { outcomes: ['missed'] },
        { outcomes: ['missed'], dids: ['x'] },
        { outcomes: ['missed'], dids: ['x'], hours: 'open' },
      ),
    ).toEqual(['b by a', 'c by a'])
  })

  test('because of what calls are: only connected ones have talk time, only incoming unanswered ones are misses', () => {
    expect(shadowed({ talkSeconds: { max: 0 } }, { outcomes: ['missed', 'voicemail'] })).toEqual(['b by a'])
    expect(shadowed({ outcomes: ['connected'] }, { talkSeconds: { min: 1 } })).toEqual(['b by a'])
    expect(
      shadowed({ directions: ['incoming'], outcomes: ['missed', 'voicemail'] }, { miss: { from: 2, withinHours: 24 } }),
    ).toEqual(['b by a'])
    expect(shadowed({ miss: { from: 1, withinHours: 1 } }, { directions: ['incoming'], outcomes: ['missed'] })).toEqual(
      ['b by a'],
    )
    expect(shadowed({ miss: { from: 2, withinHours: 48 } }, { miss: { from: 2, withinHours: 24 } })).toEqual(['b by a'])
    expect(
      shadowed(
        { users: { match: 'rung', users: ['asha', 'ravi'] } },
        { users: { match: 'answered', users: ['asha'] } },
      ),
    ).toEqual(['b by a'])
  })
})

test.each<[string, Conditions, Conditions]>([
  ['a length may be unknown', { talkSeconds: { min: 0 } }, { outcomes: ['connected'] }],
  ['a call may have no department', { departments: ['sales', 'support'] }, {}],
  [
    'the caller’s earlier misses may be older',
    { miss: { from: 2, withinHours: 24 } },
    { miss: { from: 2, withinHours: 48 } },
  ],
  [
    'who rang need not have answered',
    { users: { match: 'answered', users: ['asha'] } },
    { users: { match: 'rung', users: ['asha'] } },
  ],
  [
    'others may have rung',
    { users: { match: 'rung', users: ['asha'] } },
    { users: { match: 'rung', users: ['asha', 'ravi'] } },
  ],
])('it can fire: %s', (_, above, below) => {
  expect(shadowed(above, below)).toEqual([])
})

test('a rule that is off takes nothing and is not spoken of', () => {
  expect(analyse(rulesOf('off', { outcomes: ['missed'] }, 'off'))).toEqual({
    shadowed: [],
    overlaps: [],
    missingCatchAll: true,
    problems: [],
  })
})

test('rules that share some calls with those above are told, but not a catch-all', () => {
  const { overlaps } = analyse(
    rulesOf(
      { outcomes: ['missed'], departments: ['sales'] },
      { outcomes: ['connected'] },
      { departments: ['sales'], dids: ['x'] },
      { outcomes: ['missed'] },
      {},
    ),
  )
  expect(overlaps).toEqual([
    { rule: 'c', with: ['a', 'b'] },
    { rule: 'd', with: ['a', 'c'] },
  ])
})

test('a catch-all is missing unless every call is caught, by one rule or by all together', () => {
  const missing = (...conditions: Conditions[]) => analyse(rulesOf(...conditions)).missingCatchAll
  expect(missing()).toBe(true)
  expect(missing({ outcomes: ['missed'] }, {})).toBe(false)
  expect(missing({ outcomes: ['missed'] }, { outcomes: ['connected'] }, { outcomes: ['voicemail'] })).toBe(false)
  expect(
    missing(
      { outcomes: ['missed'] },
      { outcomes: ['connected'] },
      { outcomes: ['voicemail'], directions: ['incoming'] },
    ),
  ).toBe(true)
  expect(missing({ hours: 'open' }, { hours: 'closed', departments: ['sales'] })).toBe(true)
  expect(analyse(rulesOf({ hours: 'open' }), { alwaysOpen: true }).missingCatchAll).toBe(false)
})

test('conditions that exclude each other and delays beyond the validity are named', () => {
  const [first, ...rest] = rulesOf(
    { directions: ['outgoing'], miss: { from: 1, withinHours: 24 } },
    { outcomes: ['connected'], miss: { from: 1, withinHours: 24 } },
    { outcomes: ['missed'], talkSeconds: { min: 1 } },
    { miss: { from: 1, withinHours: 24 }, talkSeconds: { min: 1 } },
    { hours: 'closed' },
  )
  const late = { ...rulesOf({})[0]!, key: 'late', delay: { seconds: 3600, unlessReached: true }, validityMinutes: 60 }
  const { problems } = analyse([first!, ...rest, late], { alwaysOpen: true })
  expect(problems.map(({ path, code }) => `${path} ${code}`)).toEqual([
    'rules[0].conditions.miss never_matches',
    'rules[1].conditions.miss never_matches',
    'rules[2].conditions.talkSeconds never_matches',
    'rules[3].conditions.talkSeconds never_matches',
    'rules[4].conditions.hours never_matches',
    'rules[5].delay delay_beyond_validity',
  ])
})

describe('quiet hours that hold a text longer than it is valid', () => {
  const night = { from: '21:00', to: '09:00', action: 'hold' } as const
  const held = (over: Partial<Rule>): Rule => ({ ...rulesOf({})[0]!, quietHours: night, ...over })
  const said = (over: Partial<Rule>) => analyse([held(over)]).problems

  test('are named with the minutes that it takes', () => {
    expect(said({ validityMinutes: 60 })).toEqual([
      {
        path: 'rules[0].quietHours',
        code: 'quiet_beyond_validity',
        message: expect.stringMatching(/is valid for 60 minutes, .* raise the validity to 721 minutes\.$/),
      },
    ])
    expect(said({ validityMinutes: 721 })).toEqual([])
  })

  test('are not spoken of where nothing is held, or the delay alone is too long', () => {
    const note = { selector: { to: 'caller' }, template: 'sorry', quietTemplate: 'note' } as const
    expect(said({ quietHours: { ...night, action: 'skip' } })).toEqual([])
    expect(said({ recipients: [note] })).toEqual([])
    expect(said({ recipients: [note, { ...note, quietTemplate: undefined }] })).toHaveLength(1)
    expect(said({ delay: { seconds: 3600, unlessReached: true } })).toMatchObject([{ code: 'delay_beyond_validity' }])
  })

  test('are those, to the minute, in which what is due when they begin would not go', () => {
    const minute = fc.integer({ min: 0, max: 1439 })
    const clock = (at: number) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
    fc.assert(
      fc.property(minute, minute, fc.integer({ min: 0, max: 86_400 }), (from, to, seconds) => {
        fc.pre(from !== to)
        const quietHours = { ...night, from: clock(from), to: clock(to) }
        const delay = seconds === 0 ? {} : { delay: { seconds, unlessReached: true } }
        const dueAt = Date.UTC(2026, 10, 23) + from * 60_000
        const free = freeMoment([{ ...quietHours, zone: 'UTC', reason: 'quiet_hours' }], dueAt)
        const endedAt = dueAt - seconds * 1000
        const isValid = (minutes: number) => free.is === 'free' && free.at < endedAt + minutes * 60_000
        const least = Array.from({ length: 2880 }, (_, index) => index + 1).find(isValid)!
        expect(said({ quietHours, ...delay, validityMinutes: least })).toEqual([])
        if (least > 1) expect(said({ quietHours, ...delay, validityMinutes: least - 1 })).toHaveLength(1)
      }),
      { numRuns: 200 },
    )
  })
})

// Every kind of call that the generated rules could tell apart, judged by the same code that judges real ones.
const hours = openingHours.parse({ week: { mon: [{ from: '00:00', to: '24:00' }] } })
const monday = Date.UTC(2026, 10, 23, 12)
const hour = 3_600_000

type Kind = { call: Call; facts: Facts }
/** One of each stretch between the bounds that the generated ranges have. */
const lengths = [undefined, 0, 2, 3, 4, 5, 7, 9, 10, 12]
/** Earlier misses within a day and within two; a row remembers 20. */
const earlierMisses = [0, 1, 2, 4, 19, 20].flatMap((inDay, index, all) =>
  all.slice(index).map((inTwoDays) => [inDay, inTwoDays] as const),
)
const people = [
  [],
  ['asha'],
  ['ravi'],
  ['meera'],
  ['asha', 'ravi'],
  ['asha', 'meera'],
  ['ravi', 'meera'],
  ['asha', 'ravi', 'meera'],
]

/** All kinds of calls; what no rule asks about is held still, so that they stay few. */
function everyKind(asked: ReadonlySet<string>): Kind[] {
  const any = <V>(name: string, values: readonly V[]): readonly V[] => (asked.has(name) ? values : values.slice(0, 1))
  const kinds: Kind[] = []
  for (const direction of ['incoming', 'outgoing'] as const)
    for (const outcome of ['connected', 'missed', 'voicemail'] as const)
      for (const department of any('departments', [null, 'sales', 'support', 'other']))
        for (const did of any('dids', [null, 'x', 'y']))
          for (const at of any('hours', [monday, monday + 24 * hour]))
            for (const isNew of any('caller', [true, false]))
              for (const ringSeconds of any('ringSeconds', lengths))
                for (const talkSeconds of outcome === 'connected' ? any('talkSeconds', lengths) : [0])
                  for (const [inDay, inTwoDays] of any('miss', earlierMisses))
                    for (const rung of any('users', people))
                      for (const answeredBy of any('users', [null, 'asha', 'ravi', 'meera']))
                        kinds.push(
                          kindOf({
                            direction,
                            outcome,
                            department,
                            did,
                            at,
                            isNew,
                            ringSeconds,
                            talkSeconds,
                            inDay,
                            inTwoDays,
                            rung,
                            answeredBy,
                          }),
                        )
  return kinds
}

function kindOf(one: {
  direction: 'incoming' | 'outgoing'
  outcome: 'connected' | 'missed' | 'voicemail'
  department: string | null
  did: string | null
  at: number
  isNew: boolean
  ringSeconds: number | undefined
  talkSeconds: number | undefined
  inDay: number
  inTwoDays: number
  rung: string[]
  answeredBy: string | null
}): Kind {
  const { direction, outcome, department, did, at, ringSeconds, talkSeconds, rung, answeredBy } = one
  const misses = Array.from({ length: one.inTwoDays }, (_, index) => at - (index < one.inDay ? 1 : 30) * hour)
  return {
    call: {
      sourceCallId: 'c',
      direction,
      outcome,
      caller: null,
      startedAt: at,
      endedAt: at,
      approximate: [],
      ...(ringSeconds === undefined ? {} : { ringSeconds }),
      ...(talkSeconds === undefined ? {} : { talkSeconds }),
    },
    facts: {
      caller: { raw: null, number: null, kind: 'withheld', own: false },
      department: department === null ? null : { id: department, key: department, name: department, members: [] },
      did: did === null ? null : { id: did, key: did, number: '', name: did },
      answeredBy,
      rung,
      now: at,
      accountOn: true,
      isNew: one.isNew,
      misses,
      lastReachedAt: null,
      recentTexts: [],
      unknown: [],
      owners: [],
      people: {},
      gateway: null,
      pricePerPart: 0,
    },
  }
}

/** How many of the calls each rule fires on, by key, and how many none does. */
function fires(rules: Rule[], kinds: readonly Kind[]): Map<string | null, number> {
  const compiled = compileRuleSet({
    number: 1,
    zone: 'UTC',
    language: 'en',
    accountName: 'A',
    country: 'IN',
    hours,
    departmentHours: {},
    templates: {},
    rules,
  })
  const counts = new Map<string | null, number>()
  for (const { call, facts } of kinds) {
    const judged = judge(call, compiled, facts)
    const fired = compiled.rules.find((one) => one.rule.enabled && firstFailing(one, judged) === null)
    const key = fired?.rule.key ?? null
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

const some = <V>(...values: V[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 })
const range = fc
  .tuple(fc.option(fc.constantFrom(0, 3, 5, 10)), fc.option(fc.constantFrom(0, 4, 7, 10)))
  .filter(([min, max]) => (min !== null || max !== null) && (min === null || max === null || min <= max))
  .map(([min, max]) => ({ ...(min === null ? {} : { min }), ...(max === null ? {} : { max }) }))
const miss = fc
  .tuple(fc.constantFrom(1, 2, 3), fc.constantFrom(undefined, 2, 3, 20), fc.constantFrom(24, 48))
  .filter(([from, to]) => to === undefined || from <= to)
  .map(([from, to, withinHours]) => ({ from, withinHours, ...(to === undefined ? {} : { to }) }))
const sides = {
  directions: some('incoming', 'outgoing'),
  outcomes: some('connected', 'missed', 'voicemail'),
  departments: some('sales', 'support'),
  dids: some('x', 'y'),
  users: fc.record({ match: fc.constantFrom('answered', 'rung'), users: some('asha', 'ravi', 'meera') }),
  hours: fc.constantFrom('open', 'closed'),
  caller: fc.constantFrom('new', 'returning'),
  ringSeconds: range,
  talkSeconds: range,
  miss,
}
const sideNames = Object.keys(sides) as (keyof typeof sides)[]
/** Rules that ask about a few things only, so that they get in each other's way. */
const ruleSet = fc.uniqueArray(fc.constantFrom(...sideNames), { minLength: 1, maxLength: 3 }).chain((names) =>
  fc.array(
    fc.oneof(
      {
        weight: 9,
        arbitrary: fc.record(Object.fromEntries(names.map((name) => [name, sides[name]])), {
          requiredKeys: [],
        }) as fc.Arbitrary<Conditions>,
      },
      { weight: 1, arbitrary: fc.constant('off' as const) },
    ),
    { minLength: 1, maxLength: 7 },
  ),
)

test('what is said of a rule set is what happens when every kind of call is judged', () => {
  let shadows = 0
  fc.assert(
    fc.property(ruleSet, (conditions) => {
      const rules = rulesOf(...conditions)
      const asked = new Set(rules.flatMap((one) => Object.keys(one.conditions)))
      const counts = fires(rules, everyKind(asked))
      const { shadowed: said, missingCatchAll, problems } = analyse(rules)
      const impossible = problems
        .filter(({ code }) => code === 'never_matches')
        .map(({ path }) => rules[Number(/\d+/.exec(path)?.[0])]!.key)
      const neverFires = rules.filter((one) => one.enabled && !counts.has(one.key)).map(({ key }) => key)
      const saidNever = new Set([...said.map(({ rule }) => rule), ...impossible])
      expect(rules.filter((one) => one.enabled && saidNever.has(one.key)).map(({ key }) => key)).toEqual(neverFires)
      expect(missingCatchAll).toBe(counts.has(null))
      // Those named are enough: without all other rules above it still never fires.
      for (const { rule, by } of said) {
        const few = rules.filter((one) => one.key === rule || by.includes(one.key))
        expect(fires(few, everyKind(asked)).has(rule)).toBe(false)
        shadows += 1
      }
    }),
    { numRuns: Number(process.env['FUZZ_RUNS'] ?? 250) },
  )
  expect(shadows).toBeGreaterThan(20)
})

test('a rule that takes every call is found below hundreds, however tangled they are and however long their lists', () => {
  const apart = Array.from({ length: 300 }, (_, index): Conditions => ({ dids: [`d${index}`], outcomes: ['missed'] }))
  const tangled = Array.from(
    { length: 300 },
    (_, index): Conditions => ({
      users: { match: 'rung', users: [`u${index % 37}`, `u${(index * 7) % 41}`] },
      ringSeconds: { min: index % 50, max: 50 + (index % 60) },
      departments: [`p${index % 11}`, `p${index % 13}`],
      outcomes: [(['connected', 'missed', 'voicemail'] as const)[index % 3]!],
    }),
  )
  const longLists = Array.from(
    { length: 300 },
    (_, index): Conditions => ({
      users: { match: 'rung', users: Array.from({ length: 200 }, (_, user) => `u${index}-${user}`) },
    }),
  )
  const longNumbers = Array.from(
    { length: 300 },
    (_, index): Conditions => ({ dids: Array.from({ length: 200 }, (_, did) => `d${(index * 7 + did) % 400}`) }),
  )
  for (const conditions of [apart, tangled, longLists, longNumbers]) {
    const rules = rulesOf(...conditions, { outcomes: ['missed'] }, {})
    expect(analyse(rules).missingCatchAll).toBe(false)
  }
})
