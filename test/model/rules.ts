/** What the protocol rests on, a rule each. With all of them no text is sent twice; every one of them broken gives a counter-example. */

/** By what a message came back to `queued` after an attempt: the grounds for resending of the protocol, B1 to B5. */
export type Ground =
  /** A definite refusal of this attempt. */
  | 'refused'
  /** The holder of the permit had not used it and had forgotten it. */
  | 'never_written'
  /** A person (or the operator's policy for the gateway) who was shown the doubt. The only ground that may double. */
  | 'chosen'
  /** The gateway takes each id of ours once, and the next attempt has the same. */
  | 'id_taken_once'
  /** The gateway's own store has not got it, and nothing of it can still come. */
  | 'absent'
  /** None of these. */
  | 'none'

export const rules = {
  /** A claim tests the state and the attempt on the row itself, not on what it picked before. */
  claimTestsTheRow: true,
  /** The answer to COMMIT must have come before a permit is used. */
  commitIsWaitedFor: true,
  /** Read back after a COMMIT without an answer, a permit is known by its reference; by its owner alone it could be a later one. */
  permitsAreKnownByReference: true,
  /** No answer is doubt. */
  silenceIsDoubt: true,
  /** A lease that ran out is doubt. */
  leaseOverIsDoubt: true,
  /** B1: what is on the list of refusals is one. */
  refusalsAreTrue: true,
  /** B1: a text of several parts is refused only where every part is. */
  everyPartMustBeRefused: true,
  /** B1, and every answer: it speaks of its own attempt. */
  answersNameTheirAttempt: true,
  /** B2: the permit is forgotten before its row is put back. */
  forgottenBeforePutBack: true,
  /** B2: only what was not written is put back; a stop leaves the others in doubt. */
  onlyUnwrittenIsPutBack: true,
  /** B3: a person sends again what is in doubt or settled, never what is on its way. */
  nobodyResendsWhatIsUnderWay: true,
  /** B3: and is asked whether it may arrive twice where a doubt about any attempt stands. */
  wordsWhereADoubtStands: true,
  /** A resend that is stopped leaves its text in doubt. */
  stoppedResendIsDoubt: true,
  /** B4: each attempt at a gateway that takes an id once has the same id. */
  sameIdEachTime: true,
  /** B5: the process that held the permit is dead for certain. */
  absentOnlyAfterDeath: true,
  /** B5: what was in the buffers of its line has come or is gone. */
  absentOnlyAfterSettling: true,
  /** B5: it is the gateway's own store that was asked. */
  absentOnlyWhereSure: true,
  /** B5: a look-up can speak of the attempts that the database knows, after a restore of them no more. */
  absentNeverAfterRestore: true,
  /** What a restored database holds as waiting, and what is told again of before, waits for a person. */
  restoreHoldsWhatWaits: true,
  /** A backup is put back while no process runs, also none that is frozen. */
  restoreBesideNobody: true,
  /** A claim gives no permit where the database knows fewer beats of its process than were acknowledged. */
  claimsCountBeats: true,
  /** Nor is a text handed over there: a call that the database has forgotten may be told again, and its text has gone. */
  handOverCountsBeats: true,
  /** After commits were lost nobody starts before what waits is held for a person. */
  quarantineBeforeStart: true,
} as const satisfies Record<string, true>

export type Rules = { [K in keyof typeof rules]: boolean }

export const fates = {
  taken: 'takes it',
  refused: 'refuses it',
  some: 'takes some parts',
  lost: 'never sees it',
} as const

/** What the world around the protocol is like. */
export type Setting = {
  /** Attempts that may be permitted in all. */
  attempts: number
  /** What the network may make of one. */
  fates: readonly (keyof typeof fates)[]
  resends: number
  /** Backups that may be put back or commits that may be lost. */
  rollbacks: number
  /** The gateway takes each id of ours once (B4). */
  takesIdsOnce: boolean
  /** The gateway can be asked for an attempt, and its word may count (B5). */
  canBeAsked: boolean
  /** Validities end, doubts are given up, persons cancel, refusals are for good. */
  ends: boolean
  /** COMMITs that store what became of an attempt are done and not answered, and are done again. */
  answersOfCommitsAreLost: boolean
}
