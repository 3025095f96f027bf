/** Two people changed one rule set: what each changed, and what both changes together give. */
import type { Rule } from '../../api/types.ts'
import { isSame } from '../../same.ts'
import { movedKeys } from './order.ts'

export type RuleChange = {
  key: string
  is: 'added' | 'removed' | 'changed' | 'moved' | 'switched'
  before: Rule | undefined
  after: Rule | undefined
  /** Places in the older and the newer list, from 1. */
  from: number | undefined
  to: number | undefined
  /** Whether it is the last of its list: a rule without conditions then reads as what is left. */
  wasLast: boolean
  isLast: boolean
}

const byKey = (rules: readonly Rule[]) => new Map(rules.map((rule) => [rule.key, rule]))
const keysOf = (rules: readonly Rule[]) => rules.map((rule) => rule.key)
export const isSameRule = (a: Rule | undefined, b: Rule | undefined): boolean => isSame(a, b)

/** What lies between two lists of rules, in the order of the newer one; removed rules last. */
export function changesBetween(before: readonly Rule[], after: readonly Rule[]): RuleChange[] {
  const old = byKey(before)
  const now = byKey(after)
  const displaced = movedKeys(keysOf(before), keysOf(after))
  const place = (rules: readonly Rule[], key: string) => {
    const index = rules.findIndex((rule) => rule.key === key)
    return index < 0 ? undefined : index + 1
  }
  const changes: RuleChange[] = []
  const add = (key: string, is: RuleChange['is']) =>
    changes.push({
      key,
      is,
      before: old.get(key),
      after: now.get(key),
      from: place(before, key),
      to: place(after, key),
      wasLast: before.at(-1)?.key === key,
      isLast: after.at(-1)?.key === key,
    })
  for (const rule of after) {
    const was = old.get(rule.key)
    if (was === undefined) add(rule.key, 'added')
    else if (!isSameRule(was, rule))
      add(rule.key, isSameRule({ ...was, enabled: rule.enabled }, rule) ? 'switched' : 'changed')
    else if (displaced.has(rule.key)) add(rule.key, 'moved')
  }
  for (const rule of before) if (!now.has(rule.key)) add(rule.key, 'removed')
  return changes
}

export type Merged = { rules: Rule[]; clashes: string[] }

/** Mine laid over theirs, both made from `base`. Where both changed one rule differently, mine stands and the key is a clash. */
export function merge(base: readonly Rule[], theirs: readonly Rule[], mine: readonly Rule[]): Merged {
  const [was, their, my] = [byKey(base), byKey(theirs), byKey(mine)]
  const clashes: string[] = []
  const content = (key: string): Rule | undefined => {
    const [b, t, m] = [was.get(key), their.get(key), my.get(key)]
    if (isSameRule(b, m)) return t
    if (!isSameRule(b, t) && !isSameRule(t, m)) clashes.push(key)
    return m
  }
  const rules = order(base, theirs, mine).flatMap((key) => content(key) ?? [])
  return { rules, clashes }
}

/** Their order, with each rule that I moved or added put after the one it follows in mine. */
function order(base: readonly Rule[], theirs: readonly Rule[], mine: readonly Rule[]): string[] {
  const mineKeys = keysOf(mine)
  const baseKeys = new Set(keysOf(base))
  const displaced = movedKeys(keysOf(base), mineKeys)
  const isMine = (key: string) => displaced.has(key) || !baseKeys.has(key)
  const result = keysOf(theirs).filter((key) => !displaced.has(key))
  mineKeys.forEach((key, index) => {
    if (!isMine(key) || result.includes(key)) return
    const anchor = mineKeys.slice(0, index).findLast((one) => result.includes(one))
    result.splice(anchor === undefined ? 0 : result.indexOf(anchor) + 1, 0, key)
  })
  return result
}
