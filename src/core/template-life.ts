/**
 * The life of a template. Where a wording is registered with an operator (India), a change of what is registered waits as a version of its own,
 * and the approved one keeps sending until the new one is approved. A template is retired by its absence, and comes back under its key.
 */
import type { Configuration } from './configuration.ts'
import type { TemplateStatus } from './rule-set.ts'
import { lintErrors } from './template-lint.ts'

type Written = NonNullable<Configuration['templates']>[number]
/** What a version is made of: everything that a registration speaks of. */
export type Wording = Pick<Written, 'body' | 'header' | 'dltTemplateId' | 'category' | 'registered'>
/** A version that waits beside the one that sends. */
export type Waiting = Wording & { status: WaitingStatus; statusReason: string | null }
/** A template in full: `waiting` only while its own version is approved or paused. */
export type LivingTemplate = Omit<Written, 'waiting' | 'statusReason'> & {
  statusReason: string | null
  waiting: Waiting | null
}
type WaitingStatus = NonNullable<Written['waiting']>['status']

/** Statuses in which a template has a version that an operator has approved. */
const lives: readonly TemplateStatus[] = ['approved', 'paused']

/**
 * What people do, and from which statuses. The first three are about the version that is not approved yet, which is the waiting one where there
 * is one; `pause` and `resume` about the one that sends.
 */
export const templateMoves = {
  submit: { of: 'open', from: ['draft', 'rejected'], to: 'submitted' },
  approve: { of: 'open', from: ['draft', 'submitted', 'rejected'], to: 'approved' },
  reject: { of: 'open', from: ['draft', 'submitted'], to: 'rejected' },
  pause: { of: 'live', from: ['approved'], to: 'paused' },
  resume: { of: 'live', from: ['paused'], to: 'approved' },
  discard: { of: 'waiting', from: ['draft', 'submitted', 'rejected'], to: null },
} as const satisfies Record<
  string,
  { of: 'open' | 'live' | 'waiting'; from: readonly TemplateStatus[]; to: TemplateStatus | null }
>
export type TemplateMove = keyof typeof templateMoves

/** `reason` is kept with what was rejected or paused; an id that the portal gave with its approval becomes the version's. */
export type MoveWith = { reason?: string | undefined; dltTemplateId?: string | undefined }

/** The template after the move, or the status that does not allow it (null: nothing waits) and those that do. */
export function moveTemplate(
  template: LivingTemplate,
  move: TemplateMove,
  { reason, dltTemplateId }: MoveWith = {},
): { template: LivingTemplate } | { status: TemplateStatus | null; allowed: readonly TemplateStatus[] } {
  const { of, from, to } = templateMoves[move]
  const waiting = of === 'live' ? null : template.waiting
  const status = waiting?.status ?? (of === 'waiting' ? null : template.status)
  if (status === null || !(from as readonly TemplateStatus[]).includes(status)) return { status, allowed: from }
  if (to === null) return { template: { ...template, waiting: null } }
  const statusReason = reason ?? null
  if (waiting === null)
    return { template: { ...template, ...withId(template, dltTemplateId), status: to, statusReason } }
  if (to !== 'approved')
    return { template: { ...template, waiting: { ...waiting, status: to as WaitingStatus, statusReason } } }
  // A paused template stays paused: approving its new wording does not say that the cause is mended.
  return { template: { ...template, ...wordingOf(waiting), ...withId(waiting, dltTemplateId), waiting: null } }
}

function withId(wording: Wording, given: string | undefined): Wording {
  return { ...wordingOf(wording), dltTemplateId: given ?? wording.dltTemplateId }
}

/** A template after an edit. `status` in the patch says that the edit is to be taken at its word, at once. */
export function editTemplate(before: LivingTemplate, patch: Partial<LivingTemplate>, country: string): LivingTemplate {
  const { name = before.name, language = before.language, variantOf = before.variantOf } = patch
  const head = { ...before, name, language, variantOf }
  if (patch.status !== undefined || patch.waiting !== undefined) return livingTemplate({ ...before, ...patch }, before)
  const wanted = { ...wordingOf(before.waiting ?? before), ...definedIn(patch) }
  if (!lives.includes(before.status)) {
    const isEdited = !isSameWording(wanted, before)
    return { ...head, ...wanted, ...(isEdited ? { status: 'draft', statusReason: null } : {}) }
  }
  if (!needsApproval(before, wanted, country)) return { ...head, ...wanted, waiting: null }
  if (before.waiting && isSameWording(before.waiting, wanted)) return head
  return { ...head, waiting: { ...wanted, status: 'draft', statusReason: null } }
}

/** The same as it is written in a document, and nothing else of it. */
export function writtenTemplate(template: LivingTemplate): Written {
  const { key, name, language, variantOf, status, statusReason, waiting } = template
  return { key, name, language, variantOf, ...wordingOf(template), status, statusReason, waiting }
}

/** A template as somebody wrote it, in full: what they left out is as it stands. */
export function livingTemplate(written: Written, current: LivingTemplate | undefined): LivingTemplate {
  const { waiting = current?.waiting ?? null } = written
  return settle({
    ...written,
    statusReason: reasonOf(written, current),
    waiting: waiting && { ...waiting, statusReason: reasonOf(waiting, current?.waiting) },
  })
}

type WithReason = { status: TemplateStatus; statusReason?: string | null | undefined }

function reasonOf({ status, statusReason }: WithReason, current: WithReason | null | undefined): string | null {
  if (status !== 'rejected' && status !== 'paused') return null
  return (statusReason === undefined && current?.status === status ? current.statusReason : statusReason) ?? null
}

/** Drops what waits where it has become the version that sends, or where there is none to wait beside. */
function settle(template: LivingTemplate): LivingTemplate {
  const { waiting, status } = template
  const stays = waiting !== null && lives.includes(status) && !isSameWording(template, waiting)
  return stays ? template : { ...template, waiting: null }
}

/**
 * Whether the change waits: of a template that is registered, what is registered differs, so that an operator has to approve it; or it would surely be
 * refused, and is kept until it is mended. Only India registers texts.
 */
function needsApproval(before: Wording, after: Wording, country: string): boolean {
  if (country !== 'IN') return false
  if (!isJudgedAlike(before, after) && lintErrors({ ...after, country }).length > 0) return true
  if (before.dltTemplateId === null && before.registered === null) return false
  if (before.header !== after.header || before.category !== after.category) return true
  if (before.dltTemplateId !== after.dltTemplateId) return true
  // With a registered text the wording is only our way to fill it, and is compared with it before each text.
  if (before.registered !== null && after.registered !== null) return before.registered.text !== after.registered.text
  return before.body !== after.body
}

const wordingFields = ['body', 'header', 'dltTemplateId', 'category', 'registered'] as const

/** The fields of a version, and nothing else. */
function wordingOf({ body, header, dltTemplateId, category, registered }: Wording): Wording {
  return { body, header, dltTemplateId, category, registered }
}

function definedIn(patch: Partial<Wording>): Partial<Wording> {
  return Object.fromEntries(wordingFields.flatMap((name) => (patch[name] === undefined ? [] : [[name, patch[name]]])))
}

/** Whether the lint finds the same in both. */
export function isJudgedAlike(
  one: Pick<Wording, 'body' | 'category'>,
  other: Pick<Wording, 'body' | 'category'>,
): boolean {
  return one.body === other.body && one.category === other.category
}

/** Whether two are one version. */
export function isSameWording(one: Wording, other: Wording): boolean {
  return (
    one.body === other.body &&
    one.header === other.header &&
    one.dltTemplateId === other.dltTemplateId &&
    one.category === other.category &&
    JSON.stringify(one.registered) === JSON.stringify(other.registered)
  )
}
