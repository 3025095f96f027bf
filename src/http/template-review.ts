/** A wording reviewed with an account's own names, registrations and price. */
import type { z } from 'zod'
import { money, parseAmount, priceOf } from '../core/billing.ts'
import { compileRegistered, renderRegistered } from '../core/dlt-render.ts'
import type { Registration } from '../core/dlt-text.ts'
import type { TemplateCategory } from '../core/rule-set.ts'
import { whyLaterByRules } from '../core/said-of-now.ts'
import { smsParts } from '../core/sms-parts.ts'
import { compileTemplate, parseTemplate, render, type TemplateProblem, type TemplateValues } from '../core/template.ts'
import { costlyPlace, type NamesByPlaceholder } from '../core/template-cost.ts'
import { reviewTemplate } from '../core/template-review.ts'
import type { AccountDocument } from '../store/account-document.ts'
import type { review } from './shapes/template-review.ts'

/** `template`: the one whose wording it is to be. */
export type Wording = {
  body: string
  registered: Registration | null
  category: TemplateCategory
  template?: string | undefined
}
type ReviewView = { [K in keyof typeof review]: z.input<(typeof review)[K]> }

/** How it reads with these values, what is wrong with it, and what it costs. */
export function reviewWording(wording: Wording, document: AccountDocument, values: TemplateValues) {
  const { country, currency, pricePerPart, whitelist } = document.account
  const later = laterOf(wording, document)
  const reviewed = reviewTemplate({ ...wording, country, whitelist, names: namesOf(document), values, later })
  const price = (parts: number) => money(priceOf(parts, parseAmount(pricePerPart) ?? 0), currency)
  const text = textOf(wording, document.account, values)
  const { encoding, parts, units, unitsPerPart } = smsParts(text)
  const problems: TemplateProblem[] = [...parseTemplate(wording.body).problems, ...reviewed.registeredProblems]
  const rest: ReviewView = {
    registered: {
      mismatch: reviewed.mismatch,
      form: reviewed.form,
      variables: reviewed.variables.map(({ placeholder, tag, raw, fitted }) => ({
        placeholder,
        tag,
        raw,
        is: fitted.is,
        sent: fitted.is === 'fits' || fitted.is === 'cut' ? fitted.value : null,
      })),
      longNames: reviewed.longNames,
    },
    findings: reviewed.findings,
    perThousand: price(parts * 1000),
    worst: { ...reviewed.worst, price: price(reviewed.worst.parts) },
    costly: costlyPlace(text),
  }
  return { text, encoding, parts, units, unitsPerPart, price: price(parts), problems, ...rest }
}

/** Rules name the template of which a text in another language is one. */
function laterOf({ template, category }: Wording, { templates, rules, account }: AccountDocument): string | undefined {
  if (template === undefined) return undefined
  const key = templates.find((one) => one.key === template)?.variantOf ?? template
  return whyLaterByRules(rules, key, { category, country: account.country })
}

/** As it would be sent; where it would not, as it reads without its registration, else the wording itself. */
function textOf(
  { body, registered }: Wording,
  { country, whitelist }: Pick<AccountDocument['account'], 'country' | 'whitelist'>,
  values: TemplateValues,
): string {
  if (registered !== null && country === 'IN') {
    const sent = renderRegistered(compileRegistered(body, registered, whitelist), values)
    if ('text' in sent) return sent.text
  }
  const rendered = render(compileTemplate(body), values)
  return 'text' in rendered ? rendered.text : body
}

function namesOf({
  departments,
  users,
  account,
}: Pick<AccountDocument, 'departments' | 'users' | 'account'>): NamesByPlaceholder {
  return {
    department_name: departments.map((one) => one.name),
    user_name: users.map((one) => one.name),
    first_user_name: users.map((one) => one.name),
    account_name: [account.name],
  }
}
