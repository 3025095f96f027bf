/**
 * What will surely be refused goes no further than a draft: neither to the operator nor to a phone. What stands already is not judged again, so that a
 * list of words that grew stops nobody's work; and where a portal's export says that the operator approved this very text, that is the better judge.
 */
import type { FieldProblem } from '../core/adapter.ts'
import type { TemplateStatus } from '../core/rule-set.ts'
import { isJudgedAlike, type Wording } from '../core/template-life.ts'
import { lintErrors } from '../core/template-lint.ts'
import type { Sections } from './account-document.ts'
import type { Runner } from './database.ts'
import { readRegisteredText } from './registered-texts.ts'
import type { TemplateFields } from './templates.ts'

type Version = { path: string; wording: Wording }
type Account = { tx: Runner; accountId: string }

export async function wordingProblems(
  { tx, accountId }: Account,
  { account, templates }: Sections,
  before: Pick<Sections, 'account' | 'templates'>,
): Promise<FieldProblem[]> {
  const stands = new Map(
    account.country === before.account.country ? before.templates.map((one) => [one.key, one]) : [],
  )
  const problems: FieldProblem[] = []
  for (const [at, one] of templates.entries())
    for (const { path, wording } of underWay(one, `templates[${at}]`)) {
      if (underWay(stands.get(one.key), '').some((former) => isJudgedAlike(former.wording, wording))) continue
      const errors = lintErrors({ ...wording, country: account.country })
      if (errors.length === 0 || (await isApproved(tx, accountId, wording))) continue
      for (const { code, message } of errors)
        problems.push({ path: `${path}.body`, code, message: `${message} Until then it can only be a draft.` })
    }
  return problems
}

const onItsWay: readonly TemplateStatus[] = ['submitted', 'approved', 'paused']

/** The versions of a template that an operator has or phones get. */
function underWay(template: TemplateFields | undefined, path: string): Version[] {
  if (template === undefined) return []
  const { waiting } = template
  return [
    ...(onItsWay.includes(template.status) ? [{ path, wording: template }] : []),
    ...(waiting !== null && onItsWay.includes(waiting.status) ? [{ path: `${path}.waiting`, wording: waiting }] : []),
  ]
}

async function isApproved(tx: Runner, accountId: string, { dltTemplateId, registered, category }: Wording) {
  if (dltTemplateId === null || registered === null) return false
  const told = await readRegisteredText(tx, accountId, dltTemplateId)
  return told?.status === 'approved' && told.text === registered.text && told.category === category
}
