/**
 * The rules as this page has changed them: shown at once, saved one change after the other, each over the version the one before it made. A
 * change that the program did not take because it does not answer, or because the session ended, is kept in this browser and saved when it
 * answers again and somebody is signed in; one that came after somebody else's is shown beside theirs.
 */
import { isProblem } from '../../api/problem.ts'
import type { Rule, RuleSet } from '../../api/types.ts'
import { isSame } from '../../same.ts'
import { merge } from './merge.ts'

export type Conflict = { base: RuleSet; theirs: RuleSet; mine: readonly Rule[] }
export type SaverState = {
  draft: readonly Rule[] | null
  conflict: Conflict | null
  /** What waits is in this browser, also when the page is closed. */
  isKept: boolean
  /** What waits could not be put there, and is lost with this page. */
  isOnlyHere: boolean
}

/** What a change was, for the words once it is saved; `null` for one kept from an earlier visit. */
type Work<W> = { rules: readonly Rule[]; base: RuleSet; what: W | null }

export type SaverNeeds<W> = {
  /** The version that is in force as far as this page knows. */
  current(): RuleSet | undefined
  save(rules: readonly Rule[], madeFrom: number): Promise<RuleSet>
  reload(): Promise<RuleSet>
  saved(made: RuleSet, work: Work<W>): void
  refused(problem: unknown): void
  /** An undo was asked for while a conflict is looked at: of what is shown there it would be no undo. */
  notUndone(): void
  /** Where a change waits that could not be saved: text, or null to forget it. All pages of this browser have this one place, and it may be full. */
  keep: { read(): string | null; write(text: string | null): void }
}

export type RuleSaver<W> = {
  state(): SaverState
  watch(tell: () => void): () => void
  /** `madeFrom` is the version that these rules were made from, where they are not a change of what this page shows: what waits here stays. */
  change(rules: readonly Rule[], what: W, madeFrom?: RuleSet): void
  /** Ends a conflict: with rules to save over theirs, or null to leave theirs. */
  settle(rules: readonly Rule[] | null, what: W): void
  /** The program answers again, somebody is signed in again, or the page was opened anew. */
  retry(): void
}

const isSignedOut = (problem: unknown): boolean => isProblem(problem) && problem.status === 401

/** The program did not say no to the change: it does not answer, or nobody is signed in. */
const isForLater = (problem: unknown): boolean =>
  isSignedOut(problem) || (isProblem(problem) && problem.code === 'no_answer')

const nowhere = { isKept: false, isOnlyHere: false } as const

/** Whether all that was changed is in `theirs` by now. */
const isIn = (theirs: RuleSet, { rules, base }: Pick<Work<unknown>, 'rules' | 'base'>): boolean =>
  isSame(merge(base.rules, theirs.rules, rules).rules, theirs.rules)

export function createRuleSaver<W>(needs: SaverNeeds<W>): RuleSaver<W> {
  let state: SaverState = { draft: null, conflict: null, ...nowhere }
  let waiting: Work<W> | null = null
  let isSaving = false
  /** What this page put into the browser, or found there: what another page keeps there is not to be erased. */
  let kept: string | null = null
  const watchers = new Set<() => void>()
  const become = (part: Partial<SaverState>) => {
    state = { ...state, ...part }
    for (const tell of watchers) tell()
  }

  const flush = async (): Promise<void> => {
    while (waiting !== null && !isSaving) {
      const work = waiting
      isSaving = true
      const goesOn = await attempt(work).finally(() => {
        isSaving = false
      })
      if (!goesOn) return
    }
  }

  /** One save; true when whatever waits now may be tried. */
  const attempt = async (work: Work<W>): Promise<boolean> => {
    try {
      const made = await needs.save(work.rules, work.base.rulesNumber)
      forgetKept()
      if (waiting === work) {
        waiting = null
        become({ draft: null, ...nowhere })
      } else if (waiting !== null) waiting = { ...waiting, base: made }
      needs.saved(made, work)
      return true
    } catch (problem) {
      await setAside(work, problem)
      return false
    }
  }

  /** A change that was not saved: kept while it cannot be, shown beside what somebody saved first, else refused. One made over it meanwhile holds it too. */
  const setAside = async (work: Work<W>, problem: unknown): Promise<void> => {
    // Nobody would be told that it waits, where the page was left, nor asked to sign in for it.
    const isSeen = watchers.size > 0 || !isSignedOut(problem)
    if (isForLater(problem) && isSeen && keepForLater(waiting ?? work)) return
    // An undo may be clicked after its page was left: then there is nobody to look at both.
    if (isProblem(problem) && problem.status === 412 && watchers.size > 0) {
      try {
        const theirs = await needs.reload()
        const mine = (waiting ?? work).rules
        forget()
        // Another page of this browser took it up and saved it.
        if (isIn(theirs, { rules: mine, base: work.base })) become({ draft: null, ...nowhere })
        else become({ conflict: { base: work.base, theirs, mine }, ...nowhere })
        return
      } catch (unread) {
        // Saved again later, it is refused again, and both are shown then.
        if (isForLater(unread) && keepForLater(waiting ?? work)) return
      }
    }
    forget()
    become({ draft: null, ...nowhere })
    needs.refused(problem)
  }

  /** False where it can wait nowhere: the browser has no room, and the page was left. */
  const keepForLater = ({ rules, base }: Work<W>): boolean => {
    const text = JSON.stringify({ rules, base })
    try {
      needs.keep.write(text)
    } catch {
      become({ isKept: false, isOnlyHere: true })
      return watchers.size > 0
    }
    kept = text
    become({ isKept: true, isOnlyHere: false })
    return true
  }

  const forgetKept = (): void => {
    if (kept !== null && needs.keep.read() === kept) needs.keep.write(null)
    kept = null
  }
  const forget = (): void => {
    waiting = null
    forgetKept()
  }

  const change = (made: readonly Rule[], what: W, madeFrom?: RuleSet): void => {
    if (state.conflict !== null && watchers.size > 0) {
      needs.notUndone()
      return
    }
    const base = waiting?.base ?? madeFrom ?? needs.current()
    if (base === undefined) return
    const rules = waiting !== null && madeFrom !== undefined ? merge(madeFrom.rules, waiting.rules, made).rules : made
    waiting = { rules, base, what }
    become({ draft: rules, conflict: null })
    void flush()
  }

  return {
    state: () => state,
    watch: (tell) => {
      watchers.add(tell)
      return () => void watchers.delete(tell)
    },
    change,
    settle: (rules, what) => {
      // Over theirs as it was shown: what a third person saved since is a conflict of its own.
      const theirs = state.conflict?.theirs
      become({ conflict: null, draft: null })
      if (rules !== null) change(rules, what, theirs)
    },
    retry: () => {
      const found = waiting === null && state.conflict === null ? needs.keep.read() : null
      if (found !== null) {
        kept = found
        const { rules, base } = JSON.parse(found) as Pick<Work<W>, 'rules' | 'base'>
        waiting = { rules, base, what: null }
        become({ draft: rules, isKept: true })
      }
      void flush()
    },
  }
}
