import { beforeEach, describe, expect, test } from 'vitest'
import { ApiProblem } from '../../api/problem.ts'
import type { Rule, RuleSet } from '../../api/types.ts'
import { createRuleSaver, type RuleSaver } from './rule-saver.ts'

const rule = (key: string): Rule => ({
  key,
  name: key,
  enabled: true,
  conditions: {},
  recipients: [],
  validityMinutes: 60,
})
const set = (number: number, keys: string): RuleSet => ({
  number,
  rulesNumber: number,
  madeAt: '',
  madeBy: 'Ravi',
  rules: [...keys].map(rule),
  analysis: { shadowed: [], overlaps: [], missingCatchAll: false, problems: [] },
})
const keys = (rules: readonly Rule[] | null | undefined) => rules?.map((one) => one.key).join('')
const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

const nothing = { draft: null, conflict: null, isKept: false, isOnlyHere: false }

let stored: RuleSet
let kept: string | null
let isAway: boolean
let isSignedOut: boolean
let isFull: boolean
/** Why the version that somebody saved first cannot be read. */
let unread: ApiProblem | null
let said: string[]
let undo: () => void
let leave: () => void
let saver: RuleSaver<string>
const open = () =>
  createRuleSaver<string>({
    current: () => stored,
    save: async (rules, from) => {
      await Promise.resolve()
      if (isAway) throw new ApiProblem(0, { code: 'no_answer' })
      if (isSignedOut) throw new ApiProblem(401, { code: 'unauthorized' })
      if (from !== stored.rulesNumber) throw new ApiProblem(412, { code: 'rule_set_changed', title: 'somebody saved' })
      stored = { ...set(stored.number + 1, ''), rules: [...rules] }
      return stored
    },
    reload: async () => {
      if (unread !== null) throw unread
      return stored
    },
    saved: (made, { base, what }) => {
      said.push(`${what} ${made.number}`)
      undo = () => saver.change(base.rules, 'undone', made)
    },
    refused: (problem) => said.push(String(problem)),
    notUndone: () => said.push('not undone'),
    keep: {
      read: () => kept,
      write: (text) => {
        if (isFull && text !== null) throw new Error('QuotaExceededError')
        kept = text
      },
    },
  })

beforeEach(() => {
  stored = set(18, 'abc')
  kept = null
  isAway = false
  isSignedOut = false
  isFull = false
  unread = null
  said = []
  saver = open()
  leave = saver.watch(() => undefined)
})

describe('saving the rules of a page', () => {
  test('a change shows at once and is saved over the version it was made from', async () => {
    saver.change([...'bac'].map(rule), 'moved')
    expect(keys(saver.state().draft)).toBe('bac')
    await settled()
    expect([keys(stored.rules), stored.number, saver.state().draft, said]).toEqual(['bac', 19, null, ['moved 19']])
  })

  test('changes made while one is under way are saved after it, each over the one before', async () => {
    saver.change([...'bac'].map(rule), 'first')
    saver.change([...'bca'].map(rule), 'second')
    await settled()
    expect([keys(stored.rules), stored.number, said]).toEqual(['bca', 20, ['first 19', 'second 20']])
    expect(saver.state()).toEqual(nothing)
  })

  test('while the program is away a change is kept, also over a reload, and saved when it answers', async () => {
    isAway = true
    saver.change([...'cab'].map(rule), 'moved')
    await settled()
    expect([saver.state().isKept, keys(stored.rules), kept === null]).toEqual([true, 'abc', false])
    const reopened = open()
    isAway = false
    reopened.retry()
    await settled()
    expect([keys(stored.rules), kept, reopened.state().isKept]).toEqual(['cab', null, false])
  })

  test('a change made when the session has ended waits, is not erased by looking again, and is saved once signed in', async () => {
    isSignedOut = true
    saver.change([...'cab'].map(rule), 'moved')
    await settled()
    expect([saver.state().isKept, kept === null, said]).toEqual([true, false, []])
    const reopened = open()
    reopened.watch(() => undefined)
    reopened.retry()
    await settled()
    expect([keys(reopened.state().draft), kept === null]).toEqual(['cab', false])
    isSignedOut = false
    saver.retry()
    await settled()
    expect([keys(stored.rules), kept, said]).toEqual(['cab', null, ['moved 19']])
  })

  test('a change that another page of this browser saved meanwhile is not saved again, and no conflict', async () => {
    isSignedOut = true
    saver.change([...'cab'].map(rule), 'moved')
    await settled()
    isSignedOut = false
    const other = open()
    other.retry()
    await settled()
    saver.retry()
    await settled()
    expect([keys(stored.rules), stored.number, saver.state()]).toEqual(['cab', 19, nothing])
  })

  test('a change whose page was left when the session had ended is refused, and nothing of it waits unseen', async () => {
    isSignedOut = true
    leave()
    saver.change([...'cab'].map(rule), 'moved')
    await settled()
    expect([saver.state().isKept, kept, said.length]).toEqual([false, null, 1])
  })

  test('of changes made while one was under way that did not arrive, the last is kept', async () => {
    isAway = true
    saver.change([...'bac'].map(rule), 'first')
    saver.change([...'bca'].map(rule), 'second')
    await settled()
    const reopened = open()
    isAway = false
    reopened.retry()
    await settled()
    expect([keys(stored.rules), kept]).toEqual(['bca', null])
  })

  test('a change made from an older version is shown beside theirs and nothing is saved until it is settled', async () => {
    saver.change([...'acb'].map(rule), 'one')
    stored = set(19, 'abcd')
    await settled()
    const { conflict } = saver.state()
    expect([keys(conflict?.base.rules), keys(conflict?.theirs.rules), keys(conflict?.mine)]).toEqual([
      'abc',
      'abcd',
      'acb',
    ])
    expect(stored.number).toBe(19)
    saver.settle([...'acbd'].map(rule), 'both')
    await settled()
    expect([keys(stored.rules), said, saver.state().conflict]).toEqual(['acbd', ['both 20'], null])
  })

  test('what a third person saved while a conflict was looked at is shown too, not overwritten', async () => {
    saver.change([...'acb'].map(rule), 'one')
    stored = set(19, 'abcd')
    await settled()
    stored = set(20, 'abcde')
    saver.settle([...'acbd'].map(rule), 'both')
    await settled()
    const { conflict } = saver.state()
    expect([keys(stored.rules), said]).toEqual(['abcde', []])
    expect([keys(conflict?.base.rules), keys(conflict?.theirs.rules), keys(conflict?.mine)]).toEqual([
      'abcd',
      'abcde',
      'acbd',
    ])
    saver.settle([...'acbde'].map(rule), 'all')
    await settled()
    expect([keys(stored.rules), said]).toEqual(['acbde', ['all 21']])
  })

  test('a conflict that cannot be shown is said, or waits until the program answers, and later changes are saved all the same', async () => {
    unread = new ApiProblem(503, { code: 'unavailable' })
    saver.change([...'acb'].map(rule), 'one')
    stored = set(19, 'abcd')
    await settled()
    expect([saver.state(), said]).toEqual([nothing, [expect.stringMatching('somebody saved')]])
    saver.change([...'bacd'].map(rule), 'two')
    await settled()
    expect([keys(stored.rules), said.at(-1)]).toEqual(['bacd', 'two 20'])

    unread = new ApiProblem(0, { code: 'no_answer' })
    saver.change([...'cbad'].map(rule), 'three')
    stored = set(21, 'bacde')
    await settled()
    expect([saver.state().isKept, kept === null]).toEqual([true, false])
    unread = null
    saver.retry()
    await settled()
    const { conflict, isKept } = saver.state()
    expect([keys(conflict?.theirs.rules), keys(conflict?.mine), isKept, kept]).toEqual(['bacde', 'cbad', false, null])
  })

  test('an undo is made from the version it takes back, so that what somebody saved after it is not overwritten', async () => {
    saver.change([...'bac'].map(rule), 'moved')
    await settled()
    undo()
    await settled()
    expect([keys(stored.rules), said]).toEqual(['abc', ['moved 19', 'undone 20']])

    saver.change([...'cab'].map(rule), 'moved')
    await settled()
    stored = set(22, 'cabd')
    undo()
    await settled()
    const { conflict } = saver.state()
    expect([keys(stored.rules), keys(conflict?.base.rules), keys(conflict?.mine)]).toEqual(['cabd', 'cab', 'abc'])
    saver.settle(null, '')

    // Nobody looks at the page any more: it is said instead of shown.
    leave()
    undo()
    await settled()
    expect([keys(stored.rules), saver.state().draft, said.at(-1)]).toEqual([
      'cabd',
      null,
      expect.stringMatching('somebody'),
    ])
  })

  test.each([
    { where: 'is under way', away: false },
    { where: 'waits until the program answers', away: true },
  ])('an undo takes back its own change, and not the one that $where', async ({ away }) => {
    saver.change([...'bac'].map(rule), 'moved')
    await settled()
    isAway = away
    saver.change([...'ba'].map(rule), 'removed')
    if (away) await settled()
    undo()
    expect(keys(saver.state().draft)).toBe('ab')
    await settled()
    isAway = false
    saver.retry()
    await settled()
    expect([keys(stored.rules), said.at(-1), saver.state()]).toEqual(['ab', `undone ${away ? 20 : 21}`, nothing])
  })

  test('while a conflict is looked at nothing is undone', async () => {
    saver.change([...'bac'].map(rule), 'moved')
    await settled()
    saver.change([...'ba'].map(rule), 'removed')
    stored = set(20, 'bacd')
    await settled()
    const before = saver.state()
    undo()
    await settled()
    expect([saver.state() === before, keys(stored.rules), said]).toEqual([true, 'bacd', ['moved 19', 'not undone']])
    saver.settle([...'bad'].map(rule), 'both')
    await settled()
    expect([keys(stored.rules), said.at(-1)]).toEqual(['bad', 'both 21'])
  })

  test.each([
    { first: 'that was kept first', isFirst: true },
    { first: 'that was kept last', isFirst: false },
  ])('of two pages that each keep a change, after the one $first the other is shown beside it', async ({ isFirst }) => {
    const other = open()
    other.watch(() => undefined)
    isAway = true
    saver.change([...'bac'].map(rule), 'moved')
    await settled()
    other.change([...'ab'].map(rule), 'removed')
    await settled()
    isAway = false
    const [one, next] = isFirst ? [saver, other] : [other, saver]
    one.retry()
    await settled()
    expect([one.state(), kept === null]).toEqual([nothing, !isFirst])
    next.retry()
    await settled()
    const { conflict, isKept } = next.state()
    expect([keys(conflict?.theirs.rules), keys(conflict?.mine), isKept, kept]).toEqual(
      isFirst ? ['bac', 'ab', false, null] : ['ab', 'bac', false, null],
    )
  })

  test('a change that the browser has no room to keep waits in its page, which says so, and is refused where nobody looks', async () => {
    isAway = true
    isFull = true
    saver.change([...'cab'].map(rule), 'moved')
    await settled()
    expect(saver.state()).toMatchObject({ isKept: false, isOnlyHere: true })
    expect([keys(saver.state().draft), kept]).toEqual(['cab', null])
    isAway = false
    saver.retry()
    await settled()
    expect([keys(stored.rules), saver.state(), said]).toEqual(['cab', nothing, ['moved 19']])

    isAway = true
    leave()
    undo()
    await settled()
    expect([keys(stored.rules), saver.state(), said.length]).toEqual(['cab', nothing, 2])
  })
})
