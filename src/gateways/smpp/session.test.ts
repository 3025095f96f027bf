import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeSocket } from '../../../test/support/fake-socket.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import { Framer } from './framer.ts'
import type { DeliverSm, MessageFields, Pdu } from './pdu.ts'
import type { ExchangeEnd } from './pending.ts'
import { SequenceNumbers } from './sequence.ts'
import { Session } from './session.ts'
import { type SessionEnd, usualTimes } from './session-host.ts'

type Writable = Exclude<Pdu, { command: 'other' }>

const fields: MessageFields = {
  serviceType: '',
  sourceTon: 5,
  sourceNpi: 0,
  source: 'KAVERI',
  destTon: 1,
  destNpi: 1,
  dest: '919812345678',
  esmClass: 0,
  protocolId: 0,
  priority: 0,
  scheduleAt: '',
  validity: '',
  registeredDelivery: 1,
  replaceIfPresent: 0,
  dataCoding: 0,
  defaultMessageId: 0,
  tlvs: [],
}

/** A session on a socket without a kernel, in a time that the test moves. */
class Stage {
  readonly socket = new FakeSocket()
  readonly came: string[][] = []
  end: SessionEnd | undefined
  store: () => Promise<void> = () => Promise.resolve()
  readonly session: Session

  constructor() {
    const bind = { systemId: 'me', password: 'secret', systemType: '', addressRange: '' }
    const all = { command: 'bind_transceiver', interfaceVersion: 0x34, addrTon: 0, addrNpi: 0, ...bind } as const
    this.session = new Session(this.socket.asSocket(), all, usualTimes, {
      now: () => performance.now(),
      bound: () => undefined,
      came: (pdus) => {
        this.came.push(pdus.map((pdu) => (pdu as DeliverSm).shortMessage.toString()))
        return this.store()
      },
      closed: (end) => {
        this.end = end
      },
    })
  }

  static bound(): Stage {
    const stage = new Stage()
    stage.feed({ command: 'bind_transceiver_resp', status: 0, sequence: 1, systemId: 'smsc', tlvs: [] })
    stage.written()
    return stage
  }

  feed(...pdus: Writable[]): void {
    this.socket.feed(Buffer.concat(pdus.map(encode)))
  }

  /** What was written since the last look, write by write. */
  writes(): Pdu[][] {
    return this.socket.written.splice(0).map(pdusOf)
  }

  written(): Pdu[] {
    return this.writes().flat()
  }

  /** Submits `count` in one group; the array fills with what comes of each. */
  submit(count = 1, mayWrite = () => true): ExchangeEnd['is'][][] {
    const ends = Array.from({ length: count }, (): ExchangeEnd['is'][] => [])
    const part = { writeTo: (buffer: Buffer, at: number) => at + buffer.write('Hi', at, 'latin1') }
    const exchanges = ends.map((told) => ({ fields, part, settle: (end: ExchangeEnd) => void told.push(end.is) }))
    this.session.submit({ exchanges, mayWrite })
    return ends
  }
}

function pdusOf(octets: Buffer): Pdu[] {
  const framer = new Framer()
  framer.push(octets)
  const all: Pdu[] = []
  while (framer.next()) all.push(decode(framer.buffer, framer.start, framer.end))
  return all
}

const turn = () => vi.advanceTimersByTimeAsync(0)
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const answer = (sequence: number, status = 0): Writable => ({
  command: 'submit_sm_resp',
  status,
  sequence,
  messageId: `id${sequence}`,
  tlvs: [],
})
const bare = (
  command: 'enquire_link' | 'enquire_link_resp' | 'unbind' | 'unbind_resp' | 'generic_nack',
  sequence: number,
  status = 0,
): Writable => ({
  command,
  status,
  sequence,
})
const deliver = (sequence: number, text: string): Writable => ({
  ...fields,
  command: 'deliver_sm',
  status: 0,
  sequence,
  shortMessage: Buffer.from(text),
})
const commandsOf = (pdus: readonly Pdu[]) => pdus.map((pdu) => pdu.command)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('binding', () => {
  it('writes the bind first and nothing else until it is answered', async () => {
    const stage = new Stage()
    const [ends] = stage.submit()
    await turn()
    expect(stage.written()).toMatchObject([
      { command: 'bind_transceiver', systemId: 'me', password: 'secret', interfaceVersion: 0x34, sequence: 1 },
    ])
    expect(ends).toEqual(['not_written'])
    expect(stage.session.isWritable).toBe(false)
  })

  it('ends with the SMSC’s words when refused, also by a generic_nack', () => {
    for (const refusal of [
      { command: 'bind_transceiver_resp', status: 0x0e, sequence: 1, systemId: '', tlvs: [] } as const,
      bare('generic_nack', 1, 0x0e),
    ]) {
      const stage = new Stage()
      stage.feed(refusal)
      expect(stage.end).toMatchObject({ why: 'bind_refused', status: 0x0e })
      expect(stage.socket.destroyed).toBe(true)
    }
  })

  it('ends when there is no answer in ten seconds', async () => {
    const stage = new Stage()
    await pass(9_000)
    expect(stage.end).toBeUndefined()
    await pass(2_000)
    expect(stage.end?.why).toBe('no_bind_answer')
  })

  it('ends when something else than SMPP answers', () => {
    const stage = new Stage()
    stage.socket.feed(Buffer.from('HTTP/1.1 400 Bad Request\r\n'))
    expect(stage.end?.why).toBe('protocol')
  })
})

describe('submitting', () => {
  it('joins all of a turn, of several groups, in one write', async () => {
    const stage = Stage.bound()
    stage.submit(3)
    stage.submit(2)
    stage.feed(bare('enquire_link', 9))
    await turn()
    const writes = stage.writes()
    expect(writes).toHaveLength(1)
    expect(commandsOf(writes[0] ?? []).sort()).toEqual(['enquire_link_resp', ...Array(5).fill('submit_sm')])
  })

  it('settles each by its own answer, in whatever order they come, once', async () => {
    const stage = Stage.bound()
    const [one, two, three] = stage.submit(3)
    await turn()
    const [a, b, c] = stage.written().map((pdu) => pdu.sequence)
    stage.feed(answer(c ?? 0), answer(a ?? 0))
    stage.feed(answer(a ?? 0), answer(4_711))
    expect([one, two, three]).toEqual([['answered'], [], ['answered']])
    stage.feed(bare('generic_nack', b ?? 0, 3))
    expect(two).toEqual(['answered'])
    expect(stage.end).toBeUndefined()
  })

  it('asks in the turn of the write whether it may, and writes nothing if not', async () => {
    const stage = Stage.bound()
    const [late] = stage.submit(1, () => false)
    const [good] = stage.submit(1)
    expect(late).toEqual([])
    await turn()
    expect(late).toEqual(['not_written'])
    expect(good).toEqual([])
    expect(stage.written()).toHaveLength(1)
  })

  it('writes nothing into a socket that is not empty, and asks again when it is', async () => {
    const stage = Stage.bound()
    let may = true
    stage.socket.isStuck = true
    stage.submit(1)
    await turn()
    stage.written()
    const [waits] = stage.submit(1, () => may)
    const [stays] = stage.submit(1)
    await turn()
    expect(stage.written()).toEqual([])
    expect(stage.session.isWritable).toBe(false)
    may = false
    stage.socket.empty()
    expect(waits).toEqual(['not_written'])
    expect(stays).toEqual([])
    expect(stage.written()).toHaveLength(1)
  })

  it('lives on when the peer took everything a moment later', async () => {
    const stage = Stage.bound()
    stage.socket.isStuck = true
    stage.submit()
    await turn()
    stage.socket.empty()
    await pass(6_000)
    expect(stage.end).toBeUndefined()
  })

  it('ends with a reset when the peer does not read for five seconds: what waits was not written, what is out is cut', async () => {
    const stage = Stage.bound()
    const [out] = stage.submit()
    await turn()
    const [stuck] = stage.submit()
    stage.socket.isStuck = true
    await turn()
    const [waiting] = stage.submit()
    await pass(4_000)
    expect(stage.end).toBeUndefined()
    await pass(2_000)
    expect(stage.end?.why).toBe('blocked')
    expect(stage.socket.goodbye).toBe('reset')
    expect([out, stuck, waiting]).toEqual([['cut'], ['cut'], ['not_written']])
  })
})

describe('time', () => {
  it('ends with a reset where nothing shows that the peer read what is overdue', async () => {
    const stage = Stage.bound()
    const [told] = stage.submit()
    await pass(29_000)
    expect(told).toEqual([])
    await pass(2_000)
    expect(told).toEqual(['timeout'])
    expect(stage.end?.why).toBe('silent')
    expect(stage.socket.goodbye).toBe('reset')
  })

  it('lives on where the peer answered something later, and takes the late answer', async () => {
    const stage = Stage.bound()
    const [told] = stage.submit()
    await turn()
    const [submit] = stage.written()
    // Half way it asks whether the peer reads at all.
    await pass(16_000)
    const enquiry = stage.written().find((pdu) => pdu.command === 'enquire_link')
    stage.feed(bare('enquire_link_resp', enquiry?.sequence ?? 0))
    await pass(16_000)
    expect(told).toEqual(['timeout'])
    expect(stage.end).toBeUndefined()
    stage.feed(answer(submit?.sequence ?? 0))
    expect(told).toEqual(['timeout', 'answered'])
    await pass(1_000)
    expect(stage.end).toBeUndefined()
  })

  it('tells nothing more of what timed out when the session ends', async () => {
    const stage = Stage.bound()
    const [told] = stage.submit()
    await pass(31_000)
    stage.socket.destroy()
    expect(told).toEqual(['timeout'])
  })

  it('asks after thirty seconds of silence, and ends after two questions without an answer', async () => {
    const stage = Stage.bound()
    await pass(29_000)
    expect(stage.written()).toEqual([])
    await pass(2_000)
    expect(commandsOf(stage.written())).toEqual(['enquire_link'])
    await pass(10_000)
    expect(commandsOf(stage.written())).toEqual(['enquire_link'])
    expect(stage.end).toBeUndefined()
    await pass(11_000)
    expect(stage.end?.why).toBe('silent')
  })

  it('lives as long as its questions are answered', async () => {
    const stage = Stage.bound()
    for (let i = 0; i < 20; i++) {
      await pass(16_000)
      for (const pdu of stage.written()) stage.feed(bare('enquire_link_resp', pdu.sequence))
    }
    expect(stage.end).toBeUndefined()
  })
})

describe('what the peer sends', () => {
  it('is answered only when it is stored', async () => {
    const stage = Stage.bound()
    const { promise, resolve } = Promise.withResolvers<void>()
    stage.store = () => promise
    stage.feed(deliver(5, 'one'), deliver(6, 'two'))
    await turn()
    expect(stage.came).toEqual([['one', 'two']])
    expect(stage.written()).toEqual([])
    resolve()
    await turn()
    expect(stage.written()).toMatchObject([
      { command: 'deliver_sm_resp', sequence: 5, status: 0 },
      { command: 'deliver_sm_resp', sequence: 6, status: 0 },
    ])
  })

  it('is asked for again when it could not be stored', async () => {
    const stage = Stage.bound()
    stage.store = () => Promise.reject(new Error('no database'))
    stage.feed(deliver(5, 'one'))
    await turn()
    expect(stage.written()).toMatchObject([{ command: 'deliver_sm_resp', sequence: 5, status: 0x64 }])
  })

  it('is not read on while a thousand are unstored, and again when half of them are', async () => {
    const stage = Stage.bound()
    const stored: (() => void)[] = []
    stage.store = () => new Promise((resolve) => stored.push(resolve))
    for (let i = 0; i < 1_500; i++) stage.feed(deliver(i + 1, 'x'))
    await turn()
    expect(stage.came.flat()).toHaveLength(1_000)
    expect(stage.socket.isPaused()).toBe(true)
    for (const resolve of stored.splice(0, 499)) resolve()
    await turn()
    expect(stage.came.flat()).toHaveLength(1_000)
    for (const resolve of stored.splice(0, 1)) resolve()
    await turn()
    expect(stage.came.flat()).toHaveLength(1_500)
    expect(stage.end).toBeUndefined()
  })

  it('is not read on while a megabyte is unstored, however few PDUs that is', async () => {
    const stage = Stage.bound()
    const stored: (() => void)[] = []
    stage.store = () => new Promise((resolve) => stored.push(resolve))
    const long = (sequence: number): Writable => ({
      ...(deliver(sequence, '') as DeliverSm),
      tlvs: [{ tag: 0x0424, value: Buffer.alloc(65_000, 'x') }],
    })
    for (let i = 0; i < 30; i++) stage.feed(long(i + 1))
    await turn()
    expect(stage.came.flat()).toHaveLength(17)
    expect(stage.socket.isPaused()).toBe(true)
    for (const resolve of stored.splice(0, 9)) resolve()
    await turn()
    expect(stage.came.flat()).toHaveLength(26)
    expect(stage.end).toBeUndefined()
  })

  it('is no silence of the peer while our own store holds it up: an answer that lies unread still counts', async () => {
    const stage = Stage.bound()
    const stored: (() => void)[] = []
    stage.store = () => new Promise((resolve) => stored.push(resolve))
    for (let i = 0; i < 1_000; i++) stage.feed(deliver(i + 1, 'x'))
    const [answered, unanswered] = stage.submit(2)
    await turn()
    const [submit] = stage.written()
    stage.feed(answer(submit?.sequence ?? 0))
    await pass(120_000)
    expect([answered, unanswered]).toEqual([[], []])
    expect(stage.end).toBeUndefined()
    for (const resolve of stored.splice(0)) resolve()
    await turn()
    expect([answered, unanswered]).toEqual([['answered'], []])
    await pass(20_000)
    expect(unanswered).toEqual(['timeout'])
  })

  it('is handled two hundred PDUs a turn', async () => {
    const stage = Stage.bound()
    stage.feed(...Array.from({ length: 1_000 }, (_, i) => deliver(i + 1, 'x')))
    expect(stage.came.flat()).toHaveLength(200)
    // Fake immediates that are set by immediates come a millisecond later.
    await pass(4)
    expect(stage.came.map((all) => all.length)).toEqual([200, 200, 200, 200, 200])
  })

  it('counts although the connection ends right behind it', () => {
    const stage = Stage.bound()
    const ends = stage.submit(300)
    vi.advanceTimersByTime(0)
    const sequences = stage.written().map((pdu) => pdu.sequence)
    stage.feed(...sequences.map((sequence) => answer(sequence)))
    stage.socket.emit('end')
    expect(ends.flat()).toEqual(Array(300).fill('answered'))
  })

  it('is told that a command is not served, and ends the session where no such command exists', async () => {
    const stage = Stage.bound()
    const cancel = Buffer.from('00000010000000080000000000000005', 'hex')
    stage.socket.feed(cancel)
    stage.socket.feed(Buffer.from('00000010000001020000000000000006', 'hex'))
    await turn()
    expect(stage.written()).toMatchObject([{ command: 'generic_nack', status: 3, sequence: 5 }])
    stage.socket.feed(Buffer.from('00000010000099990000000000000007', 'hex'))
    expect(stage.end).toMatchObject({ why: 'protocol' })
  })

  it.each([
    ['a generic_nack with sequence 0', bare('generic_nack', 0, 2)],
    ['a generic_nack for nothing', bare('generic_nack', 99, 3)],
    [
      'a second bind answer',
      { command: 'bind_transceiver_resp', status: 0, sequence: 1, systemId: '', tlvs: [] } as const,
    ],
  ])('ends the session: %s', (_, pdu) => {
    const stage = Stage.bound()
    const [told] = stage.submit()
    vi.advanceTimersByTime(0)
    stage.feed(pdu)
    expect(stage.end?.why).toBe('protocol')
    expect(told).toEqual(['cut'])
  })
})

describe('unbinding', () => {
  it('by us: nothing more is submitted, answers and receipts are still taken, then it ends', async () => {
    const stage = Stage.bound()
    const [before] = stage.submit()
    await turn()
    const [submit] = stage.written()
    const [waiting] = stage.submit()
    stage.session.unbind()
    const [after] = stage.submit()
    await turn()
    expect(commandsOf(stage.written())).toEqual(['unbind'])
    stage.feed(answer(submit?.sequence ?? 0), deliver(3, 'receipt'))
    await turn()
    expect([before, waiting, after]).toEqual([['answered'], ['not_written'], ['not_written']])
    const [answered] = stage.written()
    expect(answered).toMatchObject({ command: 'deliver_sm_resp', sequence: 3 })
    stage.feed(bare('unbind_resp', 3))
    expect(stage.end?.why).toBe('unbound')
    expect(stage.socket.goodbye).toBe('end')
  })

  it('by us: where the SMSC answers a text that we are not bound, so that the line binds anew', async () => {
    const stage = Stage.bound()
    const ends = stage.submit(2)
    await turn()
    const [one, two] = stage.written()
    const [waiting] = stage.submit()
    stage.feed(answer(one?.sequence ?? 0, 0x04))
    await turn()
    const [after] = stage.submit()
    await turn()
    expect([...ends, waiting, after]).toEqual([['answered'], [], ['not_written'], ['not_written']])
    expect([stage.session.isTaking, stage.written()]).toEqual([false, []])
    // What is out may have been taken: it is waited for.
    await pass(3_000)
    stage.feed(answer(two?.sequence ?? 0))
    await turn()
    expect(ends[1]).toEqual(['answered'])
    expect(commandsOf(stage.written())).toEqual(['unbind'])
    stage.feed(bare('unbind_resp', 4))
    expect(stage.end).toMatchObject({ why: 'unbound', words: expect.stringContaining('not bound') })
  })

  it('by us: does not wait longer than two seconds', async () => {
    const stage = Stage.bound()
    stage.session.unbind()
    await pass(3_100)
    expect(stage.end?.why).toBe('unbound')
  })

  it('by the peer: is answered, nothing is written behind the answer, what is out is doubt', async () => {
    const stage = Stage.bound()
    const [out] = stage.submit()
    await turn()
    stage.written()
    const [waiting] = stage.submit()
    stage.feed(bare('unbind', 8))
    await turn()
    expect(stage.written()).toMatchObject([{ command: 'unbind_resp', sequence: 8 }])
    expect([out, waiting]).toEqual([['cut'], ['not_written']])
    expect(stage.end?.why).toBe('peer_unbound')
  })
})

it('counts sequence numbers to 0x7FFFFFFF and begins again at 1, without those in use', () => {
  const sequences = new SequenceNumbers(0x7ffffffe)
  const taken = new Set([1, 2])
  const next = () => sequences.next((sequence) => taken.has(sequence))
  expect([next(), next(), next()]).toEqual([0x7fffffff, 3, 4])
})
