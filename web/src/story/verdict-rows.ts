import type { TFunction } from 'i18next'
import type { CallRow, CallStory, Plan } from '../api/types.ts'
import { phone } from '../format.ts'
import type { VerdictRow } from '../ui/verdict-list.tsx'

/** The verdicts of a plan as rows, with the places and names of the version that judged. */
export function verdictRows(
  plan: Pick<Plan, 'verdicts'>,
  rules: CallStory['ruleSet']['rules'],
  firedWords?: string,
): VerdictRow[] {
  const named = new Map(rules.map((rule, index) => [rule.key, { name: rule.name, place: index + 1 }]))
  return plan.verdicts.map((verdict, index) => {
    const { name, place } = named.get(verdict.rule) ?? { name: verdict.rule, place: index + 1 }
    const row: VerdictRow = { key: verdict.rule, place, name, is: verdict.is }
    if (verdict.is === 'no') return { ...row, wants: verdict.wants ?? '', was: verdict.was ?? '' }
    return verdict.is === 'fired' && firedWords !== undefined ? { ...row, words: firedWords } : row
  })
}

/** What of a call a rule may have asked for: `Incoming, Sales, missed, on 1800 572 0199`. */
export function callWords(t: TFunction, { direction, department, outcome, did }: CallRow): string {
  const to = department === null ? [] : [department.name]
  const on = did === null ? [] : [t('story.onDid', { number: phone(did.number) })]
  return [t(`word.${direction}`), ...to, t(`story.outcome.${outcome}`), ...on].join(', ')
}
