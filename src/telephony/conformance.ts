/**
 * The sources' examination: the same promises for every kind. A kind brings fixtures, one folder per case with the requests as its system sends them
 * (`request.http`, or `1.http`, `2.http` for a system that tells a call in parts), `settings.json`, `expect.json` and `origin.md`. The folders named
 * like a case here are that case; others are the kind's own. A case that cannot apply is named in `notApplicable` with its reason.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RawRequest } from '../core/adapter.ts'
import { type CallReport, callReport, completeCall } from '../core/call.ts'
import { preview, readSample } from './preview.ts'
import type { Parsed, Part, SourceKind } from './source.ts'

/** The moment at which the fixtures' requests arrive. */
export const fixtureNow = Date.parse('2026-11-23T12:00:00Z')

/** Cases that a fixture shows: what must be true of the call it makes, beyond what its own expect.json says. */
const shown = {
  incoming_connected: (call) => call.direction === 'incoming' && call.outcome === 'connected',
  incoming_missed: (call) => call.direction === 'incoming' && call.outcome === 'missed',
  voicemail: (call) => call.outcome === 'voicemail' && (call.talkSeconds ?? 0) === 0,
  outgoing: (call) => call.direction === 'outgoing',
  withheld: (call) => call.caller === null,
  did: (call) => call.did !== undefined,
  department_and_user: (call) => call.department !== undefined && call.user !== undefined,
  six_rang: (call) => call.outcome === 'missed' && call.rung?.length === 6,
  transfer: (call) => (call.rung?.length ?? 0) >= 2 && call.user !== undefined,
  queue_abandoned: (call) => call.outcome === 'missed' && call.missedBecause === 'queue_abandoned',
  menu_only: (call) => call.outcome === 'missed' && call.missedBecause === 'menu_only',
  menu_answer_is_not_connected: (call) => call.outcome !== 'connected',
  zone: (call) => call.startedAt !== undefined || call.endedAt !== undefined,
  daylight_saving: (call) => call.approximate?.includes('startedAt') === true,
  zero_dates: (call) => call.answeredAt === undefined,
  nineteen_digit_ids: (call) =>
    /^\d{19}$/.test(call.sourceCallId) || Object.values(call.variables ?? {}).some((one) => /^\d{19}$/.test(one)),
} satisfies Record<string, (call: CallReport) => boolean>

/** Cases that a fixture shows and in which no call comes out. */
const nothing = ['internal', 'unknown_event', 'garbage'] as const

/** Cases that the examination makes itself. */
const made = [
  'genuine',
  'changed_byte',
  'wrong_secret',
  'missing_proof',
  'stale',
  'same_report_twice',
  'every_order',
  'last_event_missing',
  'late_voicemail',
  'mutations',
  'no_secret_kept',
  'public_url',
  'handshake',
  'stream',
  'backfill',
  'settings_round_trip',
] as const

export type CaseName = keyof typeof shown | (typeof nothing)[number] | (typeof made)[number]

export type Proof = {
  /** Settings that ask for a proof, with the secrets in them. */
  settings: unknown
  secrets: readonly string[]
  /** The request with the proof that its sender would add at `at`, made with the given secret instead of the right one if there is one. */
  prove(request: RawRequest, at: number, otherSecret?: string): RawRequest
  /** Whether the proof covers the body, and holds only for a while. */
  signsBody: boolean
  timed: boolean
}

export type Harness<S> = {
  kind: SourceKind<S>
  /** Folder of the kind's fixtures. */
  fixtures: URL
  proof: Proof
  notApplicable: Partial<Record<CaseName, string>>
}

type Fixture = { name: string; requests: RawRequest[]; settings: unknown; expected: Expected }
type Expected = { call?: Partial<CallReport>; calls?: Partial<CallReport>[]; ignored?: string; invalid?: string[] }

/** Runs the examination for one kind. */
export function describeSource<S>({ kind, fixtures, proof, notApplicable }: Harness<S>): void {
  const all = readFixtures(fixtures, kind)
  const settingsOf = (one: Fixture) => kind.settings.parse(one.settings)
  const whole = all.find((one) => one.name === 'incoming_connected')
  const applies = (name: CaseName) => notApplicable[name] === undefined
  const theWhole = () => whole ?? expect.unreachable('a kind needs the fixture incoming_connected')

  describe(`the sources’ examination: ${kind.kind}`, () => {
    for (const one of all)
      it(`makes of "${one.name}" what is expected`, () => {
        check(one.expected, tell(kind, settingsOf(one), one.requests))
      })

    for (const [name, holds] of Object.entries(shown) as [keyof typeof shown, (call: CallReport) => boolean][])
      if (applies(name))
        it(`has a fixture for ${name}, and it shows that`, () => {
          const one =
            all.find((fixture) => fixture.name === name) ??
            expect.unreachable(`no fixture ${name}, and no reason in notApplicable`)
          const { calls } = tell(kind, settingsOf(one), one.requests)
          expect(calls.some(holds)).toBe(true)
        })

    for (const name of nothing)
      if (applies(name))
        it(`has a fixture for ${name}, and no call comes out of it`, () => {
          const one =
            all.find((fixture) => fixture.name === name) ??
            expect.unreachable(`no fixture ${name}, and no reason in notApplicable`)
          const { parsed, calls } = tell(kind, settingsOf(one), one.requests)
          expect(calls).toEqual([])
          for (const problem of parsed.flatMap((told) => (told.is === 'invalid' ? told.problems : [])))
            expect(problem.message.length).toBeGreaterThan(5)
        })

    proofCases(kind, proof, notApplicable, () => theWhole().requests[0] ?? expect.unreachable('no request'))

    it('makes the same of the same report when it comes again', () => {
      const { requests } = theWhole()
      const once = tell(kind, settingsOf(theWhole()), requests)
      const twice = tell(kind, settingsOf(theWhole()), [...requests, ...requests])
      expect(new Set(twice.calls.map((call) => JSON.stringify(call)))).toEqual(
        new Set(once.calls.map((call) => JSON.stringify(call))),
      )
    })

    if (applies('every_order'))
      it('makes the same call in whatever order its parts come', () => {
        const expected = tell(kind, settingsOf(theWhole()), theWhole().requests).calls
        for (const order of permutations(theWhole().requests))
          expect(tell(kind, settingsOf(theWhole()), order).calls).toEqual(expected)
      })

    if (applies('last_event_missing'))
      it('makes one call or none of what came when the last event never does', () => {
        const { calls } = tell(kind, settingsOf(theWhole()), theWhole().requests.slice(0, -1))
        expect(calls.length).toBeLessThanOrEqual(1)
      })

    it('never throws, whatever comes: 10,000 mutations of its own samples', { timeout: 120_000 }, () =>
      neverThrows(kind, all),
    )

    it('has settings that survive the form', () => {
      for (const settings of [theWhole().settings, proof.settings]) {
        const once = kind.settings.parse(settings)
        expect(kind.settings.parse(JSON.parse(JSON.stringify(once)))).toEqual(once)
      }
    })

    it('tells the administrator what to do, with the address to paste', () => {
      expect(kind.setup({ webhook: 'https://calls.example.in/s/abc' }, settingsOf(theWhole())).join(' ')).toContain(
        'https://calls.example.in/s/abc',
      )
    })

    it('shows in a preview the call that a pasted sample makes', () => {
      const text = readFileSync(
        new URL(
          `incoming_connected/${existsSync(new URL('incoming_connected/request.http', fixtures)) ? 'request' : '1'}.http`,
          fixtures,
        ),
        'utf8',
      )
      const seen = preview(text, kind, settingsOf(theWhole()), fixtureNow)
      expect(seen.places.length).toBeGreaterThan(2)
      expect(seen.parsed.every((one) => one.is === 'call' || one.is === 'part')).toBe(true)
    })

    it('says of every case that does not apply why', () => {
      const names: string[] = [...Object.keys(shown), ...nothing, ...made]
      for (const [name, why] of Object.entries(notApplicable)) {
        expect(names, 'an excuse for a case that does not exist').toContain(name)
        expect(why?.length, `${name} is excused without a reason`).toBeGreaterThan(10)
      }
      // No kind can these yet; the first that can brings the test along.
      const notWritten = ['late_voicemail', 'public_url', 'handshake', 'stream', 'backfill'] as const
      const onlyParts = kind.assemble ? [] : (['every_order', 'last_event_missing'] as const)
      for (const name of [...notWritten, ...onlyParts]) expect(notApplicable[name], name).toBeDefined()
    })
  })
}

function proofCases<S>(
  kind: SourceKind<S>,
  proof: Proof,
  notApplicable: Harness<S>['notApplicable'],
  sample: () => RawRequest,
): void {
  const settings = () => kind.settings.parse(proof.settings)
  const verdict = (request: RawRequest) => kind.webhook?.authenticate(request, settings()).is
  const proven = (at = fixtureNow, secret?: string) => proof.prove(sample(), at, secret)

  it('lets a genuine request in', () => {
    expect(verdict(proven())).toBe('ok')
  })
  it('refuses a wrong secret', () => {
    expect(verdict(proven(fixtureNow, Buffer.alloc(24, 7).toString('base64')))).toBe('refused')
  })
  it('refuses a request without its proof', () => {
    expect(verdict(sample())).toBe('refused')
  })
  if (notApplicable.changed_byte === undefined)
    it('refuses a body of which one byte was changed', () => {
      expect(proof.signsBody).toBe(true)
      const request = proven()
      const body = request.body.slice()
      body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 1
      expect(verdict({ ...request, body })).toBe('refused')
    })
  if (notApplicable.stale === undefined)
    it('refuses a request that was signed six minutes ago', () => {
      expect(proof.timed).toBe(true)
      expect(verdict(proven(fixtureNow - 360_000))).toBe('refused')
    })
  it('keeps no secret of a request', () => {
    const kept = kind.webhook?.redact(proven(), settings())
    const text = JSON.stringify({ ...kept, body: new TextDecoder().decode(kept?.body) })
    expect(kept).toBeDefined()
    for (const secret of proof.secrets) expect(text).not.toContain(secret)
  })
}

/** Gives requests to a kind as the program does: calls at once, parts collected (each once) and folded per session. */
function tell<S>(
  kind: SourceKind<S>,
  settings: S,
  requests: readonly RawRequest[],
): { parsed: Parsed[]; calls: CallReport[] } {
  const parsed = requests.flatMap((request) => kind.webhook?.parse(request, settings, fixtureNow) ?? [])
  const sessions = new Map<string, Map<string, Part>>()
  for (const one of parsed) {
    if (one.is !== 'part') continue
    const parts = sessions.get(one.session) ?? new Map<string, Part>()
    // As a row does it: the data are stored as JSON text, and the first of a part stays.
    if (!parts.has(one.partId))
      parts.set(one.partId, {
        partId: one.partId,
        at: one.at,
        data: JSON.parse(JSON.stringify(one.data)),
        closes: one.closes,
      })
    sessions.set(one.session, parts)
  }
  const folded = [...sessions.values()].map((parts) => kind.assemble?.fold([...parts.values()], settings) ?? null)
  const calls = [
    ...parsed.flatMap((one) => (one.is === 'call' ? [one.call] : [])),
    ...folded.filter((call) => call !== null),
  ]
  for (const call of calls) {
    callReport.parse(call)
    expect(completeCall(call, fixtureNow)).toHaveProperty('call')
  }
  return { parsed, calls }
}

function check(expected: Expected, { parsed, calls }: { parsed: Parsed[]; calls: CallReport[] }): void {
  const wanted = expected.calls ?? (expected.call ? [expected.call] : [])
  expect(JSON.parse(JSON.stringify(calls))).toEqual(wanted)
  if (expected.ignored !== undefined)
    expect(parsed.map((one) => one.is === 'ignored' && one.why)).toContain(expected.ignored)
  const problems = parsed.flatMap((one) => (one.is === 'invalid' ? one.problems.map((problem) => problem.path) : []))
  expect(problems).toEqual(expected.invalid ?? [])
}

function neverThrows<S>(kind: SourceKind<S>, fixtures: readonly Fixture[]): void {
  const samples = fixtures.flatMap((one) =>
    one.requests.map((request) => ({ request, settings: kind.settings.parse(one.settings) })),
  )
  fc.assert(
    fc.property(
      fc.constantFrom(...samples),
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 12 }),
      fc.nat({ max: 3 }),
      (sample, changes, way) => {
        const request = mutate(sample.request, changes, way)
        kind.webhook?.authenticate(request, sample.settings)
        const parsed = kind.webhook?.parse(request, sample.settings, fixtureNow) ?? []
        const parts = parsed.flatMap((one) => (one.is === 'part' ? [one] : []))
        kind.assemble?.fold(parts, sample.settings)
        kind.webhook?.redact(request, sample.settings)
        for (const one of parsed) if (one.is === 'call') callReport.parse(one.call)
      },
    ),
    { numRuns: 10_000 },
  )
}

/** Bytes changed, bytes cut out, bytes doubled, or bytes of the query changed. */
function mutate(request: RawRequest, changes: readonly [number, number][], way: number): RawRequest {
  if (way === 3)
    return {
      ...request,
      query: request.query.map(([name, value], index): [string, string] => [
        name,
        mutatedText(value, changes[index % changes.length]),
      ]),
    }
  const bytes = [...request.body]
  for (const [position, value] of changes) {
    const at = bytes.length === 0 ? 0 : position % bytes.length
    if (way === 0) bytes[at] = value
    else if (way === 1) bytes.splice(at, 1 + (value % 9))
    else bytes.splice(at, 0, ...bytes.slice(at, at + (value % 40)))
  }
  return { ...request, body: Uint8Array.from(bytes) }
}

function mutatedText(text: string, change: readonly [number, number] | undefined): string {
  const [position, value] = change ?? [0, 0]
  const at = position % (text.length + 1)
  return `${text.slice(0, at)}${String.fromCharCode(value)}${text.slice(at + 1)}`
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]]
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  )
}

function readFixtures<S>(folder: URL, kind: SourceKind<S>): Fixture[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const file = (path: string) => readFileSync(new URL(`${name}/${path}`, folder), 'utf8')
      const requests = readdirSync(new URL(`${name}/`, folder))
        .filter((one) => one.endsWith('.http'))
        .sort()
      expect(existsSync(new URL(`${name}/origin.md`, folder)), `${name}: say in origin.md where it is from`).toBe(true)
      return {
        name,
        requests: requests.map((one) => readSample(file(one), fixtureNow)),
        settings: withPreset(kind, JSON.parse(file('settings.json'))),
        expected: JSON.parse(file('expect.json')),
      }
    })
}

/** `{ "preset": "smartflo", ... }` begins with the kind's preset, so that the presets are examined as well. */
function withPreset<S>(kind: SourceKind<S>, { preset, ...settings }: Record<string, unknown>): unknown {
  const begun = kind.presets?.find((one) => one.key === preset)
  expect(preset === undefined || begun !== undefined, `no preset ${String(preset)}`).toBe(true)
  return { ...begun?.settings, ...settings }
}
