/** What a session is given by its owner, and what it tells. */
import type { BindAnswer, DataSm, DeliverSm } from './pdu.ts'
import type { Exchange } from './pending.ts'

/** All in milliseconds. */
export type SessionTimes = {
  bind: number
  response: number
  idle: number
  enquire: number
  /** How many enquire_links in a row may stay unanswered; the last one closes the session. */
  misses: number
  /** How long a write may wait for the peer to read. */
  blocked: number
  unbind: number
}

export const usualTimes: SessionTimes = {
  bind: 10_000,
  response: 30_000,
  idle: 30_000,
  enquire: 10_000,
  misses: 2,
  blocked: 5_000,
  unbind: 2_000,
}

/** Submits that go in one write or not at all. `mayWrite` is asked in the very turn of the write. */
export type Group = { exchanges: readonly Exchange[]; mayWrite(): boolean }

export type SessionEnd = {
  why: 'bind_refused' | 'no_bind_answer' | 'cut' | 'protocol' | 'silent' | 'blocked' | 'unbound' | 'peer_unbound'
  words: string
  status?: number
}

/** Who owns the session. */
export type SessionHost = {
  /** Monotonic milliseconds. */
  now(): number
  bound(answer: BindAnswer): void
  /**
   * What came in one turn, in order. Resolves when it is stored; the peer is answered then. Octets are views into the
   * read buffer, good until the call returns.
   */
  came(pdus: readonly (DeliverSm | DataSm)[]): Promise<void>
  closed(end: SessionEnd): void
}
