/** What planning asks of one text, check by check (checks.ts has the order), and what the checks find on their way: its wording, its parts and its moment. */
import { formatAmount, priceOf } from './billing.ts'
import type { CalledTo } from './called-to.ts'
import type { Candidate } from './candidates.ts'
import { type CheckName, inOrder, type ReasonOf } from './checks.ts'
import type { CompiledRule, Judged, RuleTemplate } from './conditions.ts'
import { consentStop } from './consent.ts'
import type { CountryPack } from './countries/pack.ts'
import { packOfNumber } from './countries/packs.ts'
import { senderTo } from './countries/registration.ts'
import { senderWords, takesSender } from './countries/senders.ts'
import { renderRegistered } from './dlt-render.ts'
import type { Instant } from './instant.ts'
import type { PhoneNumber } from './phone-number.ts'
import { freeMoment, type Quiet, quietOf } from './quiet-hours.ts'
import type { Reason } from './reasons.ts'
import type { RuleSetVersion, SnapshotTemplate } from './rule-set.ts'
import { smsParts } from './sms-parts.ts'
import { render } from './template.ts'
import { templateValues } from './template-values.ts'

/** What this call's texts so far have taken: numbers, by whom, and of the account's limits. */
export type Taken = { numbers: Map<string, string>; texts: number; spent: number }

/** One text while it is checked. */
export type Draft = {
  readonly fired: CompiledRule
  readonly judged: Judged
  readonly candidate: Candidate
  readonly taken: Taken
  readonly template: RuleTemplate
  readonly number: PhoneNumber
  readonly header: string
  readonly pack: CountryPack
  readonly validUntil: Instant
  /** Empty until the check that makes it has passed; so are those below. */
  text: string
  encoding: 'gsm' | 'ucs2'
  parts: number
  price: number
  gatewayId: string
  dueAt: Instant
  quiet: Quiet[] | null
  unlessReachedSince: Instant | null
  /** What its values lead to; undefined where they lead nowhere, as nearly all. */
  calledTo: CalledTo[] | undefined
}

/** Why it may not go. */
export type Stop<R extends Reason = Reason> = { reason: R; detail?: string | null; linkedMessage?: string }

/** Stands where there is no number; the check `number` lets none of these by. */
const noNumber = '' as PhoneNumber

/** A text as it stands before the first check. */
export function draftOf(
  fired: CompiledRule,
  judged: Judged,
  candidate: Candidate,
  more: Pick<Draft, 'taken' | 'template'>,
): Draft {
  const number = candidate.number ?? noNumber
  const { endedAt } = judged.call
  return {
    fired,
    judged,
    candidate,
    taken: more.taken,
    template: more.template,
    number,
    header: senderTo(candidate.number, more.template.snapshot),
    pack: packOfNumber(number),
    validUntil: endedAt + fired.rule.validityMinutes * 60_000,
    text: '',
    encoding: 'gsm',
    parts: 0,
    price: 0,
    gatewayId: '',
    dueAt: dueOf(fired.rule, judged),
    quiet: null,
    unlessReachedSince: fired.rule.delay?.unlessReached ? endedAt : null,
    calledTo: undefined,
  }
}

/** When the rule wants it sent: at once, or so long after the call's end. */
export const dueOf = ({ delay }: CompiledRule['rule'], { call, facts }: Judged): Instant =>
  Math.max(facts.now, call.endedAt + (delay?.seconds ?? 0) * 1000)

/** The first check that stops the text, or undefined where all have passed and the draft is whole. */
export function firstStop(draft: Draft): Stop | undefined {
  for (const ask of asks) {
    const stop = ask(draft)
    if (stop) return stop
  }
  return undefined
}

/** Whoever the rule meant by it: a fixed number or a user's phone that calls us on every text is a loop like any other. */
const isToCaller = ({ number, judged: { facts } }: Draft): boolean => number === facts.caller.number

const asked: { [C in CheckName]: (draft: Draft) => Stop<ReasonOf<C>> | undefined } = {
  account: ({ judged: { facts } }) => (facts.accountOn ? undefined : { reason: 'account_off' }),
  number({ candidate: { recipient, number, reason, detail }, taken: { numbers } }) {
    if (reason === null && number !== null) return undefined
    // The first that has a number decides for it, skipped too: who wants no texts gets none as a number of a later recipient either.
    if (number !== null && !numbers.has(number)) numbers.set(number, recipient)
    return { reason: reason ?? 'not_a_mobile', detail }
  },
  duplicate({ number, candidate, taken: { numbers } }) {
    const earlier = numbers.get(number)
    if (earlier !== undefined) return { reason: 'duplicate_recipient', detail: earlier }
    numbers.set(number, candidate.recipient)
    return undefined
  },
  exclusions: ({ number, judged: { facts } }) =>
    facts.policy?.excluded?.includes(number) ? { reason: 'number_excluded' } : undefined,
  opt_out: ({ number, judged: { facts } }) => (facts.optedOut?.includes(number) ? { reason: 'opted_out' } : undefined),
  consent({ number, template: { snapshot }, judged: { facts } }) {
    const reason = consentStop(facts, snapshot.category, number)
    return reason && { reason, detail: snapshot.name }
  },
  validity: ({ validUntil, judged: { facts } }) => (facts.now >= validUntil ? { reason: 'too_late' } : undefined),
  template({ template: { snapshot } }) {
    if (snapshot.status === 'approved') return undefined
    return { reason: snapshot.status === 'paused' ? 'template_paused' : 'template_not_approved', detail: snapshot.name }
  },
  header: ({ template: { snapshot }, header, pack }) => headerStop(snapshot, header, pack),
  refusals: ({ template: { snapshot }, judged: { facts } }) =>
    facts.pausedTemplates?.includes(snapshot.id) ? { reason: 'template_refused', detail: snapshot.name } : undefined,
  text(draft) {
    const made = textOf(draft)
    if ('reason' in made) return made
    const { encoding, parts } = smsParts(made.text)
    draft.text = made.text
    draft.encoding = encoding
    draft.parts = parts
    draft.calledTo = made.calledTo
    return undefined
  },
  gateway(draft) {
    const { gateway, pricePerPart } = draft.judged.facts
    if (gateway === null) return { reason: 'no_gateway' }
    draft.gatewayId = gateway.id
    draft.price = priceOf(draft.parts, pricePerPart)
    return undefined
  },
  length({ parts, judged: { facts } }) {
    const most = facts.gateway?.maxParts ?? parts
    return parts > most ? { reason: 'text_too_long', detail: `${parts} parts; the gateway takes ${most}` } : undefined
  },
  reached({ unlessReachedSince, judged: { facts } }) {
    const isReached =
      unlessReachedSince !== null && facts.lastReachedAt !== null && facts.lastReachedAt > unlessReachedSince
    return isReached ? { reason: 'reached_meanwhile' } : undefined
  },
  hours(draft) {
    const { fired, number, judged, template, validUntil } = draft
    draft.quiet = quietOf(fired.rule, template.snapshot.category, { zone: judged.rules.version.zone, number })
    if (draft.quiet === null) return undefined
    const free = freeMoment(draft.quiet, draft.dueAt)
    if (free.is === 'skip') return { reason: free.reason }
    if (free.because !== null && free.at >= validUntil) return { reason: free.because }
    draft.dueAt = free.at
    return undefined
  },
  cap(draft) {
    const capped = isToCaller(draft) ? capReached(draft) : undefined
    return capped === undefined ? undefined : { reason: 'frequency_cap', linkedMessage: capped }
  },
  quota({ taken, judged: { facts } }) {
    const quota = facts.policy?.quota
    if (!quota || quota.used + taken.texts < quota.limit) return undefined
    return { reason: 'quota_exhausted', detail: `${quota.limit} in 24 hours` }
  },
  loop(draft) {
    const loop = draft.judged.facts.policy?.loop
    if (!loop || !isToCaller(draft)) return undefined
    return { reason: 'loop_suspected', detail: `${loop.texts} texts in ${loop.minutes} minutes` }
  },
  trial({ number, judged: { facts } }) {
    const trial = facts.policy?.trial
    return trial && !trial.includes(number) ? { reason: 'trial_mode' } : undefined
  },
  spend({ price, taken, judged: { facts } }) {
    const spend = facts.policy?.spend
    if (!spend || spend.used + taken.spent + price <= spend.limit) return undefined
    return { reason: 'spend_stop', detail: `${formatAmount(spend.limit)} in 24 hours` }
  },
}

const asks = inOrder<(draft: Draft) => Stop | undefined>(asked)

/** Why no text comes from this sender: its header is not active, or the recipient's country takes none of its form. A sender abroad has no status. */
function headerStop(
  { header, headerStatus, category }: SnapshotTemplate,
  sender: string,
  pack: CountryPack,
): Stop<ReasonOf<'header'>> | undefined {
  if (headerStatus && sender === header) return { reason: 'header_inactive', detail: `${header} is ${headerStatus}` }
  if (takesSender(pack, sender, category)) return undefined
  return { reason: 'header_not_for_country', detail: `${sender} to ${pack.name}: ${senderWords(pack, category)}` }
}

/** The wording, by its registration where there is one and the recipient is in India, or why there is none. */
function textOf({
  template,
  judged,
  candidate,
  pack,
}: Draft): { text: string; calledTo?: CalledTo[] } | Stop<ReasonOf<'text'>> {
  const { registered, compiled, snapshot } = template
  const values = templateValues(judged.call, judged.facts, readIn(snapshot, judged.rules.version), candidate)
  const rendered = registered && pack.dlt ? renderRegistered(registered, values) : render(compiled, values)
  if ('missing' in rendered) return { reason: 'value_missing', detail: rendered.missing }
  if ('tooLong' in rendered) return { reason: 'variable_too_long', detail: rendered.tooLong }
  if ('mismatch' in rendered) return { reason: 'dlt_text_mismatch', detail: rendered.mismatch }
  if ('barred' in rendered) return { reason: 'not_whitelisted', detail: rendered.barred }
  return rendered
}

/** The version as a text in this language reads it: its months and outcomes are said in that. */
const readIn = ({ language }: SnapshotTemplate, version: RuleSetVersion): RuleSetVersion =>
  language === undefined ? version : { ...version, language }

/** The first text that uses the cap up when this one is due, or undefined while there is room. */
function capReached({ fired: { rule }, judged: { facts }, dueAt }: Draft): string | undefined {
  if (!rule.cap) return undefined
  const since = dueAt - rule.cap.hours * 3_600_000
  const counted = facts.recentTexts.filter((one) => one.rule === rule.key && one.counts && one.at > since)
  return counted.length >= rule.cap.texts ? counted[0]?.message : undefined
}
