import fc from 'fast-check'
import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max'
import { describe, expect, test } from 'vitest'
import { readReply } from '../opt-out.ts'
import { freeMoment, quietOf } from '../quiet-hours.ts'
import { templateCategories } from '../rule-set.ts'
import { isTimeZone, localTime } from '../schedule.ts'
import { countryPack } from './pack.ts'
import { countryPacks, packOf, packOfNumber } from './packs.ts'
import { missingFields, takesSender } from './senders.ts'
import { zonesOf } from './zones.ts'

const instants = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) })

describe('the packs', () => {
  test.each(countryPacks.map((one) => [one.key, one] as const))('%s is what the schema says', (_, pack) => {
    expect(countryPack.parse(pack)).toEqual(pack)
    for (const { pattern } of [...pack.senders, ...pack.registration])
      expect(() => new RegExp(pattern, 'u')).not.toThrow()
    for (const { from, to } of Object.values(pack.hours)) expect(from < to).toBe(true)
  })
  test('share no country and no key, and name the calling code of each country', () => {
    const countries = countryPacks.flatMap((one) => one.countries)
    expect(new Set(countries).size).toBe(countries.length)
    expect(new Set(countryPacks.map((one) => one.key)).size).toBe(countryPacks.length)
    for (const { countries: all, callingCodes } of countryPacks)
      expect([...new Set(all.map((one) => getCountryCallingCode(one as 'IN')))].sort()).toEqual(callingCodes.toSorted())
  })
  test('of India alone ask for the ids of its registers', () => {
    expect(countryPacks.filter((one) => one.dlt).map((one) => one.key)).toEqual(['IN'])
  })
})

describe('the country of a number', () => {
  test.each([
    ['+919812345678', 'IN'],
    ['+12133734253', 'US'],
    ['+17875550123', 'US'],
    ['+447400123456', 'GB'],
    ['+4915112345678', 'EU'],
    ['+33612345678', 'EU'],
    ['+6581234567', 'SG'],
    ['+971501234567', 'AE'],
    // Canada shares the code of the United States and not their law.
    ['+14165550123', 'ZZ'],
    ['+77012345678', 'ZZ'],
    ['+8821612345678', 'ZZ'],
  ])('of %s gives the pack %s', (number, key) => {
    expect(packOfNumber(number).key).toBe(key)
  })
})

describe('the hours', () => {
  const promised: [string, string, string, string][] = [
    ['IN', '+919812345678', '10:00', '21:00'],
    ['US', '+12133734253', '08:00', '21:00'],
    ['GB', '+447400123456', '09:00', '20:00'],
    ['EU', '+4915112345678', '09:00', '20:00'],
    ['SG', '+6581234567', '10:00', '20:00'],
    ['AE', '+971501234567', '08:00', '21:00'],
    ['ZZ', '+14165550123', '10:00', '20:00'],
  ]
  test.each(promised)('of %s are kept by a promotional text to %s: from %s to %s', (_, number, from, to) => {
    const quiet = quietOf({}, 'promotional', { zone: 'Pacific/Apia', number }) ?? []
    fc.assert(
      fc.property(instants, (at) => {
        const moment = freeMoment(quiet, at)
        if (moment.is !== 'free') throw new Error('no hour of the day is free')
        expect(moment.at - at).toBeLessThan(24 * 3_600_000)
        for (const { zone } of quiet) {
          const { minute } = localTime(zone, moment.at)
          const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
          expect(from <= clock && clock < to).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })
  test('hold no service text anywhere', () => {
    for (const [, number] of promised)
      expect(quietOf({}, 'service_implicit', { zone: 'Asia/Kolkata', number })).toBeNull()
  })
  test('are those of every zone of the country: the outermost clocks stand for all that are between them', () => {
    const all = (country: string) => {
      const locale = new Intl.Locale('und', { region: country }) as Intl.Locale & {
        getTimeZones(): string[] | undefined
      }
      return locale.getTimeZones() ?? []
    }
    const wide = fc.constantFrom('US', 'CA', 'AU', 'BR', 'MX', 'ES', 'PT', 'ID', 'NZ', 'CL', 'FR', 'KZ')
    fc.assert(
      fc.property(wide, instants, (country, at) => {
        const isDay = (zone: string) => {
          const { minute } = localTime(zone, at)
          return 600 <= minute && minute < 1200
        }
        if (zonesOf(country).every(isDay)) expect(all(country).filter((zone) => !isDay(zone))).toEqual([])
      }),
      { numRuns: 3000 },
    )
  })
  test('are the account’s own where nobody knows the zone: every country has one, or is tiny', () => {
    const without = getCountries().filter((one) => zonesOf(one).length === 0)
    expect(without).toEqual(['AC', 'TA', 'XK'])
    for (const country of getCountries()) expect(zonesOf(country).every(isTimeZone)).toBe(true)
    expect(quietOf({}, 'promotional', { zone: 'Europe/Belgrade', number: '+38344123456' })).toMatchObject([
      { zone: 'Europe/Belgrade', from: '20:00', to: '10:00' },
    ])
  })
})

describe('the words', () => {
  const dressed = fc.constantFrom('', ' ', '!', '. ', ' 🙏', '"')
  test.each(countryPacks.map((one) => [one.key, one] as const))(
    'of %s are read as the whole reply',
    (_, { keywords }) => {
      for (const [meaning, words] of [
        ['stop', keywords.stop],
        ['start', keywords.start],
      ] as const)
        for (const word of words)
          fc.assert(
            fc.property(dressed, dressed, fc.boolean(), (before, after, isSmall) => {
              const reply = before + (isSmall ? word.toLowerCase() : word) + after
              expect([reply, readReply(reply, keywords)]).toEqual([reply, meaning])
            }),
            { numRuns: 20 },
          )
      for (const word of keywords.help) expect(readReply(word, keywords)).toBe('other')
    },
  )
  test('of one country mean nothing in another, nor within a sentence', () => {
    expect(readReply('BAJA', packOf('ES').keywords)).toBe('stop')
    expect(readReply('BAJA', packOf('US').keywords)).toBe('other')
    expect(readReply('B', packOf('AE').keywords)).toBe('stop')
    expect(readReply('I am on my way to Baja', packOf('ES').keywords)).toBe('other')
  })
})

describe('a sender', () => {
  test.each([
    ['IN', 'KAVERI', true],
    ['IN', '123456', true],
    ['IN', '+14155550100', false],
    ['US', 'KAVERI', false],
    ['US', '+14155550100', true],
    ['US', '24680', true],
    ['GB', 'Kaveri', true],
    ['GB', '+447700900123', true],
    ['GB', '+14155550100', false],
    ['GB', 'Kaveri Traders', false],
    ['EU', 'Kaveri', true],
    ['SG', 'Kaveri', true],
    ['SG', ' Kaveri', false],
    ['SG', '71234', true],
    ['SG', '81234', false],
    ['AE', 'Kaveri', true],
    ['AE', 'AD-Kaveri', false],
    ['ZZ', 'whatever it is', true],
  ])('in %s: is %s taken for service texts? %s', (country, sender, isTaken) => {
    expect(takesSender(packOf(country), sender, 'service_implicit')).toBe(isTaken)
  })
  test('of a promotional text in the Emirates begins with AD- and has at most 11 characters', () => {
    const uae = packOf('AE')
    expect(takesSender(uae, 'AD-Kaveri', 'promotional')).toBe(true)
    expect(takesSender(uae, 'Kaveri', 'promotional')).toBe(false)
    expect(takesSender(uae, 'AD-KaveriTra', 'promotional')).toBe(false)
  })
  test('lacks the registrations that its kind needs, and no others', () => {
    const names = (country: string, sender: string, fields: Record<string, string> = {}) =>
      missingFields(packOf(country), sender, fields).map((one) => one.name)
    expect(names('US', '+14155550100')).toEqual(['brandId', 'campaignId'])
    expect(names('US', '+14155550100', { brandId: 'B1C2D3E', campaignId: 'C1D2E3F' })).toEqual([])
    expect(names('US', '24680')).toEqual([])
    expect(names('SG', 'Kaveri', { uen: '201812345K' })).toEqual(['ssirId'])
  })
  test('is left to the gateway where there is no pack, in every category', () => {
    for (const category of templateCategories) expect(takesSender(packOf('JP'), '', category)).toBe(true)
  })
})
