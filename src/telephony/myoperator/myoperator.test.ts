import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { describeSource, fixtureNow } from '../conformance.ts'
import { readSample } from '../preview.ts'
import { foldEvents } from './fold.ts'
import { myoperator } from './myoperator.ts'

const secret = 'kaveri-header-secret'

describeSource({
  kind: myoperator,
  fixtures: new URL('../fixtures/myoperator/', import.meta.url),
  proof: {
    settings: { proof: 'header', proofName: 'X-Api-Key', secret },
    secrets: [secret],
    signsBody: false,
    timed: false,
    prove: (request, _at, otherSecret) => ({
      ...request,
      headers: [...request.headers, ['X-Api-Key', otherSecret ?? secret]],
    }),
  },
  notApplicable: {
    changed_byte: 'MyOperator’s documented proofs do not cover the body; its optional signature is tested below',
    stale: 'its proofs carry no time; an event that comes again is the same part',
    internal: 'MyOperator does not report internal calls',
    queue_abandoned: 'its events do not say why a call was missed',
    daylight_saving: 'its times are UTC',
    zero_dates: 'its only time is that of sending, which is always there',
    late_voicemail: 'what comes after a call was judged is kept as a note of its part',
    public_url: 'no proof covers the URL',
    handshake: 'MyOperator asks for none',
    stream: 'it holds no connection',
    backfill: 'the log search is not built yet; see docs/sources/myoperator.md',
  },
})

const body =
  '{"event_type":"call.end","session_id":"s","event_id":"e","timestamp":"2026-11-23T10:00:00Z","direction":"incoming"}'
const request = (headers: [string, string][]) => ({ ...readSample(body, fixtureNow), headers })

describe('MyOperator’s signature', () => {
  const by = myoperator.settings.parse({ signatureSecret: 'sign' })
  const right = createHmac('sha256', 'sign').update(body).digest('hex')

  it('is checked where it comes and not asked for where it does not', () => {
    expect(myoperator.webhook?.authenticate(request([['X-MyOperator-Signature', right]]), by).is).toBe('ok')
    expect(myoperator.webhook?.authenticate(request([]), by).is).toBe('ok')
    for (const wrong of [`${right.slice(0, -1)}0`, right.slice(2), 'zz', ''].filter((one) => one !== right))
      expect(myoperator.webhook?.authenticate(request([['x-myoperator-signature', wrong]]), by).is).toBe('refused')
  })
})

describe('MyOperator’s events', () => {
  it('are parts: the end closes, and then the summary has its time', () => {
    const by = myoperator.settings.parse({})
    expect(myoperator.webhook?.parse(request([]), by, fixtureNow)).toMatchObject([
      { is: 'part', session: 's', partId: 'e', closes: true },
    ])
    expect(myoperator.assemble?.hints(by)).toMatchObject({ settleMs: 5_000 })
    expect(myoperator.assemble?.hints(myoperator.settings.parse({ summarySeconds: 0 }))).toMatchObject({ settleMs: 0 })
  })

  it('name whom somebody talks to, where it was not the menu or a voicemail box that answered', () => {
    const reached = (event: object, settings: object = {}) => {
      const told = { event_type: 'call.answered', session_id: 's', customer_identifier: '919812345678', ...event }
      const by = myoperator.settings.parse(settings)
      const [parsed] = myoperator.webhook?.parse(readSample(JSON.stringify(told), fixtureNow), by, fixtureNow) ?? []
      return parsed?.is === 'part' ? (parsed.reached ?? null) : parsed
    }
    const leg = (status?: string) => ({ agent: { name: 'Asha Nair' }, status })
    expect(reached({ direction: 'outgoing' })).toBe('919812345678')
    expect(reached({ direction: 'outgoing', event_type: 'call.responded' })).toBe('919812345678')
    expect(reached({ direction: 'incoming', payload: { legs: [leg('missed'), leg('answered')] } })).toBe('919812345678')
    expect(reached({ direction: 'incoming' }, { menuFirst: false })).toBe('919812345678')
    expect(reached({ direction: 'outgoing', payload: { legs: [leg()] } })).toBe('919812345678')
    for (const nobody of [
      { direction: 'incoming' },
      { direction: 'incoming', payload: { legs: [leg('missed')] } },
      { direction: 'incoming', payload: { legs: [leg()] } },
      { direction: 'outgoing', payload: { legs: [leg('missed')] } },
      { direction: 'outgoing', payload: { status: 'Voicemail' } },
      { direction: 'outgoing', customer_identifier: null },
      { direction: 'outgoing', event_type: 'call.initiated' },
      { direction: 'outgoing', event_type: 'call.end' },
      {},
    ])
      expect(reached(nobody)).toBeNull()
  })

  it.each(['constructor', 'toString', 'call.unheard'])('are ignored where they are called %s', (type) => {
    const sample = readSample(JSON.stringify({ event_type: type, session_id: 's' }), fixtureNow)
    expect(myoperator.webhook?.parse(sample, myoperator.settings.parse({}), fixtureNow)).toMatchObject([
      { is: 'ignored', why: 'unknown_event' },
    ])
  })

  it.each<[string, object, string | undefined, string | undefined]>([
    ['1', { status: 1, talk_duration: 80 }, 'connected', 'answered'],
    [
      'a word that nobody has heard of, with talk time',
      { status: 'bridged', talk_duration: 80 },
      'connected',
      'answered',
    ],
    ['such a word and no talk time', { status: 'bridged', talk_duration: 0 }, 'missed', 'no_answer'],
    ['2', { status: 2 }, 'missed', 'no_answer'],
    ['not answered', { action: 'Not Answered' }, 'missed', 'no_answer'],
    ['how long it rang', { duration: '00:00:15' }, 'missed', 'no_answer'],
    ['that it lasted no time', { duration: '00:00:00' }, 'missed', 'no_answer'],
  ])('read of a leg %s', (_told, leg, outcome, result) => {
    const by = myoperator.settings.parse({})
    const told = { agent: { name: 'Asha Nair' }, ...leg }
    const event = { event_type: 'call.summary', session_id: 's', direction: 'Inbound', payload: { legs: [told] } }
    const parsed = myoperator.webhook?.parse(readSample(JSON.stringify(event), fixtureNow), by, fixtureNow) ?? []
    const call = foldEvents(
      parsed.flatMap((one) => (one.is === 'part' ? [one] : [])),
      by,
    )
    expect(call).toMatchObject({ direction: 'incoming', outcome })
    expect(call?.talkSeconds).toBe(outcome === 'connected' ? 80 : undefined)
    expect(call?.rung?.[0]?.result).toBe(result)
  })

  it('are read by their last legs, where a queue rang more phones than are kept', () => {
    const by = myoperator.settings.parse({})
    const folded = (legs: object[]) => {
      const event = { event_type: 'call.summary', session_id: 's', direction: 'Inbound', payload: { legs } }
      const parsed = myoperator.webhook?.parse(readSample(JSON.stringify(event), fixtureNow), by, fixtureNow) ?? []
      return foldEvents(
        parsed.flatMap((one) => (one.is === 'part' ? [one] : [])),
        by,
      )
    }
    const rang = { agent: { name: 'Ravi Deshmukh' }, status: 'missed' }
    const talked = { agent: { name: 'Asha Nair' }, status: 'answered', talk_duration: 80 }
    const long = folded([...Array(150).fill(rang), talked])
    expect(long).toMatchObject({ outcome: 'connected', user: { name: 'Asha Nair' } })
    expect(long?.rung).toHaveLength(100)
    const passedOn = folded(Array(70).fill(talked))
    expect(passedOn).toMatchObject({ outcome: 'connected', user: { name: 'Asha Nair' } })
    expect(passedOn?.transfers).toHaveLength(50)
  })

  it('are refused where they go another way than in or out, and a length that no call has costs no call', () => {
    const by = myoperator.settings.parse({})
    const parse = (event: object) =>
      myoperator.webhook?.parse(
        readSample(JSON.stringify({ event_type: 'call.end', session_id: 's', ...event }), fixtureNow),
        by,
        fixtureNow,
      ) ?? []
    expect(parse({ direction: 'sideways' })).toMatchObject([{ is: 'invalid', problems: [{ path: 'direction' }] }])
    const long = parse({ direction: 'OUTGOING', payload: { duration: 99_999_999 } })
    expect(
      foldEvents(
        long.flatMap((one) => (one.is === 'part' ? [one] : [])),
        by,
      ),
    ).toMatchObject({
      direction: 'outgoing',
      sourceCallId: 's',
    })
  })

  it('make no call when nothing says which way it went', () => {
    const by = { menuFirst: true }
    expect(foldEvents([], by)).toBeNull()
    expect(foldEvents([{ partId: 'a', at: 1, data: { kind: 'ended', session: 's' }, closes: true }], by)).toBeNull()
  })
})
