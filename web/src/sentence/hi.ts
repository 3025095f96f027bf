import type { Conditions, Range, Recipient, Rule } from '../api/types.ts'
import { type Names, type Place, usualValidity } from './names.ts'
import { condition, list, type Piece, say, template, who } from './pieces.ts'

/** The rule as a Hindi sentence; the order of its parts is Hindi's own. */
export function hindi(rule: Rule, names: Names, { isLast }: Place): Piece[] {
  const nothingAsked = Object.keys(rule.conditions).length === 0
  const when = nothingAsked
    ? isLast
      ? say`जब ${condition('ऊपर का कोई नियम')} मेल न खाए`
      : say`जब ${condition('कोई भी कॉल')} ख़त्म हो`
    : say`जब ${subject(rule.conditions, names)} ${ending(rule.conditions)}`
  return say`${when}, तब ${delay(rule)}${recipients(rule, names)} ${languages(rule)}भेजें${cap(rule)}${quiet(rule)}${validity(rule)}।`
}

const or = (keys: readonly string[], name: (key: string) => string) =>
  list(
    keys.map((key) => condition(name(key))),
    ', ',
    ' या ',
  )
const callerWords = { new: 'नए कॉलर', returning: 'पुराने कॉलर' }

function subject({ directions, departments, dids, users, caller }: Conditions, names: Names): Piece[] {
  const only = directions?.length === 1 ? directions[0] : undefined
  const did = dids && say`${or(dids, names.did)} पर `
  const user =
    users &&
    (users.match === 'answered'
      ? say`${or(users.users, names.user)} की उठाई `
      : say`${or(users.users, names.user)} के फ़ोन पर बजी `)
  const any = departments || dids || users ? '' : 'कोई '
  if (only === 'outgoing') {
    const by = departments && say`${or(departments, names.department)} से `
    const to = caller && say`${condition(callerWords[caller])} को `
    return say`${did}${by}${user}${to}${any}की गई कॉल`
  }
  const from = caller && say`${condition(callerWords[caller])} की `
  const kind = only === 'incoming' ? 'आने वाली कॉल' : 'कॉल'
  const to =
    departments &&
    (dids ? say`${or(departments, names.department)} की ` : say`${or(departments, names.department)} पर `)
  return say`${did}${to}${user}${from}${any}${kind}`
}

function ending({ outcomes = [], miss, hours, ringSeconds, talkSeconds }: Conditions): Piece[] {
  const when = hours === undefined ? '' : hours === 'open' ? 'कामकाजी समय में ' : 'कामकाजी समय के बाहर '
  const times = miss === undefined ? '' : `${miss.withinHours} घंटे में ${nthTime(miss)} `
  const ring = ringSeconds && say`${condition(range(ringSeconds))} बजने के बाद `
  const only = outcomes.length === 1 ? outcomes[0] : undefined
  if (only === 'voicemail') return say`${ring}${condition(`${when}${times}वॉइसमेल`)} पर जाए`
  if (only === 'connected' && talkSeconds) return say`${ring}${condition(`${when}${range(talkSeconds)} जुड़ी रहे`)}`
  if (only === 'connected') return say`${ring}${condition(`${when}जुड़ जाए`)}`
  if (only === 'missed' || (outcomes.length === 0 && miss))
    return say`${ring}${condition(`${when}${times}${times === '' ? 'छूट जाए' : 'छूटे'}`)}`
  const talked = talkSeconds && say` (${condition(`${range(talkSeconds)} बात`)})`
  const extra = `${when}${times}`.trim()
  const before = extra === '' ? null : say`${condition(extra)} `
  if (outcomes.length === 0) return say`${ring}${before}ख़त्म हो${talked}`
  const words = { connected: 'जुड़े', missed: 'छूटे', voicemail: 'वॉइसमेल पर जाए' }
  return say`${ring}${before}${list(
    outcomes.map((one) => condition(words[one])),
    ', ',
    ' या ',
  )}${talked}`
}

function nthTime({ from, to }: { from: number; to?: number }): string {
  if (to === undefined) return `${ordinal(from)} या अधिक बार`
  return from === to ? `${ordinal(from)} बार` : `${ordinal(from)} से ${ordinal(to)} बार`
}

function ordinal(n: number): string {
  return ['', 'पहली', 'दूसरी', 'तीसरी', 'चौथी', 'पाँचवीं', 'छठी'][n] ?? `${n}वीं`
}

function range({ min, max }: Range): string {
  if (min !== undefined && max !== undefined) return `${min} से ${max} सेकंड`
  return min !== undefined ? `${min} सेकंड या अधिक` : `${max} सेकंड या कम`
}

function recipients(rule: Rule, names: Names): Piece[] {
  return list(
    rule.recipients.map((one) => say`${person(one, names)} को ${texts(one, rule, names)}`),
    ', ',
    ' और ',
  )
}

const quoted = (key: string, names: Names) => template(`“${names.template(key)}”`)

function texts({ template: usual, quietTemplate }: Recipient, { quietHours }: Rule, names: Names): Piece[] {
  if (quietTemplate === undefined || quietHours === undefined) return [quoted(usual, names)]
  return say`${quoted(usual, names)} (${hours(quietHours)} ${quoted(quietTemplate, names)})`
}

function person({ selector }: Recipient, names: Names): Piece[] {
  switch (selector.to) {
    case 'caller':
      return say`${who('कॉलर')}`
    case 'user':
      return say`${who('यूज़र')}`
    case 'rung':
      return say`${who('जिनके फ़ोन बजे उन सब')}`
    case 'members':
      return say`${who('विभाग के सदस्यों')}`
    case 'owners':
      return say`${who('मालिकों')}`
    case 'users':
      return list(
        selector.users.map((key) => who(names.user(key))),
        ', ',
        ' और ',
      )
    case 'numbers':
      return list(
        selector.numbers.map((number) => who(names.number(number))),
        ', ',
        ' और ',
      )
  }
}

function languages({ languageBy }: Rule): Piece[] | null {
  if (languageBy === undefined) return null
  if (languageBy.length === 0) return say`${condition('मूल भाषा')} में `
  const whose = { caller: 'कॉलर', department: 'विभाग', did: 'नंबर' }
  return say`${list(
    languageBy.map((one) => condition(whose[one])),
    ', ',
    ' या ',
  )} की भाषा में `
}

function delay({ delay: wait }: Rule): Piece[] | null {
  if (wait === undefined) return null
  const later = condition(`${duration(wait.seconds)} बाद`)
  return wait.unlessReached ? say`${later}, यदि कॉलर से बात न हुई हो, ` : say`${later} `
}

/** `45 सेकंड`, `5 मिनट`, `2 घंटे` */
export function duration(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600} घंटे`
  return seconds % 60 === 0 ? `${seconds / 60} मिनट` : `${seconds} सेकंड`
}

function cap({ cap: limit }: Rule): Piece[] | null {
  if (limit === undefined) return null
  const times = ['', 'एक बार', 'दो बार', 'तीन बार'][limit.texts] ?? `${limit.texts} बार`
  return say`, ${condition(`${limit.hours} घंटे में ${times}`)}`
}

const hours = ({ from, to }: NonNullable<Rule['quietHours']>) => condition(`${from} से ${to} तक`)

function quiet({ quietHours, recipients: all }: Rule): Piece[] | null {
  if (quietHours === undefined || all.every((one) => one.quietTemplate !== undefined)) return null
  const rest = all.some((one) => one.quietTemplate !== undefined) ? 'बाक़ी ' : ''
  return say`, ${rest}${hours(quietHours)} ${quietHours.action === 'skip' ? 'न भेजें' : 'रोककर रखें'}`
}

function validity({ validityMinutes }: Rule): Piece[] | null {
  return validityMinutes === usualValidity ? null : say`, ${condition(duration(validityMinutes * 60))} तक मान्य`
}
