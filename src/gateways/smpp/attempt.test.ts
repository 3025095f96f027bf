import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Outcome } from '../gateway.ts'
import { Attempt } from './attempt.ts'
import type { Message } from './message.ts'
import type { ExchangeEnd } from './pending.ts'
import type { Group } from './session-host.ts'
import { refusalsOf } from './verdicts.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const accepted = (messageId: string): ExchangeEnd => ({
  is: 'answered',
  answer: { command: 'submit_sm_resp', status: 0, sequence: 1, messageId, tlvs: [] },
})
const refused = (status: number): ExchangeEnd => ({
  is: 'answered',
  answer: { command: 'submit_sm_resp', status, sequence: 1, messageId: '', tlvs: [] },
})
const throttled = refused(0x58)

/** An attempt of so many parts by a session that only keeps what it is given. */
function begun(parts: number, deadline = { expired: () => false }, dest = '919812345678') {
  const groups: Group[] = []
  const done: Outcome[] = []
  const late: Outcome[] = []
  const told = { finished: 0, timedOut: 0, throttled: 0 }
  const way = {
    session: { submit: (group: Group) => void groups.push(group) },
    deadline,
    done: (one: Outcome) => void done.push(one),
  }
  const host = {
    refusals: refusalsOf({ treatAsRefused: [], doubtCodes: [], codes: 'none' }),
    idForm: 'as_is' as const,
    keepsIds: false,
    now: () => performance.now(),
    accepted: () => undefined,
    throttled: () => {
      told.throttled++
      return 1_000
    },
    timedOut: () => {
      told.timedOut++
    },
    finished: () => {
      told.finished++
    },
    late: (one: Outcome) => void late.push(one),
  }
  const message = {
    fields: { dest },
    pieces: Array.from({ length: parts }, (_, i) => ({ writeTo: () => i })),
    parts,
  } as unknown as Message
  const attempt = new Attempt('m:1', message, way, host)
  attempt.start()
  const settle = (group: number, part: number, end: ExchangeEnd) => groups[group]?.exchanges[part]?.settle(end)
  return { attempt, groups, done, late, told, settle }
}

describe('a text of several parts', () => {
  it('is one group, and has its outcome when every part has an end', () => {
    const { groups, settle, done, told } = begun(3)
    expect(groups.map((group) => group.exchanges.length)).toEqual([3])
    settle(0, 2, accepted('c'))
    settle(0, 0, accepted('a'))
    expect(done).toEqual([])
    settle(0, 1, accepted('b'))
    expect(done).toMatchObject([
      {
        attempt: 'm:1',
        is: 'accepted',
        keys: [
          { id: 'a', part: 1 },
          { id: 'b', part: 2 },
          { id: 'c', part: 3 },
        ],
      },
    ])
    expect(told.finished).toBe(1)
  })

  it('repeats a throttled part alone where the others were accepted', () => {
    const { groups, settle, done } = begun(3)
    settle(0, 0, accepted('a'))
    settle(0, 1, throttled)
    settle(0, 2, accepted('c'))
    expect(done).toEqual([])
    vi.advanceTimersByTime(1_000)
    expect(groups[1]?.exchanges).toHaveLength(1)
    expect(groups[1]?.exchanges[0]?.part).toBe(groups[0]?.exchanges[1]?.part)
    settle(1, 0, accepted('b'))
    expect(done).toMatchObject([{ is: 'accepted', keys: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] }])
  })

  it('does not repeat where every part was throttled: that is a refusal for now', () => {
    const { groups, settle, done } = begun(2)
    settle(0, 0, throttled)
    settle(0, 1, throttled)
    vi.advanceTimersByTime(60_000)
    expect(groups).toHaveLength(1)
    expect(done).toMatchObject([{ is: 'refused', reason: 'throttled', retry: { afterMs: 1_000 } }])
  })

  it('gives a throttled part up after fifteen seconds: some parts', () => {
    const { groups, settle, done } = begun(2)
    settle(0, 0, accepted('a'))
    settle(0, 1, throttled)
    for (let i = 1; i < 100 && done.length === 0; i++) {
      vi.advanceTimersByTime(1_000)
      if (groups[i]) settle(i, 0, throttled)
    }
    expect(done).toMatchObject([{ is: 'unclear', why: 'some_parts', keys: [{ id: 'a', part: 1 }] }])
    expect(groups.length).toBeLessThanOrEqual(16)
    expect(performance.now()).toBeGreaterThan(14_000)
    expect(performance.now()).toBeLessThanOrEqual(20_000)
  })

  it('stays with some parts where a repeat is not written or times out', () => {
    for (const end of [{ is: 'not_written' }, { is: 'timeout' }, { is: 'cut' }] as const) {
      const { settle, done } = begun(2)
      settle(0, 0, accepted('a'))
      settle(0, 1, throttled)
      vi.advanceTimersByTime(1_000)
      settle(1, 0, end)
      expect(done).toMatchObject([{ is: 'unclear', why: 'some_parts' }])
    }
  })
})

describe('a text that was not written', () => {
  it('speaks against the SMSC where its session was gone, and not where its own time was over', () => {
    const gone = begun(1)
    gone.settle(0, 0, { is: 'not_written' })
    expect(gone.done).toMatchObject([{ is: 'refused', proof: 'not_sent', scope: 'gateway' }])
    const late = begun(1, { expired: () => true })
    expect(late.groups[0]?.mayWrite()).toBe(false)
    late.settle(0, 0, { is: 'not_written' })
    expect(late.done).toMatchObject([{ is: 'refused', proof: 'not_sent', scope: 'message' }])
  })
})

describe('an answer that comes late', () => {
  it('is told once, after the doubt', () => {
    const { settle, done, late, told } = begun(1)
    settle(0, 0, { is: 'timeout' })
    expect(done).toMatchObject([{ is: 'unclear', why: 'timeout' }])
    expect(told).toMatchObject({ finished: 1, timedOut: 1 })
    settle(0, 0, accepted('a'))
    expect(late).toMatchObject([{ attempt: 'm:1', is: 'accepted', keys: [{ id: 'a', part: 1 }] }])
    expect([done.length, told.finished]).toEqual([1, 1])
  })

  it('may be a refusal, and is told as such', () => {
    const { settle, late } = begun(1)
    settle(0, 0, { is: 'timeout' })
    settle(0, 0, refused(0x0b))
    expect(late).toMatchObject([{ is: 'refused', reason: 'number_invalid' }])
  })

  it('of several parts is told when none is missing any more', () => {
    const { settle, done, late } = begun(2)
    settle(0, 0, { is: 'timeout' })
    settle(0, 1, { is: 'timeout' })
    expect(done).toHaveLength(1)
    settle(0, 1, accepted('b'))
    expect(late).toEqual([])
    settle(0, 0, accepted('a'))
    expect(late).toMatchObject([
      {
        is: 'accepted',
        keys: [
          { id: 'a', part: 1 },
          { id: 'b', part: 2 },
        ],
      },
    ])
  })

  it('is still told after the attempt was given up at closing; a cut then is not', () => {
    const { attempt, settle, done, late } = begun(1)
    attempt.giveUp()
    expect(done).toMatchObject([{ is: 'unclear', why: 'timeout' }])
    settle(0, 0, { is: 'cut' })
    expect(late).toEqual([])
    settle(0, 0, accepted('a'))
    expect(late).toHaveLength(1)
  })
})

it('takes a generic_nack for an answer to its submit, by the same list', () => {
  const { settle, done } = begun(1)
  settle(0, 0, { is: 'answered', answer: { command: 'generic_nack', status: 0x08 } })
  expect(done).toMatchObject([{ is: 'unclear', why: 'server_error' }])
  const zero = begun(1)
  zero.settle(0, 0, { is: 'answered', answer: { command: 'generic_nack', status: 0 } })
  expect(zero.done).toMatchObject([{ is: 'unclear', why: 'server_error' }])
})

describe('an optional parameter that is refused', () => {
  it.each([
    ['919812345678', 'dlt_refused', 'template'],
    ['447700900123', 'gateway_refused', 'gateway'],
  ])('is of DLT only where the text is to India: to %s', (dest, reason, scope) => {
    const { settle, done } = begun(1, undefined, dest)
    settle(0, 0, refused(0xc1))
    expect(done).toMatchObject([{ is: 'refused', retry: 'never', reason, scope }])
  })
})
