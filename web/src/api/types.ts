/** The shapes that the API speaks, as the pages use them. */

export type Direction = 'incoming' | 'outgoing'
export type Outcome = 'connected' | 'missed' | 'voicemail'
export const directions = ['incoming', 'outgoing'] as const satisfies readonly Direction[]
export const outcomes = ['connected', 'missed', 'voicemail'] as const satisfies readonly Outcome[]

export type MessageState =
  | 'skipped'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'unconfirmed'
  | 'delivered'
  | 'undelivered'
  | 'rejected'
  | 'lapsed'
  | 'cancelled'
  | 'unknown'

export type Money = { amount: string; currency: string }
export type Named = { key: string; name: string }
export type Page<T> = { items: T[]; next: string | null }

export type Account = {
  id: string
  key: string
  name: string
  isDemo?: boolean
  zone: string
  language: string
  country: string
  currency: string
  pricePerPart: string
  smsOn: boolean
  hours: OpeningHours | null
}
export type Me = {
  role: 'operator' | 'owner' | 'admin' | 'member' | (string & {})
  account: Account | null
  accounts?: { id: string; key: string; name: string; isDemo: boolean }[]
  version: string
}

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'
export type Span = { from: string; to: string }
export type OpeningHours = {
  week: Partial<Record<Weekday, Span[]>>
  holidays: { date: string; name?: string; spans: Span[] }[]
}

export type Selector =
  | { to: 'caller' | 'user' | 'rung' | 'members' | 'owners' }
  | { to: 'users'; users: string[] }
  | { to: 'numbers'; numbers: string[] }
export type Recipient = { selector: Selector; template: string }
export type Range = { min?: number; max?: number }
export type Conditions = {
  directions?: Direction[]
  outcomes?: Outcome[]
  departments?: string[]
  dids?: string[]
  users?: { match: 'answered' | 'rung'; users: string[] }
  hours?: 'open' | 'closed'
  caller?: 'new' | 'returning'
  miss?: { from: number; to?: number; withinHours: number }
  ringSeconds?: Range
  talkSeconds?: Range
}
export type Rule = {
  key: string
  name: string
  enabled: boolean
  conditions: Conditions
  recipients: Recipient[]
  delay?: { seconds: number; unlessReached: boolean }
  cap?: { texts: number; hours: number }
  validityMinutes: number
}
export type Analysis = {
  /** Rules that can never fire, each with the rules above it that together take all its calls. */
  shadowed: { rule: string; by: string[] }[]
  /** Rules that lose some of their calls to these above. */
  overlaps: { rule: string; with: string[] }[]
  missingCatchAll: boolean
  problems: { path: string; code: string; message: string }[]
}
export type RuleSet = {
  number: number
  rulesNumber: number
  madeAt: string
  madeBy: string
  rules: Rule[]
  analysis: Analysis
}
export type RuleSetEntry = {
  number: number
  rulesNumber?: number
  rulesChanged?: boolean
  madeAt: string
  madeBy: string
}
export type RuleCounts = { total: number; counts: Record<string, number> }

export type Verdict = { rule: string } & (
  | { is: 'fired' }
  | { is: 'also_matches' }
  | { is: 'disabled' }
  | { is: 'no'; condition: string; wants: string; was: string; unknown?: string }
)
export type PlannedMessage = {
  recipient: string
  number: string | null
  numberShown?: string | null
  name: string | null
  template: string
  templateVersion: number
} & (
  | { is: 'send'; text: string; encoding: 'gsm' | 'ucs2'; parts: number; dueAt: string; validUntil: string }
  | { is: 'skip'; reason: string; detail: string | null; text: string | null }
)
export type Plan = {
  ruleSet: number
  rule: string | null
  reason: string | null
  verdicts: Verdict[]
  messages: PlannedMessage[]
}

export type Moment = { at: string; what: string; words: string; detail?: string | null }
export type Message = {
  id: string
  callId: string
  recipient: string
  name: string | null
  number: string | null
  numberShown: string | null
  state: MessageState
  reason: string | null
  reasonWords: string | null
  mend: string | null
  detail?: string | null
  doubt: string | null
  doubtWords: string | null
  settledBy: string | null
  rule: string | null
  template: { key: string; name: string; version: number } | null
  header: string | null
  dltTemplateId: string | null
  text: string | null
  encoding: 'gsm' | 'ucs2' | null
  parts: number | null
  price: Money | null
  gateway: { key: string; title: string } | null
  attempt: number
  createdAt: string
  dueAt: string | null
  validUntil: string | null
  permittedAt: string | null
  answeredAt: string | null
  finalAt: string | null
  timeline?: Moment[]
}
export type CallRow = {
  id: string
  direction: Direction
  outcome: Outcome
  caller: string | null
  callerShown: string | null
  department: Named | null
  did: { key: string; number: string; name?: string | null } | null
  user: Named | null
  callerName?: string
  startedAt: string
  endedAt: string
  ringSeconds?: number | null
  talkSeconds?: number | null
  source: Named | null
  rule: { key: string; name: string; place: number } | null
  reason: string | null
  messages: Pick<Message, 'id' | 'recipient' | 'state' | 'reason' | 'createdAt' | 'finalAt' | 'answeredAt' | 'price'>[]
}
export type CallStory = {
  call: CallRow & { acceptedAt: string; missedBecause?: string | null; approximate?: string[] }
  ruleSet: { number: number; rules: { key: string; name: string; enabled?: boolean }[] }
  plan: Plan
  messages: Message[]
  notes: { at: string; words: string }[]
}

export type User = {
  key: string
  id: string
  name: string
  phone: string | null
  extension: string | null
  email: string | null
  owner: boolean
  textsOff: boolean
}
export type Department = { key: string; id: string; name: string; members: string[]; hours: OpeningHours | null }
export type Did = { key: string; id: string; number: string; name?: string | null }
export type Header = { key: string; id: string; header: string; entityId: string | null }
export const templateCategories = ['transactional', 'service_implicit', 'service_explicit', 'promotional'] as const
export const templateStatuses = ['draft', 'approved', 'paused'] as const
export type Template = {
  key: string
  id: string
  name: string
  body: string
  header: string
  dltTemplateId: string | null
  category: (typeof templateCategories)[number]
  status: (typeof templateStatuses)[number]
  version?: number
}
/** `at` is where it stands in the wording, in UTF-16 units. */
export type TemplateProblem = { path: string; code: string; message: string; at?: number }
export type Preview = {
  text: string
  encoding: 'gsm' | 'ucs2'
  parts: number
  units: number
  unitsPerPart: number
  price: Money
  problems: TemplateProblem[]
}

export type Health = { state: 'ok' | 'connecting' | 'degraded' | 'down' | 'stopped'; words: string; since?: string }
export type Check = { name: string; result: 'ok' | 'warn' | 'fail'; words: string; mend?: string }
export type Gateway = {
  key: string
  id: string
  title: string
  kind: string
  shared?: boolean
  settings: Record<string, unknown>
  secrets: Record<string, { set?: boolean; keep?: boolean }>
  paused: boolean
  ratherTwice: boolean
  health: Health | null
}
export type Source = {
  key: string
  id: string
  name: string
  kind: string
  settings: Record<string, unknown>
  secrets: Record<string, { set?: boolean; keep?: boolean }>
  webhookUrl: string | null
  /** Steps for the administrator of the phone system. */
  setup: string[]
  lastReportAt: string | null
}
/** What a pasted sample becomes: each part of it, the calls that come out, and what stands where in it. */
export type SourcePreview = {
  parsed: { is: string; why?: string; words?: string; problems?: { path: string; code: string; message: string }[] }[]
  calls: Record<string, unknown>[]
  places: { place: string; value: string }[]
}
export type JsonSchema = {
  type?: string | string[]
  title?: string
  description?: string
  default?: unknown
  enum?: (string | number)[]
  const?: unknown
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  format?: string
  pattern?: string
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  additionalProperties?: JsonSchema | boolean
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  widget?: string
  secret?: boolean
  when?: { field: string; is: (string | number | boolean)[] }
}
export type Kind = {
  kind: string
  title: string
  about: string
  settingsSchema: JsonSchema
  secretFields: string[]
  presets?: { key: string; title: string; about?: string; settings: Record<string, unknown>; sample?: string }[]
}
export type Route = { gateway: string; telemarketerId: string | null }
export type Mapping = {
  source: string
  kind: 'department' | 'did' | 'user'
  external: string
  /** As the phone system wrote it. */
  shown: string
  to: string | null
  lastSeenAt: string
}
export type ApiKey = {
  id: string
  name: string
  role: string
  createdAt: string
  lastUsedAt: string | null
  begins?: string
}
export type Ending = { ending: string; what: string; words: string }
export type ReasonEntry = { code: string; what: string; mend: string }
export type SourceReport = { id: string; receivedAt: string; outcome: string; words?: string | null; body: string }
/** The account's day so far. */
export type Overview = {
  calls: Record<Outcome, number> & { total: number }
  texts: Partial<Record<MessageState, number>>
  reasons: { reason: string; count: number }[]
}
