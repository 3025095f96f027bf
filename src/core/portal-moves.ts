/** What a portal's word on a registration means for the templates that send it: approval and rejection are noted by themselves, and what is no longer in force stops. */
import type { RegisteredText } from './registered-import.ts'
import { type LivingTemplate, type MoveWith, moveTemplate, type TemplateMove, type Wording } from './template-life.ts'

export type PortalMove = { key: string; move: TemplateMove; template: LivingTemplate }

/** The moves that the portal's rows make; a template that no row speaks of, or that stands as they say, has none. */
export function portalMoves(templates: readonly LivingTemplate[], rows: readonly RegisteredText[]): PortalMove[] {
  const byId = new Map(rows.map((row) => [row.templateId, row]))
  return templates.flatMap((template): PortalMove[] => {
    const found = moveFor(template, byId)
    const moved = found && moveTemplate(template, found.move, found.given)
    return found && moved && 'template' in moved
      ? [{ key: template.key, move: found.move, template: moved.template }]
      : []
  })
}

function moveFor(
  template: LivingTemplate,
  byId: ReadonlyMap<string, RegisteredText>,
): { move: TemplateMove; given: MoveWith } | undefined {
  const row = rowOf(template, byId)
  // A portal that said nothing since leaves a pause as it is, so only a live one is stopped.
  if (row && template.status === 'approved' && (row.status === 'inactive' || row.status === 'rejected'))
    return { move: 'pause', given: { reason: reasonWords(row) } }
  const open = template.waiting ?? template
  const told = template.waiting ? newRowOf(template, byId) : row
  if (!told || (open.status !== 'draft' && open.status !== 'submitted')) return undefined
  if (told.status === 'approved') return isTextOf(open, told) ? { move: 'approve', given: {} } : undefined
  return told.status === 'rejected' ? { move: 'reject', given: { reason: reasonWords(told) } } : undefined
}

function rowOf({ dltTemplateId }: Wording, byId: ReadonlyMap<string, RegisteredText>): RegisteredText | undefined {
  return dltTemplateId === null ? undefined : byId.get(dltTemplateId)
}

/** Of the version that waits; with the id of the one that sends, the row speaks of that one. */
function newRowOf({ waiting, dltTemplateId }: LivingTemplate, byId: ReadonlyMap<string, RegisteredText>) {
  return waiting && waiting.dltTemplateId !== dltTemplateId ? rowOf(waiting, byId) : undefined
}

/** The portal may have approved another text under this id: that is for a person to see. */
function isTextOf({ registered }: Wording, row: RegisteredText): boolean {
  return registered === null || registered.text === row.text
}

function reasonWords({ status, reason }: RegisteredText): string {
  return `the portal says ${status}${reason === null ? '' : `: ${reason}`}`.slice(0, 300)
}
