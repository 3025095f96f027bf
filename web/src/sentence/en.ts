import type { Conditions, Range, Recipient, Rule } from '../api/types.ts'
import { type Names, type Place, usualValidity } from './names.ts'
import { condition, list, type Piece, say, template, who } from './pieces.ts'

/** The rule as an English sentence. */
export function english(rule: Rule, names: Names, { isLast }: Place): Piece[] {
  const nothingAsked = Object.keys(rule.conditions).length === 0
  const when = nothingAsked
    ? isLast
      ? say`When ${condition('no rule above')} matches`
      : say`When ${condition('any call')} ends`
    : say`When ${subject(rule.conditions)}${parties(rule.conditions, names)} ${ending(rule.conditions)}`
  return say`${when}, text ${recipients(rule, names)}${languages(rule)}${delay(rule)}${cap(rule)}${quiet(rule)}${validity(rule)}.`
}

function subject({ directions, departments, dids, users }: Conditions): string {
  const article = departments || dids || users ? 'a' : 'any'
  const only = directions?.length === 1 ? directions[0] : undefined
  if (only === undefined) return `${article} call`
  return article === 'a' ? `an ${only} call` : `any ${only} call`
}

const or = (keys: readonly string[], name: (key: string) => string) =>
  list(
    keys.map((key) => condition(name(key))),
    ', ',
    ' or ',
  )

function parties({ directions, departments, dids, users, caller }: Conditions, names: Names): Piece[] {
  const outgoing = directions?.length === 1 && directions[0] === 'outgoing'
  const department =
    departments &&
    (outgoing ? say` from ${or(departments, names.department)}` : say` to ${or(departments, names.department)}`)
  const did = dids && say` on ${or(dids, names.did)}`
  const callerIs =
    caller && (outgoing ? say` to a ${condition(`${caller} caller`)}` : say` from a ${condition(`${caller} caller`)}`)
  const user =
    users &&
    (users.match === 'answered'
      ? say` answered by ${or(users.users, names.user)}`
      : say` that rang ${or(users.users, names.user)}`)
  return say`${department}${callerIs}${did}${user}`
}

function ending({ outcomes = [], miss, hours, ringSeconds, talkSeconds }: Conditions): Piece[] {
  const when = hours === undefined ? '' : hours === 'open' ? ' within opening hours' : ' outside opening hours'
  const talked = talkSeconds === undefined ? '' : ` for ${range(talkSeconds)}`
  const times = miss === undefined ? '' : ` for the ${nthTime(miss)} in ${miss.withinHours} h`
  const ring = ringSeconds && say` after ringing ${condition(range(ringSeconds))}`
  if (outcomes.length === 1 && outcomes[0] === 'voicemail')
    return say`ends in ${condition(`voicemail${times}${when}`)}${ring}`
  if (outcomes.length === 1) return say`is ${condition(`${outcomes[0]}${talked}${times}${when}`)}${ring}`
  const tail = `${talked}${times}${when}`.trim()
  const extra = tail === '' ? null : say` ${condition(tail)}`
  if (outcomes.length === 0)
    return times === '' ? say`ends${extra}${ring}` : say`is ${condition(`missed${times}${when}`)}${ring}`
  if (!outcomes.includes('voicemail')) return say`is ${condition(outcomes.join(' or '))}${extra}${ring}`
  const rest = outcomes.filter((one) => one !== 'voicemail')
  return say`is ${condition(rest.join(' or '))} or ends in ${condition('voicemail')}${extra}${ring}`
}

function nthTime({ from, to }: { from: number; to?: number }): string {
  if (to === undefined) return from === 1 ? '1st time or more' : `${ordinal(from)} time or more`
  return from === to ? `${ordinal(from)} time` : `${ordinal(from)} to ${ordinal(to)} time`
}

/** `1st`, `2nd`, `3rd`, `4th` */
function ordinal(n: number): string {
  const tens = n % 100
  const suffix = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
  return `${n}${suffix}`
}

function range({ min, max }: Range): string {
  if (min !== undefined && max !== undefined) return `${min} to ${max} s`
  return min !== undefined ? `${min} s or more` : `${max} s or less`
}

function recipients(rule: Rule, names: Names): Piece[] {
  const { recipients: all } = rule
  const [first] = all
  const same = all.every((one) => one.template === first?.template && one.quietTemplate === first.quietTemplate)
  if (same && first !== undefined)
    return say`${list(
      all.map((one) => person(one, names)),
      ', ',
      ' and ',
    )} ${texts(first, rule, names)}`
  return list(
    all.map((one) => say`${person(one, names)} ${texts(one, rule, names)}`),
    ', ',
    ' and ',
  )
}

function texts({ template: usual, quietTemplate }: Recipient, { quietHours }: Rule, names: Names): Piece[] {
  if (quietTemplate === undefined || quietHours === undefined) return [quoted(usual, names)]
  return say`${quoted(usual, names)} (${hours(quietHours)} ${quoted(quietTemplate, names)} instead)`
}

const quoted = (key: string, names: Names) => template(`“${names.template(key)}”`)

function person({ selector }: Recipient, names: Names): Piece[] {
  switch (selector.to) {
    case 'caller':
      return say`the ${who('caller')}`
    case 'user':
      return say`the ${who('user')}`
    case 'rung':
      return say`${who('everyone whose phone rang')}`
    case 'members':
      return say`the ${who('department’s members')}`
    case 'owners':
      return say`the ${who('owners')}`
    case 'users':
      return list(
        selector.users.map((key) => who(names.user(key))),
        ', ',
        ' and ',
      )
    case 'numbers':
      return list(
        selector.numbers.map((number) => who(names.number(number))),
        ', ',
        ' and ',
      )
  }
}

/** Only where the rule does not leave it to all three. */
function languages({ languageBy }: Rule): Piece[] | null {
  if (languageBy === undefined) return null
  if (languageBy.length === 0) return say` in its ${condition('default language')}`
  const whose = { caller: 'caller’s', department: 'department’s', did: 'number’s' }
  return say` in the ${list(
    languageBy.map((one) => condition(whose[one])),
    ', ',
    ' or ',
  )} language`
}

function delay({ delay: wait }: Rule): Piece[] | null {
  if (wait === undefined) return null
  const later = condition(`${duration(wait.seconds)} later`)
  return wait.unlessReached ? say` ${later} unless the caller is reached meanwhile` : say` ${later}`
}

/** `45 s`, `5 min`, `2 h` */
export function duration(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600} h`
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`
}

function cap({ cap: limit }: Rule): Piece[] | null {
  if (limit === undefined) return null
  const times = limit.texts === 1 ? 'once' : limit.texts === 2 ? 'twice' : `${limit.texts} times`
  return say`, ${condition(`${times} in ${limit.hours} h`)} at most`
}

const hours = ({ from, to }: NonNullable<Rule['quietHours']>) => condition(`from ${from} to ${to}`)

/** What becomes in quiet hours of the texts that have no other wording for them. */
function quiet({ quietHours, recipients: all }: Rule): Piece[] | null {
  if (quietHours === undefined || all.every((one) => one.quietTemplate !== undefined)) return null
  const rest = all.some((one) => one.quietTemplate !== undefined) ? 'otherwise ' : ''
  return say`, ${rest}${quietHours.action === 'skip' ? 'skipped' : 'held'} ${hours(quietHours)}`
}

/** Only where it is not what a rule begins with. */
function validity({ validityMinutes }: Rule): Piece[] | null {
  return validityMinutes === usualValidity ? null : say`, valid for ${condition(duration(validityMinutes * 60))}`
}
