import type { CallReport } from '../../api/rules.ts'
import type { Direction, Outcome } from '../../api/types.ts'

/** The form of a made-up call, as it stands in the page. */
export type CallDraft = {
  direction: Direction
  outcome: Outcome
  department: string | null
  did: string | null
  user: string | null
  caller: string
  callerName: string
  callerLanguage: string | null
  ringSeconds: number
  talkSeconds: number
  /** Names and numbers of the chosen rows, as a phone system would tell them. */
  names: { department: string | null; did: string | null; user: string | null }
}

/** The draft as the report that a phone system would send. */
export function reportOf(draft: CallDraft, now = Date.now()): CallReport {
  const talked = draft.outcome === 'connected' ? draft.talkSeconds : 0
  const total = draft.ringSeconds + talked
  const user =
    draft.user === null ? undefined : { id: draft.user, ...(draft.names.user !== null && { name: draft.names.user }) }
  const caller = draft.caller.replaceAll(/[\s()-]/g, '')
  return {
    sourceCallId: `try-${now.toString(36)}-${Math.random().toString(36).slice(2, 8)}`,
    direction: draft.direction,
    outcome: draft.outcome,
    caller: caller === '' ? null : caller,
    ...(draft.callerName.trim() !== '' && { callerName: draft.callerName.trim() }),
    ...(draft.callerLanguage !== null && { callerLanguage: draft.callerLanguage }),
    ...(draft.names.did !== null && { did: draft.names.did }),
    ...(draft.department !== null && {
      department: { id: draft.department, ...(draft.names.department !== null && { name: draft.names.department }) },
    }),
    ...(user !== undefined && draft.outcome === 'connected' && { user }),
    ...(user !== undefined && {
      rung: [{ ...user, seconds: draft.ringSeconds, result: draft.outcome === 'connected' ? 'answered' : 'no_answer' }],
    }),
    startedAt: new Date(now - total * 1000).toISOString(),
    endedAt: new Date(now).toISOString(),
    ringSeconds: draft.ringSeconds,
    ...(draft.outcome === 'connected' && { talkSeconds: talked }),
    totalSeconds: total,
  }
}
