/** Everything the editor shows of a wording before it is saved: how it reads, what is wrong with it, and what it costs. Writes nothing. */
import type { Whitelist } from './call-to-action.ts'
import { compileRegistered, type Filled, fillAll, fittedIn, type RegisteredTemplate } from './dlt-render.ts'
import { longestIn } from './dlt-slots.ts'
import { type DltMismatch, parseRegistered, type Registration, registeredForm } from './dlt-text.ts'
import { ownValue } from './own-value.ts'
import type { TemplateCategory } from './rule-set.ts'
import { cleanValue, parseTemplate, type TemplateProblem, type TemplateValues } from './template.ts'
import { type NamesByPlaceholder, type WorstCase, wordingToCost, worstCase } from './template-cost.ts'
import { type Finding, lintTemplate } from './template-lint.ts'

export type ReviewAsk = {
  body: string
  registered: Registration | null
  category: TemplateCategory
  country: string
  whitelist: Whitelist
  names: NamesByPlaceholder
  values: TemplateValues
  /** Why its texts may go later than their call, where they may. */
  later?: string | undefined
}

/** One of the account's names that is longer than its variable: `sent` is what is left of it, null where the text is skipped. */
export type LongName = { placeholder: string; name: string; length: number; longest: number; sent: string | null }

export type Review = {
  /** What is wrong with the registered text itself. */
  registeredProblems: TemplateProblem[]
  mismatch: DltMismatch | null
  /** The form to register, made from the wording. */
  form: string
  variables: Filled[]
  longNames: LongName[]
  findings: Finding[]
  worst: WorstCase
}

/** Reviews a wording. The registered text is looked at wherever one is given, also where the account’s country asks for none. */
export function reviewTemplate(ask: ReviewAsk): Review {
  const { segments } = parseTemplate(ask.body)
  const registered =
    ask.registered === null
      ? undefined
      : compileRegistered(ask.body, ask.registered, ask.country === 'IN' ? ask.whitelist : undefined)
  const aligned = registered?.is === 'aligned' ? registered : undefined
  return {
    registeredProblems: ask.registered === null ? [] : parseRegistered(ask.registered).problems,
    mismatch: registered?.is === 'mismatched' ? registered.mismatch : null,
    form: registeredForm(segments),
    variables: aligned ? fillAll(aligned, ask.values) : [],
    longNames: aligned ? longNames(aligned, ask.names) : [],
    findings: lintTemplate(ask),
    worst: worstCase(wordingToCost(segments, registered), ask.names),
  }
}

/** The account's names that their variable cannot hold, the longest first of each placeholder. */
export function longNames(template: RegisteredTemplate & { is: 'aligned' }, names: NamesByPlaceholder): LongName[] {
  return template.segments.flatMap((one) => {
    if (typeof one === 'string') return []
    return (ownValue(names, one.name) ?? []).flatMap((name): LongName[] => {
      const fitted = fittedIn(cleanValue(name), one.tag, template)
      if (fitted.is !== 'cut' && fitted.is !== 'too_long') return []
      const sent = fitted.is === 'cut' ? fitted.value : null
      return [{ placeholder: one.name, name, length: [...name].length, longest: longestIn(one.tag), sent }]
    })
  })
}
