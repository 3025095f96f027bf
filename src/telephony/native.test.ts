import { describe, expect, it } from 'vitest'
import { signWebhook } from '../network/signatures.ts'
import { describeSource, fixtureNow } from './conformance.ts'
import { native } from './native.ts'
import { preview } from './preview.ts'

const secret = `whsec_${Buffer.alloc(24, 5).toString('base64')}`
const offsets = 'every instant carries its offset'

describeSource({
  kind: native,
  fixtures: new URL('./fixtures/native/', import.meta.url),
  proof: {
    settings: { secret },
    secrets: [secret],
    signsBody: true,
    timed: true,
    prove: (request, at, otherSecret) => {
      const signed = signWebhook(otherSecret ? `whsec_${otherSecret}` : secret, { id: 'msg_1', at, body: request.body })
      const added: [string, string][] = [
        ['webhook-id', signed.id],
        ['webhook-timestamp', signed.timestamp],
        ['webhook-signature', signed.signature],
      ]
      return { ...request, headers: [...request.headers, ...added] }
    },
  },
  notApplicable: {
    internal: 'our own shape has no internal calls; its sender leaves them out',
    unknown_event: 'our own shape is a call and nothing else',
    menu_answer_is_not_connected: 'its sender says the outcome in our own words',
    daylight_saving: offsets,
    zero_dates: offsets,
    every_order: 'one request tells one call whole',
    last_event_missing: 'one request tells one call whole',
    late_voicemail: 'a second report of a call changes nothing',
    public_url: 'the signature does not cover the URL',
    handshake: 'our own shape asks for none',
    stream: 'it holds no connection',
    backfill: 'the sender repeats what was not answered',
  },
})

describe('our own JSON', () => {
  it('takes a thousand calls at once and says why it takes no more', () => {
    const call = {
      sourceCallId: 'a',
      direction: 'incoming',
      outcome: 'missed',
      caller: null,
      endedAt: '2026-11-23T10:00:00Z',
    }
    const calls = Array.from({ length: 1_000 }, (_, i) => ({ ...call, sourceCallId: `a${i}` }))
    expect(preview(JSON.stringify(calls), native, { secret: '' }, fixtureNow).calls).toHaveLength(1_000)
    expect(preview(JSON.stringify([...calls, call]), native, { secret: '' }, fixtureNow).parsed).toMatchObject([
      { is: 'invalid', problems: [{ code: 'too_many' }] },
    ])
  })

  it('says what is missing in plain words', () => {
    expect(preview('{}', native, { secret: '' }, fixtureNow).parsed[0]).toMatchObject({
      is: 'invalid',
      problems: expect.arrayContaining([{ path: 'sourceCallId', code: 'missing', message: 'is needed' }]),
    })
  })
})
