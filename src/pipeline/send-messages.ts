/** Texts go out: a permit becomes a submission, and what the gateway answers becomes what is stored of the attempt. */

import type { KeptAnswer } from '../core/adapter.ts'
import { isIndian } from '../core/countries/packs.ts'
import type { PhoneNumber } from '../core/phone-number.ts'
import type { Doubt } from '../core/reasons.ts'
import { retryDelayMs } from '../core/retry.ts'
import type { Can, Outcome, Submission } from '../gateways/gateway.ts'
import type { HandedOver } from '../store/accept.ts'
import type { AccountState } from '../store/account-state.ts'
import type { Permit } from '../store/claims.ts'
import { chainOf } from '../store/dlt-chain.ts'
import type { StoredOutcome } from '../store/outcomes.ts'

/** An attempt on its way: what is needed to store its outcome. */
export type UnderWay = {
  accountId: string
  messageId: string
  attempt: number
  gatewayId: string
  to: string
  parts: number
  refusals: number
  submission: Submission
}

const attemptName = (messageId: string, attempt: number) => `${messageId}:${attempt}`

/** Texts to other countries carry none: there the same parameters mean something else. */
const onlyToIndia = (to: string | null, dlt: Submission['dlt']): { dlt?: NonNullable<Submission['dlt']> } =>
  dlt && to !== null && isIndian(to) ? { dlt } : {}

/** DLT ids of the template version, as the account's rule set holds them: header and entity come from the account, the chain from the route. */
function dltOf(state: AccountState | undefined, templateId: string, templateVersion: number): Submission['dlt'] {
  const snapshot =
    state &&
    Object.values(state.rules.version.templates).find((one) => one.id === templateId && one.version === templateVersion)
  if (!snapshot?.entityId || !snapshot.dltTemplateId) return undefined
  const route = state?.routes[0]
  return {
    entity: snapshot.entityId,
    template: snapshot.dltTemplateId,
    category: snapshot.category,
    ...(route && chainOf(snapshot.entityId, route.telemarketerId, route.chainMode)),
  }
}

/** A message handed over by the accepting transaction. */
export function fromHandOver(one: HandedOver): UnderWay {
  const { planned, state, reservation } = one
  const dlt = dltOf(state, planned.templateId, planned.templateVersion)
  return {
    accountId: one.accountId,
    messageId: one.messageId,
    attempt: one.attempt,
    gatewayId: one.gatewayId,
    to: planned.number ?? '',
    parts: planned.parts,
    refusals: 0,
    submission: {
      attempt: attemptName(one.messageId, one.attempt),
      ref: reservation.ref,
      to: planned.number as PhoneNumber,
      header: planned.header,
      text: planned.text,
      encoding: planned.encoding,
      parts: planned.parts,
      validUntil: planned.validUntil,
      ...onlyToIndia(planned.number, dlt),
    },
  }
}

/** A message claimed from the table. The DLT ids are those of the version that was planned. */
export function fromPermit(permit: Permit, gatewayId: string, dlt: Submission['dlt']): UnderWay {
  return {
    accountId: permit.accountId,
    messageId: permit.messageId,
    attempt: permit.attempt,
    gatewayId,
    to: permit.number,
    parts: permit.parts,
    refusals: permit.refusals,
    submission: {
      attempt: attemptName(permit.messageId, permit.attempt),
      ref: permit.ref,
      to: permit.number as PhoneNumber,
      header: permit.header,
      text: permit.text,
      encoding: permit.encoding,
      parts: permit.parts,
      validUntil: permit.validUntil,
      ...onlyToIndia(permit.number, dlt),
    },
  }
}

/** Doubts in which the text may not be there. One of which some parts or the whole surely are is never sent again by itself. */
const mayBeMissing: ReadonlySet<Doubt> = new Set(['timeout', 'cut', 'server_error', 'unreadable'])

/**
 * Whether a refusal is for good. What another route might take is, too: an account's texts leave by one (docs/decisions/0012), and the same gateway would
 * only say it again until the validity is over.
 */
export const isForGood = ({ retry }: Pick<Extract<Outcome, { is: 'refused' }>, 'retry'>): boolean =>
  retry === 'never' || retry === 'other_route'

/** Settings and registrations change: what went with this text is known now alone. Of the sandbox nobody asks what is missing. */
function dltMark({ to, submission }: UnderWay, outcome: Outcome, { dlt }: Can): { dlt?: boolean } {
  const isGone = outcome.is !== 'refused' || outcome.proof !== 'not_sent'
  if (!isGone || !isIndian(to)) return {}
  const went = submission.dlt !== undefined && dlt.is !== 'none'
  return went || dlt.is !== 'no_network' ? { dlt: went } : {}
}

/**
 * What is stored of an outcome. Only a refusal may lead to another attempt; everything unclear is doubt, which goes out again only where the operator
 * chose `ratherTwice`.
 */
export function storedOutcome(
  one: UnderWay,
  outcome: Outcome,
  can: Can,
  at: { now: number; random: number; ratherTwice: boolean },
): StoredOutcome {
  const base = {
    accountId: one.accountId,
    messageId: one.messageId,
    attempt: one.attempt,
    gatewayId: one.gatewayId,
    to: one.to,
    at: at.now,
    answer: JSON.stringify({ ...outcome.raw, ...dltMark(one, outcome, can) } satisfies KeptAnswer),
    keys: outcome.is === 'refused' ? [] : (outcome.keys ?? []),
    perPartReceipts: can.perPartReceipts,
  }
  switch (outcome.is) {
    case 'accepted':
      return { ...base, is: 'accepted' }
    case 'unclear':
      return {
        ...base,
        is: 'doubted',
        doubt: outcome.why,
        sendAgain: at.ratherTwice && mayBeMissing.has(outcome.why) && one.submission.validUntil > at.now,
      }
    case 'refused': {
      if (isForGood(outcome)) return { ...base, is: 'refused_for_good', reason: outcome.reason }
      // No byte left: it may go the moment there is a connection. Refused: with growing pauses, never past the validity (it lapses then).
      const delay =
        outcome.proof === 'not_sent'
          ? 250
          : retryDelayMs(one.refusals, at.random, typeof outcome.retry === 'object' ? outcome.retry.afterMs : undefined)
      return {
        ...base,
        is: 'refused_for_now',
        reason: outcome.proof === 'not_sent' ? 'not_sent' : outcome.reason,
        inMs: delay,
      }
    }
  }
}
