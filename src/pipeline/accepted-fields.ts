import { publicId } from '../core/public-id.ts'
import { idsOf } from '../log.ts'
import type { Accepted } from '../store/accept.ts'
import type { Incoming } from '../store/look-up-calls.ts'

/** The log line of a batch of calls: which ones, what came of them, and why some got no text. */
export function acceptedFields(
  batch: readonly { incoming: Incoming }[],
  results: readonly Accepted[],
  ms: number,
): Record<string, unknown> {
  const fresh = results.flatMap((one) => (one.outcome === 'new' ? [one] : []))
  const accounts = [...new Set(batch.map((one) => one.incoming.accountId))]
  return {
    calls: batch.length,
    new: fresh.length,
    known: results.filter((one) => one.outcome === 'known').length,
    texts: fresh.reduce((sum, one) => sum + one.messages, 0),
    handedOver: fresh.reduce((sum, one) => sum + one.handedOver, 0),
    without: counted(fresh.flatMap((one) => one.plan.reason ?? [])),
    skipped: counted(
      fresh.flatMap((one) => one.plan.messages.flatMap((text) => (text.is === 'skip' ? text.reason : []))),
    ),
    rules: counted(fresh.flatMap((one) => one.plan.rule ?? [])),
    ...(accounts.length === 1 && accounts[0] !== undefined
      ? { accountId: publicId('acct', accounts[0]) }
      : { accounts: accounts.length }),
    ...idsOf(fresh, (one) => publicId('call', one.id)),
    ms: Math.round(ms * 10) / 10,
  }
}

/** How often each stands there; nothing where none does. */
function counted(words: readonly string[]): Record<string, number> | undefined {
  if (words.length === 0) return undefined
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}
