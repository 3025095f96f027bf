/** A draft of the rules, as somebody asks what it would do. */
import type { Rule } from '../../core/rule.ts'
import type { DraftRules } from '../../core/rule-set.ts'
import type { AccountDocument } from '../../store/account-document.ts'
import { InvalidConfiguration } from '../../store/configuration.ts'
import { configurationProblems } from '../../store/configuration-problems.ts'
import { normaliseRule } from '../../store/configuration-wanted.ts'
import { snapshotTemplates } from '../../store/rule-sets.ts'
import type { Context } from '../context.ts'

/** The draft with the account's templates and whitelist as they are now. Throws what saving it would be refused for. */
export function draftOf({ store }: Context, document: AccountDocument, wanted: readonly Rule[]): DraftRules {
  const rules = wanted.map((one) => normaliseRule(one, document.account.country))
  const draft = { ...document, rules }
  const sharedKeys = document.sharedGateways.map((one) => one.key)
  const problems = configurationProblems({ ...draft, isDemo: document.head.isDemo, sharedKeys }, store.kinds).filter(
    (one) => one.path.startsWith('rules'),
  )
  if (problems.length > 0) throw new InvalidConfiguration(problems, draft)
  const { whitelist } = document.account
  return { rules, templates: snapshotTemplates(document.templates, document.headers), whitelist }
}
