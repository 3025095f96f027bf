/** Turns the document that somebody wants into sections as they are stored: numbers in one form, secrets resolved, absent sections as they stand. */
import type { FieldProblem } from '../core/adapter.ts'
import { formatAmount, parseAmount } from '../core/billing.ts'
import type { Configuration } from '../core/configuration.ts'
import { normaliseExternal } from '../core/facts.ts'
import { parsePhoneNumber } from '../core/phone-number.ts'
import type { Rule } from '../core/rule.ts'
import { livingTemplate } from '../core/template-life.ts'
import type { AccountDocument, Sections } from './account-document.ts'
import type { AccountSettings } from './accounts.ts'
import type { DidFields, NamedDid } from './dids.ts'
import type { UserFields } from './people.ts'
import type { RouteFields } from './routes.ts'
import type { Settings } from './secrets.ts'
import type { KindCheck, KindChecks } from './settings-problems.ts'
import { apiSource, type SourceFields } from './sources.ts'

/** The wanted sections in full, and what could not be resolved. */
export function resolveWanted(
  wanted: Configuration,
  current: AccountDocument,
  kinds: KindChecks,
): { sections: Sections; problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  const account = wanted.account ? normaliseSettings(wanted.account) : current.account
  const { country } = account
  const gateways = wanted.gateways?.map((one, at) => ({
    ...one,
    ...resolveSecrets(one, {
      path: `gateways[${at}]`,
      kind: kinds.gateway(one.kind),
      current: current.gateways,
      problems,
    }),
  }))
  const sources = wanted.sources?.map(
    (one, at): SourceFields => ({
      ...one,
      mappings: one.mappings.map(normaliseMapping),
      ...resolveSecrets(one, {
        path: `sources[${at}]`,
        kind: kinds.source(one.kind),
        current: current.sources,
        problems,
      }),
    }),
  )
  const sections: Sections = {
    account,
    users: wanted.users?.map((one) => normaliseUser(one, country)) ?? current.users,
    departments: wanted.departments ?? current.departments,
    dids: wanted.dids?.map((one) => normaliseDid(one, current.dids, country)) ?? current.dids,
    headers: wanted.headers ?? current.headers,
    templates: livingTemplates(wanted.templates, current),
    rules: wanted.rules?.map((one) => normaliseRule(one, country)) ?? current.rules,
    gateways: gateways ?? current.gateways,
    routes: wanted.routes?.map(normaliseRoute) ?? current.routes,
    sources: sources === undefined ? current.sources : withApiSource(sources),
  }
  return { sections, problems }
}

/** What a file says nothing of (why one was rejected, what waits beside it) is as it stands. */
function livingTemplates(wanted: Configuration['templates'], current: AccountDocument): Sections['templates'] {
  const known = new Map(current.templates.map((one) => [one.key, one]))
  return wanted?.map((one) => livingTemplate(one, known.get(one.key))) ?? current.templates
}

/** Numbers and amounts in one form, as they are asked for later. */
export function normaliseSettings(wanted: AccountSettings): AccountSettings {
  const inOneForm = (all: readonly string[]) => all.map((one) => parsePhoneNumber(one, wanted.country) ?? one.trim())
  const amount = (text: string) => formatAmount(parseAmount(text) ?? 0)
  return {
    ...wanted,
    pricePerPart: amount(wanted.pricePerPart),
    lineRentalOneWay: amount(wanted.lineRentalOneWay),
    lineRentalTwoWay: amount(wanted.lineRentalTwoWay),
    whitelist: { ...wanted.whitelist, numbers: inOneForm(wanted.whitelist.numbers) },
    exclusions: [...new Set(inOneForm(wanted.exclusions))],
    spendStop: wanted.spendStop === null ? null : amount(wanted.spendStop),
    trialNumbers: wanted.trialNumbers && inOneForm(wanted.trialNumbers),
  }
}

const orNull = (text: string | null) => (text === null || text.trim() === '' ? null : text.trim())

function normaliseUser(one: UserFields, country: string): UserFields {
  const phone = orNull(one.phone)
  return {
    ...one,
    phone: phone && (parsePhoneNumber(phone, country) ?? phone),
    extension: orNull(one.extension),
    email: orNull(one.email),
  }
}

/** The ids of a chain without spaces, as they are hashed. */
function normaliseRoute(one: RouteFields): RouteFields {
  return { ...one, telemarketerId: orNull(one.telemarketerId)?.replaceAll(/\s/g, '') ?? null }
}

/** A number that no parser knows is kept as its digits; without a name a DID is called as its number was written, also when that changes. */
function normaliseDid(one: DidFields, current: readonly NamedDid[], country: string): NamedDid {
  const asNumber = (text: string) => parsePhoneNumber(text, country) ?? text.replace(/[^\d+]/g, '')
  const number = asNumber(one.number)
  const before = current.find((other) => other.key === one.key)?.number
  const isCalledByIt = one.name != null && /^[\d\s().+-]+$/.test(one.name) && asNumber(one.name) === before
  const name = isCalledByIt && number !== before ? null : one.name
  return {
    key: one.key,
    number,
    name: name ?? one.number,
    language: one.language,
    lines: one.lines,
  }
}

/** Fixed numbers in one form. */
export function normaliseRule(rule: Rule, country: string): Rule {
  return {
    ...rule,
    recipients: rule.recipients.map(({ selector, ...templates }) => ({
      selector:
        selector.to === 'numbers'
          ? { ...selector, numbers: selector.numbers.map((number) => parsePhoneNumber(number, country) ?? number) }
          : selector,
      ...templates,
    })),
  }
}

function normaliseMapping<M extends { external: string }>(one: M): M {
  return { ...one, external: normaliseExternal(one.external) }
}

/** The source of calls posted to the API is there whether a file names it or not; a file names it for its mappings. */
function withApiSource(sources: SourceFields[]): SourceFields[] {
  if (sources.some((one) => one.key === apiSource.key)) return sources
  return [{ ...apiSource, settings: {}, secrets: {}, mappings: [] }, ...sources]
}

type WantedSecret = { keep: true } | { env: string } | string
export type Configured = { key: string; kind: string; settings: Settings; secrets: Record<string, WantedSecret> }
type Known = { key: string; kind: string; settings: Settings; secrets: Record<string, string> }
type From = { path: string; kind: KindCheck | undefined; current: readonly Known[]; problems: FieldProblem[] }

/** A secret that was written among the settings is moved to its place. */
export function resolveSecrets(
  wanted: Configured,
  from: From,
): { settings: Settings; secrets: Record<string, string> } {
  const known = from.current.find((one) => one.key === wanted.key)
  const isForElsewhere = known !== undefined && leadsElsewhere(known, wanted, from.kind)
  const kept = known === undefined || isForElsewhere ? {} : known.secrets
  const isSecret = (name: string) => from.kind?.secretFields.includes(name) === true
  const entries = Object.entries(wanted.settings)
  const misplaced = entries.filter(
    (one): one is [string, string] => isSecret(one[0]) && typeof one[1] === 'string' && one[1] !== '',
  )
  const secrets: Record<string, string> = {}
  for (const [name, secret] of [...misplaced, ...Object.entries(wanted.secrets)]) {
    const value = typeof secret === 'string' ? secret : 'keep' in secret ? kept[name] : undefined
    if (value !== undefined) secrets[name] = value
    else if (typeof secret === 'object')
      from.problems.push({ path: `${from.path}.secrets.${name}`, ...unresolved(secret, isForElsewhere) })
  }
  return { settings: Object.fromEntries(entries.filter(([name]) => !isSecret(name))), secrets }
}

/** Whoever may change where a gateway connects must not thereby have its password sent there. */
function leadsElsewhere(known: Known, wanted: Configured, kind: KindCheck | undefined): boolean {
  return known.kind !== wanted.kind || kind?.whereTo(known.settings) !== kind?.whereTo(wanted.settings)
}

function unresolved(
  secret: { keep: true } | { env: string },
  isForElsewhere: boolean,
): { code: string; message: string } {
  if ('keep' in secret && isForElsewhere)
    return {
      code: 'kept_for_elsewhere',
      message:
        'is kept for where this connected until now, and is sent nowhere else: write its value again, or {env: NAME}',
    }
  if ('keep' in secret)
    return { code: 'nothing_to_keep', message: 'there is no secret to keep here; write its value or {env: NAME}' }
  return {
    code: 'env_not_read',
    message: `{env: ${secret.env}} is read by aftercall apply, where the variable is; the API takes the value`,
  }
}
