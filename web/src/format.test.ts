import { afterEach, describe, expect, test, vi } from 'vitest'
import { besidesNumber, endOfDay, lasted, makeFormat, ownName, percent, phone, plainAmount } from './format.ts'

afterEach(() => void vi.useRealTimers())

describe('figures and moments', () => {
  test('lengths have their unit and as many digits as they deserve', () => {
    expect([0, 41, 999, 2_310, 62_000, 3_600_000, 259_200_000].map((ms) => lasted(ms))).toEqual([
      '0 ms',
      '41 ms',
      '999 ms',
      '2.31 s',
      '1 min',
      '1 h',
      '3 days',
    ])
  })

  test('shares have a space before the sign and no needless digit', () => {
    expect([percent(58, 4377), percent(1, 2), percent(0, 9), percent(1, 0)]).toEqual(['1.3 %', '50 %', '0 %', '0 %'])
  })

  test('a day is the same in every zone, and says its year where it is another', () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-23T20:00:00Z') })
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      const { calendarDay: date } = makeFormat({ language: 'en', zone, currency: 'INR' })
      expect([date('2026-11-05'), date('2026-12-04', 'long'), date('2027-01-04')]).toEqual([
        '5 Nov',
        '4 December',
        '4 Jan 2027',
      ])
    }
  })

  test('phone numbers are grouped as their country writes them', () => {
    expect(phone('+919000001842')).toBe('+91 90000 01842')
    expect([phone('18005720199'), phone('1800 572 0199'), phone('+9118005720199')]).toEqual(
      Array(3).fill('1800 572 0199'),
    )
    expect([phone('+918041234567'), phone('+911123456789'), phone('+918012345678')]).toEqual([
      '+91 80 4123 4567',
      '+91 11 2345 6789',
      '+91 80123 45678',
    ])
    expect(phone('+14155550100')).toBe('+14155550100')
  })

  test('amounts to be edited keep the places that say something', () => {
    expect(['200.0000', '0.3000', '0.0083', '0.1250', '5', '5.5'].map(plainAmount)).toEqual([
      '200.00',
      '0.30',
      '0.0083',
      '0.125',
      '5',
      '5.5',
    ])
  })

  test('a name that begins with its number is said without it, however it is written', () => {
    expect(besidesNumber('080 4123 4567, Bengaluru', '+918041234567')).toBe('Bengaluru')
    expect(besidesNumber('1800 572 0199, toll-free', '18005720199')).toBe('toll-free')
    expect(['Bengaluru', '080 9999 9999, another'].map((name) => besidesNumber(name, '+918041234567'))).toEqual([
      'Bengaluru',
      '080 9999 9999, another',
    ])
  })

  test('a name that only writes the number is none', () => {
    const names = ['+918041234567', '080 4123 4567', '080 9999 9999', 'Bengaluru']
    expect(names.map((name) => ownName(name, '+918041234567'))).toEqual(['', '', '080 9999 9999', 'Bengaluru'])
    expect(besidesNumber('+91 80 4123 4567', '+918041234567')).toBe('')
  })

  test('a day has its year when it is not this one, by the account’s clock', () => {
    vi.useFakeTimers({ now: Date.parse('2027-01-05T12:00:00Z') })
    const format = makeFormat({ language: 'en', zone: 'Asia/Kolkata', currency: 'INR' })
    expect(format.moment('2026-12-28T09:01:00Z')).toBe('28 Dec 2026, 14:31')
    expect(format.moment('2026-12-31T20:01:00Z')).toBe('1 Jan, 01:31')
    expect(format.longDay('2026-11-21T09:01:00Z')).toBe('Saturday, 21 November 2026')
  })

  test('until a day is until its end where the account is', () => {
    expect(endOfDay('2026-03-31', 'Asia/Kolkata')).toBe('2026-03-31T18:29:59.999Z')
    expect(endOfDay('2026-10-31', 'America/New_York')).toBe('2026-11-01T03:59:59.999Z')
    expect(endOfDay('2026-12-31', 'UTC')).toBe('2026-12-31T23:59:59.999Z')
  })

  test('moments are in the account’s zone, 24-hour everywhere but on handsets', () => {
    const format = makeFormat({ language: 'en', zone: 'Asia/Kolkata', currency: 'INR' })
    const at = '2026-11-23T09:01:52.004Z'
    expect([format.clock(at), format.exact(at), format.handset(at)]).toEqual(['14:31', '14:31:52.004', '2:31 pm'])
    expect([format.money('0.3000'), format.money('2683.5600'), format.money('0.1850')]).toEqual([
      '₹0.30',
      '₹2,683.56',
      '₹0.185',
    ])
  })
})
