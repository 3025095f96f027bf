import { describe, expect, test } from 'vitest'
import type { Rule } from '../../api/types.ts'
import { changesBetween, merge } from './merge.ts'
import { moved, movedKeys, placeIn } from './order.ts'

const rule = (key: string, part: Partial<Rule> = {}): Rule => ({
  key,
  name: key.toUpperCase(),
  enabled: true,
  conditions: {},
  recipients: [{ selector: { to: 'caller' }, template: 't' }],
  validityMinutes: 60,
  ...part,
})
const base = ['a', 'b', 'c', 'd'].map((key) => rule(key))
const keys = (rules: readonly Rule[]) => rules.map((one) => one.key).join('')

describe('what changed between two rule sets', () => {
  test('one moved rule is one move, not a shift of all others', () => {
    expect([...movedKeys(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'])]).toEqual(['d'])
    expect(changesBetween(base, moved(base, 3, 0))).toMatchObject([{ key: 'd', is: 'moved', from: 4, to: 1 }])
  })

  test('of two neighbours that changed places the one that went up has moved', () => {
    expect([...movedKeys(['a', 'b', 'c', 'd'], ['a', 'c', 'b', 'd'])]).toEqual(['c'])
  })

  test('a change says whether its rule was and is the last of its list', () => {
    expect(changesBetween(base, [...base, rule('e')])).toMatchObject([{ key: 'e', wasLast: false, isLast: true }])
    expect(changesBetween(base, base.toSpliced(3, 1, rule('d', { name: 'Other' })))).toMatchObject([
      { key: 'd', wasLast: true, isLast: true },
    ])
  })

  test('switching, changing, adding and removing are told apart', () => {
    const after = [rule('a', { enabled: false }), rule('c', { name: 'New' }), rule('d'), rule('e')]
    expect(changesBetween(base, after).map((one) => `${one.key} ${one.is}`)).toEqual([
      'a switched',
      'c changed',
      'e added',
      'b removed',
    ])
  })
})

describe('two changes of one rule set', () => {
  test('both stay when they touch different rules', () => {
    const theirs = base.map((one) => (one.key === 'b' ? rule('b', { name: 'Theirs' }) : one))
    const merged = merge(base, theirs, moved(base, 3, 0))
    expect(keys(merged.rules)).toBe('dabc')
    expect(merged.rules.find((one) => one.key === 'b')?.name).toBe('Theirs')
    expect(merged.clashes).toEqual([])
  })

  test('both moves stay, each after the rule it follows', () => {
    expect(keys(merge(base, moved(base, 0, 3), moved(base, 3, 1)).rules)).toBe('bcad')
  })

  test('mine stands where both changed one rule, and the clash is named', () => {
    const theirs = base.map((one) => (one.key === 'b' ? rule('b', { name: 'Theirs' }) : one))
    const mine = base.map((one) => (one.key === 'b' ? rule('b', { name: 'Mine' }) : one))
    const merged = merge(base, theirs, mine)
    expect(merged.rules.find((one) => one.key === 'b')?.name).toBe('Mine')
    expect(merged.clashes).toEqual(['b'])
  })

  test('a rule that one removed and the other left alone is gone; one that either added is there', () => {
    const theirs = [...base.filter((one) => one.key !== 'c'), rule('t')]
    const mine = [rule('m'), ...base]
    expect(keys(merge(base, theirs, mine).rules)).toBe('mabdt')
  })
})

test('what was dragged is put below what it was let go below, also where the order changed meanwhile', () => {
  expect(placeIn([...'abcd'], [...'bcad'], 'a')).toBe(2)
  expect(placeIn([...'abcd'], [...'dabc'], 'd')).toBe(0)
  expect(placeIn([...'cbad'], [...'bcad'], 'a')).toBe(1)
  // What it was put below was removed: then below what stood above that.
  expect(placeIn([...'abd'], [...'bcad'], 'a')).toBe(1)
  expect(placeIn([...'ad'], [...'bcad'], 'a')).toBe(0)
})
