import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Call } from './call.ts'
import { checkOf, checks } from './checks.ts'
import { compileRuleSet } from './conditions.ts'
import type { Facts } from './facts.ts'
import { type GateFacts, gate } from './gate.ts'
import type { PhoneNumber } from './phone-number.ts'
import { plan } from './plan.ts'
import type { PolicyFacts } from './policy.ts'
import type { Quiet } from './quiet-hours.ts'
import type { Reason } from './reasons.ts'
import type { Rule } from './rule.ts'
import type { SnapshotTemplate } from './rule-set.ts'

const now = Date.parse('2026-11-23T06:30:00Z')
const number = '+919812300001' as PhoneNumber
const order = checks.map((one) => one.check)
const night = { from: '11:00', to: '23:00', action: 'skip' as const }

/** A call, and all that judges it. */
type World = { call: Call; facts: Facts; rule: Rule; template: SnapshotTemplate }

const free = (): World => ({
  call: {
    sourceCallId: 'c',
    direction: 'incoming',
    outcome: 'missed',
    caller: number,
    startedAt: now - 60_000,
    endedAt: now - 60_000,
    approximate: [],
  },
  facts: {
    now,
    accountOn: true,
    caller: { raw: number, number, kind: 'mobile', own: false },
    isNew: true,
    misses: [],
    lastReachedAt: null,
    recentTexts: [],
    department: null,
    did: null,
    answeredBy: null,
    rung: [],
    unknown: [],
    owners: [],
    people: {},
    gateway: { id: 'g', maxParts: 1 },
    pricePerPart: 3000,
  },
  rule: {
    key: 'any',
    name: 'Any',
    enabled: true,
    conditions: {},
    recipients: [{ selector: { to: 'caller' }, template: 'sorry' }],
    validityMinutes: 60,
  } as Rule,
  template: {
    key: 'sorry',
    id: 't',
    version: 1,
    name: 'Sorry',
    body: 'Sorry we missed your call.',
    status: 'approved',
    header: 'KAVERI',
    entityId: null,
    dltTemplateId: null,
    category: 'service_implicit',
  },
})

const limited = (policy: PolicyFacts) => (world: World) => {
  world.facts.policy = { ...world.facts.policy, ...policy }
}

/** What makes each check stop the text to the caller, and no other check. */
const wrongs: Record<(typeof order)[number], (world: World) => void> = {
  account: ({ facts }) => void Object.assign(facts, { accountOn: false }),
  number: ({ facts }) => void Object.assign(facts.caller, { own: true }),
  duplicate: ({ rule }) =>
    void rule.recipients.unshift({ selector: { to: 'numbers', numbers: [number] }, template: 'sorry' }),
  exclusions: limited({ excluded: [number] }),
  opt_out: ({ facts }) => void Object.assign(facts, { optedOut: [number] }),
  consent: ({ facts }) => void Object.assign(facts, { consents: { neededFor: ['service_implicit'], given: [] } }),
  validity: ({ rule }) => void Object.assign(rule, { validityMinutes: 1 }),
  template: ({ template }) => void Object.assign(template, { status: 'paused' }),
  header: ({ template }) => void Object.assign(template, { headerStatus: 'suspended' }),
  refusals: ({ facts }) => void Object.assign(facts, { pausedTemplates: ['t'] }),
  text: ({ template }) => void Object.assign(template, { body: `${template.body} {{var.order}}` }),
  gateway: ({ facts }) => void Object.assign(facts, { gateway: null }),
  length: ({ template }) => void Object.assign(template, { body: `${template.body} ${'Long. '.repeat(30)}` }),
  reached: ({ rule, facts }) => {
    rule.delay = { seconds: 60, unlessReached: true }
    facts.lastReachedAt = now
  },
  hours: ({ rule }) => void Object.assign(rule, { quietHours: night }),
  cap: ({ rule, facts }) => {
    rule.cap = { texts: 1, hours: 1 }
    facts.recentTexts = [{ rule: 'any', at: now, message: 'm', counts: true }]
  },
  quota: limited({ quota: { limit: 1, used: 1 } }),
  loop: limited({ loop: { texts: 5, minutes: 60 } }),
  trial: limited({ trial: [] }),
  spend: limited({ spend: { limit: 1, used: 0 } }),
}

/** The check that stops the caller's text where these things are wrong; null where it goes. */
function stoppedBy(wrong: readonly (typeof order)[number][]) {
  const world = free()
  for (const one of wrong) wrongs[one](world)
  const toCaller = textsOf(world).find((one) => one.recipient === 'caller')
  return toCaller?.is === 'skip' ? (checkOf(toCaller.reason)?.check ?? toCaller.reason) : null
}

function textsOf({ call, facts, rule, template }: World) {
  const rules = compileRuleSet({
    number: 1,
    zone: 'Asia/Kolkata',
    language: 'en',
    accountName: 'Kaveri',
    country: 'IN',
    hours: null,
    departmentHours: {},
    templates: { sorry: template },
    rules: [rule],
  })
  return plan(call, rules, facts).messages
}

describe('planning', () => {
  test.each(order)('is stopped by the check %s where only that is wrong', (check) => {
    expect(stoppedBy([check])).toBe(check)
  })

  test('goes by the order: of all that is wrong the first stops the text, and mended, the next', () => {
    for (const [mended, check] of order.entries()) expect(stoppedBy(order.slice(mended))).toBe(check)
    expect(stoppedBy([])).toBeNull()
  })

  test('says the first of whatever is wrong', () => {
    fc.assert(
      fc.property(fc.subarray(order), (wrong) => {
        expect(stoppedBy(wrong)).toBe(wrong[0] ?? null)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('of recipients with one number', () => {
  const asha = { id: 'a', key: 'asha', name: 'Asha Nair', phone: number, textsOff: true }
  const fixed = { to: 'numbers' as const, numbers: [number] }
  /** What each recipient gets, where the person of this number wants no texts. */
  const fatesOf = (...selectors: Rule['recipients'][number]['selector'][]) => {
    const world = free()
    world.facts.people = { asha }
    world.rule.recipients = selectors.map((selector) => ({ selector, template: 'sorry' }))
    return textsOf(world).map((one) => [one.recipient, one.is === 'skip' ? `${one.reason}: ${one.detail}` : 'send'])
  }

  test('the first decides for it, also where it is a person who wants no texts', () => {
    expect(fatesOf({ to: 'users', users: ['asha'] }, fixed, { to: 'caller' })).toEqual([
      ['user:a', 'user_turned_off: Asha Nair'],
      [`number:${number}`, 'duplicate_recipient: user:a'],
      ['caller', 'duplicate_recipient: user:a'],
    ])
  })

  test('a person who wants no texts takes away none that was decided before', () => {
    expect(fatesOf(fixed, { to: 'users', users: ['asha'] }, { to: 'caller' })).toEqual([
      [`number:${number}`, 'send'],
      ['user:a', 'user_turned_off: Asha Nair'],
      ['caller', `duplicate_recipient: number:${number}`],
    ])
  })
})

describe('the gate', () => {
  const quiet: Quiet[] = [{ ...night, zone: 'Asia/Kolkata', reason: 'quiet_hours' }]
  const passing: GateFacts = {
    now,
    validUntil: now + 1,
    accountOn: true,
    isOwnNumber: false,
    templateStatus: 'approved',
    unlessReachedSince: 0,
    lastReachedAt: null,
    isExcluded: false,
    isOptedOut: false,
    lacksConsent: false,
    isDndLearnt: false,
    isHeaderInactive: false,
    isRefused: false,
    isBarred: false,
    isInTrial: true,
    quiet: null,
    isCapped: false,
    isQuotaUsed: false,
    isLooping: false,
    isOverSpend: false,
  }
  const stopping: [Reason, Partial<GateFacts>][] = [
    ['account_off', { accountOn: false }],
    ['own_number', { isOwnNumber: true }],
    ['number_excluded', { isExcluded: true }],
    ['opted_out', { isOptedOut: true }],
    ['no_consent', { lacksConsent: true }],
    ['dnd_learnt', { isDndLearnt: true }],
    ['validity_over', { validUntil: now }],
    ['template_not_approved', { templateStatus: 'draft' }],
    ['header_inactive', { isHeaderInactive: true }],
    ['template_refused', { isRefused: true }],
    ['not_whitelisted', { isBarred: true }],
    ['reached_meanwhile', { lastReachedAt: 1 }],
    ['quiet_hours', { quiet }],
    ['frequency_cap', { isCapped: true }],
    ['quota_exhausted', { isQuotaUsed: true }],
    ['loop_suspected', { isLooping: true }],
    ['trial_mode', { isInTrial: false }],
    ['spend_stop', { isOverSpend: true }],
  ]

  test('lets pass what nothing stands against', () => {
    expect(gate(passing)).toEqual({ is: 'send' })
  })

  test('goes by the same order, whatever is wrong', () => {
    fc.assert(
      fc.property(fc.subarray(stopping, { minLength: 1 }), (wrong) => {
        const verdict = gate(Object.assign({ ...passing }, ...wrong.map(([, facts]) => facts)))
        expect(verdict).toMatchObject({ is: 'stop', reason: wrong[0]?.[0] })
      }),
    )
    const placesOf = stopping.map(([reason]) => checkOf(reason)?.place ?? 0)
    expect(placesOf).toEqual(placesOf.toSorted((a, b) => a - b))
  })
})

describe('the checks', () => {
  test('give each reason in one place', () => {
    const given = checks.flatMap((one) => [...one.reasons])
    expect(new Set(given).size).toBe(given.length)
  })

  test('say in words where a text stopped', () => {
    expect(checkOf('account_off')?.words).toBe('Stopped at check 1 of 20, whether After-Call SMS is switched on.')
    expect(checkOf('template_paused')).toEqual({
      check: 'template',
      place: 8,
      of: 20,
      words: 'Stopped at check 8 of 20, whether the template is approved and not paused; the 7 before it passed.',
    })
    expect(checkOf('number_unreachable')).toBeNull()
  })

  test('are the manual’s, line by line', () => {
    const page = readFileSync(new URL('../../docs/operating/templates.md', import.meta.url), 'utf8')
    const rows = checks.map(
      ({ asks, reasons }, index) => `| ${index + 1} | ${asks} | ${reasons.map((one) => `\`${one}\``).join(', ')} |`,
    )
    expect(page).toContain(`\n${rows.join('\n')}\n`)
  })
})
