/** Whose phones rang in a call, each with how it ended: a source's words beside the users whom the call's facts found by them. */
import type { Call, rungResults, UserRef } from './call.ts'
import { type Facts, isUnknownUser } from './facts.ts'

type Told = NonNullable<Call['rung']>[number]

/** `user`: the key of ours; undefined where nobody is known by these words, or it cannot be told who. */
export type Rung = { told: Told; user: string | undefined }

const wordsOf = ({ id, extension, phone, email, name }: UserRef): string =>
  JSON.stringify([id, extension, phone, email, name])

/**
 * The phones in the order in which they were told. The facts name each user once, by when they rang last, and not by which words: the n-th of those who are
 * known is the n-th of the facts, unless a user rang by two different words.
 */
export function whoRang(call: Pick<Call, 'rung' | 'user' | 'outcome'>, facts: Pick<Facts, 'rung' | 'unknown'>): Rung[] {
  const told = call.rung ?? []
  // The facts count the user of a call that was not connected as the last who rang.
  const rang: UserRef[] = call.outcome === 'connected' || call.user === undefined ? told : [...told, call.user]
  const known = rang.filter((one) => wordsOf(one) !== wordsOf({}) && !isUnknownUser(one, facts.unknown)).map(wordsOf)
  const eachLast = known.filter((words, place) => known.lastIndexOf(words) === place)
  const isClear = eachLast.length === facts.rung.length
  const userBy = new Map(isClear ? eachLast.map((words, place) => [words, facts.rung[place]]) : [])
  return told.map((one) => ({ told: one, user: userBy.get(wordsOf(one)) }))
}

/** How a phone's ringing ended, as it is said of whoever it belongs to. */
export const rungResultWords: Readonly<Record<(typeof rungResults)[number], string>> = {
  answered: 'answered',
  no_answer: 'did not answer',
  busy: 'was busy',
  rejected: 'turned it down',
  failed: 'could not be reached',
}
