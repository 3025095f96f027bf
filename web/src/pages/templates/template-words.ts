import type { Header, RegisteredText, Template, TemplateEntry } from '../../api/types.ts'
import type { Tone } from '../../ui/parts.tsx'

type Status = Template['status']

export const categoryWords = {
  transactional: 'Transactional',
  service_implicit: 'Service, implicit',
  service_explicit: 'Service, explicit',
  promotional: 'Promotional',
} as const

export const statusWords: Record<Status, string> = {
  draft: 'Draft',
  submitted: 'Submitted',
  approved: 'Approved',
  paused: 'Paused',
  rejected: 'Rejected',
}
export const headerStatusWords: Record<Header['status'], string> = {
  active: 'Active',
  inactive: 'Inactive',
  dormant: 'Dormant',
  suspended: 'Suspended',
  blacklisted: 'Blacklisted',
}
export const registeredWords: Record<RegisteredText['status'], string> = {
  approved: 'Approved',
  submitted: 'Submitted',
  rejected: 'Rejected',
  inactive: 'Inactive',
}
export const statusTone: Record<Status, Tone> = {
  draft: 'plain',
  submitted: 'accent',
  approved: 'ok',
  paused: 'warn',
  rejected: 'bad',
}

export const deedWords: Record<TemplateEntry['action'], string> = {
  made: 'Written',
  renamed: 'Renamed',
  edited: 'Wording changed',
  submitted: 'Submitted to the operator',
  approved: 'Approved',
  rejected: 'Rejected',
  returned: 'Made a draft again',
  paused: 'Paused',
  resumed: 'Resumed',
  discarded: 'Discarded',
  retired: 'Retired',
  refused: 'Refused by the operator several times in a row',
}
