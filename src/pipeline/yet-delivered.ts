import type { YetDelivered } from '../store/late-truth.ts'

/** What protects against a second text is that a refusal is true. One that was not is told loudly: somebody must look at that gateway's codes. */
export function logAlarms(log: { error(fields: object, words: string): void }, alarms: readonly YetDelivered[]): void {
  for (const { accountId, messageId, attempt, was } of alarms)
    log.error({ alarm: 'refused_yet_delivered', accountId, messageId, attempt, was }, 'refused, yet delivered')
}
