/**
 * The decision. plan(call, rules, facts) says which rule fired and, for each recipient, send or skip(reason). The same function answers
 * the live path, "what would happen?", explaining a stored call and trying a draft on history.
 */
import type { Call } from './call.ts'
import {
  type CompiledRule,
  type CompiledRuleSet,
  compileFor,
  firstFailing,
  type Judged,
  judge,
  type RuleTemplate,
} from './conditions.ts'
import { consentStop } from './consent.ts'
import type { CountryPack } from './countries/pack.ts'
import { packOfNumber } from './countries/packs.ts'
import { senderTo } from './countries/registration.ts'
import { senderWords, takesSender } from './countries/senders.ts'
import { renderRegistered } from './dlt-render.ts'
import type { Facts, Person } from './facts.ts'
import type { Instant } from './instant.ts'
import { chooseText, type LanguageChoice } from './language-choice.ts'
import { canReceiveSms, type PhoneNumber, readNumber } from './phone-number.ts'
import { limitReached } from './policy.ts'
import { freeMoment, isQuiet, type Quiet, quietOf } from './quiet-hours.ts'
import type { Reason } from './reasons.ts'
import type { Selector } from './rule.ts'
import type { RuleSetVersion, SnapshotTemplate } from './rule-set.ts'
import { smsParts } from './sms-parts.ts'
import { render, type TemplateValues } from './template.ts'
import { templateValues } from './template-values.ts'
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
  const fired = rules.rules.find((one) => one.rule.enabled && firstFailing(one, judged) === null)
  const ruleSet = rules.version.number
  if (!fired) return { ruleSet, rule: null, reason: 'no_rule_matched', messages: [] }
  return { ruleSet, rule: fired.rule.key, reason: null, messages: planMessages(fired, judged) }
}

/** A test is of its template and its number alone: no rule of the set is asked. */
function planTest(call: Call, rules: CompiledRuleSet, facts: Facts, test: TestText): Plan {
  const template = compileFor(test.template)
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
      const planned = planMessage({ ...fired, rule }, judged, candidate, key, taken)
      messages.push(planned)
      if (planned.is === 'send') {
        taken.texts += 1
        taken.spent += planned.price
      }
    }
  }
  return messages
}

/** What this call's texts so far have taken: numbers, by whom, and of the account's limits. */
type Taken = { numbers: Map<string, string>; texts: number; spent: number }

/** Somebody the rule chose, before anything is checked: a number, or the reason why there is none. */
type Candidate = {
  recipient: string
  name: string | null
  number: PhoneNumber | null
  reason: Reason | null
  detail: string | null
  person: Person | null
}

function candidates(selector: Selector, { call, facts, rules }: Judged): Candidate[] {
  const people = (keys: readonly string[], nobody: string, reason: Reason): Candidate[] => {
    const known = keys.flatMap((one) => facts.people[one] ?? [])
    if (known.length > 0) return known.map(personCandidate)
    return [
      {
        recipient: nobody,
        name: null,
        number: null,
        reason,
        detail: facts.unknown.find((one) => one.kind === 'user')?.shown ?? null,
        person: null,
      },
    ]
  }
  switch (selector.to) {
    case 'caller':
      return [callerCandidate(call, facts)]
    case 'user':
      return people(defaultUsers(facts), 'user', 'user_unknown')
    case 'rung':
      return people(facts.rung, 'rung', 'user_unknown')
    case 'members':
      return people(facts.department?.members ?? [], 'members', 'department_has_no_members')
    case 'users':
      return people(selector.users, 'users', 'user_unknown')
    case 'owners':
      return people(facts.owners, 'owners', 'user_unknown')
    case 'numbers':
      return selector.numbers.map((text) => numberCandidate(text, rules.version.country))
  }
}

/** Who answered last; of a missed call who rang last; if nobody is known, the department's members (design.md 4). */
function defaultUsers(facts: Facts): readonly string[] {
  if (facts.answeredBy !== null) return [facts.answeredBy]
  const rangLast = facts.rung.at(-1)
  return rangLast === undefined ? (facts.department?.members ?? []) : [rangLast]
}

function callerCandidate(call: Call, { caller }: Facts): Candidate {
  const reason: Reason | null =
    caller.number === null && caller.kind !== 'short'
      ? 'caller_unknown'
      : caller.own
        ? 'own_number'
        : canReceiveSms(caller.kind)
          ? null
          : 'not_a_mobile'
  return {
    recipient: 'caller',
    name: call.callerName ?? null,
    number: caller.number,
    reason,
    detail: reason === 'not_a_mobile' ? caller.kind : null,
    person: null,
  }
}

function personCandidate(person: Person): Candidate {
  const reason: Reason | null = person.textsOff
    ? 'user_turned_off'
    : person.phone === null
      ? 'user_has_no_number'
      : null
  return {
    recipient: `user:${person.id}`,
    name: person.name,
    number: person.phone,
    reason,
    detail: reason && person.name,
    person,
  }
}

function numberCandidate(text: string, country: string): Candidate {
  const read = readNumber(text, country)
  const reason = read.number !== null && canReceiveSms(read.kind) ? null : 'not_a_mobile'
  return {
    recipient: `number:${read.number ?? text}`,
    name: null,
    number: read.number,
    reason,
    detail: reason && read.kind,
    person: null,
  }
}

function planMessage(
  fired: CompiledRule,
  judged: Judged,
  candidate: Candidate,
  templateKey: string,
  taken: Taken,
): PlannedMessage {
  const { rules, facts } = judged
  const { template, choice } = templateFor(fired, judged, candidate, templateKey)
  const { snapshot } = template
  const base = {
    recipient: candidate.recipient,
    number: candidate.number,
    name: candidate.name,
    template: snapshot.key,
    templateId: snapshot.id,
    templateVersion: snapshot.version,
    header: senderTo(candidate.number, snapshot),
    ...(choice && { language: choice }),
  }
  const skip = (reason: Reason, more: Partial<Skip> = {}): PlannedMessage => ({
    ...base,
    is: 'skip',
    reason,
    detail: null,
    text: null,
    linkedMessage: null,
    ...more,
  })

  if (!facts.accountOn) return skip('account_off')
  if (candidate.reason !== null || candidate.number === null)
    return skip(candidate.reason ?? 'not_a_mobile', { detail: candidate.detail })
  const earlier = taken.numbers.get(candidate.number)
  if (earlier !== undefined) return skip('duplicate_recipient', { detail: earlier })
  taken.numbers.set(candidate.number, candidate.recipient)
  if (facts.policy?.excluded?.includes(candidate.number)) return skip('number_excluded')
  if (facts.optedOut?.includes(candidate.number)) return skip('opted_out')
  const unwanted = consentStop(facts, snapshot.category, candidate.number)
  if (unwanted) return skip(unwanted, { detail: snapshot.name })

  const validUntil = judged.call.endedAt + fired.rule.validityMinutes * 60_000
  if (facts.now >= validUntil) return skip('too_late')
  if (snapshot.status !== 'approved')
    return skip(snapshot.status === 'paused' ? 'template_paused' : 'template_not_approved', { detail: snapshot.name })
  const pack = packOfNumber(candidate.number)
  const barred = headerStop(snapshot, base.header, pack)
  if (barred) return skip(barred.reason, { detail: barred.detail })
  if (facts.pausedTemplates?.includes(snapshot.id)) return skip('template_refused', { detail: snapshot.name })
  const rendered = textOf(
    template,
    templateValues(judged.call, facts, readIn(snapshot, rules.version), candidate),
    pack.dlt,
  )
  if ('reason' in rendered) return skip(rendered.reason, { detail: rendered.detail })
  const { text } = rendered
  const { encoding, parts } = smsParts(text)
  if (facts.gateway === null) return skip('no_gateway', { text })
  if (parts > facts.gateway.maxParts)
    return skip('text_too_long', { text, detail: `${parts} parts; the gateway takes ${facts.gateway.maxParts}` })

  const { delay } = fired.rule
  const unlessReachedSince = delay?.unlessReached ? judged.call.endedAt : null
  if (unlessReachedSince !== null && facts.lastReachedAt !== null && facts.lastReachedAt > unlessReachedSince)
    return skip('reached_meanwhile', { text })
  const quiet = quietOf(fired.rule, snapshot.category, { zone: rules.version.zone, number: candidate.number })
  const due = dueOf(fired.rule, judged)
  const moment = quiet === null ? { dueAt: due } : momentAfter(quiet, due, validUntil)
  if ('reason' in moment) return skip(moment.reason, { text })
  if (candidate.recipient === 'caller') {
    const capped = capReached(fired, judged, moment.dueAt)
    if (capped !== undefined) return skip('frequency_cap', { text, linkedMessage: capped })
  }
  const price = parts * facts.pricePerPart
  const limit =
    facts.policy &&
    limitReached(facts.policy, taken, {
      number: candidate.number,
      price,
      isToCaller: candidate.recipient === 'caller',
    })
  if (limit) return skip(limit.reason, { text, detail: limit.detail })
  return {
    ...base,
    is: 'send',
    text,
    encoding,
    parts,
    dueAt: moment.dueAt,
    validUntil,
    unlessReachedSince,
    quiet,
    gatewayId: facts.gateway.id,
    price,
  }
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
    throw new Error(`rule set ${rules.version.number} lacks the template "${key}" that rule "${rule.key}" uses`)
  if (!template.variants) return { template }
  const usual = rules.version.language
  const isCaller = recipient === 'caller'
  return chooseText(template, template.variants, { call, facts, usual, basis: rule.languageBy, isCaller })
}

/** The version as a text in this language reads it: its months and outcomes are said in that. */
const readIn = ({ language }: SnapshotTemplate, version: RuleSetVersion): RuleSetVersion =>
  language === undefined ? version : { ...version, language }

/** Why no text comes from this sender: its header is not active, or the recipient's country takes none of its form. A sender abroad has no status. */
function headerStop(
  { header, headerStatus, category }: SnapshotTemplate,
  sender: string,
  pack: CountryPack,
): { reason: Reason; detail: string } | undefined {
  if (headerStatus && sender === header) return { reason: 'header_inactive', detail: `${header} is ${headerStatus}` }
  if (takesSender(pack, sender, category)) return undefined
  return { reason: 'header_not_for_country', detail: `${sender} to ${pack.name}: ${senderWords(pack, category)}` }
}

/** When the rule wants it sent: at once, or so long after the call's end. */
const dueOf = ({ delay }: CompiledRule['rule'], { call, facts }: Judged): Instant =>
  Math.max(facts.now, call.endedAt + (delay?.seconds ?? 0) * 1000)

/** The text for these values, by its registration where there is one and the recipient is in India, or why there is none. */
function textOf(
  { registered, compiled }: RuleTemplate,
  values: TemplateValues,
  isRegistered: boolean,
): { text: string } | { reason: Reason; detail: string } {
  const rendered = registered && isRegistered ? renderRegistered(registered, values) : render(compiled, values)
  if ('missing' in rendered) return { reason: 'value_missing', detail: rendered.missing }
  if ('tooLong' in rendered) return { reason: 'variable_too_long', detail: rendered.tooLong }
  if ('mismatch' in rendered) return { reason: 'dlt_text_mismatch', detail: rendered.mismatch }
  return rendered
}

/** When it may go, or why it is not held: by choice, or since it would not be valid that long. */
function momentAfter(
  quiet: readonly Quiet[],
  due: Instant,
  validUntil: Instant,
): { dueAt: Instant } | { reason: Reason } {
  const free = freeMoment(quiet, due)
  if (free.is === 'skip') return { reason: free.reason }
  return free.because !== null && free.at >= validUntil ? { reason: free.because } : { dueAt: free.at }
}

/** The first text that uses the cap up when this one is due, or undefined while there is room. */
function capReached({ rule }: CompiledRule, { facts }: Judged, dueAt: Instant): string | undefined {
  if (!rule.cap) return undefined
  const since = dueAt - rule.cap.hours * 3_600_000
  const counted = facts.recentTexts.filter((one) => one.rule === rule.key && one.counts && one.at > since)
  return counted.length >= rule.cap.texts ? counted[0]?.message : undefined
}
