/** Calls that wait to be judged, because their source learns in parts, are judged when due, by whichever node takes them. */
import { callReport, completeCall } from '../core/call.ts'
import type { AcceptCalls } from '../pipeline/accept-calls.ts'
import { type DueSession, endCallSession, findDueSessions, takeDueSession } from '../store/call-sessions.ts'
import type { Database } from '../store/database.ts'
import type { SourceKind } from '../telephony/source.ts'

export type JudgeOptions = {
  db: Database
  kinds: readonly SourceKind[]
  accept: AcceptCalls['accept']
  settingsOf(one: DueSession): unknown
  log: { warn(fields: object, words: string): void }
}

/** One round: folds and judges every session that is due. A session that cannot be folded is ended and logged, never tried for ever. */
export async function judgeDueSessions(options: JudgeOptions): Promise<number> {
  const due = await findDueSessions(options.db)
  for (const one of due) await judgeSession(options, one)
  return due.length
}

async function judgeSession({ db, kinds, accept, settingsOf, log }: JudgeOptions, one: DueSession): Promise<void> {
  const parts = await takeDueSession(db, one)
  if (!parts) return
  const assemble = kinds.find((kind) => kind.kind === one.kind)?.assemble
  const report = assemble?.fold(parts, settingsOf(one)) ?? null
  if (report === null) return await endCallSession(db, one, null)
  const read = callReport.safeParse(report)
  const completed = read.success ? completeCall(read.data, Date.now()) : undefined
  if (!completed || 'problem' in completed) {
    log.warn(
      { accountId: one.accountId, sourceId: one.sourceId, session: one.session },
      'the parts of a call do not make a call',
    )
    return await endCallSession(db, one, null)
  }
  // Told again after a crash between these two commits it is a known call, and its id comes back.
  const result = await accept({ accountId: one.accountId, sourceId: one.sourceId, call: completed.call })
  await endCallSession(db, one, result.outcome === 'invalid' ? null : result.id)
}
