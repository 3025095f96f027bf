/** What happened in one gateway's traffic since this process started, through every opening of it. Plain numbers, read when somebody looks. */
import type { Outcome } from '../gateways/gateway.ts'
import { coarseBounds, createHistogram, type Histogram, note } from './histogram.ts'
import { isForGood } from './send-messages.ts'

export const answerKinds = ['accepted', 'refused_for_now', 'refused_for_good', 'not_sent', 'unclear'] as const
export type AnswerKind = (typeof answerKinds)[number]

export type GatewayCounts = {
  /** Permits given by accepting transactions, and by claims from the table. */
  handedOver: number
  claimed: number
  /** Picked for a claim, and no longer there to be claimed: another node had them. */
  collided: number
  /** Texts and parts given to the gateway's connection. */
  texts: number
  parts: number
  answers: Record<AnswerKind, number>
  /** Answers that came after their text was already in doubt. */
  late: number
  /** From a text's being given to the gateway to its outcome. */
  answered: Histogram
}

export function createGatewayCounts(): GatewayCounts {
  return {
    handedOver: 0,
    claimed: 0,
    collided: 0,
    texts: 0,
    parts: 0,
    answers: { accepted: 0, refused_for_now: 0, refused_for_good: 0, not_sent: 0, unclear: 0 },
    late: 0,
    answered: createHistogram(coarseBounds),
  }
}

export function countOutcome(counts: GatewayCounts, outcome: Outcome, seconds: number): void {
  counts.answers[kindOf(outcome)] += 1
  note(counts.answered, seconds)
}

function kindOf(outcome: Outcome): AnswerKind {
  if (outcome.is !== 'refused') return outcome.is
  if (outcome.proof === 'not_sent') return 'not_sent'
  return isForGood(outcome) ? 'refused_for_good' : 'refused_for_now'
}
