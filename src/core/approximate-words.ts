/** What is said of a call's end and outcome where the phone system did not tell them as they stand. */
import type { Call } from './call.ts'
import type { Instant } from './instant.ts'

/**
 * Each inferred field with how it came about. A call without times and one that a clock told which runs ahead both end when they were taken in; nothing
 * tells them apart any more.
 */
export function approximateWords(
  { approximate, endedAt, outcome, user }: Pick<Call, 'approximate' | 'endedAt' | 'outcome' | 'user'>,
  acceptedAt: Instant,
): { endedAt?: string; outcome?: string } {
  const ended =
    endedAt === acceptedAt
      ? 'When it was reported: the phone system told no end, or one still to come. Its clock may run ahead.'
      : 'About: it was not told exactly.'
  const concluded =
    outcome === 'connected' && user === undefined
      ? 'By the phone system’s word alone: a menu or a voicemail box may have answered.'
      : 'Concluded from the rest of the report.'
  return {
    ...(approximate.includes('endedAt') && { endedAt: ended }),
    ...(approximate.includes('outcome') && { outcome: concluded }),
  }
}
