/** Calls that wait to be judged, because their source learns in parts, are judged when due, by whichever node takes them. */
import { type Call, callReport, completeCall } from '../core/call.ts'
import type { AcceptCalls } from '../pipeline/accept-calls.ts'
import { type DueSession, endCallSession, findDueSessions, takeDueSession } from '../store/call-sessions.ts'
import type { Database } from '../store/database.ts'
import type { Part, SourceKind } from '../telephony/source.ts'

export type JudgeOptions = {
  db: Database
  kinds: readonly SourceKind[]
  accept: AcceptCalls['accept']
  settingsOf(one: DueSession): unknown
  log: { warn(fields: object, words: string): void }
}

export type JudgeSessions = {
  /** Begins to judge every session that is due now, and waits for none. */
  look(): Promise<void>
  /** When all that has begun is judged. */
  idle(): Promise<void>
}

/** More than these are not in hand at once. */
const mostInHand = 400

/**
 * Folds and judges what is due, all at once, so that they share commits, and one that makes trouble, or whose call waits for a place at its gateway, keeps no
 * other waiting, nor those that become due meanwhile.
 */
export function createJudgeSessions(options: JudgeOptions): JudgeSessions {
  const inHand = new Map<string, Promise<void>>()
  return {
    look: async () => {
      if (inHand.size >= mostInHand) return
      for (const one of await findDueSessions(options.db)) {
        const key = JSON.stringify([one.accountId, one.sourceId, one.session])
        if (!inHand.has(key))
          inHand.set(
            key,
            judgeSession(options, one).finally(() => inHand.delete(key)),
          )
      }
    },
    idle: async () => void (await Promise.all(inHand.values())),
  }
}

/** Never rejects. */
async function judgeSession(options: JudgeOptions, one: DueSession): Promise<void> {
  const { accountId, sourceId, session } = one
  const warn = (error: unknown, words: string) =>
    options.log.warn({ accountId, sourceId, session, ...(error !== undefined && { err: String(error) }) }, words)
  try {
    const parts = await takeDueSession(options.db, one)
    if (!parts) return
    const call = foldCall(options, one, parts, warn)
    // Told again after a crash between these two commits it is a known call, and its id comes back.
    const result = call && (await options.accept({ accountId, sourceId, call }))
    const callId = result && result.outcome !== 'invalid' ? result.id : null
    await endCallSession(
      options.db,
      one,
      callId,
      parts.map((part) => part.partId),
    )
  } catch (error) {
    warn(error, 'a call told in parts could not be judged yet; it is tried again in half a minute')
  }
}

/**
 * The call that the parts make. Parts that can make none now, or never, are ended and said, and not tried for ever. Throws where this program cannot read the
 * source at all, as one of an older version may not: another can.
 */
function foldCall(
  { kinds, settingsOf }: JudgeOptions,
  one: DueSession,
  parts: readonly Part[],
  warn: (error: unknown, words: string) => void,
): Call | undefined {
  const kind = kinds.find((each) => each.kind === one.kind)
  if (!kind) throw new Error(`this program knows no source of the kind "${one.kind}"`)
  const settings = settingsOf(one)
  const words = 'the parts of a call do not make a call'
  try {
    // The source was of another kind when they came.
    if (!kind.assemble) throw new Error(`a source of the kind "${one.kind}" tells no calls in parts`)
    const report = kind.assemble.fold(parts, settings)
    if (report === null) {
      warn(undefined, words)
      return undefined
    }
    const completed = completeCall(callReport.parse(report), Date.now())
    if ('call' in completed) return completed.call
    warn(completed.problem.message, words)
  } catch (error) {
    warn(error, words)
  }
  return undefined
}
