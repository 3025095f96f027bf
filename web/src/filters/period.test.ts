import { describe, expect, it } from 'vitest'
import { daysOf, inDays, lengthOf, reachesToday } from './period.ts'

const today = '2026-03-02'

describe('a period', () => {
  it('is made of whole days, today among them but where it is yesterday', () => {
    expect(daysOf('today', today)).toEqual({ from: '2026-03-02' })
    expect(daysOf('yesterday', today)).toEqual({ from: '2026-03-01', to: '2026-03-01' })
    expect(daysOf('7days', today)).toEqual({ from: '2026-02-24' })
    expect(daysOf('30days', today)).toEqual({ from: '2026-02-01' })
  })

  it('takes the place of the dates beside it; a word that is none says nothing', () => {
    expect(inDays({ period: 'today', to: '2026-01-01', rule: 'any' }, today)).toEqual({ from: today, rule: 'any' })
    expect(inDays({ period: 'dates', from: '2026-01-01' }, today)).toEqual({ from: '2026-01-01' })
    expect(inDays({ period: 'someday' }, today)).toEqual({})
  })

  it('holds what happens now unless it is over or to come', () => {
    expect(reachesToday({}, today)).toBe(true)
    expect(reachesToday({ from: today, to: today }, today)).toBe(true)
    expect(reachesToday({ to: '2026-03-01' }, today)).toBe(false)
    expect(reachesToday({ from: '2026-03-03' }, today)).toBe(false)
    expect(reachesToday({ from: '2026-03-02T10:00:00Z' }, today)).toBe(true)
  })

  it('is as long as from its first day to today', () => {
    expect(lengthOf({ from: '2026-02-24', to: '2026-02-25' }, today)).toBe(7)
    expect(lengthOf({ from: today }, today)).toBe(1)
    expect(lengthOf({ to: today }, today)).toBeUndefined()
    expect(lengthOf({ from: '2026-03-02T10:00:00Z' }, today)).toBeUndefined()
  })
})
