import { describe, expect, it, vi } from 'vitest'
import type { RawRequest } from '../../core/adapter.ts'
import { signWebhook } from '../../network/signatures.ts'
import { describeSource, fixtureNow, type Proof } from '../conformance.ts'
import { preview, readSample } from '../preview.ts'
import { mapped } from './mapped.ts'
import { presets } from './presets.ts'
import type { MappedInput, MappedSettings } from './settings.ts'

const webhookSecret = `whsec_${Buffer.alloc(24, 3).toString('base64')}`
const generic = presets.find((one) => one.key === 'generic')?.settings as MappedInput
const settings = (changes: Partial<MappedInput> = {}): MappedSettings =>
  mapped.settings.parse({ ...generic, ...changes })

function signedBy(secret: string): Proof['prove'] {
  return (request, at, otherSecret) => {
    const { id, timestamp, signature } = signWebhook(otherSecret ? `whsec_${otherSecret}` : secret, {
      id: 'msg_1',
      at,
      body: request.body,
    })
    const added: [string, string][] = [
      ['webhook-id', id],
      ['webhook-timestamp', timestamp],
      ['webhook-signature', signature],
    ]
    return { ...request, headers: [...request.headers, ...added] }
  }
}

describeSource({
  kind: mapped,
  fixtures: new URL('../fixtures/mapped/', import.meta.url),
  proof: {
    settings: { ...generic, proof: 'standard_webhooks', secret: webhookSecret },
    secrets: [webhookSecret],
    prove: signedBy(webhookSecret),
    signsBody: true,
    timed: true,
  },
  notApplicable: {
    every_order: 'one request tells one call whole',
    last_event_missing: 'one request tells one call whole',
    late_voicemail: 'one request tells one call whole; a second report of a call changes nothing',
    public_url: 'no proof of this kind covers the URL',
    handshake: 'systems that call an address at the end of a call ask for none',
    stream: 'it holds no connection',
    backfill: 'the system is only heard, never asked',
  },
})

describe('proofs of the mapped webhook', () => {
  const secret = 'kaveri-7f3k'
  const sample = (changes: Partial<RawRequest> = {}): RawRequest => ({
    ...readSample('https://x/s/abc?call_id=1', fixtureNow),
    ...changes,
  })
  const basic = (pair: string): [string, string][] => [
    ['Authorization', `Basic ${Buffer.from(pair).toString('base64')}`],
  ]
  const body = (fields: Record<string, string>) => new TextEncoder().encode(new URLSearchParams(fields).toString())

  it.each<[MappedInput['proof'], string, Partial<RawRequest>, Partial<RawRequest>]>([
    ['header', 'X-Token', { headers: [['x-token', secret]] }, { headers: [['x-token', 'wrong']] }],
    [
      'header',
      'Authorization',
      { headers: [['authorization', `Bearer ${secret}`]] },
      { headers: [['authorization', 'Bearer wrong']] },
    ],
    ['query', 'key', { query: [['key', secret]] }, { query: [['key', `${secret}x`]] }],
    ['field', 'Apikey', { body: body({ Apikey: secret, a: '1' }) }, { body: body({ Apikey: '' }) }],
    [
      'field',
      '/auth/token',
      { body: new TextEncoder().encode(JSON.stringify({ auth: { token: secret } })) },
      { body: new TextEncoder().encode('{}') },
    ],
    ['basic', 'aftercall', { headers: basic(`aftercall:${secret}`) }, { headers: basic(`other:${secret}`) }],
  ])('by %s %s', (proof, proofName, right, wrong) => {
    const by = settings({ proof, proofName, secret })
    expect(mapped.webhook?.authenticate(sample(right), by)).toEqual({ is: 'ok' })
    expect(mapped.webhook?.authenticate(sample(wrong), by)).toMatchObject({ is: 'refused' })
    expect(mapped.webhook?.authenticate(sample({ query: [], headers: [], body: new Uint8Array() }), by)).toMatchObject({
      is: 'refused',
      status: 401,
    })
    const kept = mapped.webhook?.redact(sample(right), by)
    expect(JSON.stringify(kept) + new TextDecoder().decode(kept?.body)).not.toContain(secret)
  })

  it('asks for what a proof needs', () => {
    for (const changes of [
      { proof: 'header', secret: 'x' },
      { proof: 'header', proofName: 'X' },
      { proof: 'standard_webhooks', secret: 'short' },
    ] as const)
      expect(mapped.settings.safeParse({ ...generic, ...changes }).success).toBe(false)
  })
})

describe('settings of the mapped webhook', () => {
  it.each<[string, Partial<MappedInput>]>([
    ['fields.caller', { fields: { sourceCallId: 'id', direction: 'd', outcome: 'o' } }],
    ['fields.sourceCallId', { fields: { caller: 'c', direction: 'd', outcome: 'o' } }],
    ['direction', { fields: { caller: 'c', sourceCallId: 'id', outcome: 'o' } }],
    ['fields.outcome', { fields: { caller: 'c', sourceCallId: 'id', direction: 'd' } }],
    ['zone', { timeForm: 'local' }],
    ['zone', { zone: 'Asia/Calcuttta' }],
    ['country', { country: 'india' }],
    ['fields.startedAt', { deriveId: true, fields: { caller: 'c', direction: 'd', outcome: 'o' } }],
  ])('say that %s is missing or wrong', (path, changes) => {
    const read = mapped.settings.safeParse({ ...generic, ...changes })
    expect(read.error?.issues.map((issue) => issue.path.join('.'))).toContain(path)
  })

  it('begin with any preset', () => {
    for (const preset of presets) expect(mapped.settings.safeParse(preset.settings).success, preset.key).toBe(true)
  })
})

describe('a derived id', () => {
  const by = settings({
    deriveId: true,
    fields: {
      direction: 'direction',
      outcome: 'status',
      caller: 'caller',
      did: 'did',
      startedAt: 'start',
      totalSeconds: 'duration',
    },
  })
  const idOf = (query: string, now = fixtureNow) =>
    preview(`https://x/s?${query}`, mapped, by, now).calls[0]?.sourceCallId
  const call = 'direction=in&status=missed&caller=9812345678&did=1&start=1795428910&duration=22'

  it('is the same whenever the call is reported', () => {
    expect(idOf(call)).toMatch(/^drv_[a-z2-7]{32}$/)
    expect(idOf(call, fixtureNow + 86_400_000)).toBe(idOf(call))
    // The same second told in milliseconds.
    expect(idOf(call.replace('1795428910', '1795428910400'))).toBe(idOf(call))
  })

  it('differs when anything of the call does', () => {
    const others = [
      ['in', 'out'],
      ['9812345678', '9812345679'],
      ['did=1', 'did=2'],
      ['1795428910', '1795428911'],
      ['duration=22', 'duration=23'],
    ].map(([from = '', to = '']) => idOf(call.replace(from, to)))
    expect(new Set([idOf(call), ...others]).size).toBe(6)
  })

  it('cannot be made without a time', () => {
    const { parsed } = preview('https://x/s?direction=in&status=missed&caller=9812345678', mapped, by, fixtureNow)
    expect(parsed).toMatchObject([{ is: 'invalid', problems: [{ path: 'sourceCallId', code: 'missing' }] }])
  })
})

describe('a request with much in it', () => {
  const call = (id: number) => ({
    call_id: id,
    direction: 'in',
    status: 'missed',
    caller: '9812345678',
    end: 1795428910,
  })
  const posted = (records: unknown, query: [string, string][] = []): RawRequest => ({
    ...readSample('POST / HTTP/1.1', fixtureNow),
    query,
    body: new TextEncoder().encode(JSON.stringify(records)),
  })
  const parsed = (request: RawRequest, by = settings()) => mapped.webhook?.parse(request, by, fixtureNow) ?? []
  const many = (count: number) => Array.from({ length: count }, (_, id) => call(id))
  const parameters = (count: number) => Array.from({ length: count }, (_, n): [string, string] => [`p${n}`, 'x'])

  it('is read up to a thousand calls, and beyond it refused before any is', () => {
    expect(parsed(posted(many(1_000))).filter((one) => one.is === 'call')).toHaveLength(1_000)
    const refused = parsed(posted(many(1_001), parameters(900)))
    expect(refused).toMatchObject([{ is: 'invalid', problems: [{ code: 'too_many' }] }])
  })

  it('is proven by its first call, so that whoever sends too many is told why', () => {
    const by = settings({ proof: 'field', proofName: 'token', secret: 'kaveri-7f3k' })
    const request = posted([{ ...call(0), token: 'kaveri-7f3k' }, ...many(1_000)])
    expect(mapped.webhook?.authenticate(request, by)).toEqual({ is: 'ok' })
    expect(parsed(request, by)).toMatchObject([{ is: 'invalid', problems: [{ code: 'too_many' }] }])
  })

  it('has at most a thousand query parameters and form fields', () => {
    expect(parsed(posted(call(1), parameters(1_000)))).toMatchObject([{ is: 'call' }])
    expect(parsed(posted(call(1), parameters(1_001)))).toMatchObject([
      { is: 'invalid', problems: [{ code: 'too_many_fields' }] },
    ])
    const form = { ...posted({}), body: new TextEncoder().encode('a=1&'.repeat(1_001)) }
    expect(parsed(form)).toMatchObject([{ is: 'invalid', problems: [{ code: 'too_many_fields' }] }])
  })

  it('says with its query what no call in it says itself', () => {
    const { direction: _, ...rest } = call(2)
    const request = posted([call(1), rest, { ...rest, direction: null }], [['direction', 'out']])
    const directions = parsed(request).map((one) => (one.is === 'call' ? one.call.direction : one.is))
    expect(directions).toEqual(['incoming', 'outgoing', 'invalid'])
  })

  it('has who answered last also where a queue rang more phones than are kept', () => {
    const by = settings({
      rung: { list: 'legs', name: 'name', result: 'ended' },
      rungWords: { yes: 'answered', no: 'no_answer' },
    })
    const legs = [...Array(250).fill({ name: 'Ravi', ended: 'no' }), { name: 'Asha', ended: 'yes' }]
    const [made] = parsed(posted({ ...call(1), status: 'answered', talk: 20, legs }), by)
    expect(made).toMatchObject({ is: 'call', call: { outcome: 'connected', user: { name: 'Asha' } } })
    expect(made?.is === 'call' ? made.call.rung : []).toHaveLength(200)
  })

  it('has JSON within a text opened once, however many places lead through it', () => {
    const inside = JSON.stringify({ id: '1', by: { name: 'Asha', number: '9812345678' } })
    const fields = { sourceCallId: '/data/id', userName: '/data/by/name', caller: '/data/by/number' }
    const by = settings({ fields: { ...generic.fields, ...fields } })
    const read = vi.spyOn(JSON, 'parse')
    const made = parsed(posted({ ...call(1), data: inside }), by)
    const times = read.mock.calls.filter(([text]) => text === inside).length
    read.mockRestore()
    expect(made).toMatchObject([{ is: 'call', call: { sourceCallId: '1', caller: '9812345678' } }])
    expect(times).toBe(1)
  })
})

describe('a map with much in it', () => {
  const problemsOf = (changes: Partial<MappedInput>) =>
    mapped.newSettings?.safeParse({ ...generic, ...changes }).error?.issues.map((one) => one.path.join('.')) ?? []
  const some = <T>(count: number, value: T) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`w${n}`, value]))
  const places = (count: number) => Array.from({ length: count }, (_, n) => `p${n}`).join('|')

  it('is refused beyond what each record can be looked through for, by the name of the field', () => {
    expect(problemsOf({ variables: some(50, places(8)), outcomeWords: some(200, 'missed' as const) })).toEqual([])
    expect(problemsOf({ variables: some(51, 'a') })).toEqual(['variables'])
    expect(problemsOf({ variables: { a: places(9) } })).toEqual(['variables.a'])
    expect(problemsOf({ humanField: places(9), fields: { ...generic.fields, did: places(9) } })).toEqual([
      'fields.did',
      'humanField',
    ])
    expect(problemsOf({ missedWords: some(201, 'no_answer' as const) })).toEqual(['missedWords'])
    // What is wrong in itself is said as ever.
    expect(problemsOf({ timeForm: 'local' })).toEqual(['zone'])
  })

  it('is read from the store all the same, since its calls would be lost', () => {
    expect(Object.keys(settings({ variables: some(60, places(9)) }).variables)).toHaveLength(60)
  })

  it('is the same for words in any case, of which the one that is written so counts, and else the first', () => {
    const by = settings({ outcomeWords: { Done: 'connected', DONE: 'missed' } })
    const outcomes = ['Done', 'DONE', 'done'].map(
      (word) =>
        preview(
          `https://x/s?call_id=9&direction=in&status=${word}&caller=9812345678&end=1795428910`,
          mapped,
          by,
          fixtureNow,
        ).calls[0]?.outcome,
    )
    expect(outcomes).toEqual(['connected', 'missed', 'connected'])
  })
})

describe('the preset for scripts', () => {
  const callOf = (query: string) =>
    preview(`https://x/s?call_id=9&end=1795428910&${query}`, mapped, settings(), fixtureNow).calls[0]

  it.each(['CHANUNAVAIL', 'CONGESTION', 'no-answer', 'canceled', 'unanswered', 'rejected'])(
    'takes %s for missed',
    (word) => {
      expect(callOf(`direction=in&caller=9812345678&status=${word}`)).toMatchObject({ outcome: 'missed' })
    },
  )

  it('takes whoever was dialled for the caller of an outgoing call', () => {
    const outside = { caller: '9812345678', did: '08041234567' }
    expect(callOf('direction=out&from=08041234567&to=9812345678&status=answered')).toMatchObject(outside)
    expect(callOf('direction=out&caller_number=08041234567&called_number=9812345678&status=answered')).toMatchObject(
      outside,
    )
    expect(callOf('direction=out&caller=9812345678&did=08041234567&status=answered')).toMatchObject(outside)
  })

  it('takes the name alone out of a caller id', () => {
    const nameIn = (clid: string) =>
      callOf(`direction=in&src=9812345678&status=missed&clid=${encodeURIComponent(clid)}`)?.callerName
    expect(['"Asha Nair" <9812345678>', 'Asha <98>', '"" <98>', 'Asha'].map(nameIn)).toEqual([
      'Asha Nair',
      'Asha',
      undefined,
      'Asha',
    ])
  })
})

it('a voicemail box that answered took a message only where there is one', () => {
  const by = settings({ humanField: 'agent', fields: { ...generic.fields, voicemailUrl: 'voicemail' } })
  const outcomeOf = (query: string) =>
    preview(`https://x/s?call_id=9&direction=in&caller=9812345678&end=1795428910&${query}`, mapped, by, fixtureNow)
      .calls[0]?.outcome
  expect(outcomeOf('status=answered&voicemail=https://x/v.mp3')).toBe('voicemail')
  expect(outcomeOf('status=missed&voicemail=https://x/v.mp3')).toBe('voicemail')
  expect(outcomeOf('status=missed&voicemail=msg0001.wav')).toBe('voicemail')
  for (const none of ['false', 'False', '0', 'no', '$voicemail_recording'])
    expect(outcomeOf(`status=missed&voicemail=${none}`), none).toBe('missed')
})

it('a conversation is sure only where something could tell it from a menu that answered', () => {
  const isInferred = (query: string, by = settings()) =>
    preview(`https://x/s?call_id=9&caller=9812345678&end=1795428910&billsec=12&${query}`, mapped, by, fixtureNow)
      .calls[0]?.approximate
  const answered = 'direction=in&disposition=ANSWERED'
  expect(isInferred(answered)).toEqual(['outcome'])
  expect(isInferred(`${answered}&agent=Asha`)).toBeUndefined()
  expect(isInferred(`${answered}&who=SIP/201`, settings({ humanField: 'who' }))).toBeUndefined()
  expect(isInferred('direction=out&disposition=ANSWERED')).toBeUndefined()
  expect(isInferred('direction=in&disposition=NO ANSWER')).toBeUndefined()
})

it('a recording is told by its address alone', () => {
  const recording = (told: string) =>
    preview(
      `https://x/s?call_id=9&direction=in&caller=9812345678&end=1795428910&status=missed&recording=${told}`,
      mapped,
      settings(),
      fixtureNow,
    ).calls[0]?.recordingUrl
  expect(['HTTPS://x/r.mp3', 'http://x/r.mp3', 'false', 'no', '0', 'httpd'].map(recording)).toEqual([
    'HTTPS://x/r.mp3',
    'http://x/r.mp3',
    ...Array(4).fill(undefined),
  ])
})

describe('a preview', () => {
  it.each([
    ['a URL', 'https://x/s?call_id=9&direction=in&status=missed&caller=9812345678&end=1795428910'],
    ['JSON', '{"call_id": 9, "direction": "in", "status": "missed", "caller": "9812345678", "end": 1795428910}'],
    ['a form', 'call_id=9&direction=in&status=missed&caller=9812345678&end=1795428910'],
    [
      'a raw request',
      'POST /s/abc?call_id=9&direction=in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\nstatus=missed&caller=9812345678&end=1795428910',
    ],
  ])('reads %s', (_what, sample) => {
    const seen = preview(sample, mapped, settings(), fixtureNow)
    expect(seen.calls).toEqual([
      {
        sourceCallId: '9',
        direction: 'incoming',
        outcome: 'missed',
        caller: '9812345678',
        endedAt: '2026-11-23T10:15:10.000Z',
      },
    ])
    expect(seen.places.map((one) => one.place).sort()).toEqual(['call_id', 'caller', 'direction', 'end', 'status'])
  })

  it('tells what the caller asked to be spoken to in, word for word', () => {
    const sample = 'call_id=9&direction=in&status=missed&caller=9812345678&end=1795428910&lang=Hindi'
    const by = settings({ fields: { ...generic.fields, callerLanguage: 'ivr_language | lang' } })
    expect(preview(sample, mapped, by, fixtureNow).calls).toMatchObject([{ callerLanguage: 'Hindi' }])
  })

  it('offers pointers for what sits deep, also inside JSON in a text', () => {
    const seen = preview('{"a": {"b/c": [{"d": 1}]}, "e": "{\\"f\\": \\"g\\"}"}', mapped, settings(), fixtureNow)
    expect(seen.places).toEqual([
      { place: '/a/b~1c/0/d', value: '1' },
      { place: '/e/f', value: 'g' },
    ])
    const { calls } = preview(
      '{"a": {"b/c": [{"d": "9"}]}, "direction": "in", "status": "missed", "caller": "1", "end": 1795428910}',
      mapped,
      settings({ fields: { ...generic.fields, sourceCallId: '/a/b~1c/-1/d' } }),
      fixtureNow,
    )
    expect(calls[0]?.sourceCallId).toBe('9')
  })

  it.each([
    '',
    'hello',
    'GET',
    '{',
    '[]',
    '[1, null, "x"]',
    'POST /x HTTP/1.1',
    '\u0000',
    '{"__proto__": {"polluted": "yes"}}',
  ])('of “%s” makes no call and does not throw', (sample) => {
    expect(preview(sample, mapped, settings(), fixtureNow).calls).toEqual([])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})
