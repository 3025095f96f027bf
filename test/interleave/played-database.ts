/** The store's database as an actor has it: each statement, BEGIN, COMMIT and what COMMIT is answered with are effects of the schedule. */
import {
  CommitUnknown,
  type Database,
  type Purpose,
  purposes,
  type Runner,
  type Transaction,
} from '../../src/store/database.ts'
import type { Statement } from '../../src/store/statement.ts'
import type { Effect, Schedule } from './schedule.ts'
import { type Actor, as, really } from './virtual-time.ts'

/** What becomes of a COMMIT: the usual, or its answer is lost and it was done or was not. */
export type CommitFate = 'answered' | 'done_unanswered' | 'not_done_unanswered'

export type PlayedWith = {
  schedule: Schedule
  actor: Actor
  commitFate(statements: readonly string[]): CommitFate
  /** Of a program with the mistake to take a COMMIT without an answer for done. */
  believesCommits: boolean
  /** What the program asks, as it is asked: mistakes are put in here. */
  rewrite<T extends Parameters<Runner['run']>>(...asked: T): T
}

class NotDone extends Error {}

/** Each statement is let go on its own here, COMMIT last. */
const ignored = () => undefined

export function playedDatabase(db: Database, played: PlayedWith): Database {
  const { schedule, actor } = played
  const alone = (work: () => Promise<unknown>) => schedule.really(actor, work)
  const runners = Object.fromEntries(purposes.map((one) => [one, { run: runOn(db[one], played, alone) }]))
  return {
    ...db,
    ...(runners as Record<Purpose, Runner>),
    transaction: (purpose, work) => transaction(db, played, purpose, work),
    query: async (...asked) => {
      await schedule.gate(actor, 'query')
      return await schedule.really(actor, () => db.query(...asked))
    },
  }
}

function runOn(
  runner: Runner,
  { schedule, actor, rewrite }: PlayedWith,
  asWork: (work: () => Promise<unknown>) => Promise<unknown>,
): Runner['run'] {
  return async (statement, parameters) => {
    await schedule.gate(actor, statement.name)
    const asked = rewrite(statement, parameters) as [typeof statement, typeof parameters]
    return (await asWork(() => runner.run(...asked))) as Awaited<
      ReturnType<typeof runner.run<typeof statement.columns>>
    >
  }
}

/** How long a lock is waited for, or a transaction rests, in the real world says nothing here: the server would end it at a moment of chance. */
const patience: Statement = {
  name: 'played_patience',
  columns: {},
  text: `select ${['lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout'].map((one) => `set_config('${one}', '0', true)`).join()}`,
}

async function transaction<T>(
  db: Database,
  played: PlayedWith,
  purpose: Purpose,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const { schedule, actor, commitFate, believesCommits } = played
  await schedule.gate(actor, `${purpose} BEGIN`)
  const session = oneAfterTheOther(schedule.begin(), actor)
  let fate = 'answered' as CommitFate
  let made: { value: T } | undefined
  const asActor = async (tx: Runner): Promise<T> => {
    const names: string[] = []
    const run = runOn(tx, played, session.does)
    const noted: Runner['run'] = (statement, parameters) => {
      names.push(statement.name)
      return run(statement, parameters)
    }
    await tx.run(patience, [])
    session.rests()
    try {
      const value = await as(actor, () => work({ run: noted, lastAsked: ignored }))
      made = { value }
      await schedule.gate(actor, `${purpose} COMMIT (${names.at(-1) ?? 'nothing'})`)
      fate = commitFate(names)
      if (fate === 'not_done_unanswered') throw new NotDone()
      return value
    } finally {
      session.closes()
    }
  }
  try {
    const value = await really(actor, () => db.transaction(purpose, asActor))
    if (fate === 'done_unanswered' && !believesCommits) throw new CommitUnknown('the answer was taken away')
    return value
  } catch (error) {
    if (!(error instanceof NotDone)) throw error
    if (believesCommits && made) return made.value
    throw new CommitUnknown('the COMMIT was taken away')
  } finally {
    session.ends()
    await schedule.gate(actor, `${purpose} answered`)
  }
}

/** Statements of one session wait for each other: however many are under way, it is one effect. */
function oneAfterTheOther(effect: Effect, actor: Actor) {
  let statements = 0
  let isClosing = false
  return {
    rests: () => {
      isClosing = false
      effect.rests()
    },
    does: async (work: () => Promise<unknown>): Promise<unknown> => {
      // Sent along with one that failed, and let go only now: what the server would have said of it.
      if (isClosing) throw Object.assign(new Error('current transaction is aborted'), { code: '25P02' })
      statements += 1
      effect.goesOn()
      try {
        return await really(actor, work)
      } finally {
        statements -= 1
        if (statements === 0 && !isClosing) effect.rests()
      }
    },
    closes: () => {
      isClosing = true
      effect.goesOn()
    },
    ends: effect.ends,
  }
}
