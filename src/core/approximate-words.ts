/** What is said of a call's end and outcome where the phone system did not tell them as they stand. */
import type { Call } from './call.ts'
import type { Instant } from './instant.ts'

/**
 * Each inferred field with how it came about. A call without times and one that a clock told which runs ahead both end when they were taken in; nothing
 * tells them apart any more.
 */
export function approximateWords(
  { approximate, endedAt }: Pick<Call, 'approximate' | 'endedAt'>,
  acceptedAt: Instant,
): { endedAt?: string; outcome?: string } {
  const ended =
    endedAt === acceptedAt
      ? 'When it was reported: the phone system told no end, or one still to come. Its clock may run ahead.'
      : 'About: it was not told exactly.'
  return {
    ...(approximate.includes('endedAt') && { endedAt: ended }),
    ...(approximate.includes('outcome') && { outcome: 'Concluded from the rest of the report.' }),
  }
}
