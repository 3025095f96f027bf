import { describe, expect, it } from 'vitest'
import { isCharged, type State, states } from './delivery.ts'
import { freeRefusals, reasonCodes } from './reasons.ts'

const chargedOf = (state: State) => reasonCodes.filter((reason) => isCharged({ state, reason }))

describe('a text is charged', () => {
  it('once it went, or while it may have or may', () => {
    expect(states.filter((state) => isCharged({ state, reason: null }))).toEqual([
      'queued',
      'sending',
      'sent',
      'unconfirmed',
      'delivered',
      'undelivered',
      'unknown',
    ])
  })

  it('where the network gave it up, and not where the operator’s DLT check refused what the SMSC had taken', () => {
    expect(chargedOf('undelivered')).toEqual(reasonCodes.filter((reason) => !freeRefusals.includes(reason)))
    expect(chargedOf('undelivered')).not.toContain('promotional_hours')
    expect(chargedOf('undelivered')).toContain('number_unreachable')
  })

  it('by its state alone where it is not over: a text that was refused and goes again costs its price', () => {
    for (const state of ['queued', 'sending', 'sent', 'delivered'] as const)
      expect(chargedOf(state)).toEqual(reasonCodes)
    for (const state of ['skipped', 'rejected', 'lapsed', 'cancelled'] as const) expect(chargedOf(state)).toEqual([])
  })
})
