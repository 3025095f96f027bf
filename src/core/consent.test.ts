import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asksConsent, asksDnd, consentCountsAfter, consentStop, promotionalCategories } from './consent.ts'
import { countryPacks } from './countries/packs.ts'
import { templateCategories } from './rule-set.ts'

const number = '+919812345678'
const abroad = '+12133734253'
const category = fc.constantFrom(...templateCategories)
const facts = fc.record(
  {
    consents: fc.record({
      neededFor: fc.uniqueArray(category),
      given: fc.subarray([number, abroad]),
    }),
    dndLearnt: fc.subarray([number, abroad]),
  },
  { requiredKeys: [] },
)

describe('a text that needs consent', () => {
  test('stops exactly where its category needs one and none is on record', () => {
    fc.assert(
      fc.property(facts, category, (found, of) => {
        const { consents } = found
        const lacks = consents?.neededFor.includes(of) === true && !consents.given.includes(number)
        expect(consentStop(found, of, number) === 'no_consent').toBe(lacks)
      }),
    )
  })
  test('is stopped by learnt preferences only if it is promotional, and lack of consent is named first', () => {
    fc.assert(
      fc.property(facts, category, (found, of) => {
        const stop = consentStop(found, of, number)
        const isLearnt = found.dndLearnt?.includes(number) === true
        expect(stop === 'dnd_learnt').toBe(
          isLearnt && promotionalCategories.some((one) => one === of) && stop !== 'no_consent',
        )
      }),
    )
  })
  test('is looked up whenever a fact could stop it, and never for an account that asks for no consent and texts India', () => {
    fc.assert(
      fc.property(facts, category, (found, of) => {
        const stop = consentStop(found, of, number)
        if (stop === 'no_consent') expect(asksConsent([of], found.consents?.neededFor ?? [], () => [number])).toBe(true)
        if (stop === 'dnd_learnt') expect(asksDnd([of])).toBe(true)
        expect(asksConsent(templateCategories, [], () => [number])).toBe(false)
      }),
    )
  })
})

describe('a text to another country', () => {
  test('that is promotional needs consent, is looked up, and is named before what was learnt', () => {
    fc.assert(
      fc.property(facts, category, (found, of) => {
        const isPromotional = promotionalCategories.some((one) => one === of)
        const { consents } = found
        const lacks =
          consents !== undefined &&
          (isPromotional || consents.neededFor.includes(of)) &&
          !consents.given.includes(abroad)
        expect(consentStop(found, of, abroad) === 'no_consent').toBe(lacks)
        if (isPromotional) expect(asksConsent([of], [], () => [number, abroad])).toBe(true)
      }),
    )
  })
  // The claim says so in SQL: every number but India's, and these categories.
  test('is asked for exactly the promotional categories by every pack but India’s', () => {
    const asked = countryPacks.map((one): [string, readonly string[]] => [one.key, one.consentFor])
    expect(asked).toEqual(countryPacks.map(({ key }) => [key, key === 'IN' ? [] : promotionalCategories]))
  })
})

describe('a consent after somebody wanted no more texts', () => {
  const day = 86_400_000
  const at = Date.parse('2026-03-01T10:00:00Z')
  test('counts only when the days are over', () => {
    const out = { at, cameBackAt: null }
    expect(consentCountsAfter(at + 90 * day, out, 90)).toBe(at + 90 * day)
    expect(consentCountsAfter(at + 90 * day + 1, out, 90)).toBeUndefined()
  })
  test('counts at once from whoever came back by themselves, but not from before they left', () => {
    const back = { at, cameBackAt: at + day }
    expect(consentCountsAfter(at + day, back, 90)).toBeUndefined()
    expect(consentCountsAfter(at - day, back, 90)).toBe(at)
    expect(consentCountsAfter(at + day, { at, cameBackAt: at - day }, 90)).toBe(at + 90 * day)
  })
  test('never counts when it was given before they left, whatever the days', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3650 }),
        fc.nat(1000),
        fc.option(fc.integer({ min: at - 10 * day, max: at + 10 * day })),
        (days, before, cameBackAt) => {
          expect(consentCountsAfter(at - before * day, { at, cameBackAt }, days)).toBeGreaterThanOrEqual(at)
        },
      ),
    )
  })
  test('counts where nobody ever left', () => {
    expect(consentCountsAfter(0, { at: null, cameBackAt: null }, 90)).toBeUndefined()
  })
})
