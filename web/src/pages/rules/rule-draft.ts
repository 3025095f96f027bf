import type { TFunction } from 'i18next'
import type { FieldError } from '../../api/problem.ts'
import type { CallReport } from '../../api/rules.ts'
import type { CallRow, Conditions, Direction, Outcome, Range, Recipient, Rule, Template } from '../../api/types.ts'

export type ConditionName = keyof Conditions

/** What a condition begins as when it is added; lists begin empty, and are not saved so. */
export const beginnings: { [K in ConditionName]-?: Conditions[K] } = {
  directions: ['incoming'],
  outcomes: [],
  departments: [],
  dids: [],
  users: { match: 'rung', users: [] },
  hours: 'closed',
  caller: 'new',
  miss: { from: 3, to: 3, withinHours: 24 },
  ringSeconds: { min: 8 },
  talkSeconds: { min: 30 },
}

export const conditionNames = Object.keys(beginnings) as ConditionName[]

/** Whether a condition is there and nothing is chosen or typed in it. */
function isEmpty(name: ConditionName, { [name]: value }: Conditions): boolean {
  if (Array.isArray(value)) return value.length === 0
  if (typeof value !== 'object') return value === undefined
  return 'users' in value ? value.users.length === 0 : name.endsWith('Seconds') && Object.keys(value).length === 0
}

/** The draft as it is shown and tried: a condition in which nothing is chosen yet asks nothing. */
export function saveable(draft: Rule): Rule {
  const asked = (Object.keys(draft.conditions) as ConditionName[]).filter((name) => !isEmpty(name, draft.conditions))
  return {
    ...draft,
    name: draft.name.trim(),
    conditions: Object.fromEntries(asked.map((name) => [name, draft.conditions[name]])),
    recipients: draft.recipients.map((one) => recipientOf(one, draft)),
  }
}

/** Without quiet hours there is nothing to send in them. */
function recipientOf({ quietTemplate, ...rest }: Recipient, { quietHours }: Rule): Recipient {
  return quietTemplate === undefined || quietHours === undefined ? rest : { ...rest, quietTemplate }
}

/** Nobody tells callers their own number: such a text is for users. */
const isForUsers = ({ body }: Template): boolean => /\{\{\s*caller_number\b/.test(body)

/** What a rule begins with: the first template that can be sent and speaks to these. */
export const templateFor = (to: 'caller' | 'user', templates: readonly Template[]): Template | undefined =>
  templates.find((one) => one.variantOf === null && one.status === 'approved' && isForUsers(one) === (to === 'user'))

const mostOfName = 80

/** What a copy of a rule is called at first: as long as a name may be, and not cut within a character. `tail` says that it is one. */
export function nameOfCopy(name: string, tail: string): string {
  return `${name.slice(0, mostOfName - tail.length).replace(/[\uD800-\uDBFF]$/, '')}${tail}`
}

/** A slug from the first name, unique among the keys that are taken; the rule `new` would have no page of its own. */
export function keyFrom(name: string, taken: readonly string[]): string {
  const slug =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 55) || 'rule'
  if (slug !== 'new' && !taken.includes(slug)) return slug
  for (let n = 2; ; n++) if (!taken.includes(`${slug}-${n}`)) return `${slug}-${n}`
}

/** Where a new rule goes: above a last rule that takes everything, else to the end. */
export function placeForNew(rules: readonly Rule[]): number {
  const last = rules.at(-1)
  return last !== undefined && Object.keys(last.conditions).length === 0 ? rules.length - 1 : rules.length
}

/** A call that this rule asks for, as far as one report can say it: what the check of a draft plans. */
export function callFor(
  { conditions }: Pick<Rule, 'conditions'>,
  names: { department(key: string): string; did(key: string): string },
  now = Date.now(),
): CallReport {
  const outcome = outcomeFor(conditions)
  const isConnected = outcome === 'connected'
  const ring = secondsIn(conditions.ringSeconds, 24)
  const talk = isConnected ? secondsIn(conditions.talkSeconds, 60) : undefined
  const department = conditions.departments?.[0]
  const did = conditions.dids?.[0]
  const user = conditions.users?.users[0]
  const isAnswered = isConnected || conditions.users?.match === 'answered'
  return {
    sourceCallId: `draft-${now.toString(36)}`,
    direction: directionFor(conditions),
    outcome,
    caller: '+919000000842',
    endedAt: new Date(now).toISOString(),
    ringSeconds: ring,
    ...(talk !== undefined && { talkSeconds: talk, totalSeconds: ring + talk }),
    ...(department !== undefined && { department: { id: department, name: names.department(department) } }),
    ...(did !== undefined && { did: names.did(did) }),
    ...(user !== undefined && {
      rung: [{ id: user, ...(isAnswered && { result: 'answered' as const }) }],
      ...(isConnected && { user: { id: user } }),
    }),
  }
}

/** Of the outcomes that the rule takes, one in which the rest of it can hold: only a connected call has talk time, and none is a miss. */
function outcomeFor({ outcomes = ['missed', 'connected'], miss, users, talkSeconds }: Conditions): Outcome {
  const wantsTalk = talkSeconds !== undefined || users?.match === 'answered'
  const isFitting = (one: Outcome) => (miss ? one !== 'connected' : !wantsTalk || one === 'connected')
  return outcomes.find(isFitting) ?? outcomes[0] ?? 'missed'
}

/** Only an incoming call is a miss. */
const directionFor = ({ directions = ['incoming'], miss }: Conditions): Direction =>
  miss && directions.includes('incoming') ? 'incoming' : (directions[0] ?? 'incoming')

const secondsIn = ({ min, max }: Range = {}, usual: number): number => min ?? Math.min(max ?? usual, usual)

/** Whether a rule may ask for a call, as far as a row of the list of calls tells. */
export function mayAskFor(
  { directions, outcomes, departments, dids }: Conditions,
  { direction, outcome, department, did }: Pick<CallRow, 'direction' | 'outcome' | 'department' | 'did'>,
): boolean {
  const holds = (wanted: readonly string[] | undefined, is: string | undefined) =>
    wanted === undefined || wanted.length === 0 || (is !== undefined && wanted.includes(is))
  return (
    holds(directions, direction) &&
    holds(outcomes, outcome) &&
    holds(departments, department?.key) &&
    holds(dids, did?.key)
  )
}

/** What a draft lacks before it can be saved, by paths within the rule. */
export function problemsOf(t: TFunction, rule: Rule): FieldError[] {
  const problems: FieldError[] = []
  const miss = (path: string, message: string) => problems.push({ path, code: 'required', message })
  if (rule.name.trim() === '') miss('name', t('editor.needsName'))
  for (const name of conditionNames)
    if (rule.conditions[name] !== undefined && isEmpty(name, rule.conditions))
      miss(`conditions.${name}`, t('editor.needsAsking'))
  if (rule.recipients.length === 0) miss('recipients', t('editor.needsRecipient'))
  rule.recipients.forEach(({ selector, template }, index) => {
    if (template === '') miss(`recipients[${index}].template`, t('editor.needsTemplate'))
    if (selector.to === 'users' && selector.users.length === 0)
      miss(`recipients[${index}].selector`, t('editor.needsUser'))
    if (selector.to === 'numbers' && selector.numbers.length === 0)
      miss(`recipients[${index}].selector`, t('editor.needsNumber'))
  })
  return problems
}
