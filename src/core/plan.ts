/**
 * The decision. plan(call, rules, facts) says which rule fired and, for each recipient, send or skip(reason). The same function answers
 * the live path, "what would happen?", explaining a stored call and trying a draft on history.
 */
import type { Call } from './call.ts'
import type { CalledTo } from './called-to.ts'
import { type Candidate, candidates } from './candidates.ts'
import {
  type CompiledRule,
  type CompiledRuleSet,
  compileFor,
  firstHolding,
  type Judged,
  judge,
  type RuleTemplate,
} from './conditions.ts'
import type { Facts } from './facts.ts'
import type { Instant } from './instant.ts'
import { chooseText, type LanguageChoice } from './language-choice.ts'
import type { PhoneNumber } from './phone-number.ts'
import { draftOf, dueOf, firstStop, type Taken } from './planned-checks.ts'
import { isQuiet, type Quiet } from './quiet-hours.ts'
import type { Reason } from './reasons.ts'
import { type TestText, testRule } from './test-text.ts'

/** What one recipient gets. `recipient` is `caller`, `user:<id>`, `number:<e164>`, or the selector's word where nobody is known. */
export type PlannedMessage = {
  recipient: string
  number: PhoneNumber | null
  name: string | null
  /** Template key, id and version as the rule-set version holds them. */
  template: string
  templateId: string
  templateVersion: number
  header: string
  /** Of a template with texts in several languages: which was chosen, and why. */
  language?: LanguageChoice
} & (Send | Skip)

type Send = {
  is: 'send'
  text: string
  encoding: 'gsm' | 'ucs2'
  parts: number
  dueAt: Instant
  validUntil: Instant
  /** Cancelled at the gate when the caller was reached after this; null where the rule does not ask. */
  unlessReachedSince: Instant | null
  /** Hours in which the gate holds or skips it; null for nearly all. */
  quiet: Quiet[] | null
  gatewayId: string
  /** In 1/10,000 of the account's currency unit. */
  price: number
  /** What its values lead to, for the gate; absent where they lead nowhere, as nearly all. */
  calledTo?: CalledTo[]
}

type Skip = { is: 'skip'; reason: Reason; detail: string | null; text: string | null; linkedMessage: string | null }

export type Plan = {
  ruleSet: number
  /** Key of the rule that fired. */
  rule: string | null
  /** Why nothing was planned at all. */
  reason: Reason | null
  messages: PlannedMessage[]
}

/** Decides one call. Pure: the same call, rules and facts always give the same plan. */
export function plan(call: Call, rules: CompiledRuleSet, facts: Facts): Plan {
  if (facts.test) return planTest(call, rules, facts, facts.test)
  const judged = judge(call, rules, facts)
  const fired = firstHolding(judged)
  const ruleSet = rules.version.number
  if (!fired) return { ruleSet, rule: null, reason: 'no_rule_matched', messages: [] }
  return { ruleSet, rule: fired.rule.key, reason: null, messages: planMessages(fired, judged) }
}

/** A test is of its template and its number alone: no rule of the set is asked. */
function planTest(call: Call, rules: CompiledRuleSet, facts: Facts, test: TestText): Plan {
  const template = compileFor(test.template, test.whitelist)
  const asked = test.confirmsOptOut ? withoutOptOut(facts) : facts
  const judged = judge(call, { ...rules, templates: new Map([[test.template.key, template]]) }, asked)
  const messages = planMessages({ rule: testRule(test), tests: [] }, judged)
  return { ruleSet: rules.version.number, rule: null, reason: null, messages }
}

/** The opt-out does not stop what confirms it, nor does the lack of the consent that it took back in the same commit. */
function withoutOptOut({ optedOut: _, consents: __, ...facts }: Facts): Facts {
  return facts
}

function planMessages(fired: CompiledRule, judged: Judged): PlannedMessage[] {
  const messages: PlannedMessage[] = []
  const takenRecipients = new Set<string>()
  const taken: Taken = { numbers: new Map(), texts: 0, spent: 0 }
  const { quietHours, ...byNight } = fired.rule
  const isNight = quietHours !== undefined && isQuiet(quietHours, judged.rules.version.zone, dueOf(fired.rule, judged))
  for (const { selector, template, quietTemplate } of fired.rule.recipients) {
    // What is written for the quiet hours does not keep them.
    const [rule, key] = isNight && quietTemplate !== undefined ? [byNight, quietTemplate] : [fired.rule, template]
    for (const candidate of candidates(selector, judged)) {
      // The same person chosen twice is one recipient, decided by the first.
      if (takenRecipients.has(candidate.recipient)) continue
      takenRecipients.add(candidate.recipient)
      const planned = planMessage({ ...fired, rule }, judged, candidate, { templateKey: key, taken })
      messages.push(planned)
      if (planned.is === 'send') {
        taken.texts += 1
        taken.spent += planned.price
      }
    }
  }
  return messages
}

/** One recipient's text, asked by every check in turn. */
function planMessage(
  fired: CompiledRule,
  judged: Judged,
  candidate: Candidate,
  { templateKey, taken }: { templateKey: string; taken: Taken },
): PlannedMessage {
  const { template, choice } = templateFor(fired, judged, candidate, templateKey)
  const { key, id, version } = template.snapshot
  const draft = draftOf(fired, judged, candidate, { template, taken })
  const base = {
    recipient: candidate.recipient,
    number: candidate.number,
    name: candidate.name,
    template: key,
    templateId: id,
    templateVersion: version,
    header: draft.header,
    ...(choice && { language: choice }),
  }
  const stop = firstStop(draft)
  const { text, encoding, parts, dueAt, validUntil, unlessReachedSince, quiet, gatewayId, price, calledTo } = draft
  if (stop) {
    const { reason, detail = null, linkedMessage = null } = stop
    return { ...base, is: 'skip', reason, detail, text: text || null, linkedMessage }
  }
  return {
    ...base,
    is: 'send',
    text,
    encoding,
    parts,
    dueAt,
    validUntil,
    unlessReachedSince,
    quiet,
    gatewayId,
    price,
    ...(calledTo && { calledTo }),
  }
}

/** What cannot be saved is stored all the same: an error of ours, and of this account alone. */
class BrokenRuleSet extends Error {
  override name = 'BrokenRuleSet'
}

/** The template that the rule names, or its text in the recipient's language. */
function templateFor(
  { rule }: CompiledRule,
  { call, facts, rules }: Judged,
  { recipient }: Candidate,
  key: string,
): { template: RuleTemplate; choice?: LanguageChoice } {
  const template = rules.templates.get(key)
  if (!template)
    throw new BrokenRuleSet(`rule set ${rules.version.number} lacks the template "${key}" that rule "${rule.key}" uses`)
  if (!template.variants) return { template }
  const usual = rules.version.language
  const isCaller = recipient === 'caller'
  return chooseText(template, template.variants, { call, facts, usual, basis: rule.languageBy, isCaller })
}
