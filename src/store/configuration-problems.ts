/**
 * What is wrong with an account's document as a whole, beyond what its schema says: references to what is not there, numbers that cannot be
 * read, wording that cannot be sent. Each problem names the place and what to do.
 */

import type { FieldProblem } from '../core/adapter.ts'
import { formatAmount, highestPricePerPart, parseAmount } from '../core/billing.ts'
import { isLinkWhitelisted } from '../core/call-to-action.ts'
import { longestExternal, mostOf } from '../core/configuration.ts'
import { isPromotional } from '../core/consent.ts'
import { checkSender } from '../core/countries/home-sender.ts'
import { abroadProblems, countryProblems } from '../core/countries/registration.ts'
import { checkChain, checkDltId, type DltProblem } from '../core/dlt.ts'
import { parseRegistered } from '../core/dlt-text.ts'
import { languageName } from '../core/language.ts'
import { readReplyTo } from '../core/opt-out.ts'
import { canReceiveSms, numberKindWords, readNumber } from '../core/phone-number.ts'
import type { Rule } from '../core/rule.ts'
import { isTimeZone } from '../core/schedule.ts'
import { parseTemplate } from '../core/template.ts'
import type { Wording } from '../core/template-life.ts'
import { editsBetween } from '../core/template-names.ts'
import { unkeptTexts } from '../core/unkept-text.ts'
import type { Sections } from './account-document.ts'
import { sharedPrefix } from './routes.ts'
import { type KindChecks, problemsOfKind } from './settings-problems.ts'
import { apiSource } from './sources.ts'
import type { TemplateFields } from './templates.ts'

export type DocumentToJudge = Sections & {
  isDemo: boolean
  sharedKeys: readonly string[]
  /** What a part costs in the account as it stands: a price from before there was a most stays until it is changed. */
  priceBefore?: string
}

/** Every problem of the document. An empty list: it can be stored. */
export function configurationProblems(document: DocumentToJudge, kinds: KindChecks): FieldProblem[] {
  const found = new Findings(document)
  checkCounts(document, found)
  checkAccount(document, found)
  checkPrice(document, found)
  checkConfirmation(document, found)
  checkAsking(document, found)
  checkPeople(document, found)
  checkDids(document, found)
  checkHeaders(document, found)
  checkTemplates(document, found)
  for (const [at, rule] of document.rules.entries()) checkRule(rule, `rules[${at}]`, found)
  checkGateways(document, kinds, found)
  checkSources(document, kinds, found)
  checkTexts(document, found)
  return found.problems
}

const referable = ['department', 'user', 'did', 'header', 'template', 'gateway'] as const
type Referable = (typeof referable)[number]

/** The problems found so far, and what references can lead to. */
class Findings {
  readonly problems: FieldProblem[] = []
  readonly country: string
  /** By key of a text in another language: the template it belongs to. */
  readonly variantOf: ReadonlyMap<string, string>
  private readonly known: Record<Referable, ReadonlySet<string>>
  private guesses = 0

  constructor(document: DocumentToJudge) {
    this.country = document.account.country
    this.variantOf = new Map(
      document.templates.flatMap(({ key, variantOf }) => (variantOf === null ? [] : [[key, variantOf]])),
    )
    this.known = {
      department: keysOf(document.departments),
      user: keysOf(document.users),
      did: keysOf(document.dids),
      header: keysOf(document.headers),
      template: keysOf(document.templates),
      gateway: new Set([...keysOf(document.gateways), ...document.sharedKeys.map((key) => sharedPrefix + key)]),
    }
    for (const section of [
      'users',
      'departments',
      'dids',
      'headers',
      'templates',
      'rules',
      'gateways',
      'sources',
    ] as const)
      this.checkTwice(section, document[section])
  }

  add(path: string, code: string, message: string): void {
    this.problems.push({ path, code, message })
  }

  /** What is only unusual may be saved. */
  addErrors(problems: readonly DltProblem[]): void {
    for (const { severity, ...problem } of problems) if (severity === 'error') this.problems.push(problem)
  }

  /** A reference that leads nowhere is a problem. */
  refer(kind: Referable, path: string, key: string): void {
    const known = this.known[kind]
    if (known.has(key)) return
    // A file of another installation names thousands that are not there, and each guess looks through thousands.
    const near = this.guesses++ < mostGuesses ? nearest(key, known) : undefined
    const remedy = near !== undefined ? `; did you mean "${near}"?` : known.size === 0 ? '; there are none yet' : ''
    this.add(path, 'not_found', `there is no ${kind === 'did' ? 'DID' : kind} "${key}"${remedy}`)
  }

  referAll(kind: Referable, path: string, keys: readonly string[] = []): void {
    for (const [at, key] of keys.entries()) this.refer(kind, `${path}[${at}]`, key)
  }

  /** A number that is to get texts. */
  mobile(path: string, text: string): void {
    const { number, kind } = readNumber(text, this.country)
    if (number !== null && canReceiveSms(kind)) return
    if (number === null)
      this.add(path, 'not_a_number', `${text} is ${numberKindWords[kind]}; write it as in +91 98123 00001`)
    else
      this.add(
        path,
        'not_a_mobile',
        `${text} is ${numberKindWords[kind]}, which cannot receive texts; write a mobile number`,
      )
  }

  number(path: string, text: string): void {
    if (readNumber(text, this.country).number === null)
      this.add(path, 'not_a_number', `${text} is not a phone number; write it as in +91 98123 00001`)
  }

  private checkTwice(section: string, all: readonly { key: string }[]): void {
    const seen = new Set<string>()
    for (const [at, { key }] of all.entries()) {
      if (seen.has(key)) this.add(`${section}[${at}].key`, 'twice', `"${key}" is there twice: a key names one object`)
      seen.add(key)
    }
  }
}

const keysOf = (all: readonly { key: string }[]): Set<string> => new Set(all.map((one) => one.key))

const mostGuesses = 20

/** The key that was probably meant. */
function nearest(key: string, known: ReadonlySet<string>): string | undefined {
  let found: string | undefined
  let least = Math.max(1, Math.floor(key.length / 3)) + 1
  // Whoever misspells among thousands is better served by a search.
  for (const one of [...known].slice(0, 2_000)) {
    const edits = one.startsWith(`${key}-`) || key.startsWith(`${one}-`) ? 1 : editsBetween(key, one)
    if (edits < least) {
      least = edits
      found = one
    }
  }
  return found
}

/** Objects come one by one, too: a document that holds more than it may could be read by nobody. */
function checkCounts(document: DocumentToJudge, found: Findings): void {
  // The source of calls that are posted to the API is written only where it has mappings.
  const sources = document.sources.filter((one) => one.key !== apiSource.key || one.mappings.length > 0)
  for (const section of counted) {
    const [count, most] = [{ ...document, sources }[section].length, mostOf[section]]
    if (count > most) found.add(section, 'too_many', `an account may have ${most} ${section}; this would be ${count}`)
  }
  for (const [at, { mappings }] of document.sources.entries())
    if (mappings.length > mostOf.mappings)
      found.add(
        `sources[${at}].mappings`,
        'too_many',
        `a source may have ${mostOf.mappings} mappings; this would be ${mappings.length}`,
      )
}

const counted = ['users', 'departments', 'dids', 'headers', 'templates', 'gateways', 'sources'] as const

function checkAccount({ account }: DocumentToJudge, found: Findings): void {
  for (const [at, one] of account.exclusions.entries()) found.number(`account.exclusions[${at}]`, one)
  for (const [at, one] of (account.trialNumbers ?? []).entries()) found.mobile(`account.trialNumbers[${at}]`, one)
  // Short codes are registered too.
  for (const [at, one] of account.whitelist.numbers.entries())
    if (readNumber(one, account.country).kind !== 'short') found.number(`account.whitelist.numbers[${at}]`, one)
  const { optOutLink, whitelist, country } = account
  found.problems.push(...countryProblems(country, 'account.country'))
  if (optOutLink !== null && country === 'IN' && !isLinkWhitelisted(optOutLink, whitelist))
    found.add(
      'account.optOutLink',
      'not_whitelisted',
      'is not among the registered links: register it, and add it there',
    )
  if (isTimeZone(account.zone)) return
  found.add('account.zone', 'unknown_zone', `there is no time zone "${account.zone}"; write one such as Asia/Kolkata`)
}

function checkPrice({ account: { pricePerPart }, priceBefore }: DocumentToJudge, found: Findings): void {
  if (pricePerPart === priceBefore || (parseAmount(pricePerPart) ?? 0) <= highestPricePerPart) return
  found.add('account.pricePerPart', 'too_high', `is at most ${formatAmount(highestPricePerPart)}`)
}

/** Whoever just said no more is sent nothing that sells. */
function checkConfirmation({ account, templates }: DocumentToJudge, found: Findings): void {
  const wanted = account.optOutConfirmation?.template
  if (wanted === undefined) return
  const path = 'account.optOutConfirmation.template'
  found.refer('template', path, wanted)
  const category = templates.find((one) => one.key === wanted)?.category
  if (category !== undefined && isPromotional(category))
    found.add(path, 'not_service', 'is promotional or service explicit: choose a service implicit template')
}

/** A word that may ask for no more texts, or that is all courtesy, agrees to nothing. */
function checkAsking({ account }: DocumentToJudge, found: Findings): void {
  const { asking } = account.consent
  if (asking === null) return
  if (asking.replies.length === 0 && !asking.byPage)
    found.add(
      'account.consent.asking.replies',
      'no_way',
      'has no way to agree: name a word of a reply, or let the page ask',
    )
  for (const [at, word] of asking.replies.entries())
    if (readReplyTo(word, asking.replies) !== 'agree')
      found.add(
        `account.consent.asking.replies[${at}]`,
        'no_word_of_consent',
        `“${word}” may be meant otherwise; choose a word such as JOIN`,
      )
}

function checkPeople({ users, departments }: DocumentToJudge, found: Findings): void {
  for (const [at, { phone }] of users.entries()) if (phone !== null) found.mobile(`users[${at}].phone`, phone)
  for (const [at, { members }] of departments.entries()) {
    found.referAll('user', `departments[${at}].members`, members)
    if (new Set(members).size < members.length)
      found.add(`departments[${at}].members`, 'twice', 'a member is named twice')
  }
}

function checkDids({ dids }: DocumentToJudge, found: Findings): void {
  const seen = new Map<string, string>()
  for (const [at, one] of dids.entries()) {
    const other = seen.get(one.number)
    if (other !== undefined)
      found.add(`dids[${at}].number`, 'twice', `${one.number} is the number of "${other}" already`)
    if (!/\d{3}/.test(one.number))
      found.add(`dids[${at}].number`, 'not_a_number', `${one.number} is not a phone number`)
    seen.set(one.number, one.key)
  }
}

function checkHeaders({ headers }: DocumentToJudge, found: Findings): void {
  for (const [at, { header, entityId, countries }] of headers.entries()) {
    found.addErrors(checkSender(header, found.country, `headers[${at}].header`))
    found.problems.push(...abroadProblems(countries, `headers[${at}].countries`))
    if (entityId !== null) found.addErrors(checkDltId(entityId, 'entity', `headers[${at}].entityId`))
  }
}

function checkTemplates(document: DocumentToJudge, found: Findings): void {
  for (const [at, one] of document.templates.entries()) {
    checkWording(one, `templates[${at}]`, found)
    if (one.waiting !== null) checkWording(one.waiting, `templates[${at}].waiting`, found)
  }
  checkLanguages(document, found)
}

/** A text in another language stands beside one default text, in a language that no other text of it has. */
function checkLanguages({ templates, account }: DocumentToJudge, found: Findings): void {
  const byKey = new Map(templates.map((one) => [one.key, one]))
  const taken = new Set<string>()
  const languageOf = (one: TemplateFields | undefined) => one?.language ?? account.language
  for (const [at, one] of templates.entries()) {
    if (one.variantOf === null) continue
    const whole = byKey.get(one.variantOf)
    found.refer('template', `templates[${at}].variantOf`, one.variantOf)
    if (one.variantOf === one.key || (whole && whole.variantOf !== null))
      found.add(
        `templates[${at}].variantOf`,
        'is_a_variant',
        `"${one.variantOf}" is a text in another language itself; name the template whose text it is`,
      )
    const text = `${one.variantOf} ${one.language}`
    if (one.language === null)
      found.add(`templates[${at}].language`, 'needs_language', 'say which language this text is in, such as hi')
    else if (languageOf(whole) === one.language || taken.has(text))
      found.add(
        `templates[${at}].language`,
        'twice',
        `"${one.variantOf}" has a text in ${languageName(one.language)} already`,
      )
    taken.add(text)
  }
}

function checkWording({ body, header, registered, dltTemplateId }: Wording, at: string, found: Findings): void {
  found.refer('header', `${at}.header`, header)
  for (const { code, message } of parseTemplate(body).problems) found.add(`${at}.body`, code, message)
  if (registered !== null)
    for (const { path, code, message } of parseRegistered(registered).problems)
      found.add(`${at}.${path}`, code, message)
  if (dltTemplateId !== null) found.addErrors(checkDltId(dltTemplateId, 'template', `${at}.dltTemplateId`))
}

/** The template that a rule names, which is the one with the default text. */
function checkChosen(key: string, path: string, found: Findings): void {
  found.refer('template', path, key)
  const whole = found.variantOf.get(key)
  if (whole !== undefined)
    found.add(
      path,
      'is_a_variant',
      `"${key}" is a text of "${whole}" in another language; name "${whole}", and the reader’s language chooses`,
    )
}

function checkRule({ conditions, recipients, quietHours }: Rule, path: string, found: Findings): void {
  found.referAll('department', `${path}.conditions.departments`, conditions.departments)
  found.referAll('did', `${path}.conditions.dids`, conditions.dids)
  found.referAll('user', `${path}.conditions.users.users`, conditions.users?.users)
  for (const [at, { selector, template, quietTemplate }] of recipients.entries()) {
    const place = `${path}.recipients[${at}]`
    checkChosen(template, `${place}.template`, found)
    if (quietTemplate !== undefined) {
      checkChosen(quietTemplate, `${place}.quietTemplate`, found)
      if (!quietHours) found.add(`${place}.quietTemplate`, 'needs_quiet_hours', 'the rule keeps no quiet hours')
    }
    if (selector.to === 'users') found.referAll('user', `${place}.selector.users`, selector.users)
    if (selector.to === 'numbers')
      for (const [n, number] of selector.numbers.entries()) found.mobile(`${place}.selector.numbers[${n}]`, number)
  }
}

const demoWords =
  'the demo account sends by the sandbox only, so that its numbers never reach a network; make an account of your own'

function checkGateways({ gateways, routes, isDemo }: DocumentToJudge, kinds: KindChecks, found: Findings): void {
  for (const [at, one] of gateways.entries()) {
    if (isDemo) found.add(`gateways[${at}]`, 'demo_account', demoWords)
    found.problems.push(...problemsOfKind(`gateways[${at}]`, one, kinds.gateway(one.kind), kinds.gatewayKinds))
  }
  for (const [at, { gateway, telemarketerId }] of routes.entries()) {
    const path = `routes[${at}].gateway`
    if (telemarketerId !== null) found.addErrors(checkChain(telemarketerId, `routes[${at}].telemarketerId`))
    found.refer('gateway', path, gateway)
    if (isDemo && gateway !== `${sharedPrefix}sandbox`) found.add(path, 'demo_account', demoWords)
    if (routes.findIndex((other) => other.gateway === gateway) < at)
      found.add(path, 'twice', `"${gateway}" is a route already`)
  }
}

function checkSources({ sources }: DocumentToJudge, kinds: KindChecks, found: Findings): void {
  for (const [at, one] of sources.entries()) {
    const path = `sources[${at}]`
    if ((one.key === apiSource.key) !== (one.kind === apiSource.kind))
      found.add(
        `${path}.kind`,
        'reserved',
        'the key and the kind "api" belong to the source of calls that are posted to the API',
      )
    else if (one.kind !== apiSource.kind)
      found.problems.push(...problemsOfKind(path, one, kinds.source(one.kind), kinds.sourceKinds))
    const seen = new Set<string>()
    for (const [n, { kind, external, to }] of one.mappings.entries()) {
      found.refer(kind, `${path}.mappings[${n}].to`, to)
      // In the form in which it is compared, which may be shorter than what was written, or longer.
      if (external === '' || external.length > longestExternal)
        found.add(
          `${path}.mappings[${n}].external`,
          'no_name',
          `is nothing, or longer than ${longestExternal} characters`,
        )
      if (seen.has(`${kind} ${external}`))
        found.add(`${path}.mappings[${n}].external`, 'twice', `the ${kind} "${external}" is mapped twice`)
      seen.add(`${kind} ${external}`)
    }
  }
}

/** Where something else is wrong with a text already, that says more. */
function checkTexts(document: DocumentToJudge, found: Findings): void {
  const named = new Set(found.problems.map((one) => one.path))
  found.problems.push(...unkeptTexts(document).filter((one) => !named.has(one.path)))
}
