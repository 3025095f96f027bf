/**
 * One connection's life. A session binds, writes submits, joins answers to them, serves what the peer sends, and ends;
 * it is never used again. It is in one of four states, moved only by `#move`:
 *
 *   binding    the bind is written, its answer is awaited
 *   bound      everything may pass
 *   unbinding  one side said unbind: nothing more is submitted, receipts and answers still come
 *   closed     the socket is gone; whatever had no answer was settled as cut
 *
 * What is pending lives and dies with the session object, so an answer of one connection can never settle a submit of
 * another. Anything that a peer sends either is understood or closes the session; no input leaves it waiting.
 */
import type { Socket } from 'node:net'
import { fullStop } from '../../core/full-stop.ts'
import { decode } from './decode.ts'
import { Framer } from './framer.ts'
import { goodbye } from './goodbye.ts'
import { LinkWatch } from './link-watch.ts'
import { Outlet } from './outlet.ts'
import {
  type Bind,
  type BindAnswer,
  type DataSm,
  type DeliverSm,
  type Pdu,
  ProtocolError,
  type QueryAnswer,
  type QuerySm,
  unservedIds,
} from './pdu.ts'
import { type Exchange, PendingSubmits, type SubmitAnswer } from './pending.ts'
import { Queries } from './queries.ts'
import { SequenceNumbers } from './sequence.ts'
import type { Group, SessionEnd, SessionHost, SessionTimes } from './session-host.ts'
import { status, statusWords } from './status.ts'

const moves = {
  binding: ['bound', 'closed'],
  bound: ['unbinding', 'closed'],
  unbinding: ['closed'],
  closed: [],
} as const satisfies Record<string, readonly string[]>

export type SessionState = keyof typeof moves

/** PDUs handled in one turn of the event loop, so that a flooding peer cannot hold everybody else up. */
const pdusPerTurn = 200
/** Received and not yet stored: from here on the socket is not read, down to half of it. */
const maxUnstored = 1_000
/** And so many octets of PDUs: a thousand of the longest would be sixty times as much. */
const maxUnstoredOctets = 1_048_576
/** Octets of ours that may wait for a peer that does not read. */
const maxHeldOutput = 1_048_576

export class Session {
  readonly #socket: Socket
  readonly #times: SessionTimes
  readonly #host: SessionHost
  readonly #bind: Bind['command']
  readonly #bindSequence: number
  readonly #openedAt: number
  readonly #framer = new Framer()
  readonly #out: Outlet
  readonly #link: LinkWatch
  readonly #pending = new PendingSubmits()
  readonly #queries = new Queries()
  readonly #sequences = new SequenceNumbers()
  readonly #ticker: NodeJS.Timeout

  #state: SessionState = 'binding'
  #waiting: Group[] = []
  /** Counts requests in the order written. An answer to the k-th proves that the peer read everything up to it. */
  #ordinal = 0
  #provenOrdinal = 0
  #enquiryOrdinal = 0
  #hasMore = false
  #unstored = 0
  #unstoredOctets = 0
  #isHeldBack = false
  #readAgainAt = Number.NEGATIVE_INFINITY
  #unbindingAt = 0
  #unbindingWords = ''
  /** Since when the SMSC says that it knows nothing of our bind. */
  #unknownSince: number | undefined

  constructor(socket: Socket, bind: Omit<Bind, 'status' | 'sequence'>, times: SessionTimes, host: SessionHost) {
    this.#socket = socket
    this.#times = times
    this.#host = host
    this.#openedAt = host.now()
    this.#out = new Outlet(socket, host.now, () => this.#takeWaiting())
    this.#link = new LinkWatch(times, this.#openedAt)
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => this.#read(chunk))
    socket.on('end', () => this.#close({ why: 'cut', words: 'The SMSC closed the connection.' }))
    socket.on('error', (error) =>
      this.#close({ why: 'cut', words: fullStop(`The connection broke: ${error.message}`) }),
    )
    socket.on('close', () => this.#close({ why: 'cut', words: 'The connection was cut.' }))
    this.#bind = bind.command
    this.#bindSequence = this.#nextSequence()
    this.#out.writer.pdu({ ...bind, status: 0, sequence: this.#bindSequence })
    this.#out.flush()
    this.#ticker = setInterval(() => this.#judgeSoon(), Math.max(5, Math.min(1_000, times.response / 20)))
  }

  get state(): SessionState {
    return this.#state
  }

  /** Whether it takes texts: not any more once the SMSC knows nothing of its bind. */
  get isTaking(): boolean {
    return this.#state === 'bound' && this.#unknownSince === undefined
  }

  /** Whether what is submitted now would be written in this turn of the event loop. */
  get isWritable(): boolean {
    return this.isTaking && this.#out.isFree
  }

  /** Nothing of ours waits for an answer that is still in time. */
  get isIdle(): boolean {
    return this.#waiting.length === 0 && this.#pending.oldest() === undefined
  }

  /**
   * Takes submits for the next write. All of a turn are joined in one; while the peer does not read they wait, and
   * `mayWrite` decides when it does.
   */
  submit(group: Group): void {
    this.#waiting.push(group)
    if (this.isTaking) this.#out.flushSoon()
    else this.#takeWaiting()
  }

  /** Asks what became of a text. Undefined where no answer comes, or none can. */
  query(about: Pick<QuerySm, 'messageId' | 'source' | 'sourceTon' | 'sourceNpi'>): Promise<QueryAnswer | undefined> {
    if (!this.isWritable) return Promise.resolve(undefined)
    const sequence = this.#nextSequence()
    const answered = this.#queries.add(sequence, this.#host.now())
    this.#reply({ command: 'query_sm', status: 0, sequence, ...about })
    return answered
  }

  /**
   * Says unbind, and closes when the peer has answered or its time is over. Answers and receipts that come meanwhile
   * are still served.
   */
  unbind(words = 'We closed the connection.'): void {
    if (this.#state === 'bound') {
      this.#unbindingWords = words
      this.#startUnbinding()
      this.#reply({ command: 'unbind', status: 0, sequence: this.#nextSequence() })
    } else if (this.#state === 'binding') {
      this.#close({ why: 'unbound', words: 'We closed the connection before it was bound.' })
    }
  }

  // Reading

  #read(chunk: Buffer): void {
    if (this.#state === 'closed') return
    this.#link.heard(this.#host.now())
    this.#framer.push(chunk)
    this.#handleSome(pdusPerTurn)
  }

  /** Handles at most `limit` PDUs of what was read; the rest in the next turn, with the socket paused until then. */
  #handleSome(limit: number): void {
    const came: (DeliverSm | DataSm)[] = []
    let octets = 0
    let handled = 0
    try {
      for (; handled < limit && this.#framer.next(); handled++) {
        const before = came.length
        this.#handle(decode(this.#framer.buffer, this.#framer.start, this.#framer.end), came)
        if (came.length > before) octets += this.#framer.end - this.#framer.start
      }
    } catch (error) {
      const what = error instanceof ProtocolError ? 'The SMSC broke the protocol' : 'Reading failed'
      this.#hasMore = false
      this.#serve(came, octets)
      this.#close({
        why: 'protocol',
        words: fullStop(`${what}: ${error instanceof Error ? error.message : String(error)}`),
      })
      return
    }
    this.#hasMore = handled === limit && this.#state !== 'closed'
    if (this.#hasMore) setImmediate(() => this.#hasMore && this.#handleSome(limit))
    this.#serve(came, octets)
    this.#pauseOrResume()
  }

  #handle(pdu: Pdu, came: (DeliverSm | DataSm)[]): void {
    if (this.#state === 'closed') return
    switch (pdu.command) {
      case 'submit_sm_resp':
        this.#answered(pdu.sequence, pdu)
        break
      case 'deliver_sm':
      case 'data_sm':
        if (this.#state === 'binding') throw new ProtocolError(`${pdu.command} before the bind was answered`)
        came.push(pdu)
        break
      case 'enquire_link':
        this.#reply({ command: 'enquire_link_resp', status: 0, sequence: pdu.sequence })
        break
      case 'enquire_link_resp':
        if (this.#link.answered(pdu.sequence)) this.#proven(this.#enquiryOrdinal)
        break
      case 'bind_transceiver_resp':
      case 'bind_receiver_resp':
      case 'bind_transmitter_resp':
        this.#bindAnswered(pdu)
        break
      case 'generic_nack':
        this.#nacked(pdu.sequence, pdu.status)
        break
      case 'unbind':
        this.#peerUnbinds(pdu.sequence)
        break
      case 'unbind_resp':
        if (this.#state === 'unbinding') this.#close({ why: 'unbound', words: this.#unbindingWords })
        break
      case 'deliver_sm_resp':
      case 'data_sm_resp':
        break
      case 'query_sm_resp':
        this.#queries.settle(pdu.sequence, pdu)
        break
      case 'other':
        this.#other(pdu.id, pdu.sequence)
        break
      case 'submit_sm':
      case 'query_sm':
      case 'bind_transceiver':
      case 'bind_receiver':
      case 'bind_transmitter':
        this.#refuse(pdu.sequence)
        break
    }
  }

  #answered(sequence: number, answer: SubmitAnswer): void {
    const ordinal = this.#pending.answer(sequence, answer)
    if (ordinal !== undefined) this.#proven(ordinal)
    if (answer.status === status.notBound && this.#unknownSince === undefined) {
      this.#unknownSince = this.#host.now()
      this.#takeWaiting()
    }
    this.#unbindIfUnknown(this.#host.now())
  }

  /** Whatever lost our bind there, as a balancer may: nothing more is written, and it ends once what is out was answered, or should have been. */
  #unbindIfUnknown(now: number): void {
    if (this.#unknownSince === undefined || this.#state !== 'bound') return
    if (this.isIdle || now - this.#unknownSince >= this.#times.response)
      this.unbind('The SMSC takes no text by this bind: it says that we are not bound.')
  }

  #proven(ordinal: number): void {
    if (ordinal > this.#provenOrdinal) this.#provenOrdinal = ordinal
  }

  #bindAnswered(answer: BindAnswer): void {
    const isOurs = answer.command === `${this.#bind}_resp` && answer.sequence === this.#bindSequence
    if (this.#state !== 'binding' || !isOurs) throw new ProtocolError('a bind answer that nobody asked for')
    if (answer.status === status.ok) {
      this.#move('bound')
      this.#host.bound(answer)
    } else this.#bindRefused(answer.status)
  }

  #bindRefused(code: number): void {
    this.#close({ why: 'bind_refused', status: code, words: `The SMSC refused the bind: ${statusWords(code)}.` })
  }

  #nacked(sequence: number, code: number): void {
    if (this.#state === 'binding' && sequence === this.#bindSequence) this.#bindRefused(code)
    else if (this.#link.answered(sequence)) this.#proven(this.#enquiryOrdinal)
    else if (this.#queries.has(sequence)) this.#queries.settle(sequence, undefined)
    else if (this.#pending.has(sequence)) this.#answered(sequence, { command: 'generic_nack', status: code })
    // Also with sequence 0: the peer could not read our stream, so what it makes of the rest is anybody's guess.
    else throw new ProtocolError(`generic_nack for nothing we sent, ${statusWords(code)}`)
  }

  #peerUnbinds(sequence: number): void {
    this.#reply({ command: 'unbind_resp', status: 0, sequence })
    if (this.#state === 'bound') this.#startUnbinding()
    this.#out.flush()
    // Answers that came with the unbind are read before the socket closes; none can come after unbind_resp.
    setImmediate(() => this.#close({ why: 'peer_unbound', words: 'The SMSC ended the session (unbind).' }))
  }

  #other(id: number, sequence: number): void {
    if (id === 0x102) return
    if (unservedIds.has(id)) this.#refuse(sequence)
    else if (!unservedIds.has(id - 0x80000000))
      throw new ProtocolError(`a command 0x${id.toString(16)} that SMPP does not know`)
  }

  #refuse(sequence: number): void {
    this.#reply({ command: 'generic_nack', status: status.unknownCommand, sequence })
  }

  /**
   * Hands over what came in this turn, and answers it when it is stored; told that it is not, the peer sends it again
   * later.
   */
  #serve(came: readonly (DeliverSm | DataSm)[], octets: number): void {
    if (came.length === 0) return
    const answers = came.map(({ command, sequence }) => ({ command: `${command}_resp` as const, sequence }))
    this.#unstored += came.length
    this.#unstoredOctets += octets
    const answer = (code: number) => {
      this.#unstored -= answers.length
      this.#unstoredOctets -= octets
      if (this.#state === 'closed') return
      for (const one of answers) this.#reply({ ...one, status: code, messageId: '', tlvs: [] })
      this.#pauseOrResume()
    }
    this.#host.came(came).then(
      () => answer(status.ok),
      () => answer(status.temporaryError),
    )
  }

  #pauseOrResume(): void {
    const full = Math.max(this.#unstored / maxUnstored, this.#unstoredOctets / maxUnstoredOctets)
    if (full >= 1) this.#isHeldBack = true
    else if (this.#isHeldBack && full <= 0.5) {
      this.#isHeldBack = false
      this.#readAgainAt = this.#host.now()
    }
    if (this.#isHeldBack || this.#hasMore) this.#socket.pause()
    else if (this.#socket.isPaused()) this.#socket.resume()
  }

  // Writing

  #reply(pdu: Exclude<Pdu, { command: 'other' }>): void {
    this.#out.writer.pdu(pdu)
    if (this.#out.writer.length <= maxHeldOutput) this.#out.flushSoon()
    else this.#close({ why: 'blocked', words: 'The SMSC does not read what we answer.' })
  }

  #takeWaiting(): void {
    if (this.#waiting.length === 0) return
    const groups = this.#waiting
    this.#waiting = []
    const writtenAt = this.#host.now()
    for (const group of groups) {
      const may = this.isTaking && group.mayWrite()
      for (const exchange of group.exchanges) {
        if (may) this.#write(exchange, writtenAt)
        else exchange.settle({ is: 'not_written' })
      }
    }
  }

  #write(exchange: Exchange, writtenAt: number): void {
    const sequence = this.#nextSequence()
    this.#out.writer.submit(exchange.fields, exchange.part, sequence)
    this.#pending.add(sequence, exchange, writtenAt, ++this.#ordinal)
  }

  #nextSequence(): number {
    return this.#sequences.next((sequence) => this.#pending.has(sequence) || this.#queries.has(sequence))
  }

  // Time

  /**
   * Timers run before what waits in the socket is read (after a freeze, all of it), so nothing is judged before one
   * more look at the socket.
   */
  #judgeSoon(): void {
    setImmediate(() => {
      if (this.#hasMore) this.#judgeSoon()
      else this.#judge(this.#host.now())
    })
  }

  #judge(now: number): void {
    if (this.#state === 'binding' && now - this.#openedAt >= this.#times.bind) {
      this.#close({ why: 'no_bind_answer', words: 'The SMSC did not answer the bind.' })
    } else if (this.#state === 'unbinding' && now - this.#unbindingAt >= this.#times.unbind) {
      this.#close({ why: 'unbound', words: this.#unbindingWords })
    } else if (this.#out.blockedMs >= this.#times.blocked) {
      this.#close({ why: 'blocked', words: 'The SMSC does not read what we write.' })
    } else if (this.#state === 'bound' || this.#state === 'unbinding') {
      this.#judgeResponses(now)
      this.#unbindIfUnknown(now)
      if (this.#state === 'bound' && !this.#isHeldBack) this.#judgeLink(now)
    }
  }

  /**
   * Settles what is overdue. Where the peer has not shown that it read what is overdue, that may lie in a buffer and go
   * out late: the session ends with a reset. Else it lives on, for the answers that come late.
   *
   * While our own store holds the socket up, and as long afterwards as an answer may need, what is overdue may have been
   * answered and lie unread; what stays without an answer is bounded by its lease.
   */
  #judgeResponses(now: number): void {
    if (this.#isHeldBack || now < this.#readAgainAt + this.#times.enquire) return
    this.#queries.expire(now - this.#times.response)
    const overdue = this.#pending.expire(now - this.#times.response)
    if (overdue > this.#provenOrdinal) this.#close({ why: 'silent', words: 'The SMSC answered nothing in time.' })
  }

  #judgeLink(now: number): void {
    const oldest = this.#pending.oldest()
    const mayBeUnread = oldest !== undefined && oldest.ordinal > this.#provenOrdinal
    const verdict = this.#link.judge(now, mayBeUnread && now - oldest.writtenAt >= this.#times.response / 2)
    if (verdict === 'dead') this.#close({ why: 'silent', words: 'The SMSC no longer answers.' })
    if (verdict !== 'ask') return
    const sequence = this.#nextSequence()
    this.#enquiryOrdinal = ++this.#ordinal
    this.#link.asked(sequence, now)
    this.#reply({ command: 'enquire_link', status: 0, sequence })
  }

  // Ending

  #startUnbinding(): void {
    this.#unbindingAt = this.#host.now()
    this.#move('unbinding')
    this.#takeWaiting()
  }

  #move(to: SessionState): void {
    if (!(moves[this.#state] as readonly string[]).includes(to)) {
      throw new Error(`an SMPP session cannot go from ${this.#state} to ${to}`)
    }
    this.#state = to
  }

  #close(end: SessionEnd): void {
    if (this.#state === 'closed') return
    if (this.#hasMore) {
      // What was read before the end still counts: an answer in it is an answer.
      this.#hasMore = false
      this.#handleSome(Number.POSITIVE_INFINITY)
      this.#close(end)
      return
    }
    this.#move('closed')
    clearInterval(this.#ticker)
    goodbye(this.#socket, end.why === 'unbound' || end.why === 'peer_unbound')
    this.#takeWaiting()
    this.#pending.cutAll()
    this.#queries.expire(Number.POSITIVE_INFINITY)
    this.#host.closed(end)
  }
}
