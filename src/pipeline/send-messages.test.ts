import { describe, expect, test } from 'vitest'
import type { PhoneNumber } from '../core/phone-number.ts'
import type { Can, Outcome } from '../gateways/gateway.ts'
import { storedOutcome, type UnderWay } from './send-messages.ts'

const at = { now: 1_000, random: 0.5, ratherTwice: false }
const can: Can = {
  batch: 1,
  refEcho: 'none',
  lookUp: 'none',
  receiptKey: 'id',
  receipts: 'none',
  perPartReceipts: true,
  maxParts: 1,
  window: 1,
  oneNode: false,
  replies: false,
  dlt: { is: 'ids' },
}
const to = '+919812300001' as PhoneNumber
const underWay: UnderWay = {
  accountId: 'a',
  messageId: 'm',
  attempt: 1,
  gatewayId: 'g',
  to,
  parts: 1,
  refusals: 0,
  submission: {
    attempt: 'm:1',
    ref: 'r',
    to,
    header: 'KAVERI',
    text: 'Hello',
    encoding: 'gsm',
    parts: 1,
    validUntil: 60_000,
  },
}
type Refused = Extract<Outcome, { is: 'refused' }>
const refused = (over: Pick<Refused, 'reason' | 'retry' | 'proof'>): Outcome => ({
  attempt: 'm:1',
  is: 'refused',
  scope: 'message',
  raw: {},
  ...over,
})

describe('a refusal', () => {
  test('of what another route might take is for good, with its own reason: texts leave by one route', () => {
    const outcome = refused({ reason: 'not_routable', retry: 'other_route', proof: 'said_no' })
    expect(storedOutcome(underWay, outcome, can, at)).toMatchObject({ is: 'refused_for_good', reason: 'not_routable' })
  })

  test('for now is tried again, for good it is not', () => {
    const forNow = refused({ reason: 'throttled', retry: { afterMs: 2_000 }, proof: 'said_no' })
    expect(storedOutcome(underWay, forNow, can, at)).toMatchObject({ is: 'refused_for_now', inMs: 2_500 })
    const forGood = refused({ reason: 'number_invalid', retry: 'never', proof: 'said_no' })
    expect(storedOutcome(underWay, forGood, can, at)).toMatchObject({ is: 'refused_for_good' })
  })
})

describe('the DLT ids of a text to India', () => {
  const accepted: Outcome = { attempt: 'm:1', is: 'accepted', keys: [], raw: { words: 'OK' } }
  const dlt = { entity: '1101', template: '1107', category: 'service_implicit' }
  const withIds: UnderWay = { ...underWay, submission: { ...underWay.submission, dlt } }
  const kept = (one: UnderWay, outcome: Outcome, passed: Can['dlt']) =>
    JSON.parse(storedOutcome(one, outcome, { ...can, dlt: passed }, at).answer ?? 'null')

  test('are kept with its answer as having gone, or not', () => {
    expect(kept(withIds, accepted, { is: 'ids' })).toEqual({ words: 'OK', dlt: true })
    expect(kept(withIds, accepted, { is: 'none', mend: '' })).toEqual({ words: 'OK', dlt: false })
    expect(kept(underWay, accepted, { is: 'ids' })).toEqual({ words: 'OK', dlt: false })
  })

  test('nothing is said of them where no byte left, abroad, or where the sandbox has none', () => {
    const notSent = refused({ reason: 'not_sent', retry: { afterMs: 0 }, proof: 'not_sent' })
    expect(kept(withIds, notSent, { is: 'ids' })).toEqual({})
    expect(kept({ ...underWay, to: '+33612345678' }, accepted, { is: 'ids' })).toEqual({ words: 'OK' })
    expect(kept(underWay, accepted, { is: 'no_network' })).toEqual({ words: 'OK' })
  })
})
