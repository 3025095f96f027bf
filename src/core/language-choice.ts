/**
 * Which text of a template a reader gets. What is known of the reader's language is tried in a fixed order: what the caller asked for (in this
 * call, else before), the department's language, the language of the number that was called. The first for which there is a text that may be
 * sent decides; where none is, the default text goes. What was passed over is told with its reason.
 */
import type { Call } from './call.ts'
import type { RuleTemplate } from './conditions.ts'
import type { Facts } from './facts.ts'
import { languageName, readLanguage, textIn } from './language.ts'
import type { LanguageBasis } from './rule.ts'
import type { SnapshotTemplate } from './rule-set.ts'

/** Why a language that was wanted was passed over: there is no text in it, or its text may not be sent. */
export const passedBecauses = ['no_text', 'not_approved', 'paused', 'header_inactive', 'refused'] as const
type PassedBecause = (typeof passedBecauses)[number]

type Want = { language: string; because: LanguageBasis }
export type LanguageChoice = {
  /** Of the text that was chosen. */
  language: string
  /** `default`: nothing that is known of the reader led to a text. */
  because: LanguageBasis | 'default'
  passed: (Want & { why: PassedBecause })[]
}

type Reading = {
  call: Call
  facts: Facts
  /** Of the account: what a template is written in that does not say. */
  usual: string
  /** What the rule counts; absent: all. */
  basis: readonly LanguageBasis[] | undefined
  isCaller: boolean
}

/** The text for this reader, of a template with texts in several languages, and why. */
export function chooseText(
  template: RuleTemplate,
  variants: readonly RuleTemplate[],
  reading: Reading,
): { template: RuleTemplate; choice: LanguageChoice } {
  const languageOf = ({ snapshot }: RuleTemplate) => snapshot.language ?? reading.usual
  const passed: LanguageChoice['passed'] = []
  for (const want of wantsOf(reading)) {
    const found = textIn(want.language, [template, ...variants], languageOf)
    const why = found ? (found === template ? null : whyNot(found.snapshot, reading.facts)) : 'no_text'
    if (found && why === null)
      return { template: found, choice: { language: languageOf(found), because: want.because, passed } }
    passed.push({ ...want, why: why ?? 'no_text' })
  }
  return { template, choice: { language: languageOf(template), because: 'default', passed } }
}

function wantsOf({ call, facts, basis, isCaller }: Reading): Want[] {
  const told = call.callerLanguage === undefined ? undefined : readLanguage(call.callerLanguage)
  // The caller's language says nothing of what the account's own people read.
  const caller = isCaller ? (told ?? facts.callerLanguage) : undefined
  const wants: [LanguageBasis, string | undefined][] = [
    ['caller', caller],
    ['department', facts.department?.language],
    ['did', facts.did?.language],
  ]
  return wants.flatMap(([because, language]) =>
    language === undefined || basis?.includes(because) === false ? [] : [{ language, because }],
  )
}

function whyNot({ status, headerStatus, id }: SnapshotTemplate, facts: Facts): PassedBecause | null {
  if (status === 'paused') return 'paused'
  if (status !== 'approved') return 'not_approved'
  if (headerStatus) return 'header_inactive'
  return facts.pausedTemplates?.includes(id) ? 'refused' : null
}

/** The choice as a sentence without its full stop. */
export function languageWords({ language, because, passed }: LanguageChoice): string {
  const name = languageName(language)
  if (because === 'default' && passed.length === 0) return `${name}, the default: nothing says which language to use`
  const chosen =
    because === 'default' ? `so the default text, in ${name}` : `${name}, because ${basisWords[because](name)}`
  return [...passed.map(passedWords), chosen].join('; ')
}

const basisWords: Record<LanguageBasis, (name: string) => string> = {
  caller: (name) => `the caller asked for ${name}`,
  department: (name) => `the department’s language is ${name}`,
  did: (name) => `the language of the number called is ${name}`,
}

function passedWords({ language, because, why }: LanguageChoice['passed'][number]): string {
  const name = languageName(language)
  return `${basisWords[because](name)}, but ${whyWords[why](name)}`
}

const whyWords: Record<PassedBecause, (name: string) => string> = {
  no_text: (name) => `the template has no ${name} text`,
  not_approved: (name) => `the ${name} text is not approved`,
  paused: (name) => `the ${name} text is paused`,
  header_inactive: (name) => `the sender of the ${name} text is not active`,
  refused: (name) => `the ${name} text is paused after refusals`,
}
