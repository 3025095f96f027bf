/** What is remembered of a caller, and what a call makes of it. */
import type { Call } from './call.ts'
import type { Instant } from './instant.ts'
import { readLanguage } from './language.ts'

/** A text that went, or may go, to the caller: what caps are judged by. */
export type CallerText = { rule: string; message: string; at: Instant }

export type Caller = {
  calls: number
  firstCallAt: Instant | null
  lastCallAt: Instant | null
  lastReachedAt: Instant | null
  lastReachedCall: string | null
  misses: Instant[]
  texts: CallerText[]
  language: string | null
  /** Told by a call of this transaction, and to be kept. */
  toldLanguage: string | null
}

/** Of the loop guard, for how long back it asks. */
type Guarded = { loopGuard: { minutes: number } | null }

/** So many misses are remembered, and so many texts for so long: no rule can ask for more. */
export const keptMisses = 20
export const keptTexts = 50
export const keptTextsHours = 30 * 24

/** A miss is an incoming call that nobody answered, whether or not a voicemail was left. */
export function isMiss(call: Pick<Call, 'direction' | 'outcome'>): boolean {
  return call.direction === 'incoming' && call.outcome !== 'connected'
}

/** Whether somebody talked with the caller. A talk that is known to be shorter than `afterSeconds` was with a machine, such as a carrier's voicemail. */
export function isReached(
  { outcome, talkSeconds }: Pick<Call, 'outcome' | 'talkSeconds'>,
  afterSeconds: number,
): boolean {
  return outcome === 'connected' && (talkSeconds === undefined || talkSeconds >= afterSeconds)
}

/**
 * The texts that are remembered of a caller, given in the order of time. Over the bound a rule with many loses its oldest before a rule with few loses any, so that a
 * rule's one text of a month holds its cap however often others text the caller. What the loop guard asks for stays whole: of its minutes none goes before all that
 * is older has.
 */
export function textsToKeep<T extends Pick<CallerText, 'rule' | 'at'>>(
  texts: readonly T[],
  { now, loopGuard }: { now: Instant } & Guarded,
): T[] {
  let kept = texts.filter((one) => one.at > now - keptTextsHours * 3_600_000)
  while (kept.length > keptTexts) kept = kept.toSpliced(leastMissed(kept, now - (loopGuard?.minutes ?? 0) * 60_000), 1)
  return kept
}

/** The place of the oldest text of the rule that has most, among those that the loop guard does not ask for. */
function leastMissed(texts: readonly Pick<CallerText, 'rule' | 'at'>[], guardedSince: Instant): number {
  const counts = new Map<string, number>()
  for (const { rule } of texts) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  const most = Math.max(...texts.map(({ rule, at }) => (at > guardedSince ? 0 : (counts.get(rule) ?? 0))))
  return Math.max(
    0,
    texts.findIndex(({ rule, at }) => at <= guardedSince && counts.get(rule) === most),
  )
}

/** What was made of a call: its id, the texts to its caller, and what its account says of callers: from how many seconds of talk on they are reached, and the loop guard. */
type Made = { id: string; texts: readonly CallerText[]; now: Instant; reachedAfterSeconds: number } & Guarded

/** What the caller is after this call: pure, so that several calls of one caller in a batch follow one another. */
export function afterCall<C extends Caller>(caller: C, call: Call, made: Made): C {
  const { id, texts, reachedAfterSeconds } = made
  const isTalk = isReached(call, reachedAfterSeconds)
  const isLater = call.endedAt > (caller.lastReachedAt ?? 0)
  const reached = isTalk && isLater
  const misses = isTalk
    ? caller.misses.filter((at) => at > call.endedAt)
    : isMiss(call) && isLater
      ? [...caller.misses, call.endedAt].sort((a, b) => a - b).slice(-keptMisses)
      : caller.misses
  const told = call.callerLanguage === undefined ? undefined : readLanguage(call.callerLanguage)
  const isNews = told !== undefined && told !== caller.language
  return {
    ...caller,
    ...(isNews && { language: told, toldLanguage: told }),
    calls: caller.calls + 1,
    firstCallAt: Math.min(caller.firstCallAt ?? call.startedAt, call.startedAt),
    lastCallAt: Math.max(caller.lastCallAt ?? call.endedAt, call.endedAt),
    lastReachedAt: reached ? call.endedAt : caller.lastReachedAt,
    lastReachedCall: reached ? id : caller.lastReachedCall,
    misses,
    texts: texts.length === 0 ? caller.texts : textsToKeep([...caller.texts, ...texts], made),
  }
}
