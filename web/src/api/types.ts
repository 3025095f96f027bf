/** The shapes that the API speaks, by the names that pages use. All come from its own description (schema.generated.d.ts). */
import type { components } from './schema.generated.d.ts'

type Schemas = components['schemas']

export type Direction = Schemas['CallRow']['direction']
export type Outcome = Schemas['CallRow']['outcome']
export const directions = ['incoming', 'outgoing'] as const satisfies readonly Direction[]
export const outcomes = ['connected', 'missed', 'voicemail'] as const satisfies readonly Outcome[]

export type MessageState = Schemas['MessageState']
export type Me = Schemas['Me']
export type Account = Schemas['Account']
export type ApiKey = Schemas['Key']
export type Session = Schemas['Session']
export type AuditEntry = Schemas['AuditEntry']
/** What somebody may do; the program's own list. */
export type Permission = Me['permissions'][number]

export type Rule = Schemas['Rule']
export type Conditions = Rule['conditions']
export type Recipient = Rule['recipients'][number]
export type Selector = Recipient['selector']
export type Range = NonNullable<Conditions['ringSeconds']>
export type Analysis = Schemas['Analysis']
export type RuleSet = Schemas['RuleSet']
export type RuleSetEntry = Schemas['RuleSetEntry']

export type Plan = Schemas['Plan']
export type HistoryTrial = Schemas['HistoryTrial']
export type PlanAnswer = Schemas['PlanAnswer']
export type Moment = Schemas['Moment']
export type Message = Schemas['Message']
export type CallRow = Schemas['CallRow']
export type CallStory = Schemas['CallStory']
export type Overview = Schemas['Overview']

export type User = Schemas['User']
export type Department = Schemas['Department']
export type Did = Schemas['Did']
export type Header = Schemas['Header']
export type Country = Schemas['Country']
export type Template = Schemas['Template']
export type Registration = NonNullable<Template['registered']>
export type Notice = Schemas['Notice']
export type Warning = Schemas['Warning']
export type Preview = Schemas['Preview']
export const templateCategories = [
  'transactional',
  'service_implicit',
  'service_explicit',
  'promotional',
] as const satisfies readonly Template['category'][]
export type TemplateEntry = Schemas['TemplateEntry']
export type TestSent = Schemas['TestSent']
export type RegisteredText = Schemas['RegisteredText']
export type Imported = Schemas['Imported']
export type MappedText = Schemas['MappedText']

export type OptOut = Schemas['OptOut']
export type OptOutStanding = Schemas['OptOutStanding']
export type OptOutImport = Schemas['OptOutImport']
export type Reply = Schemas['Reply']
export type CallerLanguage = Schemas['CallerLanguage']
export type CallerLanguageStanding = Schemas['CallerLanguageStanding']
export type CallerLanguagesImported = Schemas['CallerLanguagesImported']
export type Consent = Schemas['Consent']
export type ConsentStanding = Schemas['ConsentStanding']
export type ConsentsImported = Schemas['ConsentsImported']
export type ConsentExport = Schemas['ConsentExport']

export type Bill = Schemas['Bill']
export type AccountBill = Schemas['AccountBill']
export type WhatIf = Schemas['BillingWhatIf']

export type Health = Schemas['Health']
export type Check = Schemas['Check']
export type TryOut = Schemas['TryOut']
export type Traced = Schemas['Traced']
export type Gateway = Schemas['Gateway']
export type Route = Schemas['RouteOutput']
export type Source = Schemas['Source']
export type Report = Schemas['SourceReport']
export type Mapping = Schemas['Mapping']
export type Kind = Schemas['Kind']
export type Json = Schemas['JsonValue']

export type Ending = { ending: string; what: string; words: string }
