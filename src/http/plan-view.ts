/** A plan and its facts as they leave the program. */
import { money } from '../core/billing.ts'
import { checkOf } from '../core/checks.ts'
import type { Explanation } from '../core/explain.ts'
import type { Facts } from '../core/facts.ts'
import { formatInstant } from '../core/instant.ts'
import { languageWords } from '../core/language-choice.ts'
import { maskPhoneNumber } from '../core/phone-number.ts'
import type { PlannedMessage } from '../core/plan.ts'
import { publicId } from '../core/public-id.ts'
import { reasons } from '../core/reasons.ts'
import { smsParts } from '../core/sms-parts.ts'
import type { FactsView, PlannedView, PlanView } from './shapes/calls.ts'
import { detailView, instantOrNull, numberView, recipientView, type Shown, type Viewer } from './views.ts'

/** `shown`: how the words of the call may be read. */
export function planView(explanation: Explanation, viewer: Viewer, shown: Shown): PlanView {
  const { ruleSet, rule, reason, verdicts, messages } = explanation
  return {
    ruleSet,
    rule,
    reason,
    // A user whom nobody knows goes by what the phone system told, which may be a number.
    verdicts: verdicts.map((one) => (one.is === 'no' ? { ...one, was: shown(one.was) } : one)),
    messages: messages.map((one) => plannedView(one, viewer, shown)),
  }
}

function plannedView(one: PlannedMessage, viewer: Viewer, shown: Shown): PlannedView {
  const base = {
    recipient: recipientView(one.recipient, viewer),
    ...numberView(one.number, viewer),
    name: shown(one.name),
    template: one.template,
    templateVersion: one.templateVersion,
    header: one.header,
    language: one.language ? { ...one.language, words: languageWords(one.language) } : null,
  }
  if (one.is === 'skip') {
    const [reasonWords, mend] = reasons[one.reason]
    const { detail, linkedMessageId } = detailView(one.reason, one.linkedMessage ?? one.detail, viewer)
    return {
      ...base,
      is: 'skip',
      text: shown(one.text),
      reason: one.reason,
      reasonWords,
      mend,
      check: checkOf(one.reason),
      detail: shown(detail),
      linkedMessageId,
    }
  }
  const { units, unitsPerPart } = smsParts(one.text)
  return {
    ...base,
    is: 'send',
    text: shown(one.text),
    encoding: one.encoding,
    parts: one.parts,
    units,
    unitsPerPart,
    price: money(one.price, viewer.currency),
    dueAt: formatInstant(one.dueAt),
    validUntil: formatInstant(one.validUntil),
  }
}

function policyView(
  { policy = {}, optedOut = [], consents, dndLearnt = [] }: Facts,
  viewer: Viewer,
): FactsView['policy'] {
  const shown = (numbers: readonly string[]) => (viewer.seesNumbers ? [...numbers] : numbers.map(maskPhoneNumber))
  const { excluded = [], trial, quota, spend } = policy
  const amount = (count: number) => money(count, viewer.currency)
  return {
    excluded: shown(excluded),
    optedOut: shown(optedOut),
    consents: consents ? { neededFor: [...consents.neededFor], given: shown(consents.given) } : null,
    dndLearnt: shown(dndLearnt),
    trial: trial ? shown(trial) : null,
    quota: quota ?? null,
    spend: spend ? { limit: amount(spend.limit), used: amount(spend.used) } : null,
  }
}

export function factsView(facts: Facts, viewer: Viewer, shownWords: Shown): FactsView {
  const shown = (number: string | null) => (number === null || viewer.seesNumbers ? number : maskPhoneNumber(number))
  const { kind, own, number, raw } = facts.caller
  return {
    now: formatInstant(facts.now),
    accountOn: facts.accountOn,
    ticket: facts.ticket ?? null,
    callerLanguage: facts.callerLanguage ?? null,
    policy: policyView(facts, viewer),
    isNew: facts.isNew,
    misses: facts.misses.map(formatInstant),
    lastReachedAt: instantOrNull(facts.lastReachedAt),
    recentTexts: facts.recentTexts.map((one) => ({
      rule: one.rule,
      at: formatInstant(one.at),
      messageId: publicId('msg', one.message),
      counts: one.counts,
    })),
    // As told it may hold the number in any form, so it is not shown at all where numbers are not.
    caller: { raw: viewer.seesNumbers || number === null ? shownWords(raw) : null, number: shown(number), kind, own },
    department: facts.department && { key: facts.department.key, name: facts.department.name },
    did: facts.did && { key: facts.did.key, number: facts.did.number, name: facts.did.name },
    answeredBy: facts.answeredBy,
    ...(facts.answeredFirst !== undefined && { answeredFirst: facts.answeredFirst }),
    rung: facts.rung,
    owners: facts.owners,
    people: Object.fromEntries(
      Object.entries(facts.people).map(([key, one]) => [
        key,
        { ...one, id: publicId('user', one.id), phone: shown(one.phone) },
      ]),
    ),
    unknown: facts.unknown.map((one) => ({ kind: one.kind, shown: shownWords(one.shown) })),
  }
}
