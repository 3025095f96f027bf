/** Submissions on their way through one gateway: each is written once, has one outcome, and may be answered late. */
import { publicId } from '../core/public-id.ts'
import type { Gateway, Outcome, Places } from '../gateways/gateway.ts'
import { notSent } from '../gateways/one-by-one.ts'
import { countOutcome, type GatewayCounts } from '../pipeline/gateway-counts.ts'
import { isForGood, type UnderWay } from '../pipeline/send-messages.ts'
import type { Attributes, Traces } from '../pipeline/traced.ts'
import type { Breaker } from './breaker.ts'
import type { Answer, Held } from './reservations.ts'

export type Submissions = {
  submit(one: UnderWay, held: Held, places: Places): void
  /** Ends a text that never left: it goes back to the table. */
  putBack(one: UnderWay, held: Held, words: string): void
  /** Takes an outcome that came after its attempt was already in doubt. */
  late(outcome: Outcome): void
  underWay(): number
}

export type SubmitWith = {
  gateway(): Gateway
  fuse: Breaker
  now(): number
  counts: GatewayCounts
  traces: Traces
  ended(one: UnderWay, outcome: Outcome): void
}

/** Attempts in doubt whose late answers are still recognised. */
const doubtsKept = 10_000

export function createSubmissions(options: SubmitWith): Submissions {
  const { counts, traces } = options
  const underWay = new Map<string, UnderWay>()
  const doubted = new Map<string, UnderWay>()

  const remember = (one: UnderWay) => {
    doubted.set(one.submission.attempt, one)
    if (doubted.size > doubtsKept) doubted.delete(doubted.keys().next().value as string)
  }
  const ended = (one: UnderWay, outcome: Outcome) => {
    underWay.delete(one.submission.attempt)
    if (isFailureOfTransport(outcome)) options.fuse.failed(options.now())
    else if (answerOf(outcome) !== 'none') options.fuse.succeeded()
    if (outcome.is === 'unclear') remember(one)
    options.ended(one, outcome)
  }
  return {
    submit: (one, held, places) => {
      underWay.set(one.submission.attempt, one)
      counts.texts += 1
      counts.parts += one.parts
      const since = performance.now()
      const endSpan = traces.begin?.('text.send', spanOf(one))
      options.gateway().submit([one.submission], places, held.deadline, (outcome) => {
        countOutcome(counts, outcome, (performance.now() - since) / 1000)
        endSpan?.({ answer: outcome.is })
        held.ended(answerOf(outcome))
        ended(one, outcome)
      })
    },
    putBack: (one, held, words) => {
      held.release()
      options.ended(one, notSent(one.submission, words))
    },
    late: (outcome) => {
      const one = doubted.get(outcome.attempt)
      if (!one) return
      counts.late += 1
      if (outcome.is !== 'unclear') doubted.delete(outcome.attempt)
      // Still not known as a whole; but the ids of parts that were accepted are what their receipts will name.
      else if (!outcome.keys?.length) return
      options.ended(one, outcome)
    },
    underWay: () => underWay.size,
  }
}

const spanOf = ({ messageId, attempt, gatewayId, parts }: UnderWay): Attributes => ({
  message: publicId('msg', messageId),
  attempt,
  gateway: publicId('gw', gatewayId),
  parts,
})

/** The gateway said yes or no. A text that never left shows nothing of it, and what is unclear may be anybody's word. */
function answerOf(outcome: Outcome): Answer {
  if (outcome.is === 'accepted') return 'accepted'
  return outcome.is === 'refused' && outcome.proof === 'said_no' ? 'refused' : 'none'
}

/**
 * A refusal of one text says nothing against the gateway, nor does one that could not be written for its own sake or because this process was late
 * (its scope is the message); silence, cuts and a gateway that is away do.
 */
function isFailureOfTransport(outcome: Outcome): boolean {
  if (outcome.is === 'unclear') return outcome.why === 'timeout' || outcome.why === 'cut'
  if (outcome.is === 'accepted' || outcome.proof !== 'not_sent') return false
  return !isForGood(outcome) && outcome.scope !== 'message'
}
