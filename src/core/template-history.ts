/** What of a template's life is kept: found by comparing what it was with what it is, so that no door by which it changes can forget it. */
import type { TemplateStatus } from './rule-set.ts'
import { isSameWording, type LivingTemplate, type Wording } from './template-life.ts'

export const templateDeeds = [
  'made',
  'renamed',
  'edited',
  'submitted',
  'approved',
  'rejected',
  'returned',
  'paused',
  'resumed',
  'discarded',
  'retired',
  'refused',
] as const
/** `edited`: another wording; `returned`: to draft, by hand; `refused`: paused on a gateway by itself, after refusals in a row. */
export type TemplateDeed = (typeof templateDeeds)[number]

/** `status` is that of the version after the deed. */
export type HistoryEntry = {
  action: TemplateDeed
  version: number
  status: TemplateStatus | 'retired'
  reason: string | null
}
export type NumberedTemplate = LivingTemplate & { version: number; waitingVersion: number | null }

/** What happened between two moments, in the order in which it is told. */
export function historyBetween(before: NumberedTemplate | undefined, after: NumberedTemplate): HistoryEntry[] {
  const own = (action: TemplateDeed): HistoryEntry => ({
    action,
    version: after.version,
    status: after.status,
    reason: after.statusReason,
  })
  if (!before) return [own('made'), ...waitingDeeds(null, after)]
  const entries: HistoryEntry[] = []
  const isSwitched =
    before.version !== after.version &&
    before.waiting !== null &&
    after.waiting === null &&
    isButForId(before.waiting, after)
  const isOwnApproved = before.status !== after.status && after.status === 'approved' && isButForId(before, after)
  if (before.name !== after.name) entries.push(own('renamed'))
  if (isSwitched) entries.push(own('approved'))
  else if (before.version !== after.version && !isOwnApproved) entries.push(own('edited'))
  if (before.status !== after.status && !(isSwitched && after.status === 'approved'))
    entries.push(own(deedOf(before.status, after.status)))
  return [...entries, ...waitingDeeds(isSwitched ? null : before, after)]
}

/** The portal gives the id with its approval: then it is one deed. */
function isButForId(before: Wording, after: LivingTemplate): boolean {
  return isSameWording({ ...before, dltTemplateId: after.dltTemplateId }, after)
}

function waitingDeeds(before: NumberedTemplate | null, after: NumberedTemplate): HistoryEntry[] {
  const { waiting, waitingVersion } = after
  const was = before?.waiting ?? null
  if (waiting === null || waitingVersion === null)
    return was && before?.waitingVersion != null
      ? [{ action: 'discarded', version: before.waitingVersion, status: was.status, reason: null }]
      : []
  const entry = (action: TemplateDeed): HistoryEntry => ({
    action,
    version: waitingVersion,
    status: waiting.status,
    reason: waiting.statusReason,
  })
  const entries: HistoryEntry[] = []
  const isEdited = was === null || !isSameWording(was, waiting)
  if (isEdited) entries.push(entry('edited'))
  const from = isEdited ? 'draft' : was.status
  if (from !== waiting.status) entries.push(entry(deedOf(from, waiting.status)))
  return entries
}

function deedOf(from: TemplateStatus, to: TemplateStatus): TemplateDeed {
  if (to === 'draft') return 'returned'
  return to === 'approved' && from === 'paused' ? 'resumed' : to
}
