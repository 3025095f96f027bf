/**
 * A rule-set version: the ordered rules as they stood at one moment, with everything they refer to that may change:
 * template versions, opening hours, the time zone. Immutable and numbered; a call keeps the number it was judged by.
 */

import type { Whitelist } from './call-to-action.ts'
import type { HeaderStatus } from './dlt.ts'
import type { Registration } from './dlt-text.ts'
import type { Rule } from './rule.ts'
import type { OpeningHours } from './schedule.ts'

/** A template version as a rule set refers to it. */
export type SnapshotTemplate = {
  key: string
  id: string
  version: number
  name: string
  body: string
  status: TemplateStatus
  header: string
  /** Absent where the header is active, as nearly all are. */
  headerStatus?: HeaderStatus
  /** By country (ISO 3166, or EU); absent where the header is the same everywhere. */
  senders?: Record<string, string>
  /** DLT ids are text: 19 digits do not fit a JavaScript number. */
  entityId: string | null
  dltTemplateId: string | null
  category: TemplateCategory
  /** Absent where none was given: texts then go as rendered. */
  registered?: Registration
  /** Absent: the account's. */
  language?: string
  /** Key of the template whose text this is in another language. */
  variantOf?: string
}

/** Of the version that sends, or, before one was approved, of the only one. */
export const templateStatuses = ['draft', 'submitted', 'approved', 'paused', 'rejected'] as const
export type TemplateStatus = (typeof templateStatuses)[number]
/** Of a version that waits beside the one that sends. */
export const waitingStatuses = ['draft', 'submitted', 'rejected'] as const

export const templateCategories = ['transactional', 'service_implicit', 'service_explicit', 'promotional'] as const
export type TemplateCategory = (typeof templateCategories)[number]

/** What plan() judges by. Maps are by key. */
export type RuleSetSnapshot = {
  zone: string
  language: string
  accountName: string
  country: string
  hours: OpeningHours | null
  departmentHours: Record<string, OpeningHours>
  templates: Record<string, SnapshotTemplate>
  /** What values of its registered texts may lead to; absent where none could lead anywhere. */
  whitelist?: Whitelist
  rules: Rule[]
}

export type RuleSetVersion = RuleSetSnapshot & { number: number }

/** Rules that are not saved, with what of the account they may refer to and the version in force need not have. */
export type DraftRules = Required<Pick<RuleSetSnapshot, 'rules' | 'templates' | 'whitelist'>>
